"""Self-check: an opinion has no points, and every statement wants a step."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.activities.passport.activity import Passport, PassportResponse
from pekt_xblocks.activities.passport.examples import DEFAULT
from pekt_xblocks.core.hub import Evidence, Seat
from tests.activities.contract import variants


@given(data=st.data())
def test_nothing_can_be_earned_and_every_unsaid_statement_is_named(data):
    activity = data.draw(variants(Passport))
    ids = [each.id for each in activity.statements]
    said = data.draw(st.dictionaries(st.sampled_from(ids), st.integers(1, 4)))
    response = PassportResponse(steps=said)
    assert activity.grade(response).possible == 0
    assert [each.at for each in activity.missing(response)] == [id for id in ids if id not in said]


@pytest.mark.parametrize("step", [0, 5, 2.5, "three", None])
def test_there_are_four_steps(step):
    with pytest.raises(ValueError):
        PassportResponse(steps={"spot": step})


def test_at_most_twelve_statements():
    one = DEFAULT.statements[0].model_dump()
    raw = {"statements": [{**one, "id": f"s{n}"} for n in range(13)]}
    with pytest.raises(ValueError, match="12"):
        Passport.model_validate(raw)


class Records:
    """What a hub knows of one learner, as given."""

    def __init__(self, evidence, answers=(), attestation=None):
        self.evidence, self.answers, self.attestation = lambda: evidence, lambda: list(answers), lambda: attestation


def seen(activity, *given):
    return activity.hub_view(Seat("learner", Records(*given)))


def test_evidence_of_a_competence_is_its_own_and_of_those_under_it():
    told = seen(DEFAULT, {"4.1.05": Evidence(1, 2, ("A",)), "4.1.06": Evidence(1, 1), "4.10": Evidence(0, 9, ("B",))})["shown"]
    assert told["spot"] == told["address"] == {"passed": 1, "of": 2, "level": 2.0, "again": ["A"]}
    assert told["explain"] == {"passed": 2, "of": 3, "level": pytest.approx(8 / 3), "again": ["A"]}


def test_without_a_code_or_an_activity_that_asks_for_it_there_is_no_evidence():
    bare = DEFAULT.model_copy(update={"statements": [DEFAULT.statements[0].model_copy(update={"code": ""})]})
    assert seen(bare, {"": Evidence(3, 3), "4.1.05": Evidence(1, 1)})["shown"] == {"spot": None}
    assert set(seen(DEFAULT, {"1.1": Evidence(1, 1)})["shown"].values()) == {None}


def test_only_the_other_moment_of_the_same_self_check_is_shown_beside():
    before = PassportResponse(steps={"spot": 2})
    answers = [(DEFAULT, before), (DEFAULT.model_copy(update={"instrument": "other"}), PassportResponse(steps={"address": 4})),
               (DEFAULT.model_copy(update={"moment": "after"}), PassportResponse(steps={"explain": 4}))]
    assert seen(DEFAULT.model_copy(update={"moment": "after"}), {}, answers)["other"] == {"spot": 2}
    assert seen(DEFAULT, {}, answers)["other"] == {"explain": 4}


def test_a_space_too_many_does_not_part_before_and_after():
    """A teacher types the name twice, in their own language."""
    typed = Passport.model_validate({**DEFAULT.model_dump(), "instrument": "  Κωδικοί  και ψάρεμα "})
    assert typed.instrument == "Κωδικοί και ψάρεμα"
