"""Texts of other systems as Markdown or as one plain line; its one rule: what meant nothing there means nothing here.

A text longer than any field takes raises ``Unfit``.
"""
from __future__ import annotations

import html
import re

from .draft import TOO_MANY, Unfit

_LONGEST = 100_000
"""Characters of a foreign text, tags included: far more than a field takes, so that nothing longer is worked through."""
# A tag is never longer than this; without a bound, a text of «<» alone would take quadratic time.
_TAG = re.compile(r"(<[^<>]{1,2000}>)")
_EMPTY = re.compile(r"<(b|strong|i|em)>\s{0,9}</\1>", re.IGNORECASE)
_NAME = re.compile(r"<\s*(/?)\s*([a-z0-9]+)", re.IGNORECASE)
_MEANS = re.compile(r"([\\*_`\[\]])")
_LINE_MEANS = re.compile(r"^(\s*)([#>+-]|\d{1,9}[.)])(?=\s|$)", re.MULTILINE)
_BREAKS = {"br": "\n", "p": "\n\n", "div": "\n\n", "ul": "\n\n", "ol": "\n\n", "tr": "\n", "td": " ", "th": " "}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


def from_plain(text: str) -> str:
    """Markdown that reads as this plain text."""
    return _escaped(_bounded(text).strip())


def from_html(text: str) -> str:
    """Markdown of an HTML text: paragraphs, lists, bold and italic stay; every other tag goes, its text stays."""
    parts = [_tag(part) if part.startswith("<") and part.endswith(">") else _escaped(html.unescape(part))
             for part in _TAG.split(_EMPTY.sub("", _bounded(text)))]
    joined = re.sub(r"[ \t\xa0]+", " ", "".join(parts))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(each.strip() for each in joined.split("\n"))).strip()


def _escaped(text: str) -> str:
    marked = _MEANS.sub(r"\\\1", text)
    return _LINE_MEANS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", marked)


def _bounded(text: str) -> str:
    if len(text) > _LONGEST:
        raise Unfit(TOO_MANY, max_length=_LONGEST)
    return text


def _tag(tag: str) -> str:
    found = _NAME.match(tag)
    if not found:
        return ""
    closes, name = found[1], found[2].lower()
    if name == "li":
        return "" if closes else "\n- "
    return _MARKS.get(name) or _BREAKS.get(name, "")


def line(text: str) -> str:
    """A plain text in one line."""
    return " ".join(text.split())


def line_from_html(text: str) -> str:
    """The text of an HTML text in one line."""
    return line(html.unescape(_TAG.sub(" ", text)))
