"""What a register shows of the sites that tell it of their hubs; pure."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .counts import Counts


@dataclass(frozen=True, slots=True)
class SiteHub:
    """One hub's year as one site tells it."""

    site: str
    code: str
    name: str
    counts: Counts

    @property
    def host(self) -> str:
        """The site as people say it."""
        return said(self.site)


@dataclass(frozen=True, slots=True)
class SiteState:
    """How a site fares: its newest record, and in how many runs less came than it says it sent; None while it has not said."""

    site: str
    newest: datetime | None
    records: int
    told: datetime | None
    differing: int | None
    missing: int

    @property
    def host(self) -> str:
        """The site as people say it."""
        return said(self.site)


def said(site: str) -> str:
    """A site's address without its scheme."""
    return site.partition("://")[2].rstrip("/") or site


@dataclass(frozen=True, slots=True)
class Listening:
    """How a register fares: seconds since its consumer's last sign of life (None: never), events it could not read, records missing."""

    silent: float | None
    unread: int
    missing: int


def sums(rows: Iterable[tuple[str, UUID]]) -> dict[str, tuple[int, int]]:
    """By run: how many records, and the sum of their ids' beginnings, which tells equal numbers of different records apart."""
    found: dict[str, tuple[int, int]] = {}
    for run, record in rows:
        n, mark = found.get(run, (0, 0))
        found[run] = n + 1, mark + (record.int >> 96)
    return found
