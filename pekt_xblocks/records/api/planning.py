"""Planning a hub's year: runs, their classes and teachers, visits, equipment. Each function asks for the right itself."""
from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .. import platform
from ..models import Equipment, Group, Hub, Module, Role, Run, School, SchoolYear, Visit
from .access import may
from .register import give_role, school_year
from .roster_file import plain


def courses(hub: Hub, year: SchoolYear) -> list[tuple[str, Module, str]]:
    """(course key, module, course title) of what the hub could still plan in a year: courses of known modules that it doesn't run yet."""
    modules = {module.slug: module for module in Module.objects.all()}
    taken = set(Run.objects.filter(hub=hub, year__name=year.name).values_list("course_key", flat=True))
    found = [(key, modules.get(_number(key)), title) for key, title in platform.courses().items() if key not in taken]
    return sorted(((key, module, title) for key, module, title in found if module), key=lambda each: (each[1].title, each[0]))


def _number(course_key: str) -> str:
    """The part of a course key that is the module's slug: ``course-v1:ORG+slug+run``."""
    return (course_key.split("+") + [""])[1]


def plan_run(by: Any, hub: Hub, year: SchoolYear, course_key: str, **facts: Any) -> Run:
    """A new run of a course that ``courses`` offers; ``facts`` are the run's other columns. ``LookupError`` for any other course."""
    _need(by, hub)
    module = next((module for key, module, _title in courses(hub, year) if key == course_key), None)
    if module is None:
        raise LookupError(course_key)
    return Run.objects.create(hub=hub, year=school_year(year.starts), module=module, course_key=course_key, **facts)


def change_run(by: Any, run: Run, **facts: Any) -> None:
    """New dates, capacity or state of a run."""
    _need(by, run.hub)
    Run.objects.filter(id=run.id).update(**facts)


def add_group(by: Any, run: Run, name: str, school: School | None, size: int) -> Group:
    """A class in a run. ``ValueError`` where the run has it already."""
    _need(by, run.hub)
    group, new = Group.objects.get_or_create(run=run, school=school, name=name, defaults={"size": size})
    if not new:
        raise ValueError(name)
    return group


def school(by: Any, hub: Hub, name: str) -> School:
    """The school of a name, entered in the register if it isn't there."""
    _need(by, hub)
    return school_named(name) or School.objects.create(code=f"s-{uuid.uuid4().hex[:12]}", name=name.strip(),
                                                       municipality=hub.municipality_el)


def school_named(name: str, but: School | None = None) -> School | None:
    """The school of a name, however its accents and capitals are written (no database folds Greek alike); ``but`` is passed over."""
    return next((each for each in School.objects.all() if each != but and plain(each.name) == plain(name)), None)


def give_teacher(by: Any, group: Group, account: str) -> Role:
    """Make the owner of an account (username or e-mail) a teacher of a class. ``LookupError`` if there is no such account."""
    _need(by, group.run.hub)
    found = platform.find_accounts([account.strip()])
    if account.strip().casefold() not in found:
        raise LookupError(account)
    return give_role(found[account.strip().casefold()], Role.TEACHER, group=group)


def teachers_of(groups: Any) -> dict[int, list[tuple[int, str]]]:
    """Each class's own teachers by group id: (the role's id, name)."""
    held = list(Role.objects.filter(kind=Role.TEACHER, group__in=groups, until=None).order_by("id"))
    names = platform.display_names({role.user_id for role in held})
    found: dict[int, list[tuple[int, str]]] = {}
    for role in held:
        found.setdefault(role.group_id, []).append((role.id, names.get(role.user_id, "—")))
    return found


def people_of(hub: Hub) -> list[tuple[str, str, date, list[str]]]:
    """Who has a role at a hub today: (name, kind, since when, their classes of runs that are not closed), each person once for a kind."""
    today = timezone.localdate()
    own = Q(hub=hub) | Q(group__run__hub=hub) & ~Q(group__run__state=Run.CLOSED)
    held = Role.objects.filter(own, Q(until=None) | Q(until__gte=today), since__lte=today).select_related("group").order_by("since", "id")
    names = platform.display_names({role.user_id for role in held})
    found: dict[tuple[str, int], list[Role]] = {}
    for role in held:
        found.setdefault((role.kind, role.user_id), []).append(role)
    lines = [(names.get(user, "—"), kind, rows[0].since, sorted({row.group.name for row in rows if row.group}))
             for (kind, user), rows in found.items()]
    return sorted(lines, key=lambda line: (line[1], line[0]))


def plan_visit(by: Any, group: Group, starts: datetime, minutes: int, topic: str = "") -> Visit:
    """A visit that is still to come: nobody has opened it. A closed class has none."""
    if group.closed or not may(by, "open_visit", group=group):
        raise PermissionDenied
    return Visit.objects.create(hub_id=group.run.hub_id, group=group, starts=starts, minutes=minutes, topic=topic[:200])


def cancel_visit(by: Any, visit: Visit) -> bool:
    """Take a visit off the programme that is only planned, or was opened by mistake; False where anyone was there: then it happened."""
    if not may(by, "open_visit", group=visit.group):
        raise PermissionDenied
    return bool(Visit.objects.filter(id=visit.id, attendance=None, head_count=None).delete()[0])


@transaction.atomic
def keep_equipment(by: Any, hub: Hub, item: Equipment | None, facts: Mapping[str, Any]) -> Equipment:
    """Enter something in the hub's register of equipment, or change what stands there."""
    _need(by, hub)
    if item is None:
        return Equipment.objects.create(hub=hub, **facts)
    Equipment.objects.filter(id=item.id, hub=hub).update(**facts)
    return item


def _need(by: Any, hub: Hub) -> None:
    if not may(by, "manage", hub=hub):
        raise PermissionDenied
