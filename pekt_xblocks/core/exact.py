"""Exact points and shares: numbers as their authors wrote them, sums without rounding."""
from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=4096)
def exact(number: float) -> Fraction:
    """The number as it was written: 0.1 is a tenth."""
    return Fraction(repr(number))


def total(points: Iterable[Fraction]) -> Fraction:
    """Their exact sum; whole ones, the usual case, are added as such, since a sum of fractions costs three times as much."""
    points, whole = tuple(points), 0
    for each in points:
        if each.denominator != 1:
            return sum(points, Fraction())
        whole += each.numerator
    return Fraction(whole)


def within(earned: Fraction, possible: Fraction) -> bool:
    """Whether 0 <= earned <= possible."""
    return earned.numerator >= 0 and (earned is possible or earned <= possible)
