"""What a register shows of the sites that tell it of their hubs; pure."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .counts import Counts


@dataclass(frozen=True, slots=True)
class SiteHub:
    """One hub's year as one site tells it."""

    site: str
    code: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class SiteState:
    """How a site fares: its newest record, and in how many runs what it says it sent is not what came; None while it has not said."""

    site: str
    newest: datetime | None
    records: int
    told: datetime | None
    differing: int | None
    missing: int
