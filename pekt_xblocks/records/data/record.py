"""What is told outside the site: a registration's milestones, each once, and the record that tells of one; pure."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

STARTED, COMPLETED, PASSED, ATTESTED, REVOKED, ERASED = "started", "completed", "passed", "attested", "revoked", "erased"
QUARTERS = {"25": 25, "50": 50, "75": 75}
MILESTONES = (STARTED, *QUARTERS, COMPLETED, PASSED, ATTESTED, REVOKED)
"""The words for them. ``REVOKED`` takes ``ATTESTED`` back; ``ERASED`` is none: it says that a person's records are to be forgotten."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a registration has come; ``score`` and ``pass_score`` are whole percents, None where nothing is scored or asked."""

    percent: int = 0
    score: int | None = None
    pass_score: int | None = None
    started: datetime | None = None
    completed: datetime | None = None
    attested: datetime | None = None
    revoked: datetime | None = None
    newest: datetime | None = None


def milestones(now: Reached, told: Collection[str] = ()) -> dict[str, datetime]:
    """What is new since ``told``, with its time, in the order of ``MILESTONES``.

    Of several quarters passed at once the last is told alone; none is told that lies below one already told or after completion.
    Revoked is told where attested was: who never heard of an attestation has none to take back.
    """
    times = {STARTED: now.started, COMPLETED: now.completed, ATTESTED: None if now.revoked else now.attested,
             REVOKED: now.revoked if ATTESTED in told else None}
    quarter = _quarter(now, told)
    if quarter:
        times[quarter] = now.newest
    if now.pass_score and now.score is not None and now.score >= now.pass_score:
        times[PASSED] = now.newest
    return {name: at for name in MILESTONES if name not in told and (at := times.get(name)) is not None}


def _quarter(now: Reached, told: Collection[str]) -> str | None:
    if now.completed or COMPLETED in told:
        return None
    highest = max((QUARTERS[name] for name in told if name in QUARTERS), default=0)
    passed = [name for name, percent in QUARTERS.items() if highest < percent <= now.percent]
    return passed[-1] if passed else None


@dataclass(frozen=True, slots=True)
class Record:
    """One milestone as a destination may know it: ``learner`` and ``registration`` are that destination's own names for them.

    ``score`` is (earned, possible), None where nothing is scored; ``seconds`` is how long it took since the start. A registration is one
    attempt: who leaves and comes back has a new one. Of an attestation that replaces a revoked one ``attempt`` is 2, and so on.
    """

    milestone: str
    at: datetime
    learner: str
    registration: str
    hub: str
    hub_names: dict[str, str]
    year: str
    course_key: str
    module: str
    titles: dict[str, str]
    version: str = ""
    percent: int = 0
    score: tuple[float, float] | None = None
    seconds: int | None = None
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """What a round of sending did for a destination; ``waits_until`` with a reason where the destination fails."""

    destination: str
    sent: int = 0
    refused: int = 0
    waits_until: datetime | None = None
    reason: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """How a destination fares: records that wait, since when the oldest does, records refused, and the last time that any was taken."""

    destination: str
    kind: str
    host: str
    waiting: int
    oldest: datetime | None
    refused: int
    sent: int
    last_success: datetime | None
    waits_until: datetime | None
    reason: str
