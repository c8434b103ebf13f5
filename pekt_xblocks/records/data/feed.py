"""What programs ask of the records and get."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to: codes of hub and school, references of run and class, a module's slug, a state; empty means all.

    ``since`` keeps what changed at that moment or later, ``after`` what stands behind that registration. ``orgs`` are the organisations
    whose courses an application may see, None for every one.
    """

    hub: str = ""
    school: str = ""
    run: UUID | None = None
    group: UUID | None = None
    module: str = ""
    state: str = ""
    since: datetime | None = None
    after: UUID | None = None
    limit: int = 100
    orgs: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A registration's progress as programs get it; ``group`` and ``run`` are references, ``school`` a code or empty."""

    registration: str
    user_id: int
    hub: str
    year: str
    run: str
    module: str
    group: str
    group_name: str
    school: str
    state: str
    percent: int | None
    score: int | None
    units_done: int | None
    units_total: int | None
    started: datetime | None
    first_completed: datetime | None
    last_activity: datetime | None
    updated: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a list in the order of registrations; ``after`` asks for what follows, None at the end."""

    lines: tuple[ProgressLine, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class FileMade:
    """A file that was asked for: its content, how many learners stand in it, and its hub where it is of one."""

    content: bytes
    rows: int
    hub: Any
