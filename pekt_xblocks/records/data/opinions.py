"""What many learners said of themselves before and after: pure, and silent about few."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .counts import SMALL


@dataclass(frozen=True, slots=True)
class Opinion:
    """A competence (empty: none named): how many answered both times, the mean step (1 to 4, one decimal) before and after, and how many
    percent of them rose. None where so few stand behind a number that one learner's word could be told from it."""

    code: str
    both: int | None
    before: float | None
    after: float | None
    rose: int | None

    @property
    def change(self) -> float | None:
        """In steps; None where the means are hidden."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 1)


def opinion(code: str, before: Sequence[float], after: Sequence[float]) -> Opinion:
    """The line of a competence, from each learner's steps before and, in the same order, after.

    Fewer than five: nothing is told. Fewer than five who rose, or who did not: not how many did.
    """
    both = len(before)
    if both < SMALL:
        return Opinion(code, None, None, None, None)
    rose = sum(late > early for early, late in zip(before, after, strict=True))
    few = 0 < rose < SMALL or 0 < both - rose < SMALL
    return Opinion(code, both, round(sum(before) / both, 1), round(sum(after) / both, 1), None if few else 100 * rose // both)
