"""Self-check: an opinion has no points, and every statement wants a step."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.activities.passport.activity import Passport, PassportResponse
from pekt_xblocks.activities.passport.examples import DEFAULT
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
