"""What happens at a hub's door, check-in codes and rosters, and what is forgotten when its years have passed."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple


class CheckIn(Enum):
    """What became of a check-in code."""

    RECORDED = "recorded"
    ALREADY = "already"
    WRONG = "wrong"
    LOCKED = "locked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Code:
    """A check-in code and for how many seconds it is still shown."""

    digits: str
    seconds_left: int


class LineState(Enum):
    """What will become of a line of a roster."""

    JOINS = "joins"
    MOVES = "moves"
    STAYS = "stays"
    UNKNOWN = "unknown"
    TWICE = "twice"
    NO_CLASS = "no_class"
    WHICH = "which"
    FULL = "full"

    @property
    def fault(self) -> bool:
        """Whether the line stops the import."""
        return self not in (LineState.JOINS, LineState.MOVES, LineState.STAYS)


class RosterEntry(NamedTuple):
    """A line of a roster as it was written: its number in the file, the account, the class, and the school where the list has one."""

    number: int
    account: str
    class_name: str
    school: str = ""


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A line of a roster: its number in the file, the account it names, its class, and what will become of it."""

    number: int
    account: str
    class_name: str
    state: LineState
    user_id: int | None = None
    was_in: str = ""
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows of a kind went, those from before a day."""

    kind: str
    before: date
    rows: int
