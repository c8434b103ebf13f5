"""A report from the extracts of one or several sites: DuckDB reads the Parquet files that the manifests name, in this process."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pekt_xblocks.core.digcomp import COMPETENCES
from pekt_xblocks.core.language import N_, supported
from pekt_xblocks.records.data import Table
from pekt_xblocks.records.data.extract import MANIFEST, SCHEMA, TABLES, Manifest

from .reports import REPORTS, Report
from .small import hidden, small

HIDDEN = "<5"
"""Stands for a number that is not shown."""
MEMORY = "1GB"
"""What DuckDB may hold in memory; more than that it keeps in a temporary folder."""
_TOTAL = N_("Total")


class NoExtract(Exception):
    """A folder holds no extract that can be read; the message says why, with {path}."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A report's table; every completion before ``as_of`` is counted in it, on every site."""

    table: Table
    as_of: datetime


def manifests(folders: Sequence[Path]) -> dict[Path, Manifest]:
    """The manifest of each folder; ``NoExtract`` names the first that has none, or one of another version."""
    found = {}
    for folder in folders:
        try:
            found[folder] = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        except (OSError, ValidationError):
            raise NoExtract(N_("There is no extract in {path}."), folder) from None
        if found[folder].schema_version != SCHEMA:
            raise NoExtract(N_("The extract in {path} was made by another version of the package."), folder)
    return found


def ask(names: Sequence[str], folders: Sequence[Path], say: Callable[[str], str], language: str = "el", year: str = "") -> list[Answer]:
    """These reports over all folders' extracts together, of one school year or of all."""
    import duckdb

    held = manifests(folders)
    with duckdb.connect(config={"memory_limit": MEMORY}) as base:
        base.execute("SET TimeZone = 'UTC'")
        for table in TABLES:
            base.execute(f"CREATE VIEW {table} AS {_sites(table, held, year)}")
        titles = _titles(base, language)
        return [Answer(_table(REPORTS[name], base.execute(REPORTS[name].sql).fetchall(), say, titles),
                       min(manifest.as_of for manifest in held.values())) for name in names]


def _sites(table: str, held: dict[Path, Manifest], year: str) -> str:
    parts = []
    for number, (folder, manifest) in enumerate(held.items()):
        files = [str(folder / file.path) for file in manifest.tables.get(table, [])]
        if files:
            place = "hub, school_year," if table == "progress" else ""
            parts.append(f"SELECT {number} AS site, TIMESTAMPTZ {_quoted(manifest.as_of.isoformat())} AS as_of, {place} {_columns(table)} "
                         f"FROM read_parquet([{', '.join(map(_quoted, files))}], "
                         f"hive_partitioning = {str(table == 'progress').lower()}, hive_types_autocast = false)")
    where = f" WHERE school_year = {_quoted(year)}" if year and table in ("progress", "runs") else ""
    return f"SELECT * FROM ({' UNION ALL '.join(parts) or _nothing(table)}){where}"


def _columns(table: str) -> str:
    return ", ".join(f'"{name}"' for name in TABLES[table])


def _nothing(table: str) -> str:
    types = {"whole": "INTEGER", "time": "TIMESTAMPTZ", "yes": "BOOLEAN", "texts": "VARCHAR[]"}
    place = "NULL::VARCHAR AS hub, NULL::VARCHAR AS school_year," if table == "progress" else ""
    columns = ", ".join(f'NULL::{types.get(kind, "VARCHAR")} AS "{name}"' for name, kind in TABLES[table].items())
    return f"SELECT 0 AS site, now() AS as_of, {place} {columns} WHERE false"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _titles(base: Any, language: str) -> dict[tuple[str, str], str]:
    """Names to show, by (column, code): of modules, hubs and competences."""
    code = supported(language)
    found = {("code", each.code): f"{each.code} {getattr(each, code)}" for each in COMPETENCES}
    for column, table, name in (("module", "modules", "title"), ("hub", "hubs", "name")):
        rows = base.execute(f"SELECT {column}, any_value({name}_el), any_value({name}_{code}) FROM {table} GROUP BY 1").fetchall()
        for key, greek, wanted in rows:
            found[column, key] = wanted or greek or key
    return found


def _table(report: Report, rows: Sequence[tuple[Any, ...]], say: Callable[[str], str], titles: dict[tuple[str, str], str]) -> Table:
    width = len(report.words)
    keys = [tuple(map(str, row[:width])) for row in rows]
    columns = [[row[width + place] for row in rows] for place in range(len(report.counts))]
    gone = [hidden(keys, column, columns[0] if place else None) for place, column in enumerate(columns)]
    lines: list[list[Any]] = []
    for number, key in enumerate(keys):
        named = [titles.get((column, value), value) for (column, _heading), value in zip(report.words, key, strict=True)]
        lines.append([*named, *(HIDDEN if number in gone[place] else column[number] for place, column in enumerate(columns))])
    if report.adds_up and len(rows) > 1:
        sums = [sum(column) for column in columns]
        lines.append([say(_TOTAL), *[""] * (width - 1), *(HIDDEN if small(each) or small(sums[0] - each) else each for each in sums)])
    return Table(say(report.title), [say(heading) for heading in report.headings], lines)
