"""A question as other systems know it, and the item it becomes; its one rule: what changes on the way is told."""
from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from pekt_xblocks.core.importing import Problem
from pekt_xblocks.core.language import N_

_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_TRUE_FALSE = {True: ("Σωστό", "Λάθος"), False: ("True", "False")}

MOST_ANSWERS = 100
"""More than any kind of item takes: what is longer is not looked at any further."""
TOO_MANY = N_("At most {max_length} fit here.")
NO_RIGHT = N_("No answer is marked as right.")
NO_NUMBER = N_("“{text}” is not a number.")
_PARTLY = N_("Answers worth part of the points can't be kept: here they count as wrong.")
_SHARES = N_("The share of each option can't be kept: right ones count alike, a wrong one costs a right one.")
_SEVERAL = N_("Several options are right, so it became a question with several right options.")
_ONE_FEEDBACK = N_("Only the feedback of the first right answer was kept.")
_STAR = N_("The sign * stands for itself here, not for any text.")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``share`` of the points, -1..1; ``off`` is how far off a number may be."""

    text: str
    share: float = 0
    feedback: str = ""
    off: float = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A question of another system. Prompt, feedback and note are Markdown, as are the answers of ``choice``; other answers are plain.

    ``pairs`` are (Markdown, plain); a left side that is empty makes its right side a distractor.
    """

    line: int
    kind: Literal["choice", "truefalse", "short", "number", "match"]
    prompt: str
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    note: str = ""
    several: bool = False
    keep_order: bool = False


Read = Question | Problem
Drafted = tuple[dict[str, Any], list[str]]
"""An item without ids, and the messages to tell; a ``Problem`` is raised as ``Unfit``."""


class Unfit(ValueError):
    """A question that can't become an item: a catalogue message with its ``params``."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message, self.params = message, params


def item_of(question: Question) -> Drafted:
    """The item a question becomes, with ids of its own; ``Unfit`` if it can't be one."""
    item, told = _MAKERS[question.kind](question)
    item |= {"prompt": question.prompt, "note": question.note}
    return item | {"id": item_id(item)}, told


def item_id(item: dict[str, Any], again: int = 0) -> str:
    """An id that is the same whenever the same question is read; ``again`` tells twins apart."""
    content = json.dumps([item, again], ensure_ascii=False, sort_keys=True)
    return "i" + sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _choice(question: Question) -> Drafted:
    full = [each for each in question.answers if each.share > .999]
    some = [each for each in question.answers if each.share > 0]
    if not some:
        raise Unfit(NO_RIGHT)
    single = not question.several and len(full) == 1
    right = full if single else some
    told = list(_choice_changes(question, single, full, some))
    options = [{"id": f"o{n}", "text": each.text, "correct": each in right, "feedback": each.feedback}
               for n, each in enumerate(question.answers, 1)]
    return {"tag": "single" if single else "multiple", "options": options, "keep_order": question.keep_order}, told


def _choice_changes(question: Question, single: bool, full: list[Answer], some: list[Answer]) -> Iterator[str]:
    if single:
        if len(some) > 1:
            yield _PARTLY
    elif not question.several and len(full) > 1:
        yield _SEVERAL
    elif len({round(each.share, 2) for each in some}) > 1:
        yield _SHARES


def _true_false(question: Question) -> Drafted:
    """Two options that keep their order: the first answer is «true», the second «false»."""
    names = _TRUE_FALSE[bool(_GREEK.search(question.prompt))]
    options = [{"id": f"o{n}", "text": name, "correct": each.share > .999, "feedback": each.feedback}
               for n, (name, each) in enumerate(zip(names, question.answers, strict=True), 1)]
    return {"tag": "single", "options": options, "keep_order": True}, []


def _short(question: Question) -> Drafted:
    right, wrong = _parted(question)
    other = next((each.feedback for each in wrong if each.text == "*"), "")
    told = [_PARTLY] * any(0 < each.share < .999 for each in wrong) + [_STAR] * any("*" in each.text for each in right)
    told += [_ONE_FEEDBACK] * any(each.feedback and each.feedback != right[0].feedback for each in right)
    return {"tag": "text", "accepted": list(dict.fromkeys(each.text for each in right)), "right_feedback": right[0].feedback,
            "wrong_feedback": other, "wrong": [{"text": each.text, "feedback": each.feedback}
                                               for each in wrong if each.text != "*" and each.feedback.strip()]}, told


def _number(question: Question) -> Drafted:
    right, wrong = _parted(question)
    told = [_PARTLY] * any(0 < each.share < .999 for each in wrong)
    if len(right) > 1:
        raise Unfit(N_("Only one number can be right here. Write the others as questions of their own."))
    other = next((each.feedback for each in wrong if each.text == "*"), "")
    return {"tag": "number", "value": number(right[0].text), "tolerance": right[0].off, "right_feedback": right[0].feedback,
            "wrong_feedback": other, "wrong": [{"value": number(each.text), "feedback": each.feedback}
                                               for each in wrong if each.text != "*" and each.feedback.strip()]}, told


def _match(question: Question) -> Drafted:
    whole = [pair for pair in question.pairs if pair[0].strip()]
    partners = {right for _, right in whole}
    others = list(dict.fromkeys(right for left, right in question.pairs if not left.strip() and right not in partners))
    return {"tag": "match", "distractors": [{"id": f"d{n}", "text": text} for n, text in enumerate(others, 1)],
            "pairs": [{"id": f"p{n}", "left": left, "right_id": f"r{n}", "right": right, "feedback": ""}
                      for n, (left, right) in enumerate(whole, 1)]}, []


def _parted(question: Question) -> tuple[list[Answer], list[Answer]]:
    right = [each for each in question.answers if each.share > .999]
    if not right:
        raise Unfit(NO_RIGHT)
    return right, [each for each in question.answers if each.share <= .999]


def number(text: str) -> float:
    """A number with a decimal point or comma; ``Unfit`` if it is none."""
    if not re.fullmatch(r"\s*[+-]?(\d{1,30}([.,]\d{0,30})?|[.,]\d{1,30})(e[+-]?\d{1,3})?\s*", text, re.ASCII | re.IGNORECASE):
        raise Unfit(NO_NUMBER, text=text[:40])
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        raise Unfit(NO_NUMBER, text=text[:40])
    return value


_MAKERS = {"choice": _choice, "truefalse": _true_false, "short": _short, "number": _number, "match": _match}
