"""What the pages show, read in a fixed number of queries whatever the number of learners."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Min
from django.utils import timezone

from .. import platform
from ..data import Grid, LearnerRow, UnitHead, share
from ..models import Dirty, Group, Membership, Outline, Progress, Recount, Run
from . import access

_FIELDS = ("registration", "user_id", "group__name", "progress__outline_id", "progress__percent", "progress__units", "progress__earned",
           "progress__possible", "progress__state", "progress__last_activity", "progress__first_completed")


def visible_runs(user: Any) -> list[Run]:
    """The runs whose learners a person may see, some or all; the newest first."""
    return list({group.run_id: group.run for group in access.groups(user, "see_learners")}.values())


def fresh_until(course_keys: Collection[str]) -> tuple[datetime, int]:
    """The moment up to which everything is counted, and how many learners wait to be computed."""
    waiting = Dirty.objects.filter(course_key__in=course_keys)
    oldest = waiting.aggregate(since=Min("since"))["since"]
    uncounted = Recount.objects.filter(group__run__course_key__in=course_keys).aggregate(since=Min("since"))["since"]
    as_of = min(filter(None, (oldest, uncounted)), default=None) or timezone.now()
    return as_of, waiting.values("user_id", "course_key").distinct().count() if oldest else 0


def grid(run: Run, groups: Collection[Group]) -> Grid:
    """Learners of these groups of a run × units of its course, by group and name."""
    rows = list(Membership.objects.filter(run=run, group__in=groups, current=True).order_by().values_list(*_FIELDS))
    outlines = {o.id: o for o in Outline.objects.filter(id__in={row[3] for row in rows if row[3]})}
    newest = max(outlines.values(), key=lambda o: (o.seen, o.id), default=None) or _newest_outline(run.course_key)
    heads = tuple(UnitHead(title, section) for _, title, section, _ in newest.units) if newest else ()
    names = platform.display_names({row[1] for row in rows})
    lines = sorted((_line(row, names, outlines, newest) for row in rows), key=lambda line: (line.group, sort_key(line.name)))
    as_of, pending = fresh_until([run.course_key])
    return Grid(heads, tuple(lines), as_of, pending)


def sort_key(name: str) -> str:
    """Greek names in alphabetical order whatever their accents."""
    from unicodedata import combining, normalize

    return "".join(c for c in normalize("NFD", name.casefold()) if not combining(c))


def _newest_outline(course_key: str) -> Outline | None:
    return Outline.objects.filter(course_key=course_key).order_by("-seen", "-id").first()


def _line(row: tuple[Any, ...], names: dict[int, str], outlines: dict[int, Outline], newest: Outline | None) -> LearnerRow:
    registration, user, group, outline, percent, units, earned, possible, state, last, first = row
    shown = _fit(units, outlines[outline], newest) if outline else [0 if unit[3] else None for unit in newest.units] if newest else []
    return LearnerRow(str(registration), user, names.get(user, "—"), group, None if state in (None, Progress.UNTRACKED) else percent,
                      tuple(shown), share(earned, possible), state or Progress.NEW, last, first,
                      earlier_version=bool(first) and state != Progress.COMPLETED)


def _fit(units: list[int | None], measured: Outline, shown: Outline) -> list[int | None]:
    """Percents measured against one outline in the columns of another, until the worker has computed them anew."""
    if measured.id == shown.id:
        return units
    by_id = {unit[0]: percent for unit, percent in zip(measured.units, units, strict=True)}
    return [by_id.get(unit[0]) for unit in shown.units]


IDLE = timedelta(days=14)
FRESH = timedelta(days=1)
"""In a class where nobody has earned anything yet, so long may a module be open without a word."""


def needs_help(rows: Collection[LearnerRow], now: datetime) -> list[tuple[LearnerRow, list[str]]]:
    """Learners whom someone should ask how it goes, with the reasons: never, idle, behind (under half of their class's median), unreported.

    In the order of the rows: this is no ranking.
    """
    medians = {group: median(percents) for group in {row.group for row in rows}
               if (percents := [row.percent for row in rows if row.group == group and row.percent is not None])}
    found = [(row, _reasons(row, medians.get(row.group, 0), now)) for row in rows if row.state in (Progress.NEW, Progress.STARTED)]
    return [(row, reasons) for row, reasons in found if reasons]


def _reasons(row: LearnerRow, usual: float, now: datetime) -> list[str]:
    if row.first_completed:
        return []
    if row.state == Progress.NEW:
        if not row.last_activity:
            return ["never"] if usual else []
        return ["unreported"] if usual or now - row.last_activity > FRESH else []
    idle = row.last_activity and now - row.last_activity > IDLE
    return (["idle"] if idle else []) + (["behind"] if usual and (row.percent or 0) < usual / 2 else [])
