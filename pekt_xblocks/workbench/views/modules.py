"""Where modules come from: a new one from a pattern, a package that somebody uploads, and what a module says of itself."""
from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import ValidationError

from pekt_xblocks.core import faults as core_faults
from pekt_xblocks.olx.module import Module

from .. import building, copies, incoming
from ..access import authors_only
from ..models import Course
from .build import said


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def start(request: HttpRequest) -> HttpResponse:
    """The page on which a module begins; a POST with ``title`` makes one, after the module ``pattern`` if that names one."""
    if request.method != "POST":
        return _page(request)
    pattern = request.POST.get("pattern", "")
    try:
        course = building.create(said(request.POST.get("title", "")), get_object_or_404(Course, key=pattern) if pattern else None)
    except building.Unfit as fault:
        return _page(request, title_fault=str(fault), title=request.POST.get("title", ""), pattern=pattern)
    except ValueError:
        return _page(request, title_fault=gettext("This module can't be copied: its description is missing."), pattern=pattern)
    messages.success(request, gettext("Your module is here. Now add units and activities."))
    return redirect("build", course.key)


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    known = Course.objects.all()
    return render(request, "pekt_workbench/build_start.html", {
        "courses": known, "mine": [each for each in known if copies.built_here(each)], **more}, status=422 if more else 200)


@require_POST
@authors_only
def upload(request: HttpRequest) -> HttpResponse:
    """A package from a file; one whose module is here already waits until somebody says that it may replace it."""
    file = request.FILES.get("package")
    if file is None:
        return _page(request, file_fault=gettext("Choose a .tar.gz file first."))
    try:
        found = incoming.receive(file.chunks())
    except incoming.Unacceptable as refused:
        return _page(request, file_fault=str(refused))
    return redirect("build_waiting", found.token) if found.known else _taken(request, found.token)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def waiting(request: HttpRequest, token: str) -> HttpResponse:
    """Asks before a package replaces the module that is here; a POST with ``take`` does it, any other forgets the package."""
    try:
        found = incoming.look(token)
    except (LookupError, incoming.Unacceptable):
        raise Http404 from None
    if request.method != "POST":
        return render(request, "pekt_workbench/build_waiting.html", {"found": found})
    if "take" in request.POST:
        return _taken(request, token)
    incoming.refuse(token)
    messages.info(request, gettext("Nothing was changed."))
    return redirect("build_start")


def _taken(request: HttpRequest, token: str) -> HttpResponse:
    course = incoming.accept(token)
    messages.success(request, gettext("The package is here. See first what `check` says of it."))
    return redirect("build_check", course.key)


_FIELDS = {"title": ("title", "el"), "summary": ("summary", "el"), "audience": ("audience", "el"),
           "online": ("minutes", "online"), "hub": ("minutes", "hub")}


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def facts(request: HttpRequest, course: str) -> HttpResponse:
    """Title, summary, audience and length of a module, as hubs plan by them."""
    found = get_object_or_404(Course, key=course)
    if not found.about:
        raise Http404
    written = {name: found.about[group][key] for name, (group, key) in _FIELDS.items()}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        written = {name: " ".join(request.POST.get(name, "").split()) for name in _FIELDS}
        wrong = _described(found, written)
        if not wrong:
            messages.success(request, gettext("Saved."))
            return redirect("build", found.key)
    return render(request, "pekt_workbench/build_facts.html", {
        "course": found, "fields": [{"name": name, "value": value, "fault": wrong.get(name, "")} for name, value in written.items()]},
        status=422 if wrong else 200)


def _described(course: Course, written: dict[str, str]) -> dict[str, str]:
    """Keep what was written; else what is wrong, by field, and nothing is kept."""
    data = {name: dict(value) if isinstance(value, dict) else value for name, value in course.about.items()}
    for name, (group, key) in _FIELDS.items():
        data[group][key] = written[name]
    try:
        module = Module.model_validate(data)
    except ValidationError as error:
        ways = {way: name for name, way in _FIELDS.items()}
        return {ways.get(fault.at[:2], "title"): core_faults.say(fault, get_language())  # type: ignore[call-overload]
                for fault in core_faults.faults_of(error, Module)}
    building.describe_anew(course, module)
    return {}
