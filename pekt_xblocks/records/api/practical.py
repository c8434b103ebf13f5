"""Practical tasks: handed in by learners, judged by their teachers. A judgement is kept for good; the newest one holds."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ..models import Group, HandIn, Membership, SignOff
from .access import may


def hand_in(user_id: int, course_key: str, usage_key: str, note: str = "", ticks: Sequence[str] = ()) -> HandIn:
    """A learner says that a task is ready, once or again after it was returned. One that is signed off stays as it is.

    ``LookupError`` where the learner is in no run of the course.
    """
    with transaction.atomic():
        member = Membership.objects.select_for_update().filter(user_id=user_id, run__course_key=course_key, current=True).first()
        if member is None:
            raise LookupError(course_key)
        facts = {"note": note[:500], "ticks": list(ticks), "state": HandIn.READY, "at": timezone.now()}
        found, new = HandIn.objects.get_or_create(membership=member, usage_key=usage_key, defaults=facts)
        if not new and found.state != HandIn.SIGNED:
            HandIn.objects.filter(id=found.id).update(**facts)
            found.refresh_from_db()
        return found


def hand_in_of(user_id: int, course_key: str, usage_key: str) -> HandIn | None:
    """A learner's own hand-in of a task, with its sign-offs, or None."""
    found = HandIn.objects.filter(membership__user_id=user_id, membership__run__course_key=course_key, membership__current=True)
    return found.filter(usage_key=usage_key).prefetch_related("sign_offs").first()


def hand_ins(groups: Iterable[Group], usage_key: str = "", states: Collection[str] = (HandIn.READY,)) -> list[HandIn]:
    """Hand-ins of these groups, the longest waiting first."""
    found = HandIn.objects.filter(membership__group__in=[group.id for group in groups], membership__current=True, state__in=states)
    found = found.filter(usage_key=usage_key) if usage_key else found
    return list(found.select_related("membership__group__run").order_by("at", "id"))


def sign_off(by: Any, tasks: Sequence[HandIn], levels: Mapping[str, int], comment: str = "") -> None:
    """Sign one or a whole team's hand-ins off with the same levels (0-3 by criterion). All or none; ``PermissionDenied``."""
    if any(type(level) is not int or not 0 <= level <= 3 for level in levels.values()):
        raise ValueError("levels are 0 to 3")
    _judge(by, tasks, HandIn.SIGNED, dict(levels), comment)


def return_for_rework(by: Any, tasks: Sequence[HandIn], comment: str) -> None:
    """Give hand-ins back with a comment on what is missing. All or none; ``PermissionDenied``."""
    _judge(by, tasks, HandIn.RETURNED, {}, comment)


def _judge(by: Any, tasks: Sequence[HandIn], state: str, levels: dict[str, int], comment: str) -> None:
    if not all(may(by, "sign_off", group=task.membership.group) for task in tasks):
        raise PermissionDenied
    now = timezone.now()
    with transaction.atomic():
        HandIn.objects.filter(id__in=[task.id for task in tasks]).update(state=state)
        SignOff.objects.bulk_create([SignOff(hand_in=task, by=by.id, at=now, returned=state == HandIn.RETURNED, levels=levels,
                                             comment=comment[:500]) for task in tasks])


def signed_off(user_id: int, course_key: str) -> int:
    """How many tasks of a course a learner has signed off."""
    return HandIn.objects.filter(membership__user_id=user_id, membership__run__course_key=course_key, membership__current=True,
                                 state=HandIn.SIGNED).count()
