"""Moodle's Aiken text: a question, options «A.» or «A)», then «ANSWER: A»; its one rule: a question ends at its answer."""
from __future__ import annotations

import re
from collections.abc import Iterator

from pekt_xblocks.core.importing import Problem
from pekt_xblocks.core.language import N_

from . import wording
from .draft import Answer, Question, Read, Unfit

_LETTER = "A-ZΑ-Ω"
_OPTION = re.compile(rf"\s*([{_LETTER}])\s?[.)]\s+(.*)")
_ANSWER = re.compile(r"\s*(?:ANSWERS?|ΑΠΑΝΤΗΣΗ|ΑΠΑΝΤΗΣΕΙΣ|ΣΩΣΤΟ)\s*:(.*)", re.IGNORECASE)
# Greek capitals that look Latin are read as what they look like: nobody can tell them apart on paper.
_LATIN = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")

_NO_OPTION = N_("The right answer is {letter}, but no option has this letter.")
_NO_END = N_("No line “ANSWER: A” follows.")


def looks_like(text: str) -> bool:
    """Whether some line names an answer as Aiken does."""
    return any(_ANSWER.match(each) for each in text.split("\n"))


def read(text: str) -> Iterator[Read]:
    """The questions of a text, each with the line it begins on."""
    begun, asked, options = 0, [], {}
    for n, line in enumerate(text.split("\n"), 1):
        if answer := _ANSWER.match(line):
            yield _question(begun or n, "\n".join(asked), options, answer[1])
            begun, asked, options = 0, [], {}
        elif asked and (option := _OPTION.match(line)):
            options[option[1].translate(_LATIN)] = option[2]
        elif line.strip():
            if options:  # the question before never named its answer
                yield Problem(begun, _NO_END)
                asked, options, begun = [], {}, 0
            begun = begun or n
            asked.append(line.strip())
    if begun:
        yield Problem(begun, _NO_END)


def _question(line: int, prompt: str, options: dict[str, str], answer: str) -> Read:
    letters = re.findall(rf"[{_LETTER}]", answer.upper().translate(_LATIN))
    wrong = next((letter for letter in letters if letter not in options), None)
    if wrong or not letters:
        return Problem(line, _NO_OPTION, {"letter": wrong or answer.strip()[:20] or "—"})
    try:
        answers = tuple(Answer(wording.from_plain(text), float(letter in letters)) for letter, text in options.items())
        return Question(line, "choice", wording.from_plain(prompt), answers, several=len(letters) > 1)
    except Unfit as unfit:
        return Problem(line, unfit.message, unfit.params)
