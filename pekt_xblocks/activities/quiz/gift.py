"""Moodle's GIFT text: questions apart by blank lines, answers in braces; its one rule: one bad question never costs the next."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pekt_xblocks.core.importing import Problem
from pekt_xblocks.core.language import N_

from . import wording
from .draft import MOST_ANSWERS, TOO_MANY, Answer, Question, Read, Unfit, number

_SIGNS = "~=#{}:\\"
_HIDDEN = {sign: chr(n) for n, sign in enumerate(_SIGNS, 1)}
_SHOWN = {ord(hidden): sign for sign, hidden in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_TITLE = re.compile(r"\s*::.*?::\s*", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_PIECE = re.compile(r"([=~])([^=~]*)")
_WEIGHT = re.compile(r"\s*%\s*(-?\d{1,3}(?:[.,]\d{1,8})?)\s*%")
_TRUTH = re.compile(r"(true|false|t|f)\s*(?:#([^#]*))?(?:#([^#]*))?", re.IGNORECASE)

_NO_ANSWERS = N_("There are no answers in curly brackets.")
_OPEN = N_("A curly bracket is never closed. A blank line ends a question.")
_ESSAY = N_("An open question can't be graded here. Write it as an opinion or a practical task.")
_TWO = N_("There are answers in two places. Write each question on its own.")
_MARKS = N_("Every answer must begin with = (right) or ~ (wrong).")
_PAIRS = N_("Write every pair as: = left -> right.")

Markdown = Callable[[str], str]


def read(text: str) -> Iterator[Read]:
    """The questions of a text without control characters, each with the line it begins on."""
    for line, block in _blocks(text):
        try:
            yield _question(line, block)
        except Unfit as unfit:
            yield Problem(line, unfit.message, unfit.params)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    begun, lines = 0, []
    for n, each in enumerate([*text.split("\n"), ""], 1):
        bare = each.strip()
        if bare.startswith(("//", "$CATEGORY:", "$COURSE$")):
            continue
        if bare:
            begun = begun or n
            lines.append(each)
        elif lines:
            yield begun, "\n".join(lines)
            begun, lines = 0, []


def _question(line: int, block: str) -> Question:
    hidden = _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else _HIDDEN[found[1]], block)
    hidden = hidden[found.end():] if (found := _TITLE.match(hidden)) else hidden
    form = _FORMAT.match(hidden)
    markdown = _markdown(form[1].lower() if form else "")
    prompt, body = _parted(hidden[form.end():] if form else hidden)
    body, _, note = body.partition("####")
    return _answered(line, markdown(prompt), body.strip(), markdown(note), markdown)


def _parted(text: str) -> tuple[str, str]:
    """The prompt and what stands in the braces; a gap in the middle of a sentence becomes a line to fill."""
    head, opened, rest = text.partition("{")
    body, closed, tail = rest.partition("}")
    if not opened:
        raise Unfit(_NO_ANSWERS)
    if not closed:
        raise Unfit(_OPEN)
    if "{" in tail:
        raise Unfit(_TWO)
    return (f"{head.strip()} ……… {tail.strip()}" if tail.strip() else head), body


def _markdown(form: str) -> Markdown:
    make = {"html": wording.from_html, "markdown": str.strip}.get(form, wording.from_plain)
    return lambda text: make(_shown(text))


def _shown(text: str) -> str:
    return text.translate(_SHOWN)


def _answered(line: int, prompt: str, body: str, note: str, markdown: Markdown) -> Question:
    if not body:
        raise Unfit(_ESSAY)
    if truth := _TRUTH.fullmatch(body):
        true, wrong, right = truth[1][0] in "tT", markdown(truth[2] or ""), markdown(truth[3] or "")
        answers = (Answer("", float(true), right if true else wrong), Answer("", float(not true), wrong if true else right))
        return Question(line, "truefalse", prompt, answers, note=note)
    if body.startswith("#"):
        return Question(line, "number", prompt, tuple(_numbers(body[1:].strip(), markdown)), note=note)
    pieces = list(_pieces(body))
    if all(sign == "=" for sign, *_ in pieces):
        if any("->" in text for _, _, text, _ in pieces):
            return Question(line, "match", prompt, pairs=tuple(_pair(text, markdown) for _, _, text, _ in pieces), note=note)
        answers = tuple(Answer(wording.line(_shown(text)), share, markdown(told)) for _, share, text, told in pieces)
        return Question(line, "short", prompt, answers, note=note)
    answers = tuple(Answer(markdown(text), share, markdown(told)) for _, share, text, told in pieces)
    return Question(line, "choice", prompt, answers, note=note)


def _pieces(body: str) -> Iterator[tuple[str, float, str, str]]:
    """(sign, share, text, feedback) of each answer."""
    first = min((at for at in (body.find("="), body.find("~")) if at >= 0), default=-1)
    if first < 0 or body[:first].strip():
        raise Unfit(_MARKS)
    found = _PIECE.findall(body[first:])
    if len(found) > MOST_ANSWERS:
        raise Unfit(TOO_MANY, max_length=MOST_ANSWERS)
    for sign, piece in found:
        weight = _WEIGHT.match(piece)
        share = float(weight[1].replace(",", ".")) / 100 if weight else float(sign == "=")
        text, _, feedback = (piece[weight.end():] if weight else piece).partition("#")
        yield sign, share, text.strip(), feedback.strip()


def _pair(text: str, markdown: Markdown) -> tuple[str, str]:
    left, arrow, right = text.partition("->")
    if not arrow:
        raise Unfit(_PAIRS)
    return markdown(left), wording.line(_shown(right))


def _numbers(body: str, markdown: Markdown) -> Iterator[Answer]:
    for _, share, text, feedback in _pieces(body if body.startswith(("=", "~")) else f"={body}"):
        value, off = _span(_shown(text)) if text else ("*", 0.0)
        yield Answer(value, share, markdown(feedback), off)


def _span(text: str) -> tuple[str, float]:
    """A number and how far off it may be, from ``3``, ``3:0.5`` or ``2.5..3.5``."""
    low, dots, high = text.partition("..")
    if dots:
        least, most = number(low), number(high)
        return repr(round((least + most) / 2, 12)), round(abs(most - least) / 2, 12)
    value, _, off = text.partition(":")
    return repr(number(value)), abs(number(off)) if off.strip() else 0.0
