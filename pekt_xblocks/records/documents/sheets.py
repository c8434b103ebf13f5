"""Tables as files that Greek spreadsheets open with a double click: XLSX with typed cells, CSV with BOM and ``;``."""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from ..data import Table

WIDEST, LOOKED_AT = 48, 200
"""The widest column in characters, and the rows by which widths are chosen."""


def csv_bytes(table: Table) -> bytes:
    """UTF-8 with a BOM, ``;``, CRLF; no ``sep=`` line, for Excel would then ignore the BOM."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(value) for value in table.headings])
    writer.writerows([cell(value) for value in row] for row in table.rows)
    return ("\ufeff" + text.getvalue()).encode()


def cell(value: Any) -> str | int:
    """A value as a CSV cell: local times, nothing for None, a decimal comma, and no text that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    text = str(value)
    return "'" + text if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """A sheet per table with a frozen, filtered heading; text is written as text whatever it starts with, times as local times."""
    import xlsxwriter  # of the extra [records]: CSV needs nothing

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    formats = {"head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
               "time": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}), "day": book.add_format({"num_format": "dd/mm/yyyy"})}
    for table, name in zip(tables, sheet_names([table.title for table in tables]), strict=True):
        _write(book.add_worksheet(name), table, formats)
    book.close()
    return out.getvalue()


def _write(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    for column, width in enumerate(_widths(table)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    if table.rows and table.headings:
        sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, heading, formats["head"])
    text, number, moment = sheet.write_string, sheet.write_number, sheet.write_datetime
    for line, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                text(line, column, value)
            elif isinstance(value, int | float):
                number(line, column, value)
            elif isinstance(value, datetime):
                moment(line, column, timezone.localtime(value).replace(tzinfo=None), formats["time"])
            elif isinstance(value, date):
                moment(line, column, datetime(value.year, value.month, value.day), formats["day"])
            elif value is not None:
                text(line, column, str(value))


def _widths(table: Table) -> list[int]:
    rows = table.rows[:LOOKED_AT]
    longest = [max((len(_shown(row[column])) for row in rows), default=0) for column in range(len(table.headings))]
    # A long heading wraps: it asks for a third of its length, a cell for all of its own.
    return [min(WIDEST, max(9, shown + 2, len(heading) // 3 + 4)) for heading, shown in zip(table.headings, longest, strict=True)]


def _shown(value: Any) -> str:
    return "00/00/0000 00:00" if isinstance(value, datetime) else "" if value is None else str(value)


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that a workbook takes: 31 characters, none of ``[]:*?/\\``, no two alike."""
    names: list[str] = []
    for number, title in enumerate(titles, 1):
        name = re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '")[:31] or str(number)
        taken = {known.casefold() for known in names}
        names.append(name if name.casefold() not in taken else f"{name[:27]} {number}")
    return names
