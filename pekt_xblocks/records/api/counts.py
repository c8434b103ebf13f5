"""The hubs' year in numbers: no name, a fixed number of queries, whatever the number of learners."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, Q, Sum

from ..data import Counts
from ..models import Attendance, Attestation, Equipment, Group, Hub, Membership, Module, Progress, Rollup, Run, SchoolYear, Tally, Visit


def year_counts(hubs: Collection[Hub], year: SchoolYear) -> dict[int, Counts]:
    """Numbers of every run of these hubs in a year, by run id."""
    runs = Run.objects.filter(hub__in=hubs, year__name=year.name)
    rollups = Rollup.objects.filter(group__run__in=runs)
    people = _by(rollups, "group__run", **{name: Sum(name) for name in ("learners", "started", "completed")})
    groups = _by(Group.objects.filter(run__in=runs), "run", groups=Count("id"), schools=Count("school", distinct=True))
    made = Visit.objects.filter(group__run__in=runs).exclude(opened_by=None)
    visits = _by(made, "group__run", visits=Count("id"), minutes=Sum("minutes"))
    attended = _by(Attendance.objects.filter(visit__group__run__in=runs), "visit__group__run", attended=Count("id"))
    papers = Attestation.objects.filter(membership__run__in=runs, revoked=None)
    attested = _by(papers, "membership__run", attested=Count("id"))
    kept = dict(Tally.objects.filter(run__in=runs).values_list("run", "counts"))      # of runs whose learners were purged
    found = {}
    for run in runs.order_by("id").values_list("id", flat=True):
        facts = {key: value for part in (people, groups, visits, attended, attested) for key, value in part.get(run, {}).items()}
        minutes = facts.pop("minutes", 0) or 0
        found[run] = Counts(hours=round(minutes / 60, 1), **facts | kept.get(run, {}))
    return found


def total(counts: Iterable[Counts], schools: int) -> Counts:
    """The sum; schools are given, since one may send classes to several runs."""
    rows = list(counts)
    names = ("groups", "visits", "learners", "started", "completed", "passed", "attested", "attended")
    return Counts(schools=schools, hours=round(sum((row.hours for row in rows), 0.0), 1), **{name: sum(getattr(row, name) for row in rows)
                                                                                      for name in names})


def schools_of(hubs: Collection[Hub], year: SchoolYear) -> dict[int, int]:
    """Schools that sent classes to each hub in a year, by hub id."""
    found = _by(Group.objects.filter(run__hub__in=hubs, run__year__name=year.name), "run__hub", schools=Count("school", distinct=True))
    return {hub.id: found.get(hub.id, {}).get("schools", 0) for hub in hubs}


def _by(rows: Any, field: str, **aggregates: Any) -> dict[int, dict[str, Any]]:
    found = rows.order_by().values(field).annotate(**aggregates)
    return {row.pop(field): row for row in found}


def runnable(hub: Hub) -> list[tuple[Module, list[str]]]:
    """Every module with the kinds of equipment that the hub lacks for it; none where it can run."""
    works = set(Equipment.objects.filter(hub=hub, state=Equipment.WORKS, quantity__gt=0).values_list("kind", flat=True))
    return [(module, [kind for kind in module.equipment if kind not in works]) for module in Module.objects.all()]


def funnel(run: Run, groups: Collection[Group], units: Collection[tuple[str, int]]) -> list[tuple[str, int]]:
    """(step, learners that came so far): registered, started, each unit whole, completed, attested; ``units`` are (title, learners)."""
    members = Membership.objects.filter(run=run, group__in=groups, current=True)
    facts = members.aggregate(all=Count("id"), started=Count("id", filter=~Q(progress__started=None)),
                              completed=Count("id", filter=Q(progress__state=Progress.COMPLETED) | ~Q(progress__first_completed=None)),
                              attested=Count("id", filter=Q(attestation__revoked=None) & ~Q(attestation=None)))
    return [("registered", facts["all"]), ("started", facts["started"]), *units, ("completed", facts["completed"]),
            ("attested", facts["attested"])]
