"""Who may do what on the local site: one visitor object, asked by every view; the default answer is no."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from .models import Element, Person
from .services import pseudonym

Role = Person.Role


@dataclass(frozen=True)
class Visitor:
    """The person at the browser; ``role`` is empty for somebody who has not chosen a person."""

    user: User | None = None
    name: str = ""
    role: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Visitor:
        """The visitor of a request, looked up once."""
        known = getattr(request, "_visitor", None)
        if known is None:
            user = getattr(request, "user", None)
            known = cls.known(user) if user is not None and user.is_authenticated else cls()
            request._visitor = known  # type: ignore[attr-defined]
        return known

    @classmethod
    def known(cls, user: User) -> Visitor:
        """The visitor behind an account; an account without a person is a learner."""
        person = Person.objects.filter(user=user).first()
        return cls(user, person.name if person else user.get_username(), person.role if person else Role.LEARNER)

    @property
    def tag(self) -> str:
        """A short opaque name for addresses: a page of one person must not send in the name of another."""
        return pseudonym(self.user.pk)[:12] if self.user else "visitor"

    @property
    def author(self) -> bool:
        """Teaches: sees keys and hidden units, edits activities."""
        return self.role in (Role.TEACHER, Role.COORDINATOR)

    @property
    def records(self) -> bool:
        """Has a page of hub records to look at."""
        return self.role in (Role.TEACHER, Role.COORDINATOR, Role.DIRECTORATE, Role.MUNICIPALITY)

    def sees(self, element: Element) -> bool:
        """Whether this visitor may open an element."""
        return self.author or not element.staff_only


def authors_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for teachers; anybody else gets the page that says so."""
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Visitor.of(request).author:
            raise PermissionDenied
        return view(request, *args, **kwargs)
    return answer
