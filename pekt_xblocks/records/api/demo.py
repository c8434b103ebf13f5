"""A fictional school year for the workbench: the hubs run the modules with the people given."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ..models import Equipment, Group, Hub, Role, Run, School
from . import register

CLASSES = {
    "ptolemaida": (("gym-ptolemaida-91", "91ο Γυμνάσιο Πτολεμαΐδας (φανταστικό)", "Β1"),
                   ("gym-ptolemaida-90", "90ό Γυμνάσιο Πτολεμαΐδας (φανταστικό)", "Α2")),
    "kozani": (("gym-kozani-91", "91ο Γυμνάσιο Κοζάνης (φανταστικό)", "Β2"), ("gym-kozani-90", "90ό Γυμνάσιο Κοζάνης (φανταστικό)", "Β1")),
}
"""Fictional schools of each hub that runs something in the demo: code, name, class."""

EQUIPMENT = (("pc", "Φορητοί υπολογιστές", 12), ("robot_kit", "Κιτ εκπαιδευτικής ρομποτικής", 8), ("floor_map", "Χάρτες δαπέδου", 2),
             ("tablet", "Ταμπλέτες", 15))
"""What stands in each hub of the demo: kind, name, quantity."""


@dataclass(frozen=True, slots=True)
class Course:
    """A loaded course: its key, its module's slug and title, and what the package says of the module."""

    course_key: str
    slug: str
    title: str
    facts: Mapping[str, object] | None = None


@transaction.atomic
def demo(courses: Iterable[Course], learners: Sequence[int], teachers: Sequence[int] = (),
         coordinators: Mapping[str, int] | None = None, directorate: int | None = None, municipalities: Mapping[str, int] | None = None,
         today: date | None = None) -> list[Run]:
    """A run per hub of ``CLASSES`` and course; learners (user ids) go in turn to the classes, teachers to all groups of theirs.

    ``coordinators`` and ``municipalities`` are user ids by hub code. May be repeated: only what is missing is added.
    """
    hubs = register.known_hubs()
    for kind, people in ((Role.COORDINATOR, coordinators or {}), (Role.MUNICIPALITY, municipalities or {})):
        for code, user in people.items():
            register.give_role(user, kind, hub=hubs[code])
    if directorate:
        register.give_role(directorate, Role.DIRECTORATE)
    runs = []
    for course in courses:
        for code in CLASSES:
            runs.append(_run(hubs[code], course, today or timezone.localdate()))
        _fill(runs[-len(CLASSES):], learners, teachers)
    return runs


def _run(hub: Hub, course: Course, today: date) -> Run:
    module = register.module(course.slug, **{"title_el": course.title, **(course.facts or {})})
    run = register.run(hub, module, course.course_key, today)
    for kind, name, quantity in EQUIPMENT:
        Equipment.objects.get_or_create(hub=hub, kind=kind, name=name, defaults={"quantity": quantity, "project": "MIS 5125500"})
    for school, name, class_name in CLASSES[hub.code]:
        place = School.objects.get_or_create(code=school, defaults={"name": name, "municipality": hub.municipality_el})[0]
        Group.objects.get_or_create(run=run, name=class_name, defaults={"school": place, "size": 20})
    return run


def _fill(runs: Sequence[Run], learners: Sequence[int], teachers: Sequence[int]) -> None:
    groups = [group for run in runs for group in run.groups.order_by("id")]
    taken = {member for run in runs for member in run.memberships.filter(current=True).values_list("user_id", flat=True)}
    for turn, learner in enumerate(learners):
        if learner not in taken:
            register.join(groups[turn % len(groups)], learner)
    for turn, teacher in enumerate(teachers):
        for group in groups[turn::len(teachers)]:
            register.give_role(teacher, Role.TEACHER, group=group)
