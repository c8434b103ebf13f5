"""A hub's year as its report tells it: counts alone, for those who see every number or with the small ones hidden."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db.models import Count, Sum

from pekt_xblocks.core.digcomp import competence_of

from .. import platform
from ..data import SMALL, Counts, Covered, Opinion, RunLine, SelfCheck, Used, YearReport, hide_small
from ..models import Equipment, Group, Hub, Membership, Module, Rollup, Run, SchoolYear, Tally, Visit
from ..models.register import in_language
from .attestations import standings
from .counts import schools_of, total, year_counts
from .opinions import SELF_CHECK, changes_said
from .register import year_of
from .reports import fresh_until

BATCH = 2000
"""Registrations looked at in one go."""


def passed_counts(runs: Collection[Run]) -> dict[int, int]:
    """Learners of each run who meet all that its module asks, by run id."""
    met = {run.id: 0 for run in runs}
    members = list(Membership.objects.filter(run__in=runs).only("id", "run_id").order_by("id"))
    for start in range(0, len(members), BATCH):
        batch = members[start:start + BATCH]
        held = standings(batch)
        for member in batch:
            met[member.run_id] += held[member.id].passed
    return met


def year_report(hub: Hub, year: SchoolYear, hides: bool) -> YearReport:
    """The report of a hub's year; ``hides`` leaves out numbers from which a single pupil could be told."""
    runs, rows, whole = _year(hub, year, hides)
    last = _year_before(year)
    before = _year(hub, last, hides) if last else ([], [], Counts())
    keys = sorted({run.course_key for run in runs})
    return YearReport(
        hub.name, hub.municipality, in_language(hub.premises_el, hub.premises_en), year.name, fresh_until(keys)[0], hides,
        tuple(RunLine(run.module.title, row) for run, row in zip(runs, rows, strict=True)), whole,
        last.name if last and before[0] else "", before[2] if before[0] else None,
        _schools(hub, year, whole, hides), _covered(runs, rows), _used(hub, runs), _self_checks(runs, hides), changes_said(runs),
        changes_said(before[0]))


def year_opinions(hub: Hub, year: SchoolYear) -> tuple[tuple[Opinion, ...], tuple[Opinion, ...]]:
    """What learners of a hub's year say of themselves, and those of the year before."""
    last = _year_before(year)
    now, then = (list(Run.objects.filter(hub=hub, year__name=each.name)) if each else [] for each in (year, last))
    return changes_said(now), changes_said(then)


def _year_before(year: SchoolYear) -> SchoolYear | None:
    last = SchoolYear.objects.filter(ends__lt=year.starts).order_by("-starts").first()
    return last if last and year_of(last.starts) == year_of(year.starts) - 1 else None


def _year(hub: Hub, year: SchoolYear, hides: bool) -> tuple[list[Run], list[Counts], Counts]:
    runs = list(Run.objects.filter(hub=hub, year__name=year.name).select_related("module", "hub").order_by("module__slug", "id"))
    counts, met = year_counts([hub], year), passed_counts(runs)
    kept = set(Tally.objects.filter(run__in=runs).values_list("run_id", flat=True))
    rows = [counts[run.id] if run.id in kept else replace(counts[run.id], passed=met[run.id]) for run in runs]
    whole = total(rows, schools_of([hub], year)[hub.id])
    return (runs, *hide_small(rows, whole)) if hides else (runs, rows, whole)


def _schools(hub: Hub, year: SchoolYear, whole: Counts, hides: bool) -> tuple[tuple[str, Counts], ...]:
    groups = Group.objects.filter(run__hub=hub, run__year__name=year.name, school__isnull=False).order_by()
    found = groups.values("school", "school__name", "school__municipality").annotate(groups=Count("id", distinct=True))
    learners = dict(Rollup.objects.filter(group__in=groups).order_by().values_list("group__school").annotate(n=Sum("learners")))
    made = Visit.objects.filter(group__in=groups).exclude(opened_by=None)              # planned ones are not made yet
    visits = {row["group__school"]: row for row in made.order_by().values("group__school").annotate(n=Count("id"), minutes=Sum("minutes"))}
    lines = []
    for row in sorted(found, key=lambda row: row["school__name"]):
        made = visits.get(row["school"], {"n": 0, "minutes": 0})
        lines.append((row["school__name"], Counts(row["groups"], 1, made["n"], round((made["minutes"] or 0) / 60, 1),
                                                  learners.get(row["school"], 0))))
    if not hides:
        return tuple(lines)
    # Beside the runs' numbers, a school's could give a hidden one away: where the sum is hidden, no school's is shown.
    shown, _sum = hide_small([counts for _name, counts in lines], total([counts for _name, counts in lines], 0))
    return tuple((name, replace(counts, learners=None if whole.learners is None else counts.learners))
                 for (name, _counts), counts in zip(lines, shown, strict=True))


def _covered(runs: Sequence[Run], rows: Sequence[Counts]) -> tuple[Covered, ...]:
    """By competence (4.1); the finer codes of a module (4.1.05) belong to theirs."""
    modules: dict[str, set[str]] = {}
    completed: dict[str, list[int | None]] = {}
    for run, row in zip(runs, rows, strict=True):
        for code in sorted({competence_of(code) for code in run.module.competences}):
            modules.setdefault(code, set()).add(run.module.slug)
            completed.setdefault(code, []).append(row.completed)
    return tuple(Covered(code, len(modules[code]), None if None in completed[code] else sum(n or 0 for n in completed[code]))
                 for code in sorted(modules))


def _used(hub: Hub, runs: Sequence[Run]) -> tuple[Used, ...]:
    """The kinds of equipment that stand in the hub or that a module of the year asks for."""
    works, repair = (dict(Equipment.objects.filter(hub=hub, state=state).order_by().values_list("kind").annotate(n=Sum("quantity")))
                     for state in (Equipment.WORKS, Equipment.REPAIR))
    modules: dict[int, Module] = {run.module_id: run.module for run in runs}
    asked: dict[str, list[str]] = {}
    for module in modules.values():
        for kind in module.equipment:
            asked.setdefault(kind, []).append(module.title)
    order = [*Equipment.KINDS, *sorted({*asked} - {*Equipment.KINDS})]
    return tuple(Used(kind, works.get(kind, 0), repair.get(kind, 0), tuple(asked.get(kind, ()))) for kind in order
                 if kind in asked or kind in works or kind in repair)


def _self_checks(runs: Sequence[Run], hides: bool) -> tuple[SelfCheck, ...]:
    """How many gave each self-check of their course."""
    found: list[SelfCheck] = []
    for run in runs:
        try:
            tree = platform.course_tree(run.course_key)
        except LookupError:                              # the course is gone, its numbers are not
            continue
        leaves = [leaf for unit in tree.units for leaf in unit.leaves if leaf.block_type == SELF_CHECK]
        users = list(Membership.objects.filter(run=run).values_list("user_id", flat=True)) if leaves else []
        for leaf in leaves:
            given = platform.completed_by(leaf.usage_key, users)
            rest = len(users) - given
            few = hides and (0 < given < SMALL or 0 < rest < SMALL)
            found.append(SelfCheck(run.module.title, leaf.title, None if few else given))
    return tuple(found)
