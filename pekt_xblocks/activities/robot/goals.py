"""Whether a run solved its world, and if not, what is left to do; its one rule: a run that broke off solved nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from .engine import Run
from .worlds import FACINGS, Facing, Kind, Square

Goal = Literal["reach", "collect", "deliver", "visit", "return_home", "draw"]
GOALS: tuple[Goal, ...] = ("reach", "collect", "deliver", "visit", "return_home", "draw")
BOARD_GOALS: dict[Kind, set[Goal]] = {
    "display": {"draw"},
    "turtle": {"draw", "return_home"},
    "grid": set(GOALS) - {"draw"},
    "line": set(GOALS) - {"draw"},
}
GOAL_NEEDS: dict[Goal, str] = {"reach": "goals", "visit": "checkpoints", "deliver": "drops"}
"""What of a world a goal can't do without."""
CODES = (
    "ok",
    "not_at_goal",
    "crash",
    "nothing_to_pick",
    "bag_empty",
    "step_limit",
    "recursion",
    "undefined",
    "out_of_range",
    "off_line",
    "items_left",
    "not_delivered",
    "not_visited",
    "not_home",
    "wrong_facing",
    "not_drawn",
    "drawn_too_much",
    "too_many",
    "missing_required",
    "forbidden_used",
    "hidden_failed",
    "empty",
)


@dataclass(frozen=True)
class Outcome:
    """How one run ended: ``code`` of ``CODES``, where it stopped and at which node (-1 at the end).

    ``count`` is steps, batteries, checkpoints or strokes missing, as the code has it; ``story`` names the text that tells it.
    """

    code: str
    square: Square
    node: int = -1
    count: int = 0
    story: str = ""

    @property
    def solved(self) -> bool:
        return self.code == "ok"


def outcome(run: Run, goals: Collection[Goal], end_facing: Facing | Literal["any"] = "any") -> Outcome:
    """What a run came to, by the first goal that was not met."""
    robot = run.robot
    if run.code != "ok":
        story = "overrun" if run.code == "crash" and robot.at_goal() else run.code
        return Outcome(run.code, robot.square, run.node, story=story)
    for goal in GOALS:
        if goal in goals:
            found = _CHECKS[goal](run, goals)
            if found:
                code, count, story = found
                return Outcome(code, robot.square, count=count, story=story)
    if end_facing != "any" and FACINGS[robot.facing] != end_facing:
        return Outcome("wrong_facing", robot.square, story="wrong_facing")
    return Outcome("ok", robot.square, story="ok")


Found = tuple[str, int, str] | None
"""(code, count, story) of a goal that was missed."""


def _reach(run: Run, goals: Collection[Goal]) -> Found:
    if run.robot.at_goal():
        return None
    steps = run.robot.world.steps_to_goal(run.robot.square)
    return "not_at_goal", steps or 0, "not_at_goal" if steps else "no_way"


def _collect(run: Run, goals: Collection[Goal]) -> Found:
    left = len(run.robot.items)
    return ("items_left", left, "items_left" if "reach" in goals else "left_behind") if left else None


def _deliver(run: Run, goals: Collection[Goal]) -> Found:
    robot = run.robot
    there = sum(number for square, number in robot.dropped.items() if square in robot.world.drops)
    left = len(robot.world.items) - there
    return ("not_delivered", left, "not_delivered") if left else None


def _visit(run: Run, goals: Collection[Goal]) -> Found:
    robot = run.robot
    left = len(robot.world.checkpoints - robot.visited)
    home = "return_home" in goals and robot.square == robot.world.start
    return ("not_visited", left, "not_visited" if home else "passed_by") if left else None


def _return_home(run: Run, goals: Collection[Goal]) -> Found:
    if run.robot.square == run.robot.world.start:
        return None
    return "not_home", 0, "not_home" if "visit" in goals else "away"


def _draw(run: Run, goals: Collection[Goal]) -> Found:
    robot = run.robot
    done, wanted = (robot.lit, robot.world.lamps) if robot.world.kind == "display" else (robot.drawn, robot.world.strokes)
    if wanted - done:
        return "not_drawn", len(wanted - done), "not_drawn"
    return ("drawn_too_much", len(done - wanted), "drawn_too_much") if done - wanted else None


_CHECKS: dict[str, Callable[[Run, Collection[Goal]], Found]] = {
    "reach": _reach,
    "collect": _collect,
    "deliver": _deliver,
    "visit": _visit,
    "return_home": _return_home,
    "draw": _draw,
}
