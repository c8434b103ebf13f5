"""Practical task: weighted levels, and the safety rules that no signature passes."""
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.activities.practical.activity import Practical, PracticalResponse
from pekt_xblocks.activities.practical.examples import DEFAULT
from pekt_xblocks.core.hub import NotAllowed, Seat, Task
from tests.activities.contract import variants


class Records:
    """Tasks that wait; signing is remembered."""

    def __init__(self, *tasks):
        self.waiting, self.signed = list(tasks), []

    def tasks(self):
        return self.waiting

    def classes(self):
        return []

    def task(self):
        return self.waiting[0] if self.waiting else None

    def sign_off(self, refs, levels, comment):
        self.signed.append((list(refs), dict(levels), comment))


LEVELS = {"clues": 3, "rule": 1}


def sign(records, **data):
    return DEFAULT.act_at(Seat("teacher", records), "sign", {"refs": ["a"], "levels": LEVELS, **data})


@given(data=st.data())
def test_the_score_is_weight_times_level_of_three(data):
    activity = data.draw(variants(Practical))
    levels = {each.id: data.draw(st.integers(0, 3)) for each in activity.criteria}
    earned = sum(Fraction(each.worth * levels[each.id], 3) for each in activity.criteria)
    score = activity.grade(PracticalResponse(levels=levels))
    assert (score.earned, score.possible) == (earned, sum(each.worth for each in activity.criteria))


def test_signing_with_all_safety_ticks():
    records = Records(Task("a", "ready", ticks=("links",)), Task("b", "ready"))
    sign(records)                                              # what b lacks is b's alone
    assert records.signed == [(["a"], LEVELS, "")]


def test_no_signature_passes_a_missing_safety_tick_in_a_team():
    records = Records(Task("a", "ready", ticks=("links",)), Task("b", "ready", ticks=("roles",), name="Άρης"))
    with pytest.raises(NotAllowed) as refused:
        sign(records, refs=["a", "b"])
    assert refused.value.params == {"names": "Άρης"} and records.signed == []


@pytest.mark.parametrize("levels", [{}, {"clues": 3}, {**LEVELS, "other": 1}])
def test_every_criterion_has_a_level_and_no_other_has(levels):
    records = Records(Task("a", "ready", ticks=("links",)))
    with pytest.raises(NotAllowed):
        sign(records, levels=levels)
    assert records.signed == []


@pytest.mark.parametrize("state", ["ready", "returned", "signed"])
def test_only_a_signature_is_graded_and_it_completes(state):
    witness = DEFAULT.witnessed(Records(Task("a", state, "σημείωμα", ("links",), LEVELS)))
    if state != "signed":
        assert witness is None
    else:
        assert witness.complete and witness.response == PracticalResponse(ticks=["links"], note="σημείωμα", levels=LEVELS)


def test_a_tick_may_not_stand_in_both_lists():
    with pytest.raises(ValueError, match="same"):
        Practical.model_validate({**DEFAULT.model_dump(), "checklist": [{"id": "links", "text": "x"}]})
