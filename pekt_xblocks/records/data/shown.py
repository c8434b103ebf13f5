"""What pages show of learners."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UnitHead:
    """A column of the grid."""

    title: str
    section: str


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A learner's line of the grid; percents are whole numbers, None where nothing counts. The name comes from the platform."""

    registration: str
    user_id: int
    name: str
    group: str
    percent: int | None
    units: tuple[int | None, ...]
    score: int | None
    state: str
    last_activity: datetime | None
    first_completed: datetime | None
    earlier_version: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A run's learners and units; ``as_of`` is the moment up to which every completion is counted."""

    units: tuple[UnitHead, ...]
    rows: tuple[LearnerRow, ...]
    as_of: datetime
    pending: int


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of a competence a learner has shown: activities passed of those that ask for it."""

    passed: int
    of: int


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that an attestation asks: ``name`` is percent, score, visits or sign_offs."""

    name: str
    have: int
    need: int
    met: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a learner has of what their module asks, and the attestation if there is one that holds; ``revoked`` if it was taken back."""

    conditions: tuple[Condition, ...]
    overridden: bool
    serial: str | None = None
    verify_code: str | None = None
    revoked: datetime | None = None

    @property
    def passed(self) -> bool:
        """Everything is met, or a teacher said so."""
        return self.overridden or all(condition.met for condition in self.conditions)

    @property
    def ready(self) -> bool:
        """To be attested with all others; whose attestation was taken back gets another one only by its own button."""
        return self.passed and self.serial is None and self.revoked is None


@dataclass(frozen=True, slots=True)
class OwnModule:
    """A learner's own line: units are (title, percent), visits (time, topic), ``shown`` by DigComp code."""

    registration: str
    course_key: str
    title: str
    hub: str
    year: str
    group: str
    percent: int
    units: tuple[tuple[str, int], ...]
    standing: Standing
    shown: dict[str, Shown]
    visits: tuple[tuple[datetime, str], ...]
    last_activity: datetime | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What the public page says of an attestation."""

    serial: str
    title_el: str
    title_en: str
    hub_el: str
    hub_en: str
    year: str
    issued: datetime
    revoked: datetime | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken out of the records: when, by whom, of what kind, whose, how many rows, and whether names stood in it."""

    at: datetime
    by: str
    what: str
    hub: str
    rows: int
    named: bool
