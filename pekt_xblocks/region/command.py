"""``pekt region``: ask for reports and write them on the screen, as CSV or as XLSX."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from pekt_xblocks.core.language import N_, words
from pekt_xblocks.records.data import Table

from .ask import Answer, NoExtract, ask
from .reports import REPORTS

NEEDS = ("duckdb", "xlsxwriter", "django")
OK, MISUSE = 0, 2
EVERY = "all"
_NO_PACKAGES = N_("Reports of the region need more packages. Run: pip install 'pekt-xblocks[analytics]'")
_NO_ENDING = N_("Write to a file that ends in .csv or .xlsx, not to {path}.")
_ONE_TABLE = N_("A CSV file holds one report: name one, or write to a .xlsx file.")
_AS_OF = N_("data until {time}")
_WRITTEN = N_("Written: {path}")


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Put the command into ``pekt``'s."""
    made = command("region", run, "the region's reports from the Parquet files of one or several sites")
    made.add_argument("report", choices=[*REPORTS, EVERY], help="what to tell")
    made.add_argument("folder", nargs="+", type=Path, help="folders of PEKT_RECORDS_EXTRACT")
    made.add_argument("--year", default="", metavar="2026-27", help="one school year (all)")
    made.add_argument("-o", "--out", type=Path, help="a file to write, .csv or .xlsx (the screen)")


def run(given: argparse.Namespace, say: Callable[[str], str] | None = None) -> int:
    """Answer; returns the exit status."""
    say = say or words(given.lang)
    if any(find_spec(name) is None for name in NEEDS):
        return _misuse(say(_NO_PACKAGES))
    names = list(REPORTS) if given.report == EVERY else [given.report]
    if given.out and given.out.suffix not in (".csv", ".xlsx"):
        return _misuse(say(_NO_ENDING).format(path=given.out))
    if given.out and given.out.suffix == ".csv" and len(names) > 1:
        return _misuse(say(_ONE_TABLE))
    try:
        answers = ask(names, given.folder, say, given.lang, given.year)
    except NoExtract as missing:
        return _misuse(say(missing.args[0]).format(path=missing.args[1]))
    if given.out:
        given.out.write_bytes(_file([answer.table for answer in answers], given.out.suffix))
        print(say(_WRITTEN).format(path=given.out))
    else:
        print("\n\n".join(_screen(answer, say) for answer in answers))
    return OK


def _file(tables: Sequence[Table], suffix: str) -> bytes:
    from pekt_xblocks.records.documents.sheets import csv_bytes, xlsx_bytes

    return csv_bytes(tables[0]) if suffix == ".csv" else xlsx_bytes(tables)


def _screen(answer: Answer, say: Callable[[str], str]) -> str:
    """Columns side by side, numbers to the right."""
    table = answer.table
    numbers = [any(isinstance(row[place], int) for row in table.rows) for place in range(len(table.headings))]
    lines = [[str(cell) for cell in row] for row in [table.headings, *table.rows]]
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.headings))]
    said = ["  ".join(cell.rjust(width) if number else cell.ljust(width) for cell, width, number in zip(line, widths, numbers, strict=True))
            for line in lines]
    as_of = say(_AS_OF).format(time=answer.as_of.astimezone().strftime("%d/%m/%Y %H:%M"))
    return "\n".join([f"{table.title} ({as_of})", said[0], "-" * len(said[0]), *(line.rstrip() for line in said[1:])])


def _misuse(message: str) -> int:
    print(message, file=sys.stderr)
    return MISUSE
