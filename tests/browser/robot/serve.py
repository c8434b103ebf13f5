"""A page with one robot level on it, run and graded by the package itself: ``python -m tests.browser.robot.serve PORT``.

The port (0 = any) is printed. ``/?level=r4&run=1`` shows a level of ``courses/robot``, or ``default``, or another of ``BOARDS``;
``said`` is ``wrong``, ``right`` or ``many`` where an attempt has been made; ``run`` keeps one visitor's attempts apart from another's.
"""

from __future__ import annotations

import sys
from typing import Any

from pekt_xblocks.activities.robot.activity import Robot
from pekt_xblocks.activities.robot.examples import DEFAULT
from pekt_xblocks.core.settings import Settings
from tests.activities.robot.levels import LEVELS, WRONG, level
from tests.browser.activity_page import Query, Site, serve

SETTINGS = Settings(show_solution="after_pass", pass_mark=0.7)
EVERY = ["move", "left", "right", "wait", "say", "repeat", "while", "until", "if", "def", "set"]
LINE = (
    "while not at_goal():\n    if line_ahead():\n        move()\n"
    "    elif line_right():\n        turn_right()\n    else:\n        turn_left()\n"
)
BOARDS = {
    "turtle": Robot(
        prompt="Ζωγράφισε το τετράγωνο.",
        board="turtle",
        maps=[{"id": "m", "rows": ["S-+", "|.|", "+-+"]}],
        goals=["draw"],
        commands=["move", "left", "right", "repeat"],
        solution="for i in range(4):\n    move()\n    turn_right()\n",
    ),
    "line": Robot(
        prompt="Ακολούθησε τη γραμμή ως τη βάση.",
        board="line",
        maps=[{"id": "m", "rows": ["S==..", "..=..", "..==G"]}],
        goals=["reach"],
        commands=["move", "left", "right", "until", "if"],
        sensors=["at_goal", "line_ahead", "line_left", "line_right"],
        solution=LINE,
    ),
    "display": Robot(
        prompt="Άναψε τη φατσούλα.",
        board="display",
        maps=[{"id": "m", "rows": [".....", ".*.*.", ".....", "*...*", ".***."]}],
        goals=["draw"],
        commands=["led", "repeat", "set"],
        solution="".join(f"led({x}, {y}, 1)\n" for x, y in [(2, 2), (4, 2), (1, 4), (5, 4), (2, 5), (3, 5), (4, 5)]),
    ),
    "all": Robot(
        prompt="Δοκίμασε όλες τις εντολές.",
        maps=[{"id": "m", "rows": ["S.+.*", ".o..G"]}, {"id": "n", "rows": ["S...G"]}],
        goals=["reach"],
        commands=[*EVERY, "pick", "put"],
        sensors=["wall_ahead", "on_item", "at_goal", "not", "and", "or"],
        solution="for i in range(4):\n    move()\nif not at_goal():\n    turn_right()\n    move()\n",
    ),
}


def shown(query: Query) -> Robot:
    name = query.get("level", "default")
    return level(name) if name in LEVELS else BOARDS.get(name, DEFAULT)


def said(query: Query, activity: Robot) -> list[Any]:
    responses = {
        "right": activity.correct_response(),
        "wrong": activity.Response(text=next((w[2] for w in WRONG if w[0] == query.get("level")), "move()")),
        "many": activity.Response(program=[["move"]] * 8),
    }
    response = responses.get(query.get("said", ""))
    if response and response.text:
        response = activity.Response(program=activity.read(response)[0])
    return [response] if response else []


if __name__ == "__main__":
    serve(Site(shown, said, SETTINGS), int(sys.argv[1]))
