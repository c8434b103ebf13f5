"""The course as progress is measured against it, and the measure itself: pure."""
from __future__ import annotations

from collections import Counter
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

    @cached_property
    def places(self) -> dict[str, int]:
        """The unit's position by usage key of each leaf."""
        return {leaf.usage_key: place for place, unit in enumerate(self.units) for leaf in unit.leaves}

    @cached_property
    def sizes(self) -> list[int]:
        """Leaves of each unit."""
        return [len(unit.leaves) for unit in self.units]

    @cached_property
    def known_points(self) -> dict[str, float]:
        """What each leaf can earn, where the tree knows it."""
        return {leaf.usage_key: leaf.points for unit in self.units for leaf in unit.leaves if leaf.points is not None}

    @cached_property
    def points(self) -> float:
        """What the known leaves can earn together."""
        return sum(self.known_points.values())

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
    places, sizes = tree.places, tree.sizes
    whole = [key for key, value in sources.completion.items() if value >= 1.0]
    counts = Counter(map(places.get, whole))
    wholes = [counts[place] for place in range(len(sizes))]
    amounts: list[float] = list(wholes)
    if len(whole) < len(sources.completion):        # seldom: what our own activities publish is 0 or 1
        for key, value in sources.completion.items():
            if value < 1.0 and key in places:
                amounts[places[key]] += value
    done, total = sum(wholes), sum(sizes)
    earned, possible = 0.0, tree.points
    for key, (got, most) in sources.scores.items():
        if key in places:
            earned, possible = earned + got, possible + most - tree.known_points.get(key, 0.0)
    percents = tuple(map(_percent, amounts, wholes, sizes))
    return Measure(done, total, percents.count(100), len(percents) - percents.count(None), _percent(sum(amounts), done, total) or 0,
                   percents, earned, possible)


def share(earned: float, possible: float) -> int | None:
    """``earned`` of ``possible`` as a whole percent, floored; None where nothing can be earned."""
    return int(100 * earned / possible + 1e-9) if possible else None


def _percent(amount: float, whole: int, total: int) -> int | None:
    """``amount`` of ``total`` as a whole percent; the tiny term mends sums such as 0.1 + 0.2, and only the whole is ever 100."""
    if not total:
        return None
    return 100 if whole == total else min(99, int(100 * amount / total + 1e-9))


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many learners' progress in a course was compared with its sources, and of how many it differed."""

    course_key: str
    checked: int
    differed: int
