"""The yearly report on paper: the year in large figures, then a table to each question. Counts alone, for Directorate and mayor."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from ..data import Table, YearReport
from . import year
from .paper import ACCENT, BOLD, INK, LINE, MARGIN, PLAIN, RAISED, SOFT, document, style

INNER = A4[0] - 2 * MARGIN
TILES, PERCENTS = (0, 1, 2, 3, 4, 7, 9, 10), (7, 9)
"""The lines of the overview that stand as large figures, and those of them that are percentages of the line before."""
HEAD, BODY, PAD = 7.5, 9.0, 4.0


def report_pdf(report: YearReport, kinds: dict[str, str]) -> bytes:
    """The report in the reader's language; ``kinds`` are the words for equipment."""
    title = _("Yearly report %(year)s") % {"year": report.year}
    story: list[Flowable] = [
        _text(report.hub, 13, bold=True, color=ACCENT), _text(title, 26, bold=True),
        _text(" · ".join(filter(None, [report.municipality, report.premises])), 11, color=SOFT), Spacer(1, 16),
        _tiles(year.overview(report)), Spacer(1, 6)]
    for table in year.tables(report, kinds):
        if table.title == year.overview(report).title:
            table = replace(table, rows=[[*row[:3], _signed(row[3])] for row in table.rows])
        story += _section(table, year.coverage(report) if table.title == year.competences(report).title else "")
        if table.title == year.programme(report).title:
            story += _notes(report)                 # beside the first numbers that need them
    return document(story, title=f"{title} – {report.hub}", author=report.hub, lang=get_language() or "el", as_of=report.as_of)


def _text(words: str, size: float, **more: Any) -> Paragraph:
    return Paragraph(escape(words), style(size, **more))


def _tiles(overview: Table) -> Grid:
    """Four figures to a row, each with last year's under it."""
    rows = overview.rows
    cells = [_tile(rows[line - 1][0], _of_all(rows[line][1]), _of_all(rows[line][2])) if line in PERCENTS else _tile(*rows[line][:3])
             for line in TILES]
    made = Grid([cells[:4], cells[4:]], colWidths=[INNER / 4] * 4)
    made.setStyle(TableStyle([
        ("BACKGROUND", (0, 0), (-1, -1), RAISED), ("INNERGRID", (0, 0), (-1, -1), 4, "white"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 10), ("TOPPADDING", (0, 0), (-1, -1), 8), ("BOTTOMPADDING", (0, 0), (-1, -1), 9)]))
    return made


def _of_all(value: Any) -> Any:
    return f"{value}%" if isinstance(value, int) else value


def _signed(value: Any) -> str:
    return "+" + _cell(value) if isinstance(value, int | float) and value > 0 else _cell(value)


def _tile(name: str, now: Any, then: Any) -> list[Flowable]:
    large = _NUMBER.fullmatch(_cell(now))
    last = [] if then == "–" else [_text(_("last year: %(number)s") % {"number": _cell(then)}, 8, color=SOFT)]
    return [_text(_cell(now), 21 if large else 13, bold=True, color=ACCENT, leading=28), _text(name, 9, leading=11.5), *last]


def _section(table: Table, after: str) -> list[Flowable]:
    heading = _text(table.title, 14, bold=True, spaceBefore=16, spaceAfter=6)
    grid = _grid(table)
    tail = [Spacer(1, 4), _text(after, 9, color=SOFT)] if after else []
    # A short table stays with its heading; a long one breaks across pages and repeats its first line.
    return [KeepTogether([heading, grid, *tail])] if len(table.rows) <= 14 else [heading, grid, *tail]


def _grid(table: Table) -> Grid:
    texts = _text_columns(table)
    small, head, right = style(BODY, leading=12), *(style(HEAD, bold=True, color=SOFT, leading=9.5, alignment=side) for side in (0, 2))
    rows: list[list[Any]] = [[Paragraph(escape(text), head if column in texts else right) for column, text in enumerate(table.headings)]]
    rows += [[Paragraph(escape(_cell(value)), small) if column in texts else _cell(value) for column, value in enumerate(row)]
             for row in table.rows]
    made = Grid(rows, colWidths=_widths(table, texts), repeatRows=1)
    made.setStyle(TableStyle([*_rules(table), *[("ALIGN", (column, 0), (column, -1), "LEFT" if column in texts else "RIGHT")
                                                for column in range(len(table.headings))]]))
    return made


def _rules(table: Table) -> list[Any]:
    rules: list[Any] = [
        ("FONT", (0, 0), (-1, -1), PLAIN, BODY, 12), ("TEXTCOLOR", (0, 1), (-1, -1), INK), ("LINEBELOW", (0, 0), (-1, 0), 1, ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), .4, LINE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        *[(side, (0, 0), (-1, -1), PAD) for side in ("LEFTPADDING", "RIGHTPADDING")],
        *[(side, (0, 0), (-1, -1), 2.5) for side in ("TOPPADDING", "BOTTOMPADDING")]]
    if table.rows[-1][0] == _("Total"):
        rules.append(("BACKGROUND", (0, -1), (-1, -1), RAISED))
    return rules


_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")


def _text_columns(table: Table) -> set[int]:
    """The columns of words: the first, and any where some cell is neither a number nor what stands in place of one."""
    instead = {"–", _("hidden"), ""}
    return {0} | {column for column in range(len(table.headings)) for row in table.rows
                  if _cell(row[column]) not in instead and not _NUMBER.fullmatch(_cell(row[column]))}


def _widths(table: Table, texts: set[int]) -> list[float]:
    """Each column has room for its longest word; what is left goes to the words as their longest cells ask for it."""
    columns = range(len(table.headings))
    least = [max([stringWidth(word, BOLD, HEAD) for word in table.headings[column].split()] + [
        stringWidth(word, PLAIN, BODY) for row in table.rows for word in _cell(row[column]).split()], default=0.0) + 2 * PAD + 1
             for column in columns]
    asked = {column: max(stringWidth(_cell(row[column]), PLAIN, BODY) for row in table.rows) for column in texts}
    left = max(0.0, INNER - sum(least))
    return [least[column] + (left * asked[column] / sum(asked.values()) if column in texts else 0.0) for column in columns]


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        text = f"{value:.1f}".removesuffix(".0")
        return text.replace(".", ",") if (get_language() or "").startswith("el") else text
    return str(value)


def _notes(report: YearReport) -> Sequence[Flowable]:
    words = [
        _("Learners are counted once in each module they take. Completed: everything in the module. Met the conditions: all that the "
          "module's attestation asks. Percentages are rounded down."),
        _("Self-checks: only those who answered both times are compared, in four steps. It is their own opinion. Fewer than five are "
          "hidden, and no answer is kept in the records."),
    ]
    if report.hides:
        words.append(_("Numbers from which a single pupil could be told (fewer than 5) are hidden."))
    return [KeepTogether([_text(_("How it is counted"), 11, bold=True, spaceBefore=14, spaceAfter=4),
                          *[_text(text, 9, color=SOFT, spaceAfter=3) for text in words]])]
