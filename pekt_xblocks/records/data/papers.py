"""What documents are drawn from."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .counts import Counts
from .opinions import Opinion


@dataclass(frozen=True, slots=True)
class Table:
    """A table to print or to write into a file; cells are text, numbers, dates, aware times or None."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class AttestationPaper:
    """What stands on an attestation; ``facts`` are what its module asked for, by the names of ``Condition``, and what was there."""

    serial: str
    verify_code: str
    name: str
    title: str
    hub: str
    municipality: str
    year: str
    group: str
    school: str
    facts: dict[str, int]
    competences: tuple[str, ...]
    overridden: bool
    issued: datetime


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run of the year with its numbers."""

    title: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Covered:
    """A DigComp competence: modules of the year that name it, and learners who completed one of them; None where that is hidden."""

    code: str
    modules: int
    completed: int | None


@dataclass(frozen=True, slots=True)
class Used:
    """A kind of equipment: pieces that work and pieces in repair, and the titles of the year's modules that ask for it."""

    kind: str
    works: int
    repair: int
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A self-check before or after a module and how many learners gave it; None where that is hidden."""

    module: str
    title: str
    given: int | None


@dataclass(frozen=True)
class YearReport:
    """A hub's year: ``before`` is the year before in numbers, None where the hub had no runs in it."""

    hub: str
    municipality: str
    premises: str
    year: str
    as_of: datetime
    hides: bool
    runs: tuple[RunLine, ...]
    total: Counts
    before_year: str
    before: Counts | None
    schools: tuple[tuple[str, Counts], ...] = ()
    covered: tuple[Covered, ...] = ()
    used: tuple[Used, ...] = ()
    self_checks: tuple[SelfCheck, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    opinions_before: tuple[Opinion, ...] = ()
