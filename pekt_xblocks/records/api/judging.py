"""A teacher's work at the activities' own desks, from pages outside the course: the same calls that the activities' pages make."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

from pekt_xblocks.core.hub import NotAllowed

from .. import platform
from ..data import Desk
from ..models import Group, HandIn, Visit
from .practical import hand_ins
from .visits import attend


def desks(by: Any, of: Iterable[Group]) -> list[Desk]:
    """Every practical task that waits for these groups' teacher, by activity; the tasks as its own page lists them.

    Where the teacher may not open an activity now, its desk has no view: the course itself says why.
    """
    waiting: dict[str, list[HandIn]] = {}
    for task in hand_ins(of):
        waiting.setdefault(task.usage_key, []).append(task)
    return [_desk(by, key, tasks) for key, tasks in waiting.items()]


def _desk(by: Any, usage_key: str, tasks: list[HandIn]) -> Desk:
    module = tasks[0].membership.group.run.module
    try:
        told = at_desk(by, usage_key, "look", {})
    except LookupError:
        return Desk(usage_key, "", module.title, len(tasks), None, ())
    mine = {str(task.ref) for task in tasks}
    return Desk(usage_key, told["title"], module.title, len(tasks), told["view"] | {"comments": told["hub"]["comments"]},
                tuple(task for task in told["hub"]["tasks"] if task["ref"] in mine))


def add_by_hand(by: Any, visit: Visit, learner: int) -> None:
    """Add a learner to a visit, with the points if a check-in activity opened it. ``LookupError``, ``PermissionDenied``."""
    if visit.usage_key:
        try:
            at_desk(by, visit.usage_key, "add", {"ref": str(visit.ref), "learner": learner})
            return
        except NotAllowed:
            raise PermissionDenied from None
        except LookupError:
            pass                                            # the activity can't be opened: its own page makes up for the points
    attend(by, visit, learner)


def at_desk(by: Any, usage_key: str, name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What an activity says to its teacher after the call ``name``: ``{title, view, hub}``.

    ``core.hub.NotAllowed`` in words, ``ValueError`` for data that can't be read, ``LookupError`` where the teacher can't open it.
    """
    block = platform.learner_block(by.id, usage_key)
    if block is None or not hasattr(block, "desk"):
        raise LookupError(usage_key)
    return block.desk(name, dict(data))
