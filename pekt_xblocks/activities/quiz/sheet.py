"""The import's template as an XLSX file, made when it is asked for; its rule: it says the same as the CSV, and reads back the same."""
from __future__ import annotations

import io
from importlib.util import find_spec

from . import tabular

WRITABLE = find_spec("openpyxl") is not None
"""Whether this site has the library that writes sheets."""
_ROWS = 200
"""Rows in which the kind is chosen from a list."""


def template(greek: bool) -> bytes:
    """A sheet to fill in: bold headings that stay, a list of kinds to choose from, wrapped text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    page = book.active
    page.title = "Ερωτήσεις" if greek else "Questions"
    rows = tabular.rows(greek)
    for row in rows:
        page.append(row)
    for number, heading in enumerate(rows[0], 1):
        cell, letter = page.cell(1, number), get_column_letter(number)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E6EEFA")
        page.column_dimensions[letter].width = 44 if number == 2 else max(16, len(heading) + 4)
    for line in page.iter_rows(max_row=_ROWS, max_col=len(rows[0])):
        for cell in line:
            cell.alignment, cell.number_format = Alignment(wrap_text=True, vertical="top"), "@"  # else 1,3 becomes a number
    choose = DataValidation(type="list", formula1=f'"{",".join(tabular.KINDS_SHOWN[0 if greek else 1])}"', allow_blank=True)
    page.add_data_validation(choose)
    choose.add(f"A2:A{_ROWS}")
    page.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
