"""A teacher builds a module: sections, units and blocks added, ordered, renamed and removed, by forms that work without a script."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pekt_xblocks.core.markdown import render as rendered

from .. import building, copies
from ..access import authors_only
from ..models import Course, Element
from ..outline import PAGE
from ..verdict import findings

_TREE = ("chapter", "sequential", "vertical")


@dataclass
class Node:
    """A section, unit or block on the building page; ``up`` and ``down`` tell whether there is a place to move to."""

    element: Element
    label: str = ""
    children: list[Node] = field(default_factory=list)
    up: bool = True
    down: bool = True

    @property
    def edit(self) -> str:
        """The page on which a block is written; a section or unit has none."""
        if self.element.block_type in _TREE:
            return ""
        if self.element.block_type == PAGE:
            return reverse("build_text", args=[self.element.usage_key])
        return reverse("edit", args=[self.element.usage_key]) + "?from=build"

    @property
    def unwritten(self) -> bool:
        """Whether an activity still shows its kind's sample text."""
        fields = self.element.fields
        return self.element.block_type.startswith("pekt_") and not (fields.get("definition") or fields.get("source"))


def tree(course: Course) -> list[Node]:
    """The sections of a course with their units and blocks, in one query; a section's sequentials are not seen."""
    labels = {**dict(building.block_kinds(get_language())), PAGE: gettext("Page of text")}
    below: dict[int | None, list[Element]] = defaultdict(list)
    for each in course.elements.all():
        below[each.parent_id].append(each)

    def nodes(parents: list[Element]) -> list[Node]:
        return [Node(each, labels.get(each.block_type, each.block_type)) for parent in parents for each in below[parent.pk]]
    sections = [Node(each) for each in below[None]]
    for section in sections:
        section.children = nodes(below[section.element.pk])
        for unit in section.children:
            unit.children = nodes([unit.element])
    units = [unit for section in sections for unit in section.children]
    for level in (sections, units, [block for unit in units for block in unit.children]):
        if level:
            level[0].up = level[-1].down = False
    return sections


def said(text: str) -> str:
    """A title as people wrote it; ``Unfit`` for none or one that is too long."""
    title = " ".join(text.split())
    if not title:
        raise building.Unfit("title", gettext("Write a title."))
    if len(title) > building.TITLE:
        raise building.Unfit("title", gettext("Use at most %(limit)s characters.") % {"limit": building.TITLE})
    return title


@require_safe
@authors_only
def build(request: HttpRequest, course: str) -> HttpResponse:
    """The module as its author sees it."""
    return _page(request, get_object_or_404(Course, key=course))


def _page(request: HttpRequest, course: Course, form: str = "", fault: building.Unfit | None = None) -> HttpResponse:
    """The building page; ``fault`` stands in the form of that name, with what was written."""
    return render(request, "pekt_workbench/build.html", {
        "course": course, "sections": tree(course), "kinds": building.block_kinds(get_language()), "page": PAGE,
        "form": form, "fault": fault, "written": request.POST.get("title", "") if fault else ""}, status=422 if fault else 200)


@require_POST
@authors_only
def add(request: HttpRequest, course: str) -> HttpResponse:
    """Add what ``what`` names (section, unit, or a block type) under the element ``into``; a block opens in its editor."""
    found, what = get_object_or_404(Course, key=course), request.POST.get("what", "")
    into = None if what == "section" else _element(found, request.POST.get("into", ""))
    try:
        title = said(request.POST.get("title", ""))
    except building.Unfit as fault:
        return _page(request, found, f"add-{into.url_name if into else ''}", fault)
    return _added(request, found, what, into, title)


def _added(request: HttpRequest, course: Course, what: str, into: Element | None, title: str) -> HttpResponse:
    if into is None:
        made = building.add_section(course, title)
    elif what == "unit" and into.block_type == "chapter":
        made = building.add_unit(into, title)
    elif into.block_type == "vertical":
        try:
            made = building.add_block(into, what, title)
        except LookupError:
            raise Http404 from None
        return redirect("build_text", made.usage_key) if what == PAGE else redirect(reverse("edit", args=[made.usage_key]) + "?from=build")
    else:
        raise Http404
    messages.success(request, gettext("Added: %(title)s") % {"title": title})
    return _back(course, f"add-{made.url_name}")


@require_POST
@authors_only
def change(request: HttpRequest, course: str) -> HttpResponse:
    """Move the element ``usage`` (``move`` = up or down), or give it another ``title``."""
    found = get_object_or_404(Course, key=course)
    element, move = _element(found, request.POST.get("usage", "")), request.POST.get("move")
    if move in ("up", "down"):
        moved = building.move(element, -1 if move == "up" else 1)
        text = gettext("Moved: %(title)s") if moved else gettext("It can't go further: %(title)s")
        messages.info(request, text % {"title": element.title})
        return _back(found, f"{move}-{element.url_name}")
    try:
        building.rename(element, said(request.POST.get("title", "")))
    except building.Unfit as fault:
        return _page(request, found, f"name-{element.url_name}", fault)
    messages.success(request, gettext("Renamed."))
    return _back(found, f"rename-{element.url_name}")


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def remove(request: HttpRequest, usage: str) -> HttpResponse:
    """Ask what will go along; remove on POST."""
    element = get_object_or_404(Element.objects.select_related("course"), usage_key=usage)
    if element.block_type == "sequential":
        raise Http404
    if request.method == "POST":
        building.remove(element)
        messages.success(request, gettext("Removed: %(title)s") % {"title": element.title})
        return redirect("build", element.course.key)
    return render(request, "pekt_workbench/build_remove.html", {
        "element": element, "course": element.course, "inside": list(_inside(element))})


def _inside(element: Element) -> Any:
    for child in element.children.all():
        if child.block_type != "sequential":
            yield child
        yield from _inside(child)


@require_http_methods(["GET", "HEAD", "POST"])
@authors_only
def text(request: HttpRequest, usage: str) -> HttpResponse:
    """A page of text: HTML as it stands, or Markdown, which becomes HTML once."""
    element = get_object_or_404(Element.objects.select_related("course", "parent"), usage_key=usage, block_type=PAGE)
    if request.method != "POST":
        return render(request, "pekt_workbench/build_text.html", {"element": element, "course": element.course})
    written = request.POST.get("text", "").replace("\r\n", "\n")
    copies.adopt(element.course)
    element.fields = {**element.fields, "data": written if written.lstrip().startswith("<") else _html(written)}
    element.edited = True
    element.save(update_fields=["fields", "edited"])
    messages.success(request, gettext("Saved: %(title)s") % {"title": element.title})
    return _back(element.course, f"up-{element.url_name}")


def _html(written: str) -> str:
    """Markdown as a page's HTML: a single paragraph comes without its element."""
    made = rendered(written)
    return made if not made or made.startswith("<") else f"<p>{made}</p>"


@require_safe
@authors_only
def check(request: HttpRequest, course: str) -> HttpResponse:
    """What has to be mended before the module can leave, each with a way there."""
    found = get_object_or_404(Course, key=course)
    told = findings(found)
    return render(request, "pekt_workbench/build_check.html", {
        "course": found, "faults": [each for each in told if not each.advice], "advice": [each for each in told if each.advice],
        "asked": "asked" in request.GET})


@require_safe
@authors_only
def download(request: HttpRequest, course: str) -> HttpResponse:
    """The package, if it is sound; else what has to be mended first."""
    found = get_object_or_404(Course, key=course)
    if any(not each.advice for each in findings(found)):
        return redirect(reverse("build_check", args=[found.key]) + "?asked")
    return redirect("package", found.key)


def _element(course: Course, usage: str) -> Element:
    element = course.elements.filter(usage_key=usage).select_related("parent").first()
    if element is None or element.block_type == "sequential":
        raise Http404
    return element


def _back(course: Course, place: str) -> HttpResponse:
    """To the building page, with the focus where the person was."""
    return redirect(reverse("build", args=[course.key]) + f"#{place}")
