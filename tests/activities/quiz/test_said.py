"""Answers in words: every kind of item says what was answered, in words alone, the same for equal answers."""
from __future__ import annotations

import re

from hypothesis import given

from pekt_xblocks.activities import examples

from .drawn import definitions

QUIZ = examples("quiz").DEFAULT


def said(**items):
    return QUIZ.report(QUIZ.Response.model_validate({"items": items}))


def test_an_answer_is_told_in_the_page_s_words():
    right = QUIZ.correct_response().items
    assert QUIZ.report(QUIZ.correct_response()) == {
        "password": "τρένο-καρπούζι-ομπρέλα", "protect": "Έλεγχος δύο βημάτων · Ενημερώσεις του κινητού · Κλείδωμα οθόνης",
        "steps": "Αλλάζω τον κωδικό από την επίσημη σελίδα → Το λέω σε έναν μεγάλο που εμπιστεύομαι → "
                 "Αλλάζω τον κωδικό όπου είχα τον ίδιο → Αναφέρω τη σελίδα"}
    assert said(protect=right["protect"]) == said(protect=right["protect"][::-1])
    assert said(steps=right["steps"]) != said(steps=right["steps"][::-1])
    assert said() == {} and said(password="κάτι άλλο") == {"password": "κάτι άλλο"}


@given(definitions())
def test_no_kind_tells_a_token(quiz):
    told = quiz.report(quiz.correct_response())
    assert set(told) == set(quiz.correct_response().items) and all(told.values())
    assert not [text for text in told.values() if re.search(r"\b[0-9a-f]{12}\b", text)]
