"""How learners come into groups: by code, or by a roster that is shown line by line before anything happens."""
from __future__ import annotations

import csv
import io
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from .. import platform
from ..data import LineState, RosterLine
from ..models import Group, Membership, Run
from .access import may
from .register import join

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LINES = 2_000
"""The longest roster."""
_ACCOUNT = {"ονομα χρηστη", "χρηστησ", "username", "user", "λογαριασμοσ", "email", "e-mail", "ηλεκτρονικη διευθυνση"}
_CLASS = {"τμημα", "ταξη", "class", "group", "ομαδα"}


class RosterError(ValueError):
    """A list that cannot be taken in: ``code`` is unreadable, headings, long or closed (the course takes nobody now)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


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
    """Join a group by its code. ``LookupError`` if it lets into none, ``NotEnrolled`` where the course takes nobody now."""
    group = group_of_code(code)
    if group is None:
        raise LookupError("code")
    with transaction.atomic():
        platform.enrol(user_id, group.run.course_key)
        return join(group, user_id)


def read_roster(content: bytes, name: str) -> list[tuple[int, str, str]]:
    """(line number, account, class) of a CSV or XLSX file with Greek or English headings. ``RosterError``."""
    rows = _sheet(content) if name.lower().endswith(".xlsx") else _text(content)
    if not rows:
        raise RosterError("unreadable")
    heads = [plain(head) for head in rows[0]]
    account = next((i for i, head in enumerate(heads) if head in _ACCOUNT), None)
    class_name = next((i for i, head in enumerate(heads) if head in _CLASS), None)
    if account is None or class_name is None:
        raise RosterError("headings")
    lines = [(number, _at(row, account), _at(row, class_name)) for number, row in enumerate(rows[1:], 2)]
    return [line for line in lines if line[1] or line[2]]


def preview_roster(run: Run, lines: Sequence[tuple[int, str, str]]) -> list[RosterLine]:
    """What would become of each line; nothing is changed."""
    accounts = platform.find_accounts([account for _, account, _ in lines])
    classes = {plain(group.name): group for group in run.groups.filter(closed=None)}
    members = {user: name for user, name in Membership.objects.filter(run=run, current=True).values_list("user_id", "group__name")}
    seen: set[int] = set()
    free = run.capacity - len(members) if run.capacity is not None else len(lines)
    preview = []
    for number, account, class_name in lines:
        user, group = accounts.get(account.casefold()), classes.get(plain(class_name))
        state = _line_state(user, group, members, seen, free)
        free -= state is LineState.JOINS
        seen |= {user} if user else set()
        preview.append(RosterLine(number, account, group.name if group else class_name, state, user, members.get(user, "") if user else ""))
    return preview


def _line_state(user: int | None, group: Group | None, members: dict[int, str], seen: set[int], free: int) -> LineState:
    if user is None:
        return LineState.UNKNOWN
    if user in seen:
        return LineState.TWICE
    if group is None:
        return LineState.NO_CLASS
    if user in members:
        return LineState.STAYS if members[user] == group.name else LineState.MOVES
    return LineState.JOINS if free > 0 else LineState.FULL


def import_roster(by: Any, run: Run, lines: Sequence[tuple[int, str, str]]) -> list[RosterLine]:
    """Do what the preview says: all of it, or nothing where any line has a fault or the course takes nobody. ``PermissionDenied``."""
    if not may(by, "manage", hub=run.hub):
        raise PermissionDenied
    with transaction.atomic():
        Run.objects.select_for_update().get(id=run.id)
        preview = preview_roster(run, lines)
        if not any(line.state.fault for line in preview):
            classes = {group.name: group for group in run.groups.filter(closed=None).select_related("run")}
            for line in preview:
                _enrol(line.user_id, run)
                join(classes[line.class_name], line.user_id)
    return preview


def _enrol(user_id: int, run: Run) -> None:
    try:
        platform.enrol(user_id, run.course_key)
    except platform.NotEnrolled:
        raise RosterError("closed") from None


def _need(by: Any, group: Group) -> None:
    if not may(by, "manage", group=group) and not may(by, "open_visit", group=group):
        raise PermissionDenied


def _text(content: bytes) -> list[list[str]]:
    """Greek Excel writes UTF-8 with a BOM, Windows-1253 or UTF-16, with ``;``, tab or comma."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1253"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise RosterError("unreadable")
    first = text.split("\n", 1)[0]
    rows = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=max(";\t,", key=first.count)):
            rows.append(row)
            _bounded(rows)
    except csv.Error as error:
        raise RosterError("unreadable") from error
    return rows


def _sheet(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook

    rows: list[list[str]] = []
    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        for row in sheet.iter_rows(max_col=30, values_only=True):
            rows.append(["" if value is None else str(value) for value in row])
            _bounded(rows)
    except RosterError:
        raise
    except Exception as error:              # openpyxl fails in as many ways as a file can be broken
        raise RosterError("unreadable") from error
    return rows


def _bounded(rows: list[list[str]]) -> None:
    if len(rows) > LINES + 1:
        raise RosterError("long")


def _at(row: Sequence[str], place: int) -> str:
    return row[place].strip()[:254] if place < len(row) else ""


def plain(text: str) -> str:
    """Without accents, case and doubled spaces, so that ΤΜΗΜΑ, Τμήμα and τμημα are one heading."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(stripped.replace("ς", "σ").split()) if stripped else ""
