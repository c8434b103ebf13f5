"""The robot in its world: what each action does and each sensor says; its one rule: an action that can't be done raises ``Stop``."""

from __future__ import annotations

from .worlds import STEPS, Square, Stroke, World


class Stop(Exception):
    """The run ends here; ``code`` is a result code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Robot:
    """Where the robot is, what it carries and what it has done so far."""

    __slots__ = ("world", "free", "x", "y", "facing", "items", "bag", "dropped", "visited", "drawn", "lit")

    def __init__(self, world: World) -> None:
        self.world = world
        self.free = world.free
        self.x, self.y = world.start
        self.facing = world.facing
        self.items = set(world.items)
        self.bag = 0
        self.dropped: dict[Square, int] = {}
        self.visited: set[Square] = {world.start}
        self.drawn: set[Stroke] = set()
        self.lit: set[Square] = set()

    @property
    def square(self) -> Square:
        return self.x, self.y

    # -- actions ----------------------------------------------------------------------------------------------------

    def move(self) -> None:
        dx, dy = STEPS[self.facing]
        there = self.x + dx, self.y + dy
        if there not in self.free:
            raise Stop("crash")
        if self.world.kind == "turtle":
            self.drawn.add(frozenset({self.square, there}))
        elif self.world.kind == "line" and there not in self.world.line:
            raise Stop("off_line")
        self.x, self.y = there
        self.visited.add(there)

    def left(self) -> None:
        self.facing = (self.facing + 3) % 4

    def right(self) -> None:
        self.facing = (self.facing + 1) % 4

    def pick(self) -> None:
        if self.square not in self.items:
            raise Stop("nothing_to_pick")
        self.items.remove(self.square)
        self.bag += 1

    def put(self) -> None:
        if not self.bag:
            raise Stop("bag_empty")
        self.bag -= 1
        self.dropped[self.square] = self.dropped.get(self.square, 0) + 1

    def wait(self) -> None:
        """Nothing changes."""

    def led(self, column: int, row: int, on: int) -> None:
        """Lamps count from 1."""
        lamp = column - 1, row - 1
        if not (0 <= lamp[0] < self.world.width and 0 <= lamp[1] < self.world.height):
            raise Stop("out_of_range")
        (self.lit.add if on else self.lit.discard)(lamp)

    # -- sensors ----------------------------------------------------------------------------------------------------

    def wall_ahead(self) -> bool:
        return self._beside(0) not in self.free

    def wall_left(self) -> bool:
        return self._beside(3) not in self.free

    def wall_right(self) -> bool:
        return self._beside(1) not in self.free

    def on_item(self) -> bool:
        return self.square in self.items

    def at_goal(self) -> bool:
        return self.square in self.world.goals

    def on_drop(self) -> bool:
        return self.square in self.world.drops

    def has_item(self) -> bool:
        return self.bag > 0

    def line_ahead(self) -> bool:
        return self._beside(0) in self.world.line

    def line_left(self) -> bool:
        return self._beside(3) in self.world.line

    def line_right(self) -> bool:
        return self._beside(1) in self.world.line

    def button_a(self) -> bool:
        return "a" in self.world.buttons

    def button_b(self) -> bool:
        return "b" in self.world.buttons

    def _beside(self, turns: int) -> Square:
        dx, dy = STEPS[(self.facing + turns) % 4]
        return self.x + dx, self.y + dy
