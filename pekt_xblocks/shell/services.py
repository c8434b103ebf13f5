"""What a block asks its platform for, each answered or done without: person, language, addresses of course files."""
from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic_core import to_json
from xblock.exceptions import NoSuchServiceError

from pekt_xblocks.core.language import supported, words

STATIC = "/static/"


@dataclass(frozen=True)
class Person:
    """Who is at the page: ``key`` is an opaque pseudonym, ``staff`` may see keys, ``anonymous`` keeps nothing."""

    key: str
    anonymous: bool
    staff: bool


class Services:
    """Mixed into the block; every method works where the platform has none of it."""

    def service(self: Any, name: str) -> Any:
        """A platform service, or None."""
        try:
            return self.runtime.service(self, name)
        except NoSuchServiceError:
            return None

    @property
    def person(self: Any) -> Person:
        """The person this block was loaded for."""
        service = self.service("user")
        found = service.get_current_user().opt_attrs if service else {}
        user_id = self.scope_ids.user_id
        key = str(found.get("edx-platform.anonymous_user_id") or user_id or "")
        signed_in = found.get("edx-platform.is_authenticated", user_id is not None)
        return Person(key=hashlib.sha256(key.encode()).hexdigest()[:16], anonymous=not signed_in or user_id is None,
                      staff=bool(found.get("edx-platform.user_is_staff")))

    @property
    def may_author(self: Any) -> bool:
        """Whether this person may read keys and change the definition: asked by every handler that does either."""
        if self.person.staff:
            return True
        permissions = self.service("studio_user_permissions")
        key = self.scope_ids.usage_id
        context = getattr(key, "context_key", None) or getattr(key, "course_key", None)
        if permissions is not None and context is not None:
            return bool(permissions.can_write(context))
        # A library's runtime has no such service; its addresses are signed for people of the library's team.
        return getattr(key, "CANONICAL_NAMESPACE", "") == "lb"

    @property
    def language(self) -> str:
        """The language of the request, as far as we are complete in it."""
        return supported(_request_language()())

    def say(self, message: str) -> str:
        """A catalogue message in the language of the request."""
        return words(self.language)(message)

    def usage_key(self: Any) -> str:
        """The usage key as text."""
        return str(self.scope_ids.usage_id)

    def seed(self: Any, number: int, person: Person | None = None) -> str:
        """What fixes this learner's shuffles in the attempt ``number``; ``person`` where it is known already."""
        return hashlib.sha256(f"{(person or self.person).key}|{self.usage_key()}|{number}".encode()).hexdigest()

    def resolved(self, data: Any) -> Any:
        """JSON with every ``/static/…`` reference of the course replaced by the address this platform serves it at."""
        service = self.service("replace_urls")
        return data if service is None or not names_files(to_json(data)) else _resolved(data, service)


@cache
def _request_language() -> Callable[[], str | None]:
    """What tells the language of a request, if this is a site at all."""
    try:
        from django.conf import settings
        from django.utils.translation import get_language
    except ImportError:
        return lambda: None
    return lambda: get_language() if settings.configured else None


def names_files(text: bytes) -> bool:
    """Whether JSON text has a reference to a course's file. Most show none, and a look at the text is a third of a walk."""
    return STATIC.encode() in text


def _resolved(data: Any, service: Any) -> Any:
    if isinstance(data, str):
        return _address(data, service) if STATIC in data else data
    if isinstance(data, dict):
        return {key: _resolved(value, service) for key, value in data.items()}
    return [_resolved(each, service) for each in data] if isinstance(data, list | tuple) else data


def _address(text: str, service: Any) -> str:
    if text.startswith(STATIC):  # a reference by itself: the service only knows quoted ones
        return service.replace_urls(f'"{text}"')[1:-1]
    return service.replace_urls(text)
