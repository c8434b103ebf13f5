"""A course as its OLX tree says it: ``read_course`` takes any folder, raises nothing for its content, and collects the faults."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from .fault import Fault
from .module import Module


@dataclass(frozen=True)
class Part:
    """What every level has: where it stands, and whether learners see it; ``attributes`` are the element's own."""

    url_name: str
    display_name: str
    file: str
    line: int
    staff_only: bool
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Leaf(Part):
    """A block on a page. ``element`` is its OLX; a page of text has its ``html`` and the file that it stands in."""

    block_type: str
    element: etree._Element
    html: str | None = None
    html_file: str = ""
    html_line: int = 1


@dataclass(frozen=True)
class Vertical(Part):
    """A page: its blocks in their order."""

    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Sequential(Part):
    """Pages of one sitting; ``format`` names their assignment type, empty if they count for nothing."""

    verticals: tuple[Vertical, ...]

    @property
    def graded(self) -> bool:
        return self.attributes.get("graded") == "true"

    @property
    def format(self) -> str:
        return self.attributes.get("format", "")


@dataclass(frozen=True)
class Chapter(Part):
    """A unit of the module."""

    sequentials: tuple[Sequential, ...]


@dataclass(frozen=True)
class Course:
    """A course tree as read. ``static`` are its files under ``static/`` by name; ``faults`` is what could not be read as it should,

    and unless it is ``whole``, parts of the tree are missing here for that reason.
    """

    root: Path
    org: str
    course: str
    run: str
    title: str
    attributes: Mapping[str, str]
    chapters: tuple[Chapter, ...]
    module: Module | None
    policy: Mapping[str, Any] = field(default_factory=dict)
    grading: Mapping[str, Any] = field(default_factory=dict)
    static: Mapping[str, Path] = field(default_factory=dict)
    whole: bool = True
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> str:
        """The platform's key, ``course-v1:…``."""
        return f"course-v1:{self.org}+{self.course}+{self.run}"

    def verticals(self) -> Iterator[tuple[Chapter, Sequential, Vertical]]:
        """Every page with what holds it, in the order of the course."""
        for chapter in self.chapters:
            for sequential in chapter.sequentials:
                for vertical in sequential.verticals:
                    yield chapter, sequential, vertical

    def leaves(self) -> Iterator[Leaf]:
        """Every block, in the order of the course."""
        for _, _, vertical in self.verticals():
            yield from vertical.leaves

    def parts(self) -> Iterator[Part]:
        """Everything that has a name, in the order of the course."""
        for chapter in self.chapters:
            yield chapter
            for sequential in chapter.sequentials:
                yield sequential
                for vertical in sequential.verticals:
                    yield vertical
                    yield from vertical.leaves


def read_course(path: Path | str) -> Course:
    """Read the course in a folder; what can't be read is missing from it and stands among its faults."""
    from .reader import Reader
    return Reader(Path(path)).course()
