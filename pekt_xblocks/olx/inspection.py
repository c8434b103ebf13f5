"""A course laid open for the rules: its activities read, every text and picture with its place."""
from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pydantic import ValidationError

from pekt_xblocks.activities import activity_type, kinds
from pekt_xblocks.core import faults as core_faults
from pekt_xblocks.core.activity import Activity, Data
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render
from pekt_xblocks.core.settings import Settings

from .codec import At, Reading, read
from .course import Course, Leaf
from .fault import DefinitionFault, Fault, rule
from .page import Page, plain_page, read_page
from .shape import Record, shape_of

PLATFORM_ATTRIBUTES = frozenset({
    "url_name", "start", "due", "format", "graded", "graceperiod", "tags", "visible_to_staff_only", "group_access", "rerandomize",
    "showanswer", "copied_from_block", "upstream", "upstream_version", "upstream_display_name", "upstream_version_declined",
    "xblock-family", "days_early_for_beta", "hide_from_toc", "show_reset_button", "self_paced", "static_asset_path"})
"""Attributes of a block that are the platform's own, and nobody's in a definition."""

DEFINITION = rule("definition", N_(
    "An activity must be whole and sound before learners see it. The message names the field as the editor shows it; "
    "Studio would import the activity, but show learners a notice instead."))
SETTING = rule("setting", N_(
    "The settings stand beside the definition, as attributes of the activity's element: attempts, pass mark, hints and so on."))
INLINE = rule("inline", N_("The platform imports pekt_* elements only where they stand in the vertical, not from files of their own."))
EMPTY = rule("empty", N_("An empty activity shows learners the sample text of its kind, an empty page shows nothing. "
                         "Write it or delete it."))
_GAP = re.compile(r"\[\[[a-z0-9][a-z0-9_-]*\]\]")
"""A gap in a text: its name is for authors."""
KIND = rule("kind", N_(
    "An element pekt_NAME needs the activity kind NAME in this package. Correct the name, or install the version that has it."))


@dataclass(frozen=True)
class Block:
    """One of our activities in its course; ``activity`` is None where its definition could not be read."""

    leaf: Leaf
    settings: Settings
    activity: Activity | None
    reading: Reading

    def line(self, at: At = ()) -> int:
        """The line of the element nearest to a path of the definition."""
        return self.reading.place(at).sourceline or self.leaf.line

    @property
    def scored(self) -> bool:
        return bool(self.settings.scored and self.activity and self.activity.scorable())


@dataclass(frozen=True)
class Piece:
    """A text with its place: ``page`` is what it comes to, ``line`` that of its first line, ``field`` the field it fills.

    ``long`` = its own lines count on from ``line`` (a page of HTML); ``markdown`` = learners see it rendered.
    """

    file: str
    line: int
    page: Page
    source: str
    field: str
    staff_only: bool
    long: bool = False
    markdown: bool = False

    def at(self, line: int) -> int:
        return self.line + line - 1 if self.long else self.line


@dataclass(frozen=True)
class Inspection:
    """What the rules look at."""

    course: Course
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    faults: tuple[Fault, ...]


def inspect(course: Course) -> Inspection:
    """Read everything in a course once."""
    blocks: list[Block] = []
    pieces: list[Piece] = []
    faults: list[Fault] = []
    for _, sequential, vertical in course.verticals():
        for leaf in vertical.leaves:
            hidden = leaf.staff_only or vertical.staff_only or sequential.staff_only
            if leaf.block_type.startswith("pekt_"):
                block = _block(leaf, course.root, faults)
                if block is not None:
                    blocks.append(block)
                    pieces += _texts(block, hidden)
            elif leaf.html is not None:
                pieces.append(Piece(leaf.html_file, leaf.html_line, read_page(leaf.html), leaf.html, "html", hidden, long=True))
    pieces += [Piece(part.file, part.line, plain_page(part.display_name), part.display_name, "display_name", part.staff_only)
               for part in course.parts()]
    return Inspection(course, tuple(blocks), tuple(pieces), tuple(faults))


def _nothing(leaf: Leaf, root: Path) -> Fault:
    if (root / leaf.block_type / f"{leaf.url_name}.xml").exists():
        return INLINE.fault(leaf.file, leaf.line, N_("Write the content of “{name}” here, in the vertical."), name=leaf.url_name)
    return EMPTY.fault(leaf.file, leaf.line, N_("The activity “{name}” is empty."), name=leaf.url_name)


def _block(leaf: Leaf, root: Path, faults: list[Fault]) -> Block | None:
    kind = leaf.block_type.removeprefix("pekt_")
    if kind not in kinds():
        faults.append(KIND.fault(leaf.file, leaf.line, N_("There is no activity kind “{kind}”."), kind=kind))
        return None
    told = {name: text for name, text in leaf.element.attrib.items() if name in Settings.model_fields}
    settings = Settings.nearest(told)
    try:
        Settings.model_validate(told)
    except ValidationError as error:
        faults += [DefinitionFault(leaf.file, leaf.line, SETTING.id, each.message, each.params, each, Settings)
                   for each in core_faults.faults_of(error, Settings)]
    model, element = activity_type(kind), bare(leaf.element)
    if not (len(element) or element.attrib or (element.text or "").strip()):
        faults.append(_nothing(leaf, root))
        return None
    reading = read(model, element)
    activity, wrong = _definition(model, reading)
    block = Block(leaf, settings, activity, reading)
    faults += [DefinitionFault(leaf.file, block.line(each.at), DEFINITION.id, each.message, each.params, each, model) for each in wrong]
    return block


def bare(element: etree._Element) -> etree._Element:
    """A copy of the element, lines and all, without what belongs to the block or the platform."""
    found = copy(element)
    for name in found.attrib:
        if name in PLATFORM_ATTRIBUTES or name in Settings.model_fields:
            del found.attrib[name]
    return found


def _definition(model: type[Activity], reading: Reading) -> tuple[Activity | None, list[core_faults.Fault]]:
    """The activity, or all that is wrong: what had no place and what the model refuses."""
    wrong = core_faults.faults_of(reading.error(), model) if reading.strays else []
    try:
        return (None if wrong else model.model_validate(reading.data)), wrong
    except ValidationError as error:
        return None, [*wrong, *core_faults.faults_of(error, model)]


def _texts(block: Block, hidden: bool) -> Iterator[Piece]:
    if block.activity is None:
        return
    for at, text, how in strings(block.activity):
        text = _GAP.sub("…", text)
        page = read_page(render(text)) if how == "markdown" else Page(addresses=[(1, text)]) if how == "media" else plain_page(text)
        yield Piece(block.leaf.file, block.line(at), page, text, str(at[-1] if isinstance(at[-1], str) else at[-2]), hidden,
                    markdown=how == "markdown")


def records(activity: Data) -> Iterator[tuple[At, dict[str, Any]]]:
    """Every object within an activity, itself first, as plain data with its path."""
    yield from _records(shape_of(type(activity)), activity.model_dump(mode="json"), ())


def _records(record: Record, data: dict[str, Any], at: At) -> Iterator[tuple[At, dict[str, Any]]]:
    yield at, data
    for place in record.fields.values():
        value = data[place.name]
        for step, each in enumerate(value) if place.form == "many" else ((None, value),):
            member = place.members.get(each.get("tag", place.name)) if isinstance(each, dict) else None
            member = member or next(iter(place.members.values()))
            if isinstance(each, dict) and isinstance(member, Record):
                yield from _records(member, each, (*at, place.name) if step is None else (*at, place.name, step))


def strings(activity: Data) -> Iterator[tuple[At, str, str]]:
    """Every text a learner may read: its path, itself, and ``markdown``, ``media`` or ``plain``."""
    yield from _strings(shape_of(type(activity)), activity.model_dump(mode="json"), ())


def _strings(record: Record, data: dict[str, Any], at: At) -> Iterator[tuple[At, str, str]]:
    for place in record.fields.values():
        value = data[place.name]
        for step, each in enumerate(value) if place.form == "many" else [(None, value)]:
            here = (*at, place.name) if step is None else (*at, place.name, step)
            name = each.get("tag", place.name) if isinstance(each, dict) else place.name
            member = place.members.get(name) or next(iter(place.members.values()))
            if isinstance(member, Record) and each is not None:
                yield from _strings(member, each, here)
            elif isinstance(each, str) and each and not isinstance(member, Record) and member.says:
                yield here, each, member.says
