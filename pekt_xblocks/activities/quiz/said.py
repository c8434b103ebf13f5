"""A learner's answer to an item in words, for teachers; read from what the page showed, since an answer names things as its page did."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .item import Given, Item, bare

_JUDGED = {"true": "✓", "false": "✗"}


def said(item: Item, given: Given) -> str:
    """The answer on one line: equal answers give equal lines, whatever order a learner saw or took."""
    words = dict(_named(item.view("", False)))

    def word(token: str) -> str:
        return words.get(token) or _JUDGED.get(token) or " ".join(token.split())

    if isinstance(given, str):
        return word(given)
    places = {token: place for place, token in enumerate(words)}
    if isinstance(given, dict):
        parts = sorted(given, key=lambda token: places.get(token, len(places)))
        return " · ".join(f"{words[part]}: {word(given[part])}" if words.get(part) else word(given[part]) for part in parts)
    if item.tag == "order":  # type: ignore[attr-defined]
        return " → ".join(map(word, given))
    return " · ".join(map(word, sorted(given, key=lambda token: places.get(token, -1))))


def _named(shown: Any) -> Iterator[tuple[str, str]]:
    """(token, its text) of everything in an item's view that has a token; the item itself comes first, without one."""
    if isinstance(shown, dict):
        text = shown.get("text") or shown.get("html") or ""
        if isinstance(shown.get("id"), str) and isinstance(text, str):
            yield shown["id"], bare(text)
        shown = list(shown.values())
    if isinstance(shown, list):
        for each in shown:
            yield from _named(each)
