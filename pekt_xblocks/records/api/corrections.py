"""Mending what was typed wrong: classes, runs, schools, visits, who teaches and who is in a class.

Its one rule: what was recorded about people is never lost by a correction, and each correction leaves a line in the log.
"""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .. import platform
from ..models import Change, Equipment, Group, Hub, Membership, Progress, Role, Run, School, Tally, Visit
from .access import may
from .planning import school_named
from .progress import regrouped, touched
from .register import join, leave, seat_again


class NotNow(ValueError):
    """A correction that would lose or double something: ``code`` says what stands in its way."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def logged(by: Any, hub: Hub, what: str, about: str, before: str = "", after: str = "") -> None:
    """Put a correction on the hub's log; ``about`` names a thing, never a learner."""
    Change.objects.create(hub=hub, by=by.id, at=timezone.now(), what=what, about=about[:250], before=before[:300], after=after[:300])


def changes(hubs: Any, limit: int = 500) -> list[tuple[Change, str]]:
    """The corrections of these hubs and who made each, the newest first."""
    rows = list(Change.objects.filter(hub__in=hubs).select_related("hub")[:limit])
    names = platform.display_names({row.by for row in rows})
    return [(row, names.get(row.by, "—")) for row in rows]


def group_is_empty(group: Group) -> bool:
    """Whether nobody was ever in the class and no visit of it took place: then it may go without a trace."""
    return not group.memberships.exists() and not group.visits.exclude(opened_by=None).exists()


def run_is_empty(run: Run) -> bool:
    """The same of a run; one whose learners were purged has its numbers to keep."""
    opened = Visit.objects.filter(group__run=run).exclude(opened_by=None).exists()
    return not opened and not run.memberships.exists() and not Tally.objects.filter(run=run).exists()


@transaction.atomic
def change_group(by: Any, group: Group, *, name: str, school: School | None, size: int, run: Run | None = None) -> None:
    """New facts of a class, and another run of the same hub where one is given. ``NotNow``: ``twice``, ``worked``, ``there``."""
    _need(by, group.run.hub)
    run = run or group.run
    if run.hub_id != group.run.hub_id:
        raise PermissionDenied
    before, old = _said(group), group.school
    if Group.objects.filter(run=run, school=school, name=name).exclude(id=group.id).exists():
        raise NotNow("twice")
    if run.id != group.run_id:
        _move(group, run)
    group.name, group.school, group.size, group.run = name, school, size, run
    group.save(update_fields=["name", "school", "size", "run"])
    if _said(group) != before:
        seat_again(group)
    if old is not None and old != school:
        _drop_if_typed(old)
    if _said(group) != before:
        logged(by, run.hub, "class_changed", name, before, _said(group))


def _move(group: Group, run: Run) -> None:
    """Take a class and its learners along to another run, while nothing of theirs is recorded in the old one."""
    worked = Q(progress__started__isnull=False) | Q(attendance__isnull=False) | Q(hand_ins__isnull=False) | Q(attestation__isnull=False)
    members = Membership.objects.filter(group=group)
    if members.filter(worked).exists() or group.visits.exclude(opened_by=None).exists():
        raise NotNow("worked")
    users = list(members.filter(current=True).values_list("user_id", flat=True))
    if Membership.objects.filter(run=run, user_id__in=users, current=True).exists():
        raise NotNow("there")
    Progress.objects.filter(membership__group=group).delete()
    members.update(run=run)
    regrouped(group.id)
    for user in users:
        try:
            platform.enrol(user, run.course_key)
        except platform.NotEnrolled:
            raise NotNow("not_open") from None
        touched(run.course_key, user)


def _said(group: Group) -> str:
    return " · ".join([group.name, group.school.name if group.school else "–", str(group.size), group.run.module.title_el])


@transaction.atomic
def remove_group(by: Any, group: Group) -> None:
    """Delete a class in which nothing was recorded, with its planned visits. ``NotNow("recorded")`` for any other."""
    _need(by, group.run.hub)
    if not group_is_empty(Group.objects.select_for_update().get(id=group.id)):
        raise NotNow("recorded")
    logged(by, group.run.hub, "class_removed", group.name, _said(group))
    school = group.school
    group.delete()
    if school is not None:
        _drop_if_typed(school)


def close_group(by: Any, group: Group, closed: bool = True) -> None:
    """Let nobody join a class any more and plan nothing for it; what was recorded stays. May be undone."""
    _need(by, group.run.hub)
    held = Group.objects.filter(id=group.id, closed__isnull=closed)
    if held.update(closed=timezone.now() if closed else None, join_code=None):
        logged(by, group.run.hub, "class_closed" if closed else "class_opened", group.name)


def end_teaching(by: Any, group: Group, role_id: int) -> None:
    """Take a class's teacher away, from now on."""
    _need(by, group.run.hub)
    role = Role.objects.filter(id=role_id, kind=Role.TEACHER, group=group, until=None).first()
    if role is None:
        return
    logged(by, group.run.hub, "teacher_ended", group.name)
    if role.since >= timezone.localdate():
        role.delete()                       # given today by mistake: it never held
    else:
        Role.objects.filter(id=role.id).update(until=timezone.localdate() - timedelta(days=1))


@transaction.atomic
def remove_run(by: Any, run: Run) -> None:
    """Delete a run in which nothing was recorded, with its empty classes. ``NotNow("recorded")`` for any other."""
    _need(by, run.hub)
    if not run_is_empty(Run.objects.select_for_update().get(id=run.id)):
        raise NotNow("recorded")
    logged(by, run.hub, "run_removed", f"{run.module.title_el}, {run.year.name}")
    run.delete()


@transaction.atomic
def change_hub(by: Any, hub: Hub, **facts: Any) -> None:
    """What the hub says of itself: rooms, contact, since when it works."""
    _need(by, hub)
    before, after = _written(hub, facts, _hub_said)
    if after != before:
        logged(by, hub, "hub_changed", hub.name_el, before, after)


def _written(row: Any, facts: dict[str, Any], said: Callable[[Any], str]) -> tuple[str, str]:
    """Store what changed of a row; what was said of it before, and what is now."""
    before = said(row)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    return before, said(row)


def _hub_said(hub: Hub) -> str:
    since = f"{hub.active_since:%d/%m/%Y}" if hub.active_since else ""
    return " · ".join(each or "–" for each in (hub.premises_el, hub.premises_en, hub.contact, since))


def schools_of_hub(hub: Hub) -> list[tuple[School, int, bool]]:
    """The schools that send classes to a hub: (school, classes here, whether the hub alone has it)."""
    groups: dict[int, int] = {}
    for school in Group.objects.filter(run__hub=hub, school__isnull=False).values_list("school", flat=True):
        groups[school] = groups.get(school, 0) + 1
    shared = set(Group.objects.filter(school__in=groups).exclude(run__hub=hub).values_list("school", flat=True))
    return [(school, groups[school.id], school.id not in shared) for school in School.objects.filter(id__in=groups)]


@transaction.atomic
def rename_school(by: Any, hub: Hub, school: School, name: str) -> None:
    """Mend a school's name; where another school has that name already, its classes go to that one.

    ``NotNow``: ``shared`` where another hub has the school too, ``twice`` where the other school has a class of the same name in a run.
    """
    _need(by, hub)
    mine = Group.objects.filter(school=school, run__hub=hub)
    if not mine.exists() or Group.objects.filter(school=school).exclude(run__hub=hub).exists():
        raise NotNow("shared")
    before, other = school.name, school_named(name, but=school)
    if other is None:
        School.objects.filter(id=school.id).update(name=name)
    else:
        if any(Group.objects.filter(run=each.run_id, school=other, name=each.name).exists() for each in mine):
            raise NotNow("twice")
        mine.update(school=other)
        _drop_if_typed(school)
    logged(by, hub, "school_renamed", name, before, name)


def _drop_if_typed(school: School) -> None:
    """A school that came from a typing error and has no class left goes; those of the operator's list stay."""
    if school.code.startswith("s-") and not school.groups.exists():
        school.delete()


def change_visit(by: Any, visit: Visit, **facts: Any) -> None:
    """Another time, length or topic of a visit, planned or made."""
    _may_visit(by, visit)
    before, after = _written(visit, facts, _visit_said)
    if after != before:
        logged(by, visit.hub, "visit_changed", visit.group.name, before, after)


def reopen_visit(by: Any, visit: Visit) -> None:
    """Open a visit again that was closed too early."""
    _may_visit(by, visit)
    if Visit.objects.filter(id=visit.id, closed__isnull=False).update(closed=None):
        logged(by, visit.hub, "visit_reopened", visit.group.name, _visit_said(visit))


def take_back_attendance(by: Any, visit: Visit, user_id: int) -> None:
    """Someone was not there after all."""
    _may_visit(by, visit)
    if visit.attendance.filter(membership__user_id=user_id).delete()[0]:
        logged(by, visit.hub, "attendance_removed", visit.group.name, _visit_said(visit))


def _visit_said(visit: Visit) -> str:
    return f"{timezone.localtime(visit.starts):%d/%m/%Y %H:%M} · {visit.minutes}′ · {visit.topic or '–'}"


@transaction.atomic
def move_learner(by: Any, member: Membership, group: Group) -> None:
    """Put a learner into another class of the run; the registration and all that hangs on it stay."""
    _need(by, member.run.hub)
    if group.run_id != member.run_id or group.closed:
        raise NotNow("elsewhere")
    before = member.group.name
    join(group, member.user_id)
    logged(by, member.run.hub, "learner_moved", group.name, before, group.name)


@transaction.atomic
def take_out(by: Any, member: Membership) -> None:
    """End a registration that came by mistake; one with nothing recorded goes altogether."""
    _need(by, member.run.hub)
    logged(by, member.run.hub, "learner_out", member.group.name)
    progress = getattr(member, "progress", None)
    held = (member.attendance, member.hand_ins, member.overrides, member.deliveries)
    if (progress is None or progress.started is None) and not any(rows.exists() for rows in held) and not hasattr(member, "attestation"):
        member.delete()
        regrouped(member.group_id)
    else:
        leave(member)


@transaction.atomic
def remove_equipment(by: Any, item: Equipment) -> None:
    """Strike a line that was entered by mistake; what has worn out is set to retired instead."""
    _need(by, item.hub)
    logged(by, item.hub, "equipment_removed", item.name, f"{item.kind} × {item.quantity}")
    item.delete()


def _need(by: Any, hub: Hub) -> None:
    if not may(by, "manage", hub=hub):
        raise PermissionDenied


def _may_visit(by: Any, visit: Visit) -> None:
    if not may(by, "open_visit", group=visit.group):
        raise PermissionDenied
