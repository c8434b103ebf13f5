"""Numbers of people, and which of them are too small to show."""
from __future__ import annotations

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


def hide_small(rows: list[Counts], total: Counts) -> tuple[list[Counts], Counts]:
    """The same rows and total without numbers from which a single pupil could be told, by themselves or by subtraction."""
    shown: dict[str, list[int | None]] = {}
    for name in PEOPLE:
        column = [_large(getattr(row, name), row, name) for row in rows]
        whole = _large(getattr(total, name), total, name)
        hidden = sum(getattr(row, name) for row, value in zip(rows, column, strict=True) if value is None)
        if None in column and (hidden < SMALL or column.count(None) == 1):
            whole = None                    # the total less the others would give the hidden one away
        shown[name] = [*column, whole]
    lines = [replace(row, **{name: shown[name][i] for name in PEOPLE}) for i, row in enumerate([*rows, total])]
    return lines[:-1], lines[-1]


def _large(value: int, row: Counts, name: str) -> int | None:
    rest = (row.learners or 0) - value if name not in ("learners", "attended") else 0
    return None if 0 < value < SMALL or 0 < rest < SMALL else value
