"""Answers that took no thought, made from what the learner sees alone: always the first, always the last, all of it."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .item import Given

Pick = Callable[[Sequence[Any]], Any]
PICKS: dict[str, Pick] = {"first": lambda of: of[0], "last": lambda of: of[-1]}


def blanket_answers(view: dict[str, Any]) -> dict[str, dict[str, Given]]:
    """Answers by item, by the way they were made; ``view`` is a quiz's learner view."""
    made = {name: {item["id"]: _answer(item, pick, whole=False) for item in view["items"]} for name, pick in PICKS.items()}
    return made | {"all": {item["id"]: _answer(item, PICKS["first"], whole=True) for item in view["items"]}}


def _answer(item: dict[str, Any], pick: Pick, whole: bool) -> Given:
    if item["tag"] in ("text", "number"):
        return "1"
    if "gaps" in item:
        return {gap: pick(menu)["id"] if menu else "1" for gap, menu in item["gaps"].items()}
    if "rows" in item:
        return {row["id"]: pick(item["choices"])["id"] for row in item["rows"]}
    if "steps" in item:
        return [step["id"] for step in (item["steps"] if whole or pick is PICKS["first"] else reversed(item["steps"]))]
    options = [option["id"] for option in item["options"]]
    if item["tag"] == "truefalse_why":
        return {"is": pick(("true", "false")), "why": pick(options)}
    if item["tag"] in ("multiple", "opinion"):
        return options if whole else [pick(options)]
    return pick(options)
