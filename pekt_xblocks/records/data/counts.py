"""Numbers of people, and which of them are too small to show."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

PEOPLE = ("learners", "started", "completed", "passed", "attested", "attended")
"""The columns of ``Counts`` that count people."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A run's or a hub's year in numbers; None where a number is hidden because it is small. ``attended`` counts visits by learners.

    ``passed`` counts those who meet what their module asks; only the yearly report works it out, elsewhere it is nought.
    """

    groups: int = 0
    schools: int = 0
    visits: int = 0
    hours: float = 0.0
    learners: int | None = 0
    started: int | None = 0
    completed: int | None = 0
    attested: int | None = 0
    attended: int | None = 0
    passed: int | None = 0


SMALL = 5
"""A number of people below this, save nought, is hidden from those who see counts only."""


def hide_small(rows: Sequence[Counts], total: Counts) -> tuple[list[Counts], Counts]:
    """The same rows and total without numbers from which a single pupil could be told, by themselves or by subtraction."""
    shown = [replace(row, **{name: _large(row, name) for name in PEOPLE}) for row in rows]
    return shown, _beneath(total, [(rows, shown)], PEOPLE)


def hide_sums(parts: Sequence[tuple[Sequence[Counts], Sequence[Counts], Counts]], total: Counts) -> Counts:
    """The total over several tables of ``hide_small``, each as its rows, the rows shown and the total shown.

    A table that shows its total gives nothing away here; what another hides could be worked out from the total of all.
    """
    for name in PEOPLE:
        total = replace(total, **{name: getattr(_beneath(
            total, [(rows, shown) for rows, shown, whole in parts if getattr(whole, name) is None], (name,)), name)})
    return total


def _beneath(total: Counts, tables: Sequence[tuple[Sequence[Counts], Sequence[Counts]]], names: Sequence[str]) -> Counts:
    """The total with each of ``names`` hidden that is small, or that would tell the numbers hidden in these (rows, rows shown)."""
    found: dict[str, int | None] = {}
    for name in names:
        hidden = [row for rows, shown in tables for row, seen in zip(rows, shown, strict=True) if getattr(seen, name) is None]
        together = Counts(**{each: sum(getattr(row, each) or 0 for row in hidden) for each in {name, "learners"}})
        tells = len(hidden) == 1 or bool(hidden) and (getattr(together, name) < SMALL or _large(together, name) is None)
        found[name] = None if tells else _large(total, name)
    return replace(total, **found)


def _large(row: Counts, name: str) -> int | None:
    value = getattr(row, name)
    rest = (row.learners or 0) - value if name not in ("learners", "attended") else 0
    return None if 0 < value < SMALL or 0 < rest < SMALL else value
