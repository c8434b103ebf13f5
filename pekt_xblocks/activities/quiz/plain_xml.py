"""XML from a stranger as a plain tree of texts; its one rule: no document type, no entities, and limits that hold while it is read."""
from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from pekt_xblocks.core.language import N_

from .draft import Unfit

_DEPTH = 30
_ELEMENTS = 100_000


@dataclass(slots=True)
class Node:
    """One element: where it begins, its attributes, its text without that of its children, its children."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    def find(self, name: str) -> Node | None:
        return next((each for each in self.children if each.name == name), None)

    def every(self, name: str) -> list[Node]:
        return [each for each in self.children if each.name == name]


def tree(data: bytes) -> Node:
    """The root element; ``Unfit`` if this is no XML or passes a limit."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unfit(N_("This is no sound XML: something is wrong or missing at line {line}. Export it again."), line=error.lineno) from None
    except Unfit:
        raise
    except (LookupError, ValueError):
        raise Unfit(N_("The file must be written in UTF-8.")) from None
    return reader.top.children[0]


class _Reader:
    def __init__(self) -> None:
        self.top = Node("", 0, {})
        self._open = [self.top]
        self._count = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda _: self._open.pop()
        self.parser.CharacterDataHandler = lambda text: self._open[-1].pieces.append(text)

    def _doctype(self, *_: object) -> None:
        raise Unfit(N_("The file declares a document type (DOCTYPE). Delete that line."))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _ELEMENTS or len(self._open) > _DEPTH:
            raise Unfit(N_("The file holds too many elements."))
        node = Node(name, self.parser.CurrentLineNumber, attributes)
        self._open[-1].children.append(node)
        self._open.append(node)
