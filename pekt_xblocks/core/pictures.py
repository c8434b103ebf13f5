"""A picture that somebody brings for a course; its one rule: it is judged by its bytes, never by what it calls itself."""
from __future__ import annotations

import re
from typing import Any

from . import svg
from .language import N_
from .latin import latin

LIMIT = 2_000_000
"""Bytes of the largest picture that is taken."""
NAME = 60
"""Characters of a name, without its ending."""

_BEGINNINGS = [
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR", re.DOTALL)),
    ("jpg", re.compile(rb"\xff\xd8\xff")), ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)), ("svg", re.compile(rb"(?:\xef\xbb\xbf)?\s*<"))]
_ENDING = re.compile(r"\.(?:png|jpe?g|webp|svg|gif)$", re.IGNORECASE)
_UNFIT = re.compile(r"[^a-z0-9]+")

_LARGE = N_("The picture has {size} MB. At most {limit} MB can be added: make it smaller or save it as WebP.")
_NO_PICTURE = N_("This is no picture that every phone can show. Save it as PNG, JPEG, WebP, GIF or SVG.")
_NO_DRAWING = N_("This SVG holds more than shapes and text, so it can't be added. Save it as “plain SVG” or as PNG.")
_NO_NAME = N_("Give the file a name with letters or digits.")


class Unfit(ValueError):
    """What can't be taken: a catalogue message with its params, and whether it is the ``file`` or the ``name`` that has to change."""

    def __init__(self, at: str, message: str, **params: Any) -> None:
        super().__init__(message)
        self.at, self.message, self.params = at, message, params


def named(name: str, data: bytes) -> str:
    """The name under which a picture may lie among a course's files: Latin, small letters, the ending that its bytes have.

    Raises ``Unfit``.
    """
    ending = _kind(data)
    base = _UNFIT.sub("_", latin(_ENDING.sub("", name.strip())))[:NAME].strip("_")
    if not base:
        raise Unfit("name", _NO_NAME)
    return f"{base}.{ending}"


def _kind(data: bytes) -> str:
    if len(data) > LIMIT:
        raise Unfit("file", _LARGE, size=round(len(data) / 1_000_000, 1), limit=LIMIT // 1_000_000)
    kind = next((kind for kind, beginning in _BEGINNINGS if beginning.match(data)), None)
    if kind is None:
        raise Unfit("file", _NO_PICTURE)
    if kind == "svg":
        try:
            svg.plain(data)
        except svg.NotPlain:
            raise Unfit("file", _NO_DRAWING if b"<svg" in data else _NO_PICTURE) from None
    return kind


def another_name(name: str, number: int) -> str:
    """``map.png`` as ``map_2.png``."""
    base, _, ending = name.rpartition(".")
    return f"{base}_{number}.{ending}"
