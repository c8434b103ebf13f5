"""The nightly extract: every registration's progress as Parquet files without names, for the region's reports. Nothing is written unasked.

A hub's year whose rows have not changed keeps its file; whoever was erased or purged is in no file of the next extract.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Max, Sum
from django.utils import timezone

from ..data.extract import SCHEMA, TABLES, Extracted, File, Manifest
from ..delivery import Pseudonyms
from ..delivery.parquet import Extract, Folder, read_extract
from ..models import (
    Attendance,
    Attestation,
    Export,
    Group,
    HandIn,
    Hub,
    Membership,
    Module,
    Override,
    Run,
    School,
    SchoolYear,
    Tally,
)
from .attestations import rule
from .erasure import NOBODY
from .extract_rows import registrations
from .outbox import destinations
from .periodic import round_of
from .reports import fresh_until
from .worker import lease


def extracts() -> bool:
    """Whether the operator has named a folder."""
    return bool(getattr(settings, "PEKT_RECORDS_EXTRACT", None))


def extract_setting() -> Extract | None:
    """``PEKT_RECORDS_EXTRACT``, None where it is not set; ``DestinationError`` where it is wrong."""
    if not extracts():
        return None
    taken = [destination.pseudonym_key for destination in destinations().values()]
    return read_extract(settings.PEKT_RECORDS_EXTRACT, getattr(settings, "LMS_ROOT_URL", None) or "", taken)


def extract(whole: bool = False) -> Extracted | None:
    """Write the extract; None where none was asked for. ``whole`` writes what did not change too. ``Busy`` while another process does."""
    wanted = extract_setting()
    if wanted is None:
        return None
    with lease("extract") as renew, round_of("extract") as told:
        done = _write(wanted, whole, renew)
        told.number = done.rows
        return done


def _write(wanted: Extract, whole: bool, renew: Callable[[], None]) -> Extracted:
    folder, now = Folder(wanted.folder), timezone.now()
    old = folder.manifest()
    known = {} if whole or old is None or old.schema_version != SCHEMA else _by_place(old.tables.get("progress", []))
    runs = [run for run in Run.objects.select_related("hub", "year", "module").order_by("id")
            if not wanted.hubs or run.hub.code in wanted.hubs]
    as_of = fresh_until({run.course_key for run in runs})[0]
    files, written, marks = [], 0, _marks(wanted, runs)
    for place, mark in sorted(marks.items()):
        kept = known.get(_path(*place))
        if kept is None or kept.mark != mark:
            kept = _part(folder, wanted.pseudonyms, place, [run for run in runs if _place(run) == place], now, mark, renew)
            written += 1
        files.append(kept)
    tables = {name: [folder.write(name, "", now, [rows])] for name, rows in _small_tables(runs).items()}
    folder.publish(Manifest(schema_version=SCHEMA, site=wanted.site, as_of=as_of, made=now,
                            tables={"progress": [file for file in files if file.rows], **tables}))
    return Extracted(rows=sum(file.rows for file in files), written=written, kept=len(files) - written, as_of=as_of)


def _part(folder: Folder, names: Pseudonyms, place: tuple[str, str], runs: Sequence[Run], now: datetime, mark: str,
          renew: Callable[[], None]) -> File:
    """A hub's year, put on record as taken out before it can be read."""
    def batches() -> Iterator[list[tuple[Any, ...]]]:
        for rows in registrations(runs, names):
            renew()
            yield rows

    made = folder.write("progress", _path(*place), now, batches(), mark)
    Export.objects.create(user_id=NOBODY, what="extract", hub=runs[0].hub, of=place[0], rows=made.rows, named=False, at=now)
    return made


def _small_tables(runs: Sequence[Run]) -> dict[str, list[tuple[Any, ...]]]:
    kept = dict(Tally.objects.filter(run__in=runs).values_list("run", "counts"))
    numbers = list(TABLES["runs"])[6:]
    return {
        "runs": [(str(run.ref), run.hub.code, run.year.name, run.module.slug, run.course_key, run.state,
                  *(kept.get(run.id, {}).get(name) for name in numbers)) for run in runs],
        "modules": list(Module.objects.values_list("slug", "title_el", "title_en", "version", "minutes_online", "minutes_hub",
                                                   "competences")),
        "hubs": list(Hub.objects.values_list("code", "name_el", "name_en", "municipality_el", "municipality_en")),
        "schools": list(School.objects.values_list("code", "name", "municipality")),
    }


def _marks(wanted: Extract, runs: Sequence[Run]) -> dict[tuple[str, str], str]:
    """What each part's rows are made of, in short, by (year, hub): it differs wherever a row could."""
    hubs, years = dict(Hub.objects.values_list("id", "code")), dict(SchoolYear.objects.values_list("id", "name"))
    facts: dict[tuple[str, str], list[Any]] = {_place(run): [] for run in runs}
    members = {"n": Count("id"), "ids": Sum("id"), "places": Sum(F("group_id") * (F("id") % 1009)), "now": Count("current"),
               "computed": Max("progress__computed"), "measured": Count("progress")}
    for rows, path, numbers in (
            (Membership.objects, "run", members),
            (Attestation.objects.exclude(membership=None), "membership__run",
             {"n": Count("id"), "last": Max("issued"), "no": Count("revoked")}),
            (Attendance.objects, "membership__run", {"n": Count("id"), "last": Max("id")}),
            (HandIn.objects.filter(state=HandIn.SIGNED), "membership__run", {"n": Count("id"), "ids": Sum("id")}),
            (Override.objects.filter(withdrawn=None), "membership__run", {"n": Count("id"), "ids": Sum("id")})):
        for year, hub, *found in rows.order_by().values_list(f"{path}__year", f"{path}__hub").annotate(**numbers):
            if (years[year], hubs[hub]) in facts:
                facts[years[year], hubs[hub]].append(found)
    for group in Group.objects.filter(run__in=runs).order_by("id").values_list("run__year", "run__hub", "ref", "school__code"):
        facts[years[group[0]], hubs[group[1]]].append(group[2:])
    for run in runs:
        facts[_place(run)].append((run.ref, run.course_key, run.module.slug, rule(run.module)))
    key = sha256(wanted.pseudonym_key.get_secret_value().encode()).hexdigest()
    return {place: sha256(repr((SCHEMA, key, found)).encode()).hexdigest()[:32] for place, found in facts.items()}


def _place(run: Run) -> tuple[str, str]:
    return run.year.name, run.hub.code


def _path(year: str, hub: str) -> str:
    return f"school_year={year}/hub={hub}"


def _by_place(files: Iterable[File]) -> dict[str, File]:
    return {file.path.removeprefix("progress/").rpartition("/")[0]: file for file in files}


def extract_age(now: datetime) -> float | None:
    """Seconds since the extract that stands was made; None where there is none."""
    wanted = extract_setting()
    found = Folder(wanted.folder).manifest() if wanted else None
    return (now - found.made.astimezone(UTC)).total_seconds() if found else None
