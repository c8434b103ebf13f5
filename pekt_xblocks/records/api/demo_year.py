"""A fictional year of all five hubs, big enough that every page looks alive: classes, visits, tasks, attestations, last year's numbers.

What learners did is the site's own to invent; it comes in through ``Taken``. May be repeated: a year that is there is left alone.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..models import Attendance, BlockScore, Equipment, Group, HandIn, Hub, Membership, Role, Run, School, SignOff, Tally, Visit
from . import register
from .attestations import issue
from .demo import Course
from .erasure import NOBODY
from .progress import mark, regrouped, settle

PLACES = {"ptolemaida": "Πτολεμαΐδας", "kozani": "Κοζάνης", "florina": "Φλώρινας", "kastoria": "Καστοριάς", "grevena": "Γρεβενών"}
CLASSES = (("92ο Γυμνάσιο", "Γ1"), ("93ο Γυμνάσιο", "Γ2"))
"""Fictional classes of each hub in each module: school and class."""
PUPILS = 11
"""Pupils of a class who have an account."""
PUPILS_OF_A_MODULE = PUPILS * len(CLASSES) * len(PLACES)
EQUIPMENT = (
    ("pc", "Φορητοί υπολογιστές", 12), ("robot_kit", "Κιτ εκπαιδευτικής ρομποτικής", 8), ("tablet", "Ταμπλέτες", 15),
    ("floor_map", "Χάρτες δαπέδου", 2),
    ("printer_3d", "Τρισδιάστατος εκτυπωτής", 1), ("vr_headset", "Γυαλιά εικονικής πραγματικότητας", 4),
    ("sensor_kit", "Σετ αισθητήρων", 6),
)
ROOMS = ("Αίθουσα υπολογιστών και εργαστήριο ρομποτικής (φανταστικά)", "Computer room and robotics lab (fictional)")
COMMENTS = ("Καθαρή δουλειά.", "Εξήγησες καλά το πώς.", "Η ομάδα μοίρασε σωστά τους ρόλους.")
NOTES = ("Δουλέψαμε τρεις μαζί.", "Το δύσκολο ήταν να συμφωνήσουμε.", "Την πρώτη φορά δεν βγήκε.", "")
LAST_YEAR = {"learners": 40, "started": 37, "completed": 29, "attested": 26, "attended": 61, "passed": 27}
"""Numbers of a run of the year before, kept after its rows were purged."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One block that a learner went through: points where it has any."""

    user_id: int
    usage_key: str
    earned: float | None
    possible: float | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """A course's practical task: what a pupil ticks, and what a teacher judges."""

    usage_key: str
    ticks: tuple[str, ...]
    criteria: tuple[str, ...]


def year_is_there() -> bool:
    """Whether the fictional year has been made."""
    return School.objects.filter(code__startswith="demo-").exists()


@transaction.atomic
def plan_year(courses: Iterable[Course], pupils: Sequence[int], teachers: Sequence[int], today: date) -> list[Membership]:
    """Runs and classes of this year and the last, filled with ``pupils`` (user ids), a class after another, as long as they last."""
    hubs, left, made = register.known_hubs(), list(pupils), []
    for course in courses:
        module = register.module(course.slug, **{"title_el": course.title, **(course.facts or {})})
        for code, place in PLACES.items():
            run = register.run(hubs[code], module, course.course_key, today)
            _last_year(register.run(hubs[code], module, course.course_key, today - timedelta(days=365), state=Run.CLOSED))
            for n, (school, name) in enumerate(CLASSES):
                group = _group(run, f"demo-{code}-{n}", f"{school} {place} (φανταστικό)", name)
                made += [Membership(run=run, group=group, user_id=left.pop(), since=_morning(today - timedelta(days=60)))
                         for _ in range(min(PUPILS, len(left)))]
                register.give_role(teachers[n % len(teachers)], Role.TEACHER, group=group)
    _furnish(hubs.values())
    members = Membership.objects.bulk_create(made)
    regrouped(*{member.group_id for member in members})
    return members


def _furnish(hubs: Iterable[Hub]) -> None:
    """Rooms, a contact and equipment, where a hub has none yet."""
    for hub in hubs:
        if not (hub.premises_el or hub.premises_en or hub.contact):
            (hub.premises_el, hub.premises_en), hub.contact = ROOMS, f"{hub.code}@hub.example"
            hub.save(update_fields=["premises_el", "premises_en", "contact"])
        for kind, name, quantity in EQUIPMENT:
            Equipment.objects.get_or_create(hub=hub, kind=kind, name=name, defaults={"quantity": quantity, "project": "MIS 5125500"})


def _group(run: Run, code: str, school: str, name: str) -> Group:
    place = School.objects.get_or_create(code=code[:20], defaults={"name": school, "municipality": run.hub.municipality_el})[0]
    return Group.objects.get_or_create(run=run, name=name, defaults={"school": place, "size": PUPILS + 6})[0]


def _last_year(run: Run) -> None:
    for n, (school, name) in enumerate(CLASSES):
        group = _group(run, f"demo-{run.hub.code}-{n}", f"{school} {PLACES[run.hub.code]} (φανταστικό)", name)
        if not group.visits.exists():
            Visit.objects.create(hub=run.hub, group=group, starts=_morning(run.year.starts + timedelta(days=70 + 7 * n)), minutes=90,
                                 topic=run.module.title_el, opened_by=NOBODY, closed=timezone.now(), head_count=group.size)
    Tally.objects.get_or_create(run=run, defaults={"counts": LAST_YEAR, "taken": timezone.now()})


@transaction.atomic
def take_in(course_key: str, learners: Collection[int], taken: Sequence[Taken]) -> None:
    """Keep the scores of what learners did (the site has kept the completions) and compute the progress of them all."""
    BlockScore.objects.bulk_create(
        [BlockScore(user_id=one.user_id, course_key=course_key, usage_key=one.usage_key, earned=one.earned, possible=one.possible,
                    modified=one.at) for one in taken if one.possible is not None and one.earned is not None],
        ignore_conflicts=True, batch_size=500)
    mark(course_key, learners)
    settle()


@transaction.atomic
def witness(members: Sequence[Membership], tasks: Mapping[str, Task], today: date, signers: Sequence[Any], luck: Random) -> None:
    """Visits with attendance, a visit to come, tasks signed off and waiting; ``signers`` attest for whom they may.

    ``tasks`` holds each course's practical task by course key.
    """
    groups: dict[int, list[Membership]] = {}
    for member in Membership.objects.filter(id__in=[member.id for member in members]).select_related("group__run__hub", "progress"):
        groups.setdefault(member.group_id, []).append(member)
    for turn, inside in enumerate(groups.values()):
        _visits(inside, today, turn, luck)
        _tasks(inside, tasks.get(inside[0].group.run.course_key), luck)
    for signer in signers:
        issue(signer, [member for inside in groups.values() for member in inside if _signs(signer, member.group.run.hub)])


def _signs(signer: Any, hub: Hub) -> bool:
    return Role.objects.filter(user_id=signer.id, kind=Role.COORDINATOR, hub=hub, until=None).exists()


def _visits(inside: Sequence[Membership], today: date, turn: int, luck: Random) -> None:
    group, teacher = inside[0].group, _teacher(inside[0].group)
    visit = Visit.objects.create(
        hub=group.run.hub, group=group, topic="Πρακτική άσκηση στον Πόλο", starts=_morning(today - timedelta(days=4 + 3 * (turn % 7))),
        minutes=90, opened_by=teacher, closed=timezone.now(), head_count=len(inside) + 4)
    there = [member for member in inside if luck.random() < .85]
    Attendance.objects.bulk_create([Attendance(visit=visit, membership=member, at=visit.starts) for member in there])
    if turn % 3 == 0:
        Visit.objects.create(hub=group.run.hub, group=group, topic="Δεύτερη επίσκεψη", minutes=90,
                             starts=_morning(today + timedelta(days=1 + turn % 5)))


def _tasks(inside: Sequence[Membership], task: Task | None, luck: Random) -> None:
    teacher = _teacher(inside[0].group)
    for member in inside if task else ():
        progress = getattr(member, "progress", None)
        if progress is None or progress.percent < 60 or member.hand_ins.exists():
            continue
        signed, at = luck.random() < .8, timezone.now() - timedelta(days=luck.randrange(1, 9))
        handed = HandIn.objects.create(membership=member, usage_key=task.usage_key, at=at, note=luck.choice(NOTES), ticks=list(task.ticks),
                                       state=HandIn.SIGNED if signed else HandIn.READY)
        if signed:
            SignOff.objects.create(hand_in=handed, by=teacher, at=at + timedelta(hours=2), comment=luck.choice(COMMENTS),
                                   levels={criterion: luck.choice((1, 2, 2, 3)) for criterion in task.criteria})


def _teacher(group: Group) -> int:
    return group.roles.filter(kind=Role.TEACHER).values_list("user_id", flat=True).first() or 0


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
