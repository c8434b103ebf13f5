"""What every address of the interface for programs shares: who asks, refusals as problem+json in their language, answers with an ETag."""
from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from .tokens import Refused, TooLittle, let_in

TITLES = {
    400: gettext_noop("The request can't be read"), 401: gettext_noop("Sign in first"), 403: gettext_noop("This isn't open to you"),
    404: gettext_noop("There is no such thing"), 405: gettext_noop("This can't be done here"),
    409: gettext_noop("It isn't ready"), 415: gettext_noop("The request must be JSON"), 429: gettext_noop("That is too much at once"),
    501: gettext_noop("This site can't make the file"),
}
BYTES = 10_000
"""The longest body that is read."""


class Problem(Exception):
    """A refusal: the HTTP status, a sentence in the asker's language, and further members of the answer."""

    def __init__(self, status: int, detail: str = "", **members: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.members = status, detail, members


class _Csrf(CsrfViewMiddleware):
    """The platform's own check, whose refusal is a reason and no page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def endpoint(method: str = "GET", public: bool = False, needs: str = "") -> Callable[..., Callable[..., HttpResponse]]:
    """A view that answers one method in JSON: to those signed in (by session, as in the pages, or by token), or to everyone where
    ``public``. ``needs`` is what a restricted application must be allowed, ``read`` or ``write``; else the method says it."""
    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt                                # checked below, so that its refusal is JSON too
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            try:
                _check(request, method, public, needs or ("read" if method == "GET" else "write"))
                return view(request, *args, **named)
            except Problem as problem:
                return _refusal(problem, method)
            except PermissionDenied:
                return _refusal(Problem(403), method)
            except TooLittle as lack:
                return _refusal(Problem(403, _("The token lacks the scope %(scope)s.") % {"scope": lack}), method)
        return answered
    return wrap


def _check(request: HttpRequest, method: str, public: bool, needs: str) -> None:
    if request.method not in (method, "HEAD" if method == "GET" else method):
        raise Problem(405)
    if public:
        return
    try:
        access = let_in(request)
    except Refused as refused:
        raise Problem(401, str(refused)) from None
    if not request.user.is_authenticated:
        raise Problem(401)
    access.need(needs)
    request.pekt_access = access                    # type: ignore[attr-defined]
    # A browser sends a cookie unasked, and so a session needs the CSRF token; nobody sends a header for someone else.
    if method != "GET" and not access.by_token and (reason := _Csrf(lambda request: None).process_view(request, None, (), {})):
        raise Problem(403, str(reason))


def _refusal(problem: Problem, method: str) -> HttpResponse:
    said = {"type": "about:blank", "title": _(TITLES[problem.status]), "status": problem.status, **problem.members}
    if problem.detail:
        said["detail"] = problem.detail
    response = HttpResponse(json.dumps(said, ensure_ascii=False), status=problem.status, content_type="application/problem+json")
    response["Content-Language"] = get_language() or "el"
    response["Cache-Control"] = "private, no-store"
    if problem.status == 405:
        response["Allow"] = "GET, HEAD" if method == "GET" else method
    if problem.status == 401:
        response["WWW-Authenticate"] = 'Session realm="pekt-hub", JWT realm="pekt-hub"'
    return response


def answer(request: HttpRequest, said: dict[str, Any], status: int = 200, **apart: Any) -> HttpResponse:
    """``said`` as JSON, or 304 where the asker has it already; ``apart`` is in the answer but not in what makes it new (``as_of``)."""
    tag = sha256(json.dumps([said, get_language()], cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()[:32]
    body = json.dumps(said | apart, cls=DjangoJSONEncoder, ensure_ascii=False)
    response = HttpResponse(body, status=status, content_type="application/json")
    response["Cache-Control"] = "private, no-cache"     # kept by the asker alone, and asked for again each time
    response["Vary"] = "Accept-Language, Authorization, Cookie"
    if status != 200:
        return response
    response["ETag"] = f'W/"{tag}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. ``Problem`` where there is none."""
    if request.content_type != "application/json":
        raise Problem(415)
    try:
        found = json.loads(request.body[:BYTES + 1]) if len(request.body) <= BYTES else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Problem(400, _("A JSON object is expected."))
    return found
