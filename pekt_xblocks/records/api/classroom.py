"""What an activity's own page asks of its class: which classes, who was there, and the learners' blocks, reached without them."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from .. import platform
from ..models import Attendance, Group, HandIn, Membership, Run, SignOff, Visit
from .access import groups


def classes(user: Any, course_key: str, action: str) -> list[Group]:
    """The groups of a course with which a person may do ``action``, by name."""
    found = [group for run in Run.objects.filter(course_key=course_key) for group in groups(user, action, run)]
    return sorted(found, key=lambda group: (group.name, group.id))


def in_class(user_id: int, course_key: str) -> bool:
    """Whether a person is a learner of the course now."""
    return Membership.objects.filter(user_id=user_id, run__course_key=course_key, current=True).exists()


def open_visits(of: Iterable[Group], usage_key: str) -> list[Visit]:
    """Visits of these groups that are open for an activity, the newest first."""
    found = Visit.objects.filter(group__in=[group.id for group in of], usage_key=usage_key, closed=None).exclude(opened_by=None)
    return list(found.select_related("group__run").order_by("-starts", "-id"))


def roll(visit: Visit) -> list[tuple[int, str, str]]:
    """(user id, name, ``code`` | ``hand`` | empty) of the visit's class, and of others of the run who were there; by name."""
    there = {user: "code" if by is None else "hand"
             for user, by in Attendance.objects.filter(visit=visit).values_list("membership__user_id", "by")}
    members = Membership.objects.filter(group_id=visit.group_id, current=True).values_list("user_id", flat=True)
    people = {*members, *there}
    names = platform.display_names(people)
    return sorted(((user, names.get(user, ""), there.get(user, "")) for user in people), key=lambda row: (row[1], row[0]))


def names_of(tasks: Iterable[HandIn]) -> dict[int, str]:
    """The names of those who handed in, by user id."""
    return platform.display_names({task.membership.user_id for task in tasks})


def name_of(user_id: int) -> str:
    """A person's name."""
    return platform.display_names([user_id]).get(user_id, "—")


def last_judgement(task: HandIn) -> SignOff | None:
    """The judgement that holds."""
    return task.sign_offs.order_by("-at", "-id").first()


def learner_block(user_id: int, usage_key: str) -> Any:
    """A learner's own block, to be changed and saved outside of any request of theirs; None where they may not open it now."""
    return platform.learner_block(user_id, usage_key)


def publish_without_block(user_id: int, usage_key: str, points: tuple[float, float] | None, complete: bool) -> None:
    """Give a learner who may not open a block now its points (earned, possible) and completion all the same."""
    platform.publish_without_block(user_id, usage_key, points, complete)


def visit_of(ref: str, of: Collection[Group]) -> Visit:
    """The visit of that reference among these groups'. ``LookupError``."""
    try:
        return Visit.objects.select_related("group__run").get(ref=UUID(ref), group__in=[group.id for group in of])
    except (ValueError, Visit.DoesNotExist):
        raise LookupError(ref) from None
