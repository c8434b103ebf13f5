"""Who asks the interface for programs: the session's person, or the holder of a token that the platform signed.

Its one rule: a token never opens more than its person may see. One of a restricted application opens less still: what its scopes name, in
the courses of the organisations that its filters name.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ..settings.common import SCOPES


class Refused(Exception):
    """A token that is not to be trusted; the text says why."""


class TooLittle(Exception):
    """The token's scopes or filters do not reach so far; the text names what lacks."""


@dataclass(frozen=True, slots=True)
class Access:
    """How a person came. ``scopes`` is None where nothing narrows them, ``orgs`` where every organisation's courses are open."""

    by_token: bool = False
    scopes: frozenset[str] | None = None
    orgs: frozenset[str] | None = field(default=None)

    def need(self, what: str) -> None:
        """``TooLittle`` where the token lacks the scope for ``read``, ``write`` or ``names``."""
        if self.scopes is not None and SCOPES[what] not in self.scopes:
            raise TooLittle(SCOPES[what])


def let_in(request: HttpRequest) -> Access:
    """Read the ``Authorization: JWT …`` header, if there is one, and make its person the request's. ``Refused``, ``TooLittle``.

    Tokens are read by edx-drf-extensions, where it is installed and ``JWT_AUTH`` is set: on Open edX always, on the local site never. A
    token in a cookie is not read: a browser has its session.
    """
    given = request.headers.get("Authorization", "").split()
    if len(given) != 2 or not getattr(settings, "JWT_AUTH", None):
        return Access()
    try:
        from edx_rest_framework_extensions.auth.jwt.authentication import JwtAuthentication
        from rest_framework.exceptions import APIException
        from rest_framework.request import Request
        from rest_framework_jwt.settings import api_settings
    except ImportError:
        return Access()
    if given[0].lower() != api_settings.JWT_AUTH_HEADER_PREFIX.lower():         # with any other, a cookie would be read
        return Access()
    try:
        found = JwtAuthentication().authenticate(Request(request))
    except APIException as error:
        raise Refused(str(error.detail)) from None
    if found is None or not found[0].is_active:
        raise Refused("")
    request.user = found[0]
    return _access(found[1])


def _access(token: Any) -> Access:
    from edx_rest_framework_extensions.auth.jwt.decoder import decode_jwt_filters, decode_jwt_is_restricted, decode_jwt_scopes

    filters = [each for each in decode_jwt_filters(token) if len(each) == 2]
    orgs = frozenset(value for kind, value in filters if kind == "content_org")
    if any(kind == "user" for kind, _value in filters):
        raise TooLittle("user:me")                      # it speaks for one learner: these lists are of classes
    if decode_jwt_is_restricted(token):
        return Access(True, frozenset(decode_jwt_scopes(token)), orgs)
    return Access(True, None, orgs or None)
