"""The design language as living pages: every token, every component, every kind of activity; open to anyone, keeping nothing."""
from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from pekt_xblocks.activities import activity_type, kinds
from pekt_xblocks.core.language import words
from pekt_xblocks.shell import front

from .. import showcase
from ..fragments import Resources
from .blocks import handled

PARTS = "static/workbench/kit_parts.js"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The components in both themes, and a way to every kind in every state."""
    return render(request, "pekt_workbench/kit.html", {"kinds": _labels(), "states": showcase.STATES})


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """The components alone, in the theme of the frame around them."""
    language, learner = get_language() or "", _learner_files()
    said = front.page_words(tuple(learner.values()), language) | {message: gettext(message) for message in _messages()}
    addresses = {name: static(path.removeprefix("static/")) for name, path in learner.items()}
    addresses["view"] = static("workbench/kit_view.js")
    return render(request, "pekt_workbench/kit_parts.html", {"args": {"lang": language, "words": said, "urls": addresses}})


@require_safe
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind in a state, in both themes."""
    state = request.GET.get("state", "new")
    _block(kind, state)
    return render(request, "pekt_workbench/kit_kind.html", {
        "kind": kind, "label": dict(_labels())[kind], "state": state, "states": showcase.STATES})


@require_safe
@ensure_csrf_cookie
def frame(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind in a state, alone."""
    resources, shown = Resources(), _block(kind, request.GET.get("state", "new"))
    fragment = showcase.page(shown)
    resources.add(fragment)
    return render(request, "pekt_workbench/kit_frame.html", {
        "label": dict(_labels())[kind], "html": fragment.body_html(), "resources": resources})


@require_POST
def handler(request: HttpRequest, kind: str, state: str, name: str) -> HttpResponse:
    """A handler of such an activity: answers as it would anywhere, and forgets."""
    return handled(request, _block(kind, state), name, "")


def _block(kind: str, state: str) -> Any:
    try:
        return showcase.block(kind, state)
    except LookupError:
        raise Http404 from None


def _labels() -> list[tuple[str, str]]:
    say = words(get_language())
    return [(each, say(activity_type(each).label)) for each in kinds()]


def _learner_files() -> dict[str, str]:
    return {name: path for name, path in front.learner_files(kinds()[0]).items() if path.startswith("static/learner/")}


@cache
def _messages() -> list[str]:
    """What the components' page says beside the kit's own words."""
    source = (front.PACKAGE / PARTS).read_text(encoding="utf-8")
    return [re.sub(r"\\(.)", r"\1", one or two) for one, two in front.WORD.findall(source)]
