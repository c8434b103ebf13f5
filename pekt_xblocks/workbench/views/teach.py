"""A teacher's pages: edit an activity in the frame that Studio would give it, see its answers, take the package."""
from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from ..access import Visitor, authors_only
from ..fragments import Resources
from ..leaves import show
from ..models import Course, Element
from ..outline import PAGE, Leaf
from ..runtime import Place, SiteRuntime


@require_safe
@authors_only
def edit(request: HttpRequest, usage: str) -> HttpResponse:
    """The page around an activity's editor: it goes back to where it was opened (``from``) once the editor says that it is done.

    ``at`` is the way to a field of the definition, with points between its steps; ``say`` stands there as its fault.
    """
    element = _activity(usage)
    place = urlencode({name: request.GET[name][:500] for name in ("at", "say") if name in request.GET})
    back, words = _ways_back(element).get(request.GET.get("from", ""), (_unit_address(element), gettext("Back to the unit")))
    return render(request, "pekt_workbench/edit.html", {"element": element, "back": back, "back_words": words, "place": place})


def _ways_back(element: Element) -> dict[str, tuple[str, str]]:
    key = element.course.key
    return {"build": (reverse("build", args=[key]) + f"#up-{element.url_name}", gettext("Back to the structure")),
            "check": (reverse("build_check", args=[key]), gettext("Back to the check"))}


@require_safe
@authors_only
@ensure_csrf_cookie
def frame(request: HttpRequest, usage: str) -> HttpResponse:
    """The editor itself, alone in its frame."""
    return _view(request, usage, Place.STUDIO, "pekt_workbench/frame.html")


@require_safe
@authors_only
@ensure_csrf_cookie
def answers(request: HttpRequest, usage: str) -> HttpResponse:
    """What the author sees of an activity: its outline, with keys."""
    return _view(request, usage, Place.PREVIEW, "pekt_workbench/answers.html")


@require_safe
@authors_only
def package(request: HttpRequest, course: str) -> HttpResponse:
    """The course with all that was edited here, as a package that Studio imports."""
    from ..export import pack
    found = get_object_or_404(Course, key=course)
    response = HttpResponse(pack(found), content_type="application/gzip")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.tar.gz"'
    return response


def _view(request: HttpRequest, usage: str, place: Place, template: str) -> HttpResponse:
    element, resources = _activity(usage), Resources()
    runtime = SiteRuntime(Visitor.of(request).user, place, author=True, elements={element.usage_key: element})
    leaf = show(runtime, Leaf(element, None), resources)
    return render(request, template, {"element": element, "leaf": leaf, "resources": resources, "back": _unit_address(element)})


def _activity(usage: str) -> Element:
    element = get_object_or_404(Element.objects.select_related("course", "parent"), usage_key=usage)
    if element.parent is None or element.parent.block_type != "vertical" or element.block_type == PAGE:
        raise Http404
    return element


def _unit_address(element: Element) -> str:
    assert element.parent is not None
    return reverse("unit", args=[element.course.key, element.parent.url_name]) + f"#{element.url_name}"
