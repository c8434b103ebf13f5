"""What blocks ask over the network: their handlers, their own files, the course's files."""
from __future__ import annotations

import logging
import mimetypes
from pathlib import Path
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from xblock.django.request import django_to_webob_request, webob_to_django_response
from xblock.exceptions import NoSuchHandlerError, NoSuchUsage
from xblock.plugin import PluginMissingError

from .. import assets, keys
from ..access import Visitor
from ..media import TYPES, course_folder, media_path
from ..runtime import Place, SiteRuntime
from .errors import is_editor, refuse, signed_out

log = logging.getLogger(__name__)

LIMIT = 2_700_000
"""Bytes of the largest body that any handler takes: a file of 2 MB as base64, in JSON."""
# A picture is no page: whatever script an SVG holds never runs, even when it is opened by itself.
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def handler(request: HttpRequest, place: str, tag: str, usage: str, name: str, suffix: str = "") -> HttpResponse:
    """A block's handler: all it writes is kept, or none of it."""
    visitor = Visitor.of(request)
    if tag != visitor.tag:
        if is_editor(request) and not request.user.is_authenticated:
            return signed_out(request)
        return refuse(request, 409, _("Another person is using this browser now. Reload the page."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LIMIT:
        return refuse(request, 413, _("This is too large to send. Make it shorter."))
    where = Place(place)
    if where is not Place.LEARNER and not visitor.author:
        return refuse(request, 403, _("Only authors of this course can do this."))
    with transaction.atomic():
        runtime = SiteRuntime(visitor.user, where, author=visitor.author)
        try:
            key = keys.usage_key(usage)
            element, block = runtime.element(key), runtime.get_block(key)
        except (LookupError, NoSuchUsage, PluginMissingError):
            raise Http404 from None
        if not visitor.sees(element):
            return refuse(request, 403, _("This page is not for you"))
        return handled(request, block, name, suffix)


def handled(request: HttpRequest, block: Any, name: str, suffix: str) -> HttpResponse:
    """What a block's handler answers; 404 if it has none of this name."""
    try:
        answer = block.runtime.handle(block, name, django_to_webob_request(request), suffix)
    except NoSuchHandlerError:
        raise Http404 from None
    except RecursionError:  # JSON nested too deeply
        transaction.set_rollback(True)
        return refuse(request, 400, _("This can't be read. Nothing was lost: reload the page and try again."))
    response = webob_to_django_response(answer)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@require_safe
def resource(request: HttpRequest, package: str, uri: str) -> HttpResponse:
    """A public file of a package's blocks, at the address it has in production."""
    try:
        file = assets.open_resource(package, uri)
    except LookupError:
        raise Http404 from None
    kind, _encoding = mimetypes.guess_type(uri)
    return _kept(request, FileResponse(file, content_type=_textual(kind)))


@require_safe
def static_file(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the site itself."""
    try:
        found = assets.finders.find(path)
    except SuspiciousFileOperation:
        raise Http404 from None
    if not isinstance(found, str) or not Path(found).is_file() or "/." in f"/{path}":
        raise Http404
    kind, _encoding = mimetypes.guess_type(found)
    return _kept(request, FileResponse(open(found, "rb"), content_type=_textual(kind)))


@require_safe
def media(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """A file of a course."""
    try:
        path = media_path(course_folder(keys.course_key(course)), name)
    except LookupError:
        raise Http404 from None
    response = FileResponse(path.open("rb"), content_type=TYPES[path.suffix.lower()])
    response.headers["Content-Security-Policy"] = _PICTURE_POLICY
    return _kept(request, response)


def _textual(kind: str | None) -> str:
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _kept(request: HttpRequest, response: Any) -> HttpResponse:
    """An address with a version never changes its content; one without is asked for again."""
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if request.GET.get("v") else "no-cache"
    return response
