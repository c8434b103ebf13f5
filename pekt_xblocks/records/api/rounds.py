"""What a coordinator and a teacher go through in a week: visits to come, attestations to sign, learners to ask how it goes."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from .. import platform
from ..data import Attention, LearnerRow, Visiting
from ..models import Attendance, Group, Hub, Membership, Run, Visit
from .access import groups
from .attestations import standings
from .counts import runnable
from .practical import hand_ins
from .reports import grid, needs_help, sort_key

STUCK = 3
"""So many attempts at one activity without passing it, and somebody should look."""


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def visits_between(of: Collection[Group], first: date, last: date) -> list[Visit]:
    """Visits of these groups from one day to another, both included, in the order of time."""
    start, end = (timezone.make_aware(datetime.combine(day, datetime.min.time())) for day in (first, last + timedelta(days=1)))
    found = Visit.objects.filter(group__in=[group.id for group in of], starts__gte=start, starts__lt=end)
    return list(found.select_related("hub", "group__run__module", "group__school").order_by("starts", "id"))


def week(user: Any, day: date) -> list[Visiting]:
    """The visits of the week around a day, each with what is to be prepared for it."""
    seen = groups(user, "open_visit")
    found = visits_between(seen, monday(day), monday(day) + timedelta(days=6))
    of = {visit.group_id: visit.group for visit in found}
    learners = counted(of.values())
    waiting: dict[int, int] = {}
    for task in hand_ins(of.values()):
        waiting[task.membership.group_id] = waiting.get(task.membership.group_id, 0) + 1
    there = dict(Attendance.objects.filter(visit__in=found).order_by().values_list("visit").annotate(n=Count("id")))
    lacks = {(hub.id, module.id): kinds for hub in {visit.hub for visit in found} for module, kinds in runnable(hub)}
    return [Visiting(visit, learners.get(visit.group_id, 0), there.get(visit.id, 0), waiting.get(visit.group_id, 0),
                     tuple(visit.group.run.module.equipment), tuple(lacks.get((visit.hub_id, visit.group.run.module_id), ())))
            for visit in found]


def counted(of: Iterable[Group]) -> dict[int, int]:
    """How many learners each group has now, by group id."""
    members = Membership.objects.filter(group__in=[group.id for group in of], current=True)
    return dict(members.order_by().values_list("group").annotate(n=Count("id")))


def attended(of: Iterable[Visit]) -> dict[int, int]:
    """How many learners were at each visit, by visit id."""
    return dict(Attendance.objects.filter(visit__in=list(of)).order_by().values_list("visit").annotate(n=Count("id")))


def ready_for_attestation(user: Any, hub: Hub) -> list[tuple[Group, list[tuple[Membership, str]]]]:
    """Those of a hub who meet their module's conditions and have no attestation: (class, [(registration, name)])."""
    of = {group.id: group for group in groups(user, "attest") if group.run.hub_id == hub.id}
    members = list(Membership.objects.filter(group__in=of, current=True, attestation=None).select_related(
        "run__module", "run__hub", "run__year", "group__run"))
    held = standings(members)
    ready = [member for member in members if held[member.id].passed]
    names = platform.display_names({member.user_id for member in ready})
    found: dict[int, list[tuple[Membership, str]]] = {}
    for member in ready:
        found.setdefault(member.group_id, []).append((member, names.get(member.user_id, "—")))
    return [(group, sorted(found[key], key=lambda each: sort_key(each[1]))) for key, group in of.items() if key in found]


def attention(of: Iterable[Group], now: datetime) -> list[tuple[Run, list[Attention]]]:
    """Whom to ask how it goes, run by run, of these groups; closed runs and classes are over."""
    by_run: dict[int, list[Group]] = {}
    for group in of:
        if group.run.state == Run.OPEN and not group.closed:
            by_run.setdefault(group.run_id, []).append(group)
    found = [(held[0].run, _asked(held[0].run, grid(held[0].run, held).rows, now)) for held in by_run.values()]
    return [(run, lines) for run, lines in found if lines]


def _asked(run: Run, rows: Collection[LearnerRow], now: datetime) -> list[Attention]:
    """In the order of the rows: this is no ranking."""
    reasons = {row.registration: given for row, given in needs_help(rows, now)}
    fixed = stuck(run.course_key, [row.user_id for row in rows])
    return [Attention(row, tuple(reasons.get(row.registration, ())), tuple(fixed.get(row.user_id, ())))
            for row in rows if row.registration in reasons or row.user_id in fixed]


def stuck(course_key: str, users: Collection[int]) -> dict[int, list[str]]:
    """The titles of the activities that learners tried ``STUCK`` times or more and have not passed, by user id."""
    held: dict[int, list[str]] = {}
    for user, key, fields in platform.learner_states(course_key, users):
        if (fields.get("attempts") or 0) >= STUCK and (fields.get("work") or {}).get("status") == "tried":
            held.setdefault(user, []).append(key)
    if not held:
        return {}
    titles = {leaf.usage_key: leaf.title for unit in platform.course_tree(course_key).units for leaf in unit.leaves}
    return {user: [titles[key] for key in keys if key in titles] for user, keys in held.items()}
