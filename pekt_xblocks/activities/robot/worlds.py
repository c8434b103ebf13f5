"""A robot's world, read from a map of text rows; its one rule: a world never changes, only the robot in it does.

========  ===================================================================================================
grid      ``S`` start, ``G`` base, ``#`` obstacle, ``*`` battery, ``o`` drop point, ``+`` checkpoint, ``.`` free
line      the same, and ``=`` the line; start, base, batteries and checkpoints lie on it
turtle    points ``+`` (one is ``S``) in every second row and column, with ``-`` and ``|`` the strokes to draw between
display   rows of lamps: ``*`` on, ``.`` off
========  ===================================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

Kind = Literal["grid", "turtle", "line", "display"]
Facing = Literal["north", "east", "south", "west"]
Square = tuple[int, int]
Stroke = frozenset[Square]

FACINGS: tuple[Facing, ...] = ("north", "east", "south", "west")
STEPS: tuple[Square, ...] = ((0, -1), (1, 0), (0, 1), (-1, 0))
"""One step (x, y) for each facing; y grows downwards."""
COLUMNS = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥ"
MOST = len(COLUMNS)
"""The widest and highest map, in squares."""
SYMBOLS: dict[Kind, str] = {"grid": "SG#*o+.", "line": "SG#*o+.=", "turtle": "S+-|.", "display": "*."}


class BadMap(ValueError):
    """Not a map: ``code`` says why, at ``row`` and ``column`` counted from 1 (0 where none is meant)."""

    def __init__(self, code: str, row: int = 0, column: int = 0) -> None:
        super().__init__(f"{code} at row {row}, column {column}")
        self.code, self.row, self.column = code, row, column


@dataclass(frozen=True)
class World:
    """Squares are (x, y) from 0; ``facing`` is an index into ``FACINGS``."""

    kind: Kind
    width: int
    height: int
    start: Square
    facing: int
    buttons: str = ""
    walls: frozenset[Square] = frozenset()
    goals: frozenset[Square] = frozenset()
    items: frozenset[Square] = frozenset()
    drops: frozenset[Square] = frozenset()
    checkpoints: frozenset[Square] = frozenset()
    line: frozenset[Square] = frozenset()
    strokes: frozenset[Stroke] = frozenset()
    lamps: frozenset[Square] = frozenset()

    @cached_property
    def free(self) -> frozenset[Square]:
        """Every square on which a robot can stand: inside the map, no obstacle."""
        return frozenset((x, y) for x in range(self.width) for y in range(self.height)) - self.walls

    def steps_to_goal(self, square: Square) -> int | None:
        """The fewest steps from a square to the base; None where no way leads there."""
        seen, ahead = {square}, [(square, 0)]
        for here, far in ahead:
            if here in self.goals:
                return far
            for dx, dy in STEPS:
                there = here[0] + dx, here[1] + dy
                if there not in seen and there in self.free:
                    seen.add(there)
                    ahead.append((there, far + 1))
        return None


def place(square: Square) -> str:
    """What people call a square: ``Γ2`` is the third column, second row."""
    return f"{COLUMNS[square[0]]}{square[1] + 1}"


@lru_cache(maxsize=512)
def read(kind: Kind, rows: tuple[str, ...], facing: Facing = "east", buttons: str = "") -> World:
    """The world of a map; ``BadMap`` if it is none. Shorter rows are filled up with obstacles."""
    if not rows or len(rows) > (2 * MOST - 1 if kind == "turtle" else MOST):
        raise BadMap("size")
    for y, row in enumerate(rows):
        if not row or len(row) > (2 * MOST - 1 if kind == "turtle" else MOST):
            raise BadMap("size", y + 1)
        for x, symbol in enumerate(row):
            if symbol not in SYMBOLS[kind]:
                raise BadMap("symbol", y + 1, x + 1)
    squares: dict[str, set[Square]] = {symbol: set() for symbol in "SG#*o+.=-|"}
    for y, row in enumerate(rows):
        for x, symbol in enumerate(row):
            squares[symbol].add((x, y))
    make = {"turtle": _turtle, "display": _display}.get(kind, _grid)
    return make(kind, rows, squares, FACINGS.index(facing), buttons)


def _start(squares: dict[str, set[Square]]) -> Square:
    if len(squares["S"]) != 1:
        raise BadMap("start")
    (start,) = squares["S"]
    return start


def _grid(kind: Kind, rows: tuple[str, ...], squares: dict[str, set[Square]], facing: int, buttons: str) -> World:
    width = max(map(len, rows))
    missing = {(x, y) for y, row in enumerate(rows) for x in range(len(row), width)}
    line = squares["="] | squares["S"] | squares["G"] | squares["*"] | squares["+"] if kind == "line" else set()
    return World(
        kind,
        width,
        len(rows),
        _start(squares),
        facing,
        buttons,
        frozenset(squares["#"] | missing),
        frozenset(squares["G"]),
        frozenset(squares["*"]),
        frozenset(squares["o"]),
        frozenset(squares["+"]),
        frozenset(line),
    )


def _turtle(kind: Kind, rows: tuple[str, ...], squares: dict[str, set[Square]], facing: int, buttons: str) -> World:
    strokes = set()
    for y, row in enumerate(rows):
        for x, symbol in enumerate(row):
            wanted = ("S+." if x % 2 == 0 else "-.") if y % 2 == 0 else ("|." if x % 2 == 0 else ".")
            if symbol not in wanted:
                raise BadMap("symbol", y + 1, x + 1)
            if symbol == "-":
                strokes.add(frozenset({(x // 2, y // 2), (x // 2 + 1, y // 2)}))
            elif symbol == "|":
                strokes.add(frozenset({(x // 2, y // 2), (x // 2, y // 2 + 1)}))
    x, y = _start(squares)
    return World(kind, (max(map(len, rows)) + 2) // 2, (len(rows) + 2) // 2, (x // 2, y // 2), facing, strokes=frozenset(strokes))


def _display(kind: Kind, rows: tuple[str, ...], squares: dict[str, set[Square]], facing: int, buttons: str) -> World:
    return World(kind, max(map(len, rows)), len(rows), (0, 0), facing, buttons, lamps=frozenset(squares["*"]))
