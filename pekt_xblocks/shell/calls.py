"""Handlers that take JSON from anyone: size, depth and type are checked before a block sees it, and every refusal is worded."""
from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from pydantic_core import to_json
from webob import Response
from xblock.core import XBlock

from pekt_xblocks.core.language import N_

from .services import names_files

_TOO_LARGE = N_("This is too large to send. Make it shorter.")
_UNREADABLE_FILE = N_("This can't be read.")
_UNREADABLE = N_("This can't be read. Nothing was lost: reload the page and try again.")

FILE_LIMIT = 2_000_000
"""Bytes of a file, or of an activity's whole definition, that an author sends."""
SENT = FILE_LIMIT // 3 * 4 + 1_000
"""Such a file as base64 in JSON."""


class Refused(Exception):
    """A request that can't be served: an HTTP status and a catalogue message for the person who sent it."""

    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status, self.message, self.more = status, message, more


def json_call(limit: int = 64_000, resolve: bool = True) -> Callable[[Any], Any]:
    """A POST handler from a JSON object of at most ``limit`` bytes to a JSON object.

    ``resolve=False`` where the answer holds a definition that will be saved: its ``/static/`` references must stay as written.
    """
    def decorate(func: Callable[[Any, dict[str, Any]], dict[str, Any]]) -> Any:
        @XBlock.handler
        @wraps(func)
        def handler(self: Any, request: Any, suffix: str = "") -> Response:
            try:
                return _reply(self, func(self, read_object(request, limit)), resolve=resolve)
            except Refused as refused:
                return _reply(self, {"error": self.say(refused.message), **refused.more}, refused.status)
        return handler
    return decorate


def read_object(request: Any, limit: int) -> dict[str, Any]:
    """The request's JSON object; ``Refused`` if it is none, too large or too deep."""
    if request.method != "POST":
        raise Refused(405, _UNREADABLE)
    if (request.content_length or 0) > limit:
        raise Refused(413, _TOO_LARGE)
    body = request.body
    if len(body) > limit:
        raise Refused(413, _TOO_LARGE)
    try:
        data = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise Refused(400, _UNREADABLE) from None
    if not isinstance(data, dict):
        raise Refused(400, _UNREADABLE)
    return data


def sent_file(data: dict[str, Any]) -> bytes:
    """The bytes of a file or of a pasted text, at most ``FILE_LIMIT``; ``Refused`` otherwise."""
    text, encoded = data.get("text"), data.get("base64")
    try:
        found = base64.b64decode(encoded, validate=True) if isinstance(encoded, str) else text.encode("utf-8", "replace")
    except (AttributeError, ValueError):
        raise Refused(400, _UNREADABLE_FILE) from None
    if len(found) > FILE_LIMIT:
        raise Refused(413, _TOO_LARGE)
    return found


def _reply(block: Any, data: dict[str, Any], status: int = 200, resolve: bool = True) -> Response:
    """The data as JSON, where wished with the course's ``/static/`` references resolved: no platform does that in a handler's answer."""
    text = to_json(data)
    if resolve and names_files(text):
        text = to_json(block.resolved(data))
    return Response(text, status=status, content_type="application/json", charset="utf-8")
