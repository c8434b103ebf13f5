"""The records' plain values; they know no Django, no platform and no database."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that a learner completes.

    ``points`` is what it can earn, None where that is not known without a learner; ``only_for`` names the access groups that see it,
    none for everybody; ``competences`` are DigComp codes that passing it shows.
    """

    usage_key: str
    block_type: str
    points: float | None = None
    only_for: frozenset[str] = frozenset()
    title: str = ""
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a course with its completable leaves, in the course's order."""

    id: str
    title: str
    section: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class CourseTree:
    """What learners can complete in the published course; ``unknown`` lists leaves whose type is not installed (they never count)."""

    course_key: str
    title: str
    units: tuple[Unit, ...]
    unknown: tuple[str, ...] = ()

    @cached_property
    def version(self) -> str:
        """A name for the shape that progress is measured against: the same for equal keys and access, whatever the texts say."""
        shape = [[unit.id, [[leaf.usage_key, leaf.points, sorted(leaf.only_for)] for leaf in unit.leaves]] for unit in self.units]
        return sha256(repr(shape).encode()).hexdigest()[:16]

    def seen_by(self, access: frozenset[str]) -> CourseTree:
        """The same tree with only the leaves that a learner of these access groups sees; every unit keeps its place."""
        units = tuple(Unit(u.id, u.title, u.section, tuple(x for x in u.leaves if not x.only_for or x.only_for & access))
                      for u in self.units)
        return CourseTree(self.course_key, self.title, units, self.unknown)


@dataclass(frozen=True, slots=True)
class Sources:
    """What one learner's progress is computed from: completion by block, (earned, possible) by block, the time of the newest of them."""

    completion: dict[str, float] = field(default_factory=dict)
    scores: dict[str, tuple[float, float]] = field(default_factory=dict)
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Progress against one tree. ``units`` holds a whole percent per unit, None where the learner sees nothing that counts."""

    done: int
    total: int
    units_done: int
    units_total: int
    percent: int
    units: tuple[int | None, ...]
    earned: float
    possible: float


def measure(tree: CourseTree, sources: Sources) -> Measure:
    """A learner's progress: pure, and the same in whatever order the sources came. Percents are floored, so that 100 means everything."""
    done = total = units_done = units_total = 0
    share = earned = possible = 0.0
    percents: list[int | None] = []
    completion, scores = sources.completion, sources.scores
    for unit in tree.units:
        values = [completion.get(leaf.usage_key, 0.0) for leaf in unit.leaves]
        whole = sum(value >= 1.0 for value in values)
        amount = sum(values)
        percents.append(_percent(amount, whole, len(values)))
        done, total, share = done + whole, total + len(values), share + amount
        units_done, units_total = units_done + (0 < len(values) == whole), units_total + bool(values)
        for leaf in unit.leaves:
            if leaf.points is not None or leaf.usage_key in scores:
                got, most = scores.get(leaf.usage_key, (0.0, leaf.points or 0.0))
                earned, possible = earned + got, possible + most
    return Measure(done, total, units_done, units_total, _percent(share, done, total) or 0, tuple(percents), earned, possible)


def _percent(amount: float, whole: int, total: int) -> int | None:
    """``amount`` of ``total`` as a whole percent; the tiny term mends sums such as 0.1 + 0.2, and only the whole is ever 100."""
    if not total:
        return None
    return 100 if whole == total else min(99, int(100 * amount / total + 1e-9))


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
