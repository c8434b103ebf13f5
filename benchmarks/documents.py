"""What documents cost: a class's attestations as PDF, a long table as XLSX and CSV, the yearly report; each beside a plain reference.

``python -m benchmarks.documents``; no database: everything is drawn from plain values, as on the site.
"""
from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.records.settings")

import django  # noqa: E402

django.setup()

from openpyxl import Workbook  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from pekt_xblocks.records.data import AttestationPaper, Counts, RunLine, Table, YearReport  # noqa: E402
from pekt_xblocks.records.documents.attestation import attestations_pdf  # noqa: E402
from pekt_xblocks.records.documents.report import report_pdf  # noqa: E402
from pekt_xblocks.records.documents.sheets import csv_bytes, xlsx_bytes  # noqa: E402

NOW = datetime(2026, 11, 5, 10, 30, tzinfo=UTC)
PAPERS, ROWS, COLUMNS = 200, 20_000, 25
VERIFY = "https://hub.example/hub/verify/"


def papers() -> list[AttestationPaper]:
    return [AttestationPaper(f"2026-27/ptolemaida/{i:06d}", f"{i:010d}", f"Μαθήτρια {i} Παπαδοπούλου", "Ψάρεμα χωρίς δόλωμα",
                             "Πόλος Πτολεμαΐδας", "Δήμος Εορδαίας", "2026-27", "Β1", "91ο Γυμνάσιο", {"percent": 100, "visits": 2},
                             ("1.2", "4.1"), False, NOW) for i in range(PAPERS)]


def plain_pages(pages: list[AttestationPaper]) -> bytes:
    """The reference: ReportLab alone, twelve lines of Latin text to a page in a font that every reader has, no QR code."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in pages:
        for line in range(12):
            canvas.drawString(54, 700 - 20 * line, f"{page.serial} {line}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def table() -> Table:
    """Text, whole numbers, shares and times, as an export of progress has them."""
    row: list[Any] = ["Παπαδοπούλου Ελένη", "Β1", "Ξεκίνησε", NOW, 0.5, *range(COLUMNS - 5)]
    return Table("Μαθητές", [f"στήλη {i}" for i in range(COLUMNS)], [[*row[:-1], i] for i in range(ROWS)])


def openpyxl_book(of: Table) -> bytes:
    """The reference: openpyxl's own write-only mode, with no widths, formats, filter or frozen heading."""
    out, book = io.BytesIO(), Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [of.headings, *of.rows]:
        sheet.append([value.replace(tzinfo=None) if isinstance(value, datetime) else value for value in row])
    book.save(out)
    return out.getvalue()


def plain_csv(of: Table) -> bytes:
    """The reference: the csv module, cells as they are."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([of.headings, *of.rows])
    return out.getvalue().encode()


def report() -> YearReport:
    row = Counts(4, 3, 8, 12.5, 82, 80, 64, 58, 150, 61)
    runs, schools = tuple(RunLine(f"Ενότητα {i}", row) for i in range(20)), tuple((f"{i}ο Γυμνάσιο", row) for i in range(40))
    return YearReport("Πόλος Πτολεμαΐδας", "Δήμος Εορδαίας", "", "2026-27", NOW, False, runs, row, "2025-26", row, schools)


def measured(what: str, work: Callable[[], bytes], reference: float | None = None) -> float:
    """Seconds of this process's own time, the better of two runs; says them beside the reference's."""
    spent, size = [], 0
    for _turn in range(2):
        start = time.process_time()
        size = len(work())
        spent.append(time.process_time() - start)
    print(f"{what:62} {min(spent):7.2f} s {size / 1024:8.0f} kB" + (f"  x{min(spent) / reference:.1f}" if reference else ""))
    return min(spent)


def main() -> None:
    pages, rows = papers(), table()
    reference = measured(f"{PAPERS} plain pages by ReportLab", lambda: plain_pages(pages))
    measured(f"{PAPERS} attestations with Greek letters and QR codes", lambda: attestations_pdf(pages, VERIFY), reference)
    reference = measured(f"{ROWS} x {COLUMNS} by openpyxl, write-only", lambda: openpyxl_book(rows))
    measured(f"{ROWS} x {COLUMNS} as XLSX", lambda: xlsx_bytes([rows]), reference)
    reference = measured(f"{ROWS} x {COLUMNS} by the csv module", lambda: plain_csv(rows))
    measured(f"{ROWS} x {COLUMNS} as CSV", lambda: csv_bytes(rows), reference)
    measured("yearly report of 20 runs and 40 schools, PDF", lambda: report_pdf(report(), {}))


if __name__ == "__main__":
    main()
