"""What a page of HTML says and points at, line by line; any text is a page, nothing raises."""
from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "figcaption", "dt", "dd", "blockquote", "br", "hr",
           "ul", "ol", "table", "tr", "pre", "figure", "article", "header", "footer", "aside", "summary", "details"}
_SILENT = {"script", "style", "template", "code", "pre", "svg"}
_FOREIGN = {"script", "iframe", "object", "embed", "form", "link", "base", "meta"}


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

    blocks: list[tuple[int, str]] = field(default_factory=list)
    addresses: list[tuple[int, str]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    foreign: list[tuple[int, str]] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words a reader reads."""
        return sum(count_words(text) for _, text in self.blocks)


def read_page(html: str) -> Page:
    """What stands in a piece of HTML."""
    parser = _PageParser()
    parser.feed(html)
    parser.close()
    parser.flush()
    return parser.page


def plain_page(text: str) -> Page:
    """A line of plain text as a page."""
    return Page(blocks=[(1, text)] if text.strip() else [])


def count_words(text: str) -> int:
    """Words of a text: whatever holds a letter or digit."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


class _PageParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._text: list[str] = []
        self._line = 1
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, attributes = self.getpos()[0], dict(attrs)
        if tag in _BLOCKS:
            self.flush()
        if tag in _SILENT:
            self._silent.append(tag)
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
        if self._silent:
            data = " … " if self._silent[-1] == "code" else ""
        if data.strip() and not "".join(self._text).strip():
            self._line = self.getpos()[0] + len(data[:len(data) - len(data.lstrip())].splitlines()[1:])
        self._text.append(data)

    def flush(self) -> None:
        """End the block that is being read."""
        text = " ".join("".join(self._text).split())
        if text:
            self.page.blocks.append((self._line, text))
        self._text = []
