"""Any quiz, and any other quiz that differs from it in answers, feedback and hints alone."""
from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from pekt_xblocks.activities.quiz.activity import Quiz
from pekt_xblocks.core.matching import fold

IDS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,5}", fullmatch=True)
# Drawn from a pool, for speed; «[», «*» and «_» would mean something in Markdown.
_DRAWN = ("".join(Random(n).choices("αβγδεζηθικλμπρστφψάΰΣ <>&\"'", k=2 + n % 9)).strip() for n in range(400))
_POOL = sorted({fold(text): text for text in _DRAWN if fold(text)}.values())
TEXTS = st.sampled_from(_POOL)
NOTES = st.just("") | TEXTS
FLAGS = st.booleans()
NUMBERS = st.integers(-10**6, 10**6).map(float) | st.floats(-1000, 1000, allow_nan=False).map(lambda x: round(x, 4))


def some(texts: Any, least: int, most: int) -> Any:
    return st.lists(texts, min_size=least, max_size=most, unique=True)


@st.composite
def elements(draw: Any, least: int, most: int, **fields: Any) -> list[dict[str, Any]]:
    """Elements with ids and texts of their own."""
    names = draw(st.lists(IDS, min_size=least, max_size=most, unique=True))
    texts = draw(some(TEXTS, len(names), len(names)))
    return [{"id": name, "text": text, **{key: draw(value) for key, value in fields.items()}}
            for name, text in zip(names, texts, strict=True)]


@st.composite
def options(draw: Any, one: bool) -> list[dict[str, Any]]:
    found = draw(elements(2, 5, feedback=NOTES, correct=st.just(False) if one else FLAGS))
    draw(st.sampled_from(found))["correct"] = True
    return found


@st.composite
def cloze(draw: Any) -> dict[str, Any]:
    gaps = draw(elements(1, 4, feedback=NOTES, tolerance=st.integers(0, 2)))
    for gap in gaps:
        words = draw(some(TEXTS, 2, 5))
        cut = draw(st.integers(1, len(words) - 1))
        gap.pop("text")
        gap["accepted"], gap["others"] = words[:cut], draw(st.sampled_from([words[cut:], []]))
    return {"text": " και ".join(f"[[{gap['id']}]]" for gap in gaps), "gaps": gaps}


@st.composite
def match(draw: Any) -> dict[str, Any]:
    lefts = draw(elements(2, 5, feedback=NOTES))
    rights = draw(elements(len(lefts), len(lefts) + 2))
    pairs = [{"id": left["id"], "left": left["text"], "feedback": left["feedback"], "right_id": right["id"], "right": right["text"]}
             for left, right in zip(lefts, rights, strict=False)]
    return {"pairs": pairs, "distractors": rights[len(lefts):]}


@st.composite
def order(draw: Any) -> dict[str, Any]:
    every = draw(elements(2, 7, feedback=NOTES))
    cut = draw(st.integers(2, len(every)))
    together = [False, *draw(st.lists(FLAGS, min_size=cut - 2, max_size=cut - 2)), False]
    return {"steps": [{**step, "with_previous": flag} for step, flag in zip(every[:cut], together, strict=True)],
            "distractors": every[cut:], "wrong_feedback": draw(NOTES)}


@st.composite
def sort(draw: Any) -> dict[str, Any]:
    bins = draw(elements(2, 4))
    names = [each["id"] for each in bins]
    return {"bins": bins, "cards": draw(elements(2, 6, feedback=NOTES, accepted=st.lists(st.sampled_from(names), min_size=1, unique=True)))}


def of(**fields: Any) -> Any:
    return st.fixed_dictionaries(fields)


OWN = {
    "single": of(options=options(True), keep_order=FLAGS, guess=FLAGS),
    "multiple": of(options=options(False), keep_order=FLAGS),
    "truefalse_why": of(true=FLAGS, reasons=options(True), right_feedback=NOTES, wrong_feedback=NOTES),
    "text": of(accepted=some(TEXTS, 1, 3), tolerance=st.integers(0, 2), articles=FLAGS, right_feedback=NOTES,
               wrong=st.lists(of(text=TEXTS, feedback=TEXTS), max_size=2)),
    "number": of(value=NUMBERS, tolerance=st.sampled_from([0.0, 0.5]), relative=FLAGS, units=st.lists(TEXTS, max_size=2),
                 wrong=st.lists(of(value=NUMBERS, feedback=TEXTS), max_size=2)),
    "cloze": cloze(),
    "match": match(),
    "order": order(),
    "sort": sort(),
    "table": of(rows=elements(1, 5, feedback=NOTES, true=FLAGS), true_label=NOTES, false_label=NOTES),
    "opinion": of(options=elements(2, 4, feedback=NOTES), several=FLAGS),
}


@st.composite
def items(draw: Any, tag: str | None = None) -> dict[str, Any]:
    """One item, as data."""
    tag = tag or draw(st.sampled_from(sorted(OWN)))
    scored = {} if tag == "opinion" else {"points": draw(st.sampled_from([0.0, 0.1, 1.0, 2.5])), "hints": draw(st.lists(TEXTS, max_size=2))}
    return {"tag": tag, "id": draw(IDS), "prompt": draw(TEXTS), "note": draw(NOTES), **scored, **draw(OWN[tag])}


def definitions(tag: str | None = None) -> Any:
    """Valid quizzes; of one kind of item, if it is named."""
    return of(intro=NOTES, layout=st.sampled_from(["stepper", "page"]), shuffle=FLAGS,
              items=st.lists(items(tag), min_size=1, max_size=3, unique_by=lambda item: item["id"])).map(Quiz.model_validate)


@st.composite
def twins(draw: Any, tag: str | None = None) -> tuple[Quiz, Quiz]:
    """A quiz, and one with other answers that a learner must not be able to tell from it."""
    quiz = draw(definitions(tag))
    raw = quiz.model_dump()
    for item in raw["items"]:
        _other_answers(draw, item)
        item["note"] = draw(NOTES)
        if "hints" in item:
            item["hints"] = draw(st.lists(TEXTS, min_size=len(item["hints"]), max_size=len(item["hints"])))
    return quiz, Quiz.model_validate(raw)


def _other_answers(draw: Any, item: dict[str, Any]) -> None:
    tag = item["tag"]
    if tag in ("single", "multiple", "truefalse_why", "opinion"):
        _other_options(draw, item)
    elif tag in ("text", "number"):
        kept = {key: item[key] for key in ("tag", "id", "prompt", "points", "hints")}
        item.clear()
        item.update(kept, **draw(OWN[tag]))
    elif tag == "cloze":
        for gap in item["gaps"]:
            words = draw(st.permutations(gap["accepted"] + gap["others"]))
            cut = draw(st.integers(1, len(words) - 1)) if gap["others"] else len(words)
            gap.update(accepted=words[:cut], others=words[cut:], feedback=draw(NOTES))
    elif tag == "match":
        sides = [(pair["right_id"], pair["right"]) for pair in item["pairs"]] + [(each["id"], each["text"]) for each in item["distractors"]]
        for each, (name, text) in zip([*item["pairs"], *item["distractors"]], draw(st.permutations(sides)), strict=True):
            each.update({"right_id": name, "right": text} if "right" in each else {"id": name, "text": text})
    elif tag == "order":
        _other_order(draw, item)
    elif tag == "sort":
        names = [each["id"] for each in item["bins"]]
        item["cards"] = [{**card, "accepted": [draw(st.sampled_from(names))]} for card in draw(st.permutations(item["cards"]))]
    elif tag == "table":
        for row in item["rows"]:
            row.update(true=draw(FLAGS), feedback=draw(NOTES))


def _other_options(draw: Any, item: dict[str, Any]) -> None:
    found = item.get("options") or item["reasons"]
    for option in found:
        option["feedback"] = draw(NOTES)
        if "correct" in option:
            option["correct"] = item["tag"] == "multiple" and draw(FLAGS)
    if item["tag"] != "opinion":
        draw(st.sampled_from(found))["correct"] = True
    if "true" in item:
        item["true"] = draw(FLAGS)


def _other_order(draw: Any, item: dict[str, Any]) -> None:
    every = draw(st.permutations([(each["id"], each["text"]) for each in item["steps"] + item["distractors"]]))
    # Whether there are distractors shows; how many of them there are does not.
    cut = draw(st.integers(2, len(every) - 1)) if item["distractors"] else len(every)
    item["steps"] = [{"id": name, "text": text} for name, text in every[:cut]]
    item["distractors"] = [{"id": name, "text": text} for name, text in every[cut:]]


@st.composite
def responses(draw: Any, quiz: Quiz) -> dict[str, Any]:
    """Readable responses: of the right shape for an item, of another item's, or of none; with tokens that exist and that don't."""
    tokens = sorted({token for item in quiz.items for token in _tokens(item)}) + ["true", "false", "is", "why", "0", ""]
    token = st.sampled_from(tokens)
    said = token | st.text(max_size=8) | st.sampled_from(["3,5", "-1", "1e9", "9" * 400, "άλφα"])
    given = said | st.lists(token, max_size=8) | st.dictionaries(token, said, max_size=8)
    names = st.sampled_from([item.id for item in quiz.items] + ["nobody"])
    return {"items": draw(st.dictionaries(names, given, max_size=4))}


def _tokens(item: Any) -> list[str]:
    right = item.right()
    if isinstance(right, dict):
        return [*right, *right.values()]
    return right if isinstance(right, list) else [right]
