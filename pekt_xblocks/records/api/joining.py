"""How learners come into groups: by code, or by a roster that is shown line by line before anything happens."""
from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from .. import platform
from ..data import LineState, RosterEntry, RosterLine
from ..models import Group, Membership, Run
from .access import may
from .register import join
from .roster_file import RosterError, plain

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# Letters drawn alike: in a class's name a Latin A is as good as a Greek one.
_ONE_ALPHABET = str.maketrans("abehikmnoptxyz", "αβεηικμνορτχυζ")


class Full(Exception):
    """Every place of the run is taken."""


def open_joining(by: Any, group: Group) -> str:
    """A group's join code, made if it has none. ``PermissionDenied``, ``ValueError`` for a closed class."""
    return group.join_code or renew_joining(by, group)


def renew_joining(by: Any, group: Group) -> str:
    """Another join code: the one before, which may have gone round, lets nobody in any more."""
    _need(by, group)
    if group.closed:
        raise ValueError("closed")
    group.join_code = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    group.save(update_fields=["join_code"])
    return group.join_code


def close_joining(by: Any, group: Group) -> None:
    """Let nobody else in by code."""
    _need(by, group)
    group.join_code = None
    group.save(update_fields=["join_code"])


def group_of_code(code: str) -> Group | None:
    """The group that a code lets into, however it is written; None if it lets into none now."""
    clean = "".join(c for c in code.upper() if c.isalnum())[:12]
    found = Group.objects.filter(join_code=clean).exclude(run__state=Run.CLOSED).select_related("run__hub", "run__module", "school")
    return found.first() if clean else None


def join_by_code(user_id: int, code: str) -> Membership:
    """Join a group by its code. ``LookupError`` if it lets into none, ``NotEnrolled`` where the course takes nobody now, ``Full``."""
    group = group_of_code(code)
    if group is None:
        raise LookupError("code")
    with transaction.atomic():
        run = Run.objects.select_for_update().get(id=group.run_id)
        inside = Membership.objects.filter(run=run, current=True)
        if run.capacity is not None and inside.count() >= run.capacity and not inside.filter(user_id=user_id).exists():
            raise Full(run.ref)
        platform.enrol(user_id, group.run.course_key)
        return join(group, user_id)


def preview_roster(run: Run, lines: Sequence[RosterEntry]) -> list[RosterLine]:
    """What would become of each line; nothing is changed."""
    accounts = platform.find_accounts([line.account for line in lines])
    groups = list(run.groups.filter(closed=None).select_related("school"))
    members = {m.user_id: m.group for m in Membership.objects.filter(run=run, current=True).select_related("group__school")}
    seen: set[int] = set()
    free = run.capacity - len(members) if run.capacity is not None else len(lines)
    preview = []
    for line in lines:
        user, found = accounts.get(line.account.casefold()), _meant(groups, line)
        group = found[0] if len(found) == 1 else None
        was = members.get(user) if user else None
        state = _line_state(user, found, was, seen, free)
        free -= state is LineState.JOINS
        seen |= {user} if user else set()
        preview.append(RosterLine(line.number, line.account, _name(group, groups) if group else line.class_name, state, user,
                                  _name(was, groups) if was else "", group.id if group else None))
    return preview


def _meant(groups: Sequence[Group], line: RosterEntry) -> list[Group]:
    """The classes that a line may mean: of the name as it stands, else of one that reads the same; of the line's school, if it has one."""
    if line.school:
        groups = [group for group in groups if group.school is not None and plain(group.school.name) == plain(line.school)]
    exact = [group for group in groups if plain(group.name) == plain(line.class_name)]
    return exact or [group for group in groups if _reads(group.name) == _reads(line.class_name) != ""]


def _reads(name: str) -> str:
    """A class's name as it is read aloud: «A-1», «Α 1» and «Α΄1» are one class."""
    return "".join(c for c in plain(name) if c.isalnum()).translate(_ONE_ALPHABET)


def _name(group: Group, groups: Sequence[Group]) -> str:
    """With the school where another has a class of the same name."""
    alone = sum(plain(other.name) == plain(group.name) for other in groups) < 2
    return group.name if alone or group.school is None else f"{group.name} ({group.school.name})"


def _line_state(user: int | None, found: Sequence[Group], was: Group | None, seen: Collection[int], free: int) -> LineState:
    if user is None:
        return LineState.UNKNOWN
    if user in seen:
        return LineState.TWICE
    if len(found) != 1:
        return LineState.WHICH if found else LineState.NO_CLASS
    if was is not None:
        return LineState.STAYS if was == found[0] else LineState.MOVES
    return LineState.JOINS if free > 0 else LineState.FULL


def import_roster(by: Any, run: Run, lines: Sequence[RosterEntry]) -> list[RosterLine]:
    """Do what the preview says: all of it, or nothing where any line has a fault or the course takes nobody. ``PermissionDenied``."""
    if not may(by, "manage", hub=run.hub):
        raise PermissionDenied
    with transaction.atomic():
        Run.objects.select_for_update().get(id=run.id)
        preview = preview_roster(run, lines)
        if not any(line.state.fault for line in preview):
            classes = {group.id: group for group in run.groups.filter(closed=None).select_related("run", "school")}
            for line in preview:
                _enrol(line.user_id, run)
                join(classes[line.group_id], line.user_id)
    return preview


def _enrol(user_id: int, run: Run) -> None:
    try:
        platform.enrol(user_id, run.course_key)
    except platform.NotEnrolled:
        raise RosterError("closed") from None


def _need(by: Any, group: Group) -> None:
    if not may(by, "manage", group=group) and not may(by, "open_visit", group=group):
        raise PermissionDenied
