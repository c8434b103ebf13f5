"""The yearly report's tables, the same for paper and spreadsheet: a number hidden from the reader is a word here, never a guess."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pekt_xblocks.core.digcomp import COMPETENCES, listed

from ..data import Counts, Opinion, Table, YearReport


def overview(report: YearReport) -> Table:
    """The year beside the one before."""
    now, then = report.total, report.before
    rows = []
    for name, figure in _figures():
        value, old = figure(now), figure(then) if then else None
        rows.append([name, shown(value), shown(old) if then else "–", _change(value, old) if then else "–"])
    return Table(_("The year in numbers"), ["", report.year, report.before_year or _("Year before"), _("Difference")], rows)


def _figures() -> list[tuple[str, Any]]:
    return [
        (_("Learners"), lambda row: row.learners), (_("Classes"), lambda row: row.groups), (_("Schools"), lambda row: row.schools),
        (_("Visits"), lambda row: row.visits), (_("Hours at the hub"), lambda row: row.hours),
        (_("Learners who started"), lambda row: row.started), (_("Learners who completed"), lambda row: row.completed),
        (_("Completed, % of learners"), lambda row: rate(row.completed, row)),
        (_("Met the conditions"), lambda row: row.passed), (_("Met the conditions, % of learners"), lambda row: rate(row.passed, row)),
        (_("Attestations"), lambda row: row.attested), (_("Attendances"), lambda row: row.attended),
    ]


def rate(number: int | None, row: Counts) -> int | None:
    """A whole percent of the row's learners, floored, so that 100 means all; None where either is hidden or nobody took part."""
    return None if number is None or not row.learners else 100 * number // row.learners


def shown(value: Any) -> Any:
    """A value, or the word for one that is hidden."""
    return _("hidden") if value is None else value


def _change(value: Any, old: Any) -> Any:
    if value is None or old is None:
        return "–"
    return round(value - old, 1) if isinstance(value, float) else value - old


def programme(report: YearReport) -> Table:
    """The runs of the year and their sum."""
    rows = [[line.title, *_run(line.counts)] for line in report.runs] + [[_("Total"), *_run(report.total)]]
    headings = [_("Module"), _("Classes"), _("Learners"), _("Learners who completed"), _("Completed %"), _("Met the conditions %"),
                _("Attestations"), _("Visits"), _("Hours")]
    return Table(_("The year’s programme"), headings, rows)


def _run(row: Counts) -> list[Any]:
    return [row.groups, shown(row.learners), shown(row.completed), _percent(row.completed, row), _percent(row.passed, row),
            shown(row.attested), row.visits, row.hours]


def _percent(number: int | None, row: Counts) -> Any:
    return "–" if row.learners == 0 else shown(rate(number, row))


def schools(report: YearReport) -> Table:
    """The schools that sent classes."""
    rows = [[name, row.groups, shown(row.learners), row.visits, row.hours] for name, row in report.schools]
    return Table(_("Schools"), [_("School"), _("Classes"), _("Learners"), _("Visits"), _("Hours")], rows)


def competences(report: YearReport) -> Table:
    """The DigComp competences that the year's modules train."""
    names = {each["code"]: each["title"] for each in listed(get_language())}
    rows = [[line.code, names.get(line.code, ""), line.modules, shown(line.completed)] for line in report.covered]
    return Table(_("Digital competences (DigComp)"), [_("Code"), _("Competence"), _("In modules"), _("Learners who completed")], rows)


def coverage(report: YearReport) -> str:
    """How much of the framework the year covered, in a sentence."""
    return _("%(covered)s of the framework's %(all)s competences were trained.") % {
        "covered": len(report.covered), "all": len(COMPETENCES)}


def equipment(report: YearReport, kinds: dict[str, str]) -> Table:
    """What stands in the hub and what the modules asked for; ``kinds`` are the words for them."""
    rows = [[kinds.get(line.kind, line.kind), line.works, line.repair, ", ".join(line.modules) or "–"] for line in report.used]
    return Table(_("Equipment"), [_("Kind"), _("Working"), _("In repair"), _("Used by the modules")], rows)


def self_checks(report: YearReport) -> Table:
    """How many gave each self-check."""
    rows = [[line.module, line.title, shown(line.given)] for line in report.self_checks]
    return Table(_("Self-check before and after"), [_("Module"), _("Self-check"), _("Given by")], rows)


def opinions(now: Iterable[Opinion], before: Iterable[Opinion]) -> Table:
    """How what learners say of themselves changed, by competence, beside the year before."""
    names = {each["code"]: each["title"] for each in listed(get_language())}
    then = {line.code: line for line in before}
    rows = [[f"{line.code} {names.get(line.code, '')}".strip() or _("Other statements"), *_opinion(line, then.get(line.code))]
            for line in now]
    return Table(_("What learners say they can do"), [
        _("Competence"), _("Answered both times"), _("Before, of 4"), _("After, of 4"), _("Difference"), _("Rose, %"),
        _("Change last year"), _("Rose last year, %")], rows)


def _opinion(line: Opinion, then: Opinion | None) -> list[Any]:
    last = ["–", "–"] if then is None else [shown(then.change), shown(then.rose)]
    return [shown(line.both), shown(line.before), shown(line.after), shown(line.change), shown(line.rose), *last]


def tables(report: YearReport, kinds: dict[str, str]) -> list[Table]:
    """Every table of the report that has something to say."""
    found = [overview(report), programme(report), schools(report), competences(report), equipment(report, kinds), self_checks(report),
             opinions(report.opinions, report.opinions_before)]
    return [table for table in found if table.rows]
