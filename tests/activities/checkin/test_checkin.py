"""Check-in: the share of the visits asked for, and whose word counts."""
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.activities.checkin.activity import _WORDS, Checkin, CheckinResponse
from pekt_xblocks.core.hub import Seat


class Records:
    """Says what it was told to say, and remembers what it was asked."""

    def __init__(self, answer="recorded", made=1):
        self.answer, self.made, self.asked = answer, made, []

    def check_in(self, code):
        self.asked.append(code)
        return self.answer

    def visits_made(self):
        return self.made


@given(asked=st.integers(1, 30), made=st.integers(0, 100), code=st.text(max_size=32))
def test_the_score_is_the_share_of_visits_whatever_was_typed(asked, made, code):
    score = Checkin(visits=asked).grade(CheckinResponse(code=code, visits=made))
    assert score.share == Fraction(min(made, asked), asked)


@pytest.mark.parametrize("made", [0, 1, 250])
def test_what_is_graded_comes_from_the_records_alone(made):
    witness = Checkin(visits=2).witnessed(Records(made=made))
    assert (witness is None) if made == 0 else (witness.response == CheckinResponse(visits=min(made, 100)) and not witness.complete)


@pytest.mark.parametrize("answer", ["recorded", "already", *_WORDS])
def test_each_answer_of_the_records_has_its_own_word(answer):
    records = Records(answer)
    word = Checkin().hand_over(records, CheckinResponse(code="12 34 56", visits=9))
    assert records.asked == ["12 34 56"]
    assert word is None if answer in ("recorded", "already") else (word.message, word.taken, word.at) == (_WORDS[answer], False, "code")


@pytest.mark.parametrize("name", ["look", "open", "add", "close"])
def test_a_learner_has_no_teacher_s_calls(name):
    with pytest.raises(LookupError):
        Checkin().act_at(Seat("learner", Records()), name, {})
