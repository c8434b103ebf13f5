"""What every page needs: its language, what it may load, and what its frame shows."""
from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from pekt_xblocks.core.language import LANGUAGES

Respond = Callable[[HttpRequest], HttpResponse]

_POLICY = ("default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
           "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'")


def language(respond: Respond) -> Respond:
    """Greek unless the visitor chose otherwise: the browser's own list is not asked, since school machines often speak English."""
    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        with translation.override(chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
            response = respond(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)  # type: ignore[attr-defined]
        return response
    return answer


def content_policy(respond: Respond) -> Respond:
    """Scripts come from this site, or from a block's own fragment that carries the page's nonce; nothing from elsewhere."""
    def answer(request: HttpRequest) -> HttpResponse:
        request.nonce = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY.format(nonce=request.nonce))  # type: ignore[attr-defined]
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response
    return answer


def page_context(request: HttpRequest) -> dict[str, Any]:
    """For every template: the person who is in, what they may open, and the site's name."""
    from .access import Visitor  # models are not ready when settings are read
    preview = getattr(request, "preview", None)
    faults = [(f"{fault.file}:{fault.line}", fault.say(translation.get_language())) for fault in preview.faults[:20]] if preview else []
    return {"visitor": Visitor.of(request), "site_name": settings.SITE_NAME, "local": settings.PEKT_LOCAL, "faults": faults}
