"""What a page of HTML says and points at, line by line; any text is a page, nothing raises."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

_BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "figcaption", "dt", "dd", "blockquote", "br", "hr",
           "ul", "ol", "table", "tr", "pre", "figure", "article", "header", "footer", "aside", "summary", "details"}
_SILENT = {"script", "style", "template", "code", "pre", "svg"}
_FOREIGN = {"script", "iframe", "object", "embed", "form", "link", "base", "meta"}


@dataclass(frozen=True)
class Block:
    """A run of text without a break: its words, and the line that each stands on."""

    words: tuple[str, ...]
    lines: tuple[int, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(self.words)

    def line(self, offset: int = 0) -> int:
        """The line of a place in the text."""
        return self.lines[self.text.count(" ", 0, offset)]


@dataclass
class Image:
    """A picture: ``alt`` is None where the attribute is missing; ``decorative`` if the page says that it tells nothing."""

    line: int
    source: str
    alt: str | None
    decorative: bool = False


@dataclass
class Page:
    """Blocks of text, addresses and pictures with their lines (from 1), and elements or attributes that no page may have."""

    blocks: list[Block] = field(default_factory=list)
    addresses: list[tuple[int, str]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    foreign: list[tuple[int, str]] = field(default_factory=list)
    code: list[tuple[int, str]] = field(default_factory=list)
    """What is written as code: no sentence, but an address may stand there."""

    @property
    def words(self) -> int:
        """How many words a reader reads."""
        return sum(count_words(block.text) for block in self.blocks)


def read_page(html: str) -> Page:
    """What stands in a piece of HTML."""
    parser = _PageParser()
    parser.feed(html)
    parser.close()
    parser.flush()
    return parser.page


def plain_page(text: str) -> Page:
    """A line of plain text as a page."""
    words = text.split()
    return Page(blocks=[Block(tuple(words), (1,) * len(words))] if words else [])


def count_words(text: str) -> int:
    """Words of a text: whatever holds a letter or digit."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


class _PageParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._text = ""
        self._lines: list[int] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, attributes = self.getpos()[0], dict(attrs)
        if tag in _BLOCKS:
            self.flush()
        if tag in _SILENT:
            self._silent.append(tag)
        if tag in ("code", "pre"):
            self.page.code.append((line, ""))
        if tag in _FOREIGN:
            self.page.foreign.append((line, f"<{tag}>"))
        self.page.foreign += [(line, name) for name in attributes if name.startswith("on")]
        for name in ("href", "src", "poster", "srcset", "data"):
            if attributes.get(name):
                self.page.addresses.append((line, attributes[name] or ""))
        if tag == "img":
            decorative = attributes.get("role") in ("presentation", "none") or attributes.get("aria-hidden") == "true"
            self.page.images.append(Image(line, attributes.get("src") or "", attributes.get("alt"), decorative))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._silent and self._silent[-1] in ("code", "pre"):
            line, text = self.page.code.pop()
            self.page.code.append((line, text + data))
        if self._silent:
            data = " … " if self._silent[-1] == "code" else ""
        line = self.getpos()[0]
        for word in re.finditer(r"\S+", data):
            if word.start() or not self._text or self._text[-1].isspace():  # else it goes on with a word that another element began
                self._lines.append(line + data.count("\n", 0, word.start()))
        self._text += data

    def flush(self) -> None:
        """End the block that is being read."""
        if self._lines:
            self.page.blocks.append(Block(tuple(self._text.split()), tuple(self._lines)))
        self._text, self._lines = "", []
