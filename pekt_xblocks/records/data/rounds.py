"""What a coordinator and a teacher see on their rounds: visits to prepare, learners to ask, tasks to judge, how activities went."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .shown import LearnerRow


@dataclass(frozen=True, slots=True)
class Visiting:
    """A visit with what is to be prepared: learners of the class, those who came, tasks that wait, equipment asked for and lacking."""

    visit: Any
    learners: int
    there: int
    waiting: int
    needs: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """A learner whom someone should ask how it goes: ``reasons`` as ``needs_help`` names them, ``stuck`` the titles of activities."""

    learner: LearnerRow
    reasons: tuple[str, ...]
    stuck: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """An activity with tasks that wait; ``view`` (criteria, ready comments) is None where the teacher can't open it now."""

    usage_key: str
    title: str
    module: str
    waiting: int
    view: Mapping[str, Any] | None
    tasks: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ItemPart:
    """A part of an activity: learners who answered it, those right at the first attempt, and (wrong response, how many gave it)."""

    title: str
    answered: int
    right: int
    wrong: tuple[tuple[str, int], ...]

    @property
    def percent(self) -> int:
        """Right at the first attempt, of those who answered; floored."""
        return 100 * self.right // self.answered if self.answered else 0


@dataclass(frozen=True, slots=True)
class Item:
    """An activity: learners who answered it, those who had everything at the first attempt, its parts.

    ``together`` is what the kind tells of a class beside them: (what, how often, of how many).
    """

    title: str
    answered: int
    whole: int
    parts: tuple[ItemPart, ...]
    together: tuple[tuple[str, int, int], ...] = ()

    @property
    def percent(self) -> int:
        """Everything at the first attempt, of those who answered; floored."""
        return 100 * self.whole // self.answered if self.answered else 0
