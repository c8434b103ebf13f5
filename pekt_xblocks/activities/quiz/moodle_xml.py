"""Moodle's XML of questions; its one rule: every question of a kind that has no counterpart here is named, none is guessed at."""
from __future__ import annotations

from collections.abc import Callable, Iterator

from pekt_xblocks.core.importing import Problem
from pekt_xblocks.core.language import N_

from . import wording
from .draft import Answer, Question, Read, Unfit, number
from .plain_xml import Node, tree

_OTHER = N_("Questions of the kind “{kind}” have no counterpart here.")
_PICTURE = N_("Its picture was left out. Upload it to the course and choose it in the question.")
_NO_QUIZ = N_("This is no Moodle XML: its first element must be <quiz>.")
_SILENT = ("category", "description")


def read(data: bytes) -> Iterator[Read]:
    """The questions of a file, each with the line it begins on; ``Unfit`` if the file as a whole can't be read."""
    root = tree(data)
    if root.name != "quiz":
        raise Unfit(_NO_QUIZ)
    for node in root.every("question"):
        kind = node.attributes.get("type", "")
        if kind in _SILENT:
            continue
        if kind not in _KINDS:
            yield Problem(node.line, _OTHER, {"kind": kind[:40]})
            continue
        try:
            yield _KINDS[kind](node)
        except Unfit as unfit:
            yield Problem(node.line, unfit.message, unfit.params)
            continue
        if _pictured(node):
            yield Problem(node.line, _PICTURE, taken=True)


def _pictured(node: Node) -> bool:
    return any("<img" in each.text.lower() for each in _below(node) if each.name == "text")


def _below(node: Node) -> Iterator[Node]:
    for each in node.children:
        yield each
        yield from _below(each)


def _markdown(node: Node | None) -> str:
    """The Markdown of an element that holds ``<text>`` and says its format."""
    if node is None:
        return ""
    form = node.attributes.get("format", "html")
    make: Callable[[str], str] = {"markdown": str.strip, "plain_text": wording.from_plain}.get(form, wording.from_html)
    return make(_raw(node))


def _raw(node: Node | None) -> str:
    text = node and node.find("text")
    return text.text if text else ""


def _word(node: Node, name: str) -> str:
    found = node.find(name)
    return found.text if found else ""


def _share(answer: Node) -> float:
    try:
        return max(-1.0, min(number(answer.attributes.get("fraction", "0")) / 100, 1.0))
    except Unfit:
        return 0.0


def _asked(node: Node) -> tuple[int, str, str]:
    """Line, prompt and general feedback."""
    return node.line, _markdown(node.find("questiontext")), _markdown(node.find("generalfeedback"))


def _multichoice(node: Node) -> Question:
    line, prompt, note = _asked(node)
    answers = tuple(Answer(_markdown(each), _share(each), _markdown(each.find("feedback"))) for each in node.every("answer"))
    several, fixed = _word(node, "single") in ("false", "0"), _word(node, "shuffleanswers") in ("false", "0")
    return Question(line, "choice", prompt, answers, note=note, several=several, keep_order=fixed)


def _truefalse(node: Node) -> Question:
    line, prompt, note = _asked(node)
    said = {_raw(each).lower(): Answer("", _share(each), _markdown(each.find("feedback"))) for each in node.every("answer")}
    if set(said) != {"true", "false"} or said["true"].share == said["false"].share:
        raise Unfit(N_("It doesn't say whether the statement is true."))
    return Question(line, "truefalse", prompt, (said["true"], said["false"]), note=note)


def _shortanswer(node: Node) -> Question:
    line, prompt, note = _asked(node)
    answers = tuple(Answer(wording.line(_raw(each)), _share(each), _markdown(each.find("feedback"))) for each in node.every("answer"))
    return Question(line, "short", prompt, answers, note=note)


def _numerical(node: Node) -> Question:
    line, prompt, note = _asked(node)
    answers = tuple(Answer(_raw(each), _share(each), _markdown(each.find("feedback")), abs(number(_word(each, "tolerance") or "0")))
                    for each in node.every("answer"))
    return Question(line, "number", prompt, answers, note=note)


def _matching(node: Node) -> Question:
    line, prompt, note = _asked(node)
    pairs = tuple((_markdown(each), wording.line_from_html(_raw(each.find("answer")))) for each in node.every("subquestion"))
    return Question(line, "match", prompt, pairs=pairs, note=note)


_KINDS = {"multichoice": _multichoice, "truefalse": _truefalse, "shortanswer": _shortanswer, "numerical": _numerical,
          "matching": _matching}
