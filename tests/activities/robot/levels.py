"""The ten levels of the course «Το ρομπότ παίρνει εντολές», the wrong answers that learners give and how each must be told.

A wrong answer is (name, Python text, code, facts that the score must state).
"""

from __future__ import annotations

from pathlib import Path

from pekt_xblocks.activities.robot.activity import Robot
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.inspection import inspect

COURSE = Path(__file__).parents[3] / "courses" / "robot"
FOUND: dict[str, Robot] = {
    block.leaf.url_name: block.activity for block in inspect(read_course(COURSE)).blocks if isinstance(block.activity, Robot)
}


def level(slug: str) -> Robot:
    return FOUND[slug]


LEVELS = sorted(FOUND)
SIZES = {"r1": 7, "r2": 7, "r3": 2, "r4": 4, "r5": 5, "r6": 7, "r7": 4, "r8": 17}
"""Commands of each model solution, as the module states them."""

M, L, R, P = "move()\n", "turn_left()\n", "turn_right()\n", "pick_up()\n"


def loop(head: str, *body: str) -> str:
    inner = "".join(body)
    return head + ":\n" + "".join(f"    {line}\n" for line in inner.splitlines())


def times(n: int, *body: str, counter: str = "i") -> str:
    return loop(f"for {counter} in range({n})", *body)


HOME = "while not at_goal()"
R6_FIXED = M * 3 + R + M * 3
R9_GIVEN = times(3, M) + P + R + times(3, M) + L + times(3, M) + P + L + L + times(3, M)
R8_ROW = loop("def σειρά", times(4, loop("if on_item()", P), M), loop("if on_item()", P)).replace("def σειρά", "def σειρά()")

WRONG = [
    ("r1", "four steps", M * 4, "crash", {"line": 3, "place": "Γ1"}),
    ("r1", "left at the corner", M + M + L + M + M, "crash", {"line": 4, "place": "Γ1"}),
    ("r1", "without the last turn", M + M + R + M + M, "not_at_goal", {"place": "Γ3"}),
    ("r2", "does not pick up", M * 3 + R + M * 2, "items_left", {}),
    ("r2", "picks up too soon", M + P + M * 2 + R + M * 2, "nothing_to_pick", {"line": 2}),
    ("r3", "seven", times(7, M), "not_at_goal", {"place": "Θ1"}),
    ("r3", "nine", times(9, M), "crash", {"line": 2}),
    ("r4", "turns inside the small loop", times(4, times(3, M, R, counter="j")), "not_visited", {}),
    ("r4", "three sides", times(3, times(3, M, counter="j"), R), "not_home", {"place": "Α4"}),
    ("r5", "forgets the last turn", times(4, M, L, M), "crash", {"line": 2}),
    ("r5", "three times", times(3, M, L, M, R), "not_at_goal", {"place": "Δ2"}),
    ("r6", "only right", loop(HOME, loop("if wall_ahead()", R), loop("else", M)), "step_limit", {}),
    ("r6", "counted steps", R6_FIXED + L + M, "hidden_failed", {"line": None, "place": None}),
    ("r7", "always picks up", loop(HOME, M, P), "nothing_to_pick", {"line": 3, "place": "Β1"}),
    ("r7", "counted steps", M + M + P + M * 3 + P + M * 2, "hidden_failed", {}),
    ("r8", "only one row", R8_ROW + "σειρά()\n", "items_left", {}),
    ("r9", "as given", R9_GIVEN, "crash", {"line": 9}),
]
ALSO_RIGHT = [("r7", loop(HOME, loop("if on_item()", P), M))]
