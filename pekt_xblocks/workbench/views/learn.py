"""A learner's pages: the modules, one module's outline, its units."""
from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from .. import events, keys
from ..access import Visitor
from ..fragments import Resources
from ..leaves import show
from ..models import Course
from ..outline import PAGE, Outline, Unit, outline, outlines
from ..runtime import SiteRuntime


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The modules as cards; somebody who has not chosen a person is asked first."""
    if Visitor.of(request).user is None:
        return redirect("people")
    return modules(request)


@require_safe
def modules(request: HttpRequest) -> HttpResponse:
    """The modules as cards, for anyone."""
    visitor = Visitor.of(request)
    found = outlines(Course.objects.all(), visitor.user, hidden=visitor.author)
    return render(request, "pekt_workbench/modules.html", {"outlines": found})


@require_safe
def module(request: HttpRequest, course: str) -> HttpResponse:
    """A module's outline with progress."""
    return render(request, "pekt_workbench/module.html", {"outline": _outline(request, course)})


@require_safe
@ensure_csrf_cookie
def unit(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """A unit's leaves, one below the other."""
    found = _outline(request, course)
    here = _unit(request, found, name)
    visitor, resources = Visitor.of(request), Resources()
    runtime = SiteRuntime(visitor.user, author=visitor.author, elements={leaf.element.usage_key: leaf.element for leaf in here.leaves})
    leaves = [show(runtime, leaf, resources) for leaf in here.leaves]
    before, after = found.around(here)
    section = next(s for s in found.sections if here in s.units)
    return render(request, "pekt_workbench/unit.html", {
        "outline": found, "section": section, "unit": here, "leaves": leaves, "before": before, "after": after,
        "number": found.units.index(here) + 1, "resources": resources, "to_read": visitor.user and _unread(here)})


@require_POST
def read(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """The learner says that the unit's pages are read, and goes on."""
    visitor = Visitor.of(request)
    found = _outline(request, course)
    here = _unit(request, found, name)
    if visitor.user is not None:
        for element in _unread(here):
            events.complete(visitor.user, keys.usage_key(element.usage_key), 1.0)
    after = found.around(here)[1]
    if after is None:
        return redirect("module", course)
    return redirect(reverse("unit", args=[course, after.element.url_name]))


def _outline(request: HttpRequest, course: str) -> Outline:
    visitor = Visitor.of(request)
    return outline(get_object_or_404(Course, key=course), visitor.user, hidden=visitor.author)


def _unit(request: HttpRequest, found: Outline, name: str) -> Unit:
    for each in found.units:
        if each.element.url_name == name:
            return each
    if found.course.elements.filter(block_type="vertical", url_name=name).exists():
        raise PermissionDenied
    raise Http404


def _unread(here: Unit) -> list[Any]:
    return [leaf.element for leaf in here.leaves if leaf.element.block_type == PAGE and leaf.done != 1]
