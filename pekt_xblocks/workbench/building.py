"""Building a module: a tree of rows changed step by step; its one rule: a package in ``courses/`` is never written, it is copied first."""
from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from pekt_xblocks.activities import activity_type, kinds
from pekt_xblocks.core.language import words
from pekt_xblocks.core.latin import latin
from pekt_xblocks.olx.describe import describe
from pekt_xblocks.olx.module import Module, read_module
from pekt_xblocks.olx.new import GRADED, SLUG, new_course

from . import keys
from .content import load
from .copies import adopt, numbered
from .models import Course, Element
from .outline import PAGE

TITLE = 200
"""Characters of a title."""
MINUTES = 5


class Unfit(ValueError):
    """What somebody wrote can't be taken: ``field`` of the form, and the catalogue message as text."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


# -- modules ---------------------------------------------------------------------------------------------------------


def short_name(title: str) -> str:
    """A Latin name for a title that no module here has yet."""
    name = "_".join("".join(c if c.isascii() and c.isalnum() else " " for c in latin(title)).split())[:30].strip("_")
    base = name if SLUG.fullmatch(name) else f"module_{name}".rstrip("_")
    taken = set(Course.objects.values_list("slug", flat=True))
    return next(each for each in numbered(base) if each not in taken and not (settings.PEKT_BUILT / each).exists())


def create(title: str, pattern: Course | None = None) -> Course:
    """A new module: the skeleton of ``pekt new course``, or a copy of another module's content under a name of its own."""
    slug = short_name(title)
    folder = settings.PEKT_BUILT / slug
    if pattern is None:
        new_course(folder, slug, title)
    else:
        from .export import write
        write(pattern, folder)
        _rename_folder(folder, slug, title)
    return take_over(folder)


def _rename_folder(folder: Path, slug: str, title: str) -> None:
    module, _faults = read_module(folder)
    if module is None:
        shutil.rmtree(folder)
        raise ValueError(folder)
    both = module.title.model_copy(update={"el": title})
    describe(folder, module.model_copy(update={"slug": slug, "title": both, "version": "0.1.0", "released": None}))


def take_over(folder: Path, *, force: bool = False) -> Course:
    """The course of a working copy, its rows made or (``force``) made anew."""
    return Course.objects.get(key=load(folder, force=force).course)


def describe_anew(course: Course, module: Module) -> None:
    """Give a module another title, summary, audience or length; its name stays, because hubs and learners' work know it by that."""
    describe(adopt(course), module.model_copy(update={"slug": course.slug}))
    course.about, course.title = module.model_dump(mode="json"), module.title.el
    course.save(update_fields=["about", "title"])


# -- the tree --------------------------------------------------------------------------------------------------------


def block_kinds(language: str | None) -> list[tuple[str, str]]:
    """What a unit may hold, as (block type, label): our activities; a page of text stands apart."""
    say = words(language)
    return [(f"pekt_{kind}", say(activity_type(kind).label)) for kind in kinds()]


@transaction.atomic
def add_section(course: Course, title: str) -> Element:
    """A section at the end, with the one sequential that its units stand in."""
    adopt(course)
    chapter = _add(course, None, "chapter", {"display_name": title})
    _add_part(chapter)
    return chapter


def _add_part(chapter: Element) -> Element:
    """The sequential that a section's units stand in: what learners do in it counts."""
    return _add(chapter.course, chapter, "sequential", {"display_name": chapter.title, "graded": "true", "format": GRADED})


@transaction.atomic
def add_unit(chapter: Element, title: str) -> Element:
    """A unit at the end of a section."""
    adopt(chapter.course)
    part = chapter.children.last() or _add_part(chapter)
    return _add(chapter.course, part, "vertical", {"display_name": title})


@transaction.atomic
def add_block(unit: Element, block_type: str, title: str) -> Element:
    """An activity or page at the end of a unit, for its editor to fill; ``LookupError`` for another type."""
    if block_type != PAGE:
        activity_type(block_type.removeprefix("pekt_"))
    adopt(unit.course)
    return _add(unit.course, unit, block_type, {"display_name": title, **({"data": ""} if block_type == PAGE else {"minutes": MINUTES})})


def _add(course: Course, parent: Element | None, block_type: str, fields: dict[str, Any]) -> Element:
    name = f"{block_type.removeprefix('pekt_')}_{secrets.token_hex(4)}"
    usage = keys.course_key(course.key).make_usage_key(block_type, name)
    return Element.objects.create(
        course=course, parent=parent, position=course.elements.filter(parent=parent).count(), usage_key=str(usage), block_type=block_type,
        url_name=name, fields=fields, staff_only=bool(parent and parent.staff_only), edited=True)


@transaction.atomic
def rename(element: Element, title: str) -> None:
    """Give an element another title; a section's one part has its section's name."""
    adopt(element.course)
    for each in [element, *(element.children.all() if element.block_type == "chapter" and element.children.count() == 1 else [])]:
        each.fields, each.edited = {**each.fields, "display_name": title}, True
        each.save(update_fields=["fields", "edited"])


@transaction.atomic
def remove(element: Element) -> None:
    """Take an element out with all it holds; learners' rows stay, as they do when a package drops it."""
    adopt(element.course)
    course, parent = element.course, element.parent
    element.delete()
    _number(list(course.elements.filter(parent=parent)))


@transaction.atomic
def move(element: Element, by: int) -> bool:
    """Move an element one place up (-1) or down (1), over the edge into its neighbour; False where there is no further place."""
    siblings = list(element.course.elements.filter(parent=element.parent))
    to = siblings.index(element) + by
    if 0 <= to < len(siblings):
        adopt(element.course)
        siblings.remove(element)
        siblings.insert(to, element)
        _number(siblings)
        return True
    level = [] if element.parent is None else _level(element.course, element.parent.block_type)
    beside = level.index(element.parent) + by if level else -1
    if not 0 <= beside < len(level):
        return False
    adopt(element.course)
    _settle(element, level[beside], first=by > 0)
    _number([each for each in siblings if each != element])
    return True


def _settle(element: Element, parent: Element, *, first: bool) -> None:
    inside = list(parent.children.all())
    element.parent, element.staff_only = parent, parent.staff_only or _hidden(element)
    element.save(update_fields=["parent", "staff_only"])
    _inherit(element)
    _number([element, *inside] if first else [*inside, element])


def _inherit(element: Element) -> None:
    """What stands in a hidden place is hidden, and what leaves it is not."""
    for child in element.children.all():
        child.staff_only = element.staff_only or _hidden(child)
        child.save(update_fields=["staff_only"])
        _inherit(child)


def _hidden(element: Element) -> bool:
    """Whether the element itself is for teachers, wherever it stands."""
    return str(element.fields.get("visible_to_staff_only", "")).lower() == "true"


def _level(course: Course, block_type: str) -> list[Element]:
    """All elements of a level, in the order of the course."""
    found = list(course.elements.filter(parent=None))
    while found and found[0].block_type != block_type:
        found = [child for each in found for child in each.children.all()]
    return found


def _number(siblings: list[Element]) -> None:
    for position, each in enumerate(siblings):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
