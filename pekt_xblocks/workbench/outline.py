"""A course as its sections, units and leaves, with what a learner has done of it; two queries, whatever the course's size."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from completion.models import BlockCompletion
from django.contrib.auth.models import User
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.plugin import PluginMissingError

from .keys import course_key
from .models import Course, Element

PAGE = "html"
"""A leaf of text and pictures: done once it was read."""


@lru_cache(maxsize=128)
def installed(block_type: str) -> bool:
    """Whether this site can show a leaf of this type."""
    if block_type == PAGE:
        return True
    try:
        return bool(XBlock.load_class(block_type))
    except PluginMissingError:
        return False


@lru_cache(maxsize=128)
def completable(block_type: str) -> bool:
    """Whether a leaf of this type counts towards completion; a type that is not installed does not."""
    return block_type == PAGE or installed(block_type) and (
        XBlockCompletionMode.get_mode(XBlock.load_class(block_type)) == XBlockCompletionMode.COMPLETABLE)


@dataclass(frozen=True)
class Leaf:
    """One activity or page; ``done`` is 0..1, None where it does not count."""

    element: Element
    done: float | None


@dataclass(frozen=True)
class Unit:
    """What a learner sees as one page."""

    element: Element
    leaves: list[Leaf] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Leaves that count."""
        return sum(leaf.done is not None for leaf in self.leaves)

    @property
    def done(self) -> int:
        """Leaves that are done."""
        return sum(leaf.done == 1 for leaf in self.leaves)

    @property
    def state(self) -> str:
        """``new``, ``started`` or ``done``; ``open`` where nothing counts."""
        if not self.total:
            return "open"
        if self.done == self.total:
            return "done"
        return "started" if any(leaf.done for leaf in self.leaves) else "new"


@dataclass(frozen=True)
class Section:
    """Units under one heading."""

    element: Element
    chapter: Element
    units: list[Unit] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """A course for one person."""

    course: Course
    sections: list[Section]

    @property
    def units(self) -> list[Unit]:
        """All units in reading order."""
        return [unit for section in self.sections for unit in section.units]

    @property
    def counted(self) -> list[Unit]:
        """Units with something to do."""
        return [unit for unit in self.units if unit.total]

    @property
    def done(self) -> int:
        """Units done."""
        return sum(unit.state == "done" for unit in self.counted)

    @property
    def percent(self) -> int:
        """Leaves done of all, floored, so that 100 means all."""
        total = sum(unit.total for unit in self.units)
        return 100 * sum(unit.done for unit in self.units) // total if total else 0

    @property
    def started(self) -> bool:
        """Whether anything was done."""
        return any(unit.state in ("started", "done") for unit in self.counted)

    @property
    def finished(self) -> bool:
        """Whether everything that counts is done."""
        return self.percent == 100

    @property
    def next(self) -> Unit | None:
        """Where to go on: the first unit that is not done, or the first of all."""
        return next((unit for unit in self.units if unit.state in ("new", "started")), self.units[0] if self.units else None)

    def around(self, unit: Unit) -> tuple[Unit | None, Unit | None]:
        """The units before and after a unit."""
        units = self.units
        at = units.index(unit)
        return units[at - 1] if at else None, units[at + 1] if at + 1 < len(units) else None


def outlines(courses: Iterable[Course], user: User | None, *, hidden: bool) -> list[Outline]:
    """The outlines of courses for a learner; ``hidden`` keeps the units that only teachers see."""
    courses = list(courses)
    children: dict[int | None, list[Element]] = defaultdict(list)
    roots: dict[int, list[Element]] = defaultdict(list)
    found = Element.objects.filter(course__in=courses)
    for element in found if hidden else found.filter(staff_only=False):
        (roots[element.course_id] if element.parent_id is None else children[element.parent_id]).append(element)
    done = _done(courses, user)
    return [Outline(course, _sections(roots[course.pk], children, done)) for course in courses]


def outline(course: Course, user: User | None, *, hidden: bool) -> Outline:
    """The outline of one course."""
    return outlines([course], user, hidden=hidden)[0]


def _done(courses: list[Course], user: User | None) -> dict[str, float]:
    if user is None:
        return {}
    rows: Any = BlockCompletion.objects.filter(user=user, context_key__in=[course_key(c.key) for c in courses])
    return {str(key): share for key, share in rows.values_list("block_key", "completion")}


def _sections(chapters: list[Element], children: dict[int | None, list[Element]], done: dict[str, float]) -> list[Section]:
    found = []
    for chapter in chapters:
        for sequential in children[chapter.pk]:
            units = [Unit(vertical, [_leaf(e, done) for e in children[vertical.pk]]) for vertical in children[sequential.pk]]
            found.append(Section(sequential, chapter, units))
    return found


def _leaf(element: Element, done: dict[str, float]) -> Leaf:
    return Leaf(element, done.get(element.usage_key, 0.0) if completable(element.block_type) else None)
