"""Activities that a hub witnesses: the records have the last word on their score, and a kind knows them by this face alone."""
from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

from .activity import Activity


class Records(Protocol):
    """The hub's records, bound to one person and one block. What a person may not do raises ``NotAllowed``."""

    def check_in(self, code: str) -> str:
        """A learner's code: ``recorded``, ``already``, ``wrong``, ``locked`` or ``closed``."""

    def visits_made(self) -> int:
        """Visits of this block that the learner was at."""

    def hand_in(self, note: str, ticks: Sequence[str]) -> None:
        """A learner's task is ready. ``NotAllowed`` where the learner is in no class."""

    def task(self) -> Task | None:
        """The learner's own task as it stands."""

    def evidence(self) -> dict[str, Evidence]:
        """What the learner has shown in this course, by DigComp code; empty where nothing asks for any."""

    def answers(self) -> list[tuple[Activity, Any]]:
        """The learner's newest responses in this course to activities of this block's kind, each with its definition."""

    def attestation(self) -> dict[str, Any] | None:
        """The learner's standing in this module: ``{conditions: [{name, have, need, met}], page, pdf}``; addresses may be empty."""

    def classes(self) -> list[dict[str, Any]]:
        """The teacher's classes in this course: ``{id, name}``, with ``topic`` and ``minutes`` of a visit that is planned for today."""

    def open_visit(self, group: int, topic: str, minutes: int) -> None:
        """Open a visit of a class; one that is open stays as it is."""

    def visit(self, page: str = "") -> dict[str, Any] | None:
        """The teacher's open visit: ``{ref, group, topic, digits, seconds, qr, roll: [{id, name, here, by_hand}]}``.

        ``qr`` is an SVG of the address ``page`` with the code, empty where none can be made.
        """

    def attend(self, ref: str, learner: int) -> None:
        """Add a learner by hand."""

    def close_visit(self, ref: str, head_count: int | None) -> None:
        """End a visit."""

    def tasks(self) -> list[Task]:
        """Tasks of the teacher's classes that wait for review, the longest waiting first."""

    def sign_off(self, refs: Sequence[str], levels: Mapping[str, int], comment: str) -> None:
        """Sign tasks off; the learners' scores follow."""

    def return_for_rework(self, refs: Sequence[str], comment: str) -> None:
        """Give tasks back."""


@dataclass(frozen=True, slots=True)
class Task:
    """A practical task as the records have it; ``levels`` is empty until it is signed off, ``name`` is for its teacher alone."""

    ref: str
    state: Literal["ready", "returned", "signed"]
    note: str = ""
    ticks: tuple[str, ...] = ()
    levels: Mapping[str, int] | None = None
    comment: str = ""
    name: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Activities passed of those that ask for a competence, and the titles of the units with those not passed."""

    passed: int
    of: int
    again: tuple[str, ...] = ()


class NotAllowed(Exception):
    """Something that the records refuse, with a catalogue message for the person who asked."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message, self.params = message, params


@dataclass(frozen=True, slots=True)
class Seat:
    """From where somebody acts: their part in this block's class, and the records as they may use them."""

    role: Literal["learner", "teacher"]
    records: Records


@dataclass(frozen=True, slots=True)
class Word:
    """The hub's answer to a response that is not graded now: ``message`` for the learner; ``taken`` or not, and then at which part."""

    message: str
    taken: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A response as the hub saw it: this is graded, whatever a browser sent. ``complete``: done, however many points it earned."""

    response: Any
    complete: bool = False


class HubActivity(Activity):
    """An activity that needs the hub's records. ``grade`` stays pure: it grades what ``witnessed`` put into the response."""

    at_hub: ClassVar[bool] = True

    @abstractmethod
    def hub_view(self, seat: Seat) -> dict[str, Any]:
        """What the page shows of the records, as JSON: a learner's own standing, a teacher's class."""

    @abstractmethod
    def hand_over(self, records: Records, response: Any) -> Word | None:
        """Give the records what a learner sent; None where it is to be graded now."""

    @abstractmethod
    def witnessed(self, records: Records) -> Witness | None:
        """The learner's response as the records have it; None where there is nothing to grade yet."""

    @abstractmethod
    def act_at(self, seat: Seat, name: str, data: Any) -> dict[str, Any]:
        """A call of the kind's own view; ``LookupError`` for an unknown name, ``ValidationError`` or ``NotAllowed`` for bad data."""
