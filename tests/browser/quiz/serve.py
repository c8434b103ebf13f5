"""A page with one quiz on it, graded by the package itself: ``python -m tests.browser.quiz.serve PORT``.

``/?items=e1,e2&layout=page&said=wrong&run=1`` shows these items of the modules (all, if none is named); ``said`` is ``wrong`` or ``right``
where an attempt has been made; ``run`` keeps one visitor's attempts apart from another's; ``lang`` is ``el`` or ``en``.
"""
from __future__ import annotations

import re
import sys
from typing import Any

from pekt_xblocks.activities import examples
from pekt_xblocks.activities.quiz.activity import Quiz, QuizResponse
from pekt_xblocks.core.settings import Settings
from tests.activities.quiz.course_items import ITEMS, quiz
from tests.browser.activity_page import Query, Site, serve

SETTINGS = Settings(show_solution="after_pass")


def shown(query: Query) -> Quiz:
    if query.get("items") == "default":
        return examples("quiz").DEFAULT
    names = query.get("items", ",".join(ITEMS)).split(",")
    return quiz(*names, layout=query.get("layout", "stepper"))


def wrong(view: dict[str, Any]) -> dict[str, Any]:
    """The first of everything: wrong here, half right there."""
    def said(item: dict[str, Any]) -> Any:
        options = [option["id"] for option in item.get("options", [])]
        if "rows" in item:
            return {row["id"]: item["choices"][0]["id"] for row in item["rows"]}
        if "gaps" in item:
            return {gap: item["gaps"].get(gap, [{"id": "ναι"}])[0]["id"] for gap in re.findall(r'data-gap="(\w+)"', item["text"])}
        if "steps" in item:
            return [step["id"] for step in item["steps"]]
        return {"single": options[:1], "truefalse_why": {"is": "false", "why": "".join(options[:1])}, "text": "phishing",
                "number": "3"}.get(item["tag"], options[:2])
    answers = {item["id"]: said(item) for item in view["items"]}
    return {item["id"]: "".join(answers[item["id"]]) if item["tag"] == "single" else answers[item["id"]] for item in view["items"]}


def said(query: Query, activity: Quiz) -> list[QuizResponse]:
    if query.get("said") == "right":
        return [activity.correct_response()]
    return [QuizResponse.model_validate({"items": wrong(activity.learner_view("s"))})] if query.get("said") else []


if __name__ == "__main__":
    serve(Site(shown, said, SETTINGS), int(sys.argv[1]))
