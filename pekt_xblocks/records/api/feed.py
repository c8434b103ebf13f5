"""The records for programs: lists in the order of registrations, narrowed to what a person may take out and what was asked for."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q

from ..data import Asked, Attention, Page, ProgressLine
from ..models import Group, Membership, Progress, Run
from .access import groups
from .rounds import attention

_FIELDS = (
    "registration", "user_id", "run__hub__code", "run__year__name", "run__ref", "run__module__slug", "group__ref", "group__name",
    "group__school__code", "progress__state", "progress__percent", "progress__earned", "progress__possible", "progress__units_done",
    "progress__units_total", "progress__started", "progress__first_completed", "progress__last_activity", "progress__computed", "since")


def asked_groups(user: Any, asked: Asked) -> list[Group]:
    """The classes that a person may take out of the records, of those that were asked for."""
    return [group for group in groups(user, "export") if _fits(group, asked)]


def _fits(group: Group, asked: Asked) -> bool:
    return (asked.hub in ("", group.run.hub.code) and asked.module in ("", group.run.module.slug)
            and asked.run in (None, group.run.ref) and asked.group in (None, group.ref)
            and (asked.orgs is None or org_of(group.run.course_key) in asked.orgs)
            and (not asked.school or (group.school is not None and group.school.code == asked.school)))


def org_of(course_key: str) -> str:
    """The organisation of a course: ``course-v1:ORG+slug+run``."""
    return course_key.partition(":")[2].partition("+")[0]


def progress_page(of: Collection[Group], asked: Asked) -> Page:
    """Progress of the learners of these classes; one query whatever the page. The registration is the key: rows that come or go
    meanwhile neither double nor hide another."""
    found = Membership.objects.filter(group__in=[group.id for group in of], current=True)
    if asked.state:
        found = found.filter(Q(progress__state=asked.state) | (Q(progress=None) if asked.state == Progress.NEW else Q(pk=None)))
    if asked.since:
        found = found.filter(Q(progress__computed__gte=asked.since) | Q(progress=None, since__gte=asked.since))
    if asked.after:
        found = found.filter(registration__gt=asked.after)
    rows = list(found.order_by("registration").values_list(*_FIELDS)[:asked.limit + 1])
    lines = tuple(_line(row) for row in rows[:asked.limit])
    return Page(lines, lines[-1].registration if len(rows) > asked.limit else None)


def _line(row: tuple[Any, ...]) -> ProgressLine:
    (registration, user, hub, year, run, module, group, name, school, state, percent, earned, possible, done, total, started, completed,
     last, computed, since) = row
    return ProgressLine(str(registration), user, hub, year, str(run), module, str(group), name, school or "", state or Progress.NEW,
                        None if state in (None, Progress.UNTRACKED) else percent,
                        int(100 * earned / possible + 1e-9) if possible else None, done, total, started, completed, last, computed or since)


def at_risk(of: Collection[Group], asked: Asked, now: datetime) -> tuple[list[tuple[Run, Attention]], str | None]:
    """(run, whom to ask how it goes) of these classes, and the registration after which more follow."""
    found = [(run, line) for run, lines in attention(of, now) for line in lines if asked.state in ("", line.learner.state)]
    found = sorted((each for each in found if not asked.after or each[1].learner.registration > str(asked.after)),
                   key=lambda each: each[1].learner.registration)
    page = found[:asked.limit]
    return page, page[-1][1].learner.registration if len(found) > asked.limit else None
