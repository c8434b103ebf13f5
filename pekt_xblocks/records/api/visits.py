"""Visits and who was there. A check-in code is bound to the visit, its activity and the minute, and is never stored."""
from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ..data import CheckIn, Code
from ..models import Attendance, Group, Membership, Visit, WrongCode
from .access import may

SECONDS = 60
"""A code lives this long; the one before and the one after it are taken too."""
TRIES, TRIES_IN = 5, timedelta(minutes=5)
"""Wrong codes that a learner may give, and in which time."""


def open_visit(by: Any, group: Group, topic: str = "", minutes: int = 45, usage_key: str = "") -> Visit:
    """Open a visit of a group: the one planned for today, if any. One that is open already for the same activity stays as it is.

    ``PermissionDenied``.
    """
    _need(by, "open_visit", group)
    now = timezone.now()
    with transaction.atomic():
        Group.objects.select_for_update().get(id=group.id)        # two taps of the button open one visit
        found = Visit.objects.filter(group=group, usage_key=usage_key, closed=None).exclude(opened_by=None).first()
        if found is None:
            found = planned_for(now, [group]).get(group.id) or Visit(hub_id=group.run.hub_id, group=group)
            found.topic, found.minutes, found.usage_key = topic[:200] or found.topic, minutes, usage_key
            found.opened_by, found.starts = by.id, now
            found.save()
        return found


def begin_visit(by: Any, visit: Visit) -> None:
    """Open a planned visit without a code: learners are added by hand, or counted."""
    _need(by, "open_visit", visit.group)
    Visit.objects.filter(id=visit.id, opened_by=None).update(opened_by=by.id, starts=timezone.now())


def planned_for(now: datetime, groups: Iterable[Group]) -> dict[int, Visit]:
    """The visit that each group has planned for the day of ``now``, the nearest in time, by group id."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Visit.objects.filter(group__in=[group.id for group in groups], opened_by=None, closed=None, starts__gte=midnight,
                                 starts__lt=midnight + timedelta(days=1))
    return {visit.group_id: visit for visit in sorted(today, key=lambda visit: abs(visit.starts - now), reverse=True)}


def close_visit(by: Any, visit: Visit, head_count: int | None = None) -> None:
    """End a visit; ``head_count`` counts everyone in the room, with or without an account."""
    _need(by, "open_visit", visit.group)
    Visit.objects.filter(id=visit.id, closed=None).update(closed=timezone.now())
    if head_count is not None:
        Visit.objects.filter(id=visit.id).update(head_count=head_count)


def visit_code(visit: Visit, now: datetime | None = None) -> Code:
    """The visit's code of this minute, for the teacher's screen."""
    seconds = (now or timezone.now()).timestamp()
    return Code(_digits(visit, int(seconds // SECONDS)), SECONDS - int(seconds % SECONDS))


def check_in(user_id: int, course_key: str, code: str, usage_key: str = "", now: datetime | None = None) -> CheckIn:
    """A learner gives the code on the screen: recorded, already there, wrong, too many tries, or no visit open for their group."""
    now = now or timezone.now()
    member = Membership.objects.filter(user_id=user_id, run__course_key=course_key, current=True).select_related("group").first()
    if member is None:
        return CheckIn.CLOSED
    with transaction.atomic():
        Membership.objects.select_for_update().get(id=member.id)  # tries of one learner come one after the other: none slips past the limit
        if WrongCode.objects.filter(user_id=user_id, at__gt=now - TRIES_IN, at__lte=now).count() >= TRIES:
            return CheckIn.LOCKED
        visits = list(Visit.objects.filter(group=member.group, usage_key=usage_key, closed=None).exclude(opened_by=None))
        if not visits:
            return CheckIn.CLOSED
        visit = next((visit for visit in visits if matches(visit, code, now)), None)
        if visit is None:
            WrongCode.objects.filter(user_id=user_id, at__lte=now - TRIES_IN).delete()
            WrongCode.objects.create(user_id=user_id, at=now)
            return CheckIn.WRONG
        return CheckIn.RECORDED if _attend(visit, member, None, now) else CheckIn.ALREADY


def matches(visit: Visit, code: str, now: datetime) -> bool:
    """Whether a code is the visit's of this minute or of a neighbouring one; takes the same time whichever digit is wrong."""
    given = "".join(c for c in code if c.isdecimal())[:12].encode()
    minute = int(now.timestamp() // SECONDS)
    return any([hmac.compare_digest(_digits(visit, minute + shift).encode(), given) for shift in (-1, 0, 1)])


def attend(by: Any, visit: Visit, user_id: int) -> bool:
    """Add a learner of the visit's run by hand; False if they were there already. ``LookupError`` if they are not in the run."""
    _need(by, "open_visit", visit.group)
    member = Membership.objects.filter(user_id=user_id, run_id=visit.group.run_id, current=True).first()
    if member is None:
        raise LookupError(user_id)
    return _attend(visit, member, by.id, timezone.now())


def visits_made(user_id: int, course_key: str, usage_key: str = "") -> int:
    """How many visits a learner was at: all of the course's, or those of one activity."""
    found = Attendance.objects.filter(membership__user_id=user_id, membership__run__course_key=course_key, membership__current=True)
    return found.filter(visit__usage_key=usage_key).count() if usage_key else found.count()


def _attend(visit: Visit, member: Membership, by: int | None, at: datetime) -> bool:
    return Attendance.objects.get_or_create(visit=visit, membership=member, defaults={"by": by, "at": at})[1]


def _digits(visit: Visit, minute: int) -> str:
    said = f"pekt-check-in|{visit.usage_key}|{visit.ref}|{minute}".encode()
    return f"{int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), said, sha256)[:8], 'big') % 1_000_000:06d}"


def _need(user: Any, action: str, group: Group) -> None:
    if not may(user, action, group=group):
        raise PermissionDenied
