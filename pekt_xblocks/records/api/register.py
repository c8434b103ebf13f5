"""The hubs' register: hubs, years, modules, runs, groups, registrations. Every function may be repeated without effect."""
from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from .. import platform
from ..models import Group, Hub, Membership, Module, Role, Run, SchoolYear
from .progress import regrouped, touched

log = logging.getLogger(__name__)

HUBS = (
    ("ptolemaida", "Πόλος Πτολεμαΐδας", "Ptolemaida hub", "Δήμος Εορδαίας", "Municipality of Eordaia"),
    ("kozani", "Πόλος Κοζάνης", "Kozani hub", "Δήμος Κοζάνης", "Municipality of Kozani"),
    ("florina", "Πόλος Φλώρινας", "Florina hub", "Δήμος Φλώρινας", "Municipality of Florina"),
    ("kastoria", "Πόλος Καστοριάς", "Kastoria hub", "Δήμος Καστοριάς", "Municipality of Kastoria"),
    ("grevena", "Πόλος Γρεβενών", "Grevena hub", "Δήμος Γρεβενών", "Municipality of Grevena"),
)
"""The hubs of Western Macedonia: code, names, and the municipality whose rooms they use."""


def known_hubs() -> dict[str, Hub]:
    """The hubs by code; those of ``HUBS`` that are missing are added, none is changed."""
    for code, el, en, municipality_el, municipality_en in HUBS:
        Hub.objects.get_or_create(code=code, defaults={"name_el": el, "name_en": en, "municipality_el": municipality_el,
                                                       "municipality_en": municipality_en})
    return {hub.code: hub for hub in Hub.objects.all()}


def year_of(day: date) -> int:
    """The calendar year in which the school year of a day began: 1 September to 31 August."""
    return day.year if day.month >= 9 else day.year - 1


def year_holding(day: date) -> SchoolYear:
    """The school year that holds a day, for a page to look at: not yet on file where nothing has happened in it."""
    first = year_of(day)
    name = f"{first}-{(first + 1) % 100:02d}"
    found = SchoolYear.objects.filter(name=name).first()
    return found or SchoolYear(name=name, starts=date(first, 9, 1), ends=date(first + 1, 8, 31))


def coming_year() -> SchoolYear:
    """The school year after today's, which hubs plan before it begins."""
    today = timezone.localdate()
    return year_holding(date(year_of(today) + 1, 9, 1))


def school_year(day: date) -> SchoolYear:
    """The school year that holds a day, put on file if it isn't there."""
    year = year_holding(day)
    return SchoolYear.objects.get_or_create(name=year.name, defaults={"starts": year.starts, "ends": year.ends})[0]


def module(slug: str, **facts: Any) -> Module:
    """The module of a course package, with what the package says of it (``Module``'s fields)."""
    return Module.objects.update_or_create(slug=slug, defaults=facts)[0]


def module_facts(about: Mapping[str, Any]) -> dict[str, Any]:
    """What a package's ``module.toml``, read, says of its module, as ``module`` takes it; nothing for a package without one."""
    if not about:
        return {}
    levels = sorted({str(about["digcomp"]["lowest"]), str(about["digcomp"]["highest"])})
    return {"title_el": about["title"]["el"], "title_en": about["title"]["en"], "competences": about["digcomp"]["codes"],
            "level": "–".join(levels), "minutes_online": about["minutes"]["online"], "minutes_hub": about["minutes"].get("hub", 0),
            "equipment": about.get("equipment", []), "version": about["version"]}


def run(hub: Hub, module: Module, course_key: str, day: date, **more: Any) -> Run:
    """A hub's run of a module in the school year of ``day``."""
    return Run.objects.get_or_create(hub=hub, year=school_year(day), course_key=course_key, defaults={"module": module, **more})[0]


@transaction.atomic
def join(group: Group, user_id: int) -> Membership:
    """Put a learner into a group. One who is in another group of the run moves and keeps the registration."""
    member, new = Membership.objects.get_or_create(run_id=group.run_id, user_id=user_id, current=True,
                                                   defaults={"group": group, "since": timezone.now()})
    left = member.group_id
    if left != group.id:
        member.group = group
        member.save(update_fields=["group"])
    if new:
        touched(group.run.course_key, user_id)
    if new or left != group.id:
        regrouped(left, group.id)
        seated(group, user_id)
    return member


def seated(group: Group, user_id: int) -> bool:
    """Put a learner into the platform's cohort of their class. Never fails: nobody stays outside a class for a cohort."""
    school = [f"{group.name} ({group.school.name})"] if group.school else []
    try:
        with transaction.atomic():
            platform.seat(user_id, group.run.course_key, [*school, group.name])
    except Exception as error:              # the platform's own say who it was about: only their kind goes to the log
        log.warning("a learner of %s was not put into a cohort: %s", group.run.course_key, type(error).__name__)
        return False
    return True


def seat_again(group: Group) -> int:
    """Put everyone of a class into its cohort, as when either came later or has another name now; how many that failed for."""
    learners = group.memberships.filter(current=True).values_list("user_id", flat=True)
    return sum(not seated(group, user) for user in learners)


def leave(member: Membership) -> None:
    """End a registration; its records stay."""
    member.until, member.current = timezone.now(), None
    member.save(update_fields=["until", "current"])


def end_membership(user_id: int, course_key: str) -> None:
    """End a learner's registrations in every run of a course, as when the platform takes them out of it."""
    for member in Membership.objects.filter(user_id=user_id, run__course_key=course_key, current=True):
        leave(member)


def give_role(user_id: int, kind: str, hub: Hub | None = None, group: Group | None = None) -> Role:
    """Give a person a role from today on."""
    held = Role.objects.filter(user_id=user_id, kind=kind, hub=hub, group=group, until=None).first()
    return held or Role.objects.create(user_id=user_id, kind=kind, hub=hub, group=group, since=timezone.localdate())
