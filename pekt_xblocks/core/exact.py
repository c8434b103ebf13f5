"""Exact points and shares: numbers as their authors wrote them, sums without rounding."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=4096)
def exact(number: float) -> Fraction:
    """The number as it was written: 0.1 is a tenth."""
    return Fraction(repr(number))


def total(points: Sequence[Fraction]) -> Fraction:
    """Their exact sum; whole ones, the usual case, are added as such, since a sum of fractions costs three times as much."""
    whole = 0
    for each in points:
        above, below = each.as_integer_ratio()
        if below != 1:
            return sum(points, Fraction())
        whole += above
    return Fraction(whole)


def within(earned: Fraction, possible: Fraction) -> bool:
    """Whether 0 <= earned <= possible."""
    return earned.numerator >= 0 and (earned is possible or earned <= possible)
