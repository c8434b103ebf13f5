"""A platform for one block: it records what is published and counts what is read and written."""
from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from opaque_keys.edx.keys import UsageKey
from webob import Request
from xblock.field_data import SplitFieldData
from xblock.fields import Scope, ScopeIds, UserScope
from xblock.runtime import DictKeyValueStore, KvsFieldData
from xblock.test.tools import TestRuntime

COURSE = "course-v1:PEKTPE+demo+2026"


class Counting(DictKeyValueStore):
    """A store in memory that counts the calls that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = self.writes = 0

    def get(self, key: Any) -> Any:
        self.reads += 1
        return super().get(key)

    def has(self, key: Any) -> bool:
        self.reads += 1
        return super().has(key)

    def set_many(self, update_dict: Any) -> None:
        self.writes += len(update_dict)
        super().set_many(update_dict)


class Urls:
    """The platform's service for addresses of course files."""

    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        return text.replace('"/static/', '"/asset/').replace("'/static/", "'/asset/")


class User:
    """The platform's user service."""

    def __init__(self, **attrs: Any) -> None:
        self.attrs = {f"edx-platform.{name}": value for name, value in attrs.items()}

    def get_current_user(self) -> Any:
        return SimpleNamespace(opt_attrs=self.attrs)


class Platform(TestRuntime):
    """``published`` holds (name, data) in order."""

    def __init__(self, *, user_id: Any = 7, staff: bool = False, services: dict[str, Any] | None = None) -> None:
        self.content, self.learners = Counting(), Counting()
        stores = {scope: KvsFieldData(self.learners if scope.user is UserScope.ONE else self.content) for scope in Scope.scopes()}
        found = {"field-data": SplitFieldData(stores), "replace_urls": Urls(), "user": User(
            anonymous_user_id=f"anon-{user_id}", is_authenticated=user_id is not None, user_is_staff=staff), **(services or {})}
        super().__init__(services={name: service for name, service in found.items() if service is not None})
        self.user_id = user_id
        self.published: list[tuple[str, Any]] = []

    def publish(self, block: Any, event_type: str, event_data: Any) -> None:
        self.published.append((event_type, event_data))

    def local_resource_url(self, block: Any, uri: str) -> str:
        return f"/resource/{uri}"

    def block(self, cls: Any, name: str = "a1") -> Any:
        key = UsageKey.from_string(f"block-v1:PEKTPE+demo+2026+type@pekt_{cls.kind}+block@{name}")
        return self.construct_xblock_from_class(cls, ScopeIds(self.user_id, f"pekt_{cls.kind}", key, key))

    def events(self, name: str) -> list[Any]:
        return [data for event, data in self.published if event == name]


def call(block: Any, handler: str, data: Any = None, *, body: bytes | None = None, method: str = "POST") -> tuple[int, Any]:
    """Call a handler as a browser would, then save as a runtime would: (status, JSON)."""
    request = Request.blank("/", method=method, body=json.dumps(data if data is not None else {}).encode() if body is None else body)
    response = block.handle(handler, request)
    block.save()
    return response.status_int, json.loads(response.body)
