"""How the site's own work fares, and what a diagnosis finds; numbers and words about the site, never about a person."""
from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Marks that wait for the worker, the age of the oldest (seconds), and how old it may become.

    ``ago`` holds the seconds since each piece of periodic work last ended, ``failed`` those that failed then, ``difference`` how many
    learners the last reconciliation left different from their sources (None before the first).
    """

    waiting: int
    oldest: float
    limit: float
    ago: dict[str, float]
    failed: tuple[str, ...]
    difference: int | None

    @property
    def behind(self) -> bool:
        """Whether someone has waited longer than they may."""
        return self.oldest > self.limit


class Level(StrEnum):
    """How much a finding matters."""

    FINE = "fine"
    LOOK = "look"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check of the diagnosis found, worded for an operator, and how to mend it (empty where nothing is to be mended)."""

    check: str
    level: Level
    text: str
    mend: str = ""
