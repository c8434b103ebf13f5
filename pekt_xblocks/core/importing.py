"""What was understood of a file that somebody made elsewhere; its one rule: nothing is left out without being said."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be taken as it stood: ``line`` is a line or row from 1 (0: the whole), ``message`` is of the catalogue.

    ``taken`` tells a question that was taken all the same, with something changed, from one that was left out.
    """

    line: int
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """``items`` are valid items of a definition, as JSON; ``format`` is the one the file was read as."""

    items: tuple[dict[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    format: str = ""


@dataclass(frozen=True, slots=True)
class Importer:
    """How a kind takes items from files made elsewhere: ``into`` is the list they go to, ``formats`` are labels by name.

    ``read(format, data)`` is pure and total (``format`` may be ``auto``); ``template(language)`` is a CSV file to fill in;
    ``sheet(language)`` the same as XLSX, None where this site can't write one.
    """

    into: str
    formats: Mapping[str, str]
    read: Callable[[str, bytes], Imported]
    template: Callable[[str], str]
    sheet: Callable[[str], bytes] | None = None
