"""Questions that say one thing: the words after an answer agree with the key, the words of a picture do not give it away."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render
from pekt_xblocks.core.matching import fold
from pekt_xblocks.olx.codec import At
from pekt_xblocks.olx.fault import Fault, rule
from pekt_xblocks.olx.inspection import Block, Inspection, records
from pekt_xblocks.olx.page import read_page

from . import checked
from .references import ALT

CONTRADICTION = rule("contradiction", N_("The feedback of a right answer says that it is right, that of a wrong one does not: "
                                         "either the key or the words belong to another answer."))

_YES = re.compile(r"(Σωστά|Σωστό|Ναι|Ακριβώς|Μπράβο|Αληθής|Right|Correct|Yes|True)\b")
_NO = re.compile(r"(Λάθος|Όχι|Ψευδής|Wrong|No|False)\b|Δεν (είναι|ισχύει)\b")
_SHORTEST = 4
"""Letters from which a word of an answer is no chance find in a picture's text."""


@checked
def feedback_agrees_with_the_key(found: Inspection) -> Iterator[Fault]:
    for block in found.blocks:
        for at, data in records(block.activity) if block.activity else ():
            right = data.get("correct", data.get("true"))
            if isinstance(right, bool) and _contradicts(str(data.get("feedback", "")), right, *_labels(block, at)):
                message = (N_("“{name}” is right, but its feedback begins “{start}…”") if right
                           else N_("“{name}” is not right, but its feedback begins “{start}…”"))
                yield CONTRADICTION.fault(block.leaf.file, block.line(at), message, name=data.get("id", ""),
                                          start=" ".join(data["feedback"].split()[:3]))


def _labels(block: Block, at: At) -> tuple[str, str]:
    """How the item around a statement calls true and false; nothing where it has no words of its own."""
    item = block.reading.place(at[:-2])
    return item.get("true_label", ""), item.get("false_label", "")


def _contradicts(feedback: str, right: bool, yes: str, no: str) -> bool:
    """Whether the first words say the opposite of the key."""
    agrees, denies = (bool(pattern.match(feedback)) or bool(label and feedback.startswith(f"{label}:"))
                      for pattern, label in ((_YES, yes), (_NO, no)))
    return denies if right else agrees


@checked
def pictures_keep_the_secret(found: Inspection) -> Iterator[Fault]:
    """Whoever hears the picture's words must think as much as whoever sees it."""
    for block in found.blocks:
        for at, data in records(block.activity) if block.activity else ():
            for told in _pictures(data):
                right, wrong = _answers(data)
                given = [text for text in right if text in told]
                if given and not any(text in told for text in wrong):
                    yield ALT.fault(block.leaf.file, block.line(at), N_("The picture's text says the answer: “{answer}”."), answer=given[0])


def _pictures(data: dict[str, Any]) -> list[str]:
    """The texts of an item's own picture and of those in its question."""
    prompt = read_page(render(str(data.get("prompt") or "")))
    return [fold(text) for text in [data.get("picture_alt"), *(image.alt for image in prompt.images)] if text]


def _answers(data: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The words of right and of wrong answers, as matching reads them."""
    chosen = [(_words(each["text"]), bool(each["correct"])) for each in data.get("options") or () if "correct" in each]
    typed = [(_words(each), True) for each in data.get("accepted") or () if isinstance(each, str)]
    return ([text for text, right in [*chosen, *typed] if right and len(text) >= _SHORTEST],
            [text for text, right in chosen if not right])


def _words(markdown: str) -> str:
    return fold(" ".join(block.text for block in read_page(f"<p>{render(markdown)}</p>").blocks))
