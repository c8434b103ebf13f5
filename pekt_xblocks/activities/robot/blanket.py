"""Programs that took no thought, made from what the learner sees alone: the given one, one command over and over, ahead until home."""

from __future__ import annotations

from typing import Any

from .program import MOST_NODES, Program

OFTEN = 20
"""More than any board is wide or a level's programs are long."""
_BARE = ("move", "left", "right", "pick", "put", "wait")
"""Commands that take nothing."""


def blanket_programs(view: dict[str, Any]) -> dict[str, Program]:
    """Programs by a word for each; ``view`` is a level's learner view."""
    bare = [word for word in _BARE if word in view["commands"]]
    made: dict[str, Program] = {f"{word} again and again": [[word]] * OFTEN for word in bare}
    made["each in turn"] = ([[word] for word in bare] * OFTEN)[:MOST_NODES]
    if {"until", "move"} <= set(view["commands"]) and "at_goal" in view["sensors"]:
        made["ahead until home"] = [["until", ["at_goal"], [["move"]]]]
    if view["given"]:
        made["as given"] = view["given"]
    return made
