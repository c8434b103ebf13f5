"""Where blocks keep their fields: one row per learner and element, read once and written once in a request."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from xblock.exceptions import InvalidScopeError
from xblock.fields import BlockScope, Scope, UserScope
from xblock.runtime import KeyValueStore

from .models import Element, Preference, UserState

Fields = dict[str, Any]


class Row(Protocol):
    """A place that holds fields by name."""

    def read(self) -> Fields:
        """All fields of the row; empty if there is no row yet."""

    def write(self, fields: Fields) -> None:
        """Stores all fields of the row."""


class StateRow:
    """A learner's fields in one element."""

    def __init__(self, user_id: int, usage_key: str) -> None:
        self._place = {"user_id": user_id, "usage_key": usage_key}

    def read(self) -> Fields:
        return UserState.objects.filter(**self._place).values_list("fields", flat=True).first() or {}

    def write(self, fields: Fields) -> None:
        _upsert(UserState(**self._place, fields=fields), ("user", "usage_key"), ("fields", "modified"))


class PreferenceRow:
    """A learner's fields for a block type, or for all of them where it is empty."""

    def __init__(self, user_id: int, block_type: str) -> None:
        self._place = {"user_id": user_id, "block_type": block_type}

    def read(self) -> Fields:
        return Preference.objects.filter(**self._place).values_list("fields", flat=True).first() or {}

    def write(self, fields: Fields) -> None:
        _upsert(Preference(**self._place, fields=fields), ("user", "block_type"), ("fields",))


def _upsert(row: Any, unique: Iterable[str], change: Iterable[str]) -> None:
    """One statement, whether the row is there or not."""
    type(row).objects.bulk_create([row], update_conflicts=True, unique_fields=list(unique), update_fields=list(change))


class ElementRow:
    """An element's content and settings; ``author`` marks what is written as the author's own change."""

    def __init__(self, element: Element, *, author: bool = False) -> None:
        self._element, self._author = element, author

    def read(self) -> Fields:
        return self._element.fields

    def write(self, fields: Fields) -> None:
        element = self._element
        element.fields, element.edited = fields, element.edited or self._author
        if element.pk:
            element.save(update_fields=["fields", "edited"])


class SharedRow:
    """The fields of an element that all learners share."""

    def __init__(self, element: Element) -> None:
        self._element = element

    def read(self) -> Fields:
        return self._element.shared

    def write(self, fields: Fields) -> None:
        self._element.shared = fields
        self._element.save(update_fields=["shared"])


class ForgetfulRow:
    """Holds fields until the request ends: for visitors and for previews, of whom nothing is kept."""

    def __init__(self, fields: Fields | None = None) -> None:
        self._fields = fields or {}

    def read(self) -> Fields:
        return self._fields

    def write(self, fields: Fields) -> None:
        self._fields = fields


class RefusingRow(ForgetfulRow):
    """A learner's row where there is no learner: empty to read, and the platform refuses to write it."""

    def write(self, fields: Fields) -> None:
        raise InvalidScopeError("user")


class FieldStore(KeyValueStore):
    """A ``KeyValueStore`` over rows; ``row`` finds the row of a key.

    Each row is read at most once in the store's life, so a store serves one request. ``set_many`` writes each row once.
    """

    def __init__(self, row: Callable[[KeyValueStore.Key], Row]) -> None:
        self._find = row
        self._rows: dict[Any, tuple[Row, Fields]] = {}

    def _open(self, key: KeyValueStore.Key) -> tuple[Row, Fields]:
        place = (_shelf(key.scope), key.user_id, key.block_scope_id)
        if place not in self._rows:
            row = self._find(key)
            self._rows[place] = row, row.read()
        return self._rows[place]

    def get(self, key: KeyValueStore.Key) -> Any:
        return self._open(key)[1][key.field_name]

    def has(self, key: KeyValueStore.Key) -> bool:
        return key.field_name in self._open(key)[1]

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        self.set_many({key: value})

    def set_many(self, update_dict: Mapping[KeyValueStore.Key, Any]) -> None:
        changes: dict[int, Fields] = defaultdict(dict)
        rows: dict[int, tuple[Row, Fields]] = {}
        for key, value in update_dict.items():
            found = self._open(key)
            rows[id(found[1])] = found
            changes[id(found[1])][key.field_name] = value
        for at, (row, fields) in rows.items():
            fields.update(changes[at])
            row.write(fields)

    def delete(self, key: KeyValueStore.Key) -> None:
        row, fields = self._open(key)
        del fields[key.field_name]
        row.write(fields)


def _shelf(scope: Scope) -> str:
    """Content and settings share a row, as do all user-scoped fields of one place."""
    if scope in (Scope.parent, Scope.children):
        return "tree"
    if scope.user == UserScope.NONE:
        return "element"
    return "shared" if scope.user == UserScope.ALL else "user"


def rows_for(element_of: Callable[[Any], Element], user_id: int | None, *, author: bool, keep: bool) -> Callable[[KeyValueStore.Key], Row]:
    """The rows of a runtime: ``author`` is Studio's way (no learner at all), ``keep`` False forgets what learners do."""
    def row(key: KeyValueStore.Key) -> Row:
        shelf = _shelf(key.scope)
        if shelf == "element":
            return ElementRow(element_of(key.block_scope_id), author=author)
        if shelf == "shared":
            return SharedRow(element_of(key.block_scope_id)) if keep else ForgetfulRow()
        if shelf == "tree":
            return ForgetfulRow()
        if author:
            return RefusingRow()
        if not keep or user_id is None:
            return ForgetfulRow()
        if key.scope.block in (BlockScope.USAGE, BlockScope.DEFINITION):
            return StateRow(user_id, str(key.block_scope_id))
        return PreferenceRow(user_id, str(key.block_scope_id or ""))
    return row
