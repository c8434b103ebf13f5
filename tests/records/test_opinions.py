"""Before and after: what is told of many, and that nothing is told of few."""
from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.activities.passport.activity import Passport
from pekt_xblocks.core import attempt as attempts
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.records import api
from pekt_xblocks.records.data import SMALL, opinion
from pekt_xblocks.records.documents import year as tables

from . import fake_platform

STEPS = st.lists(st.tuples(st.sampled_from([1, 1.5, 2, 3, 4]), st.sampled_from([1, 2, 2.5, 3, 4])), max_size=30)


@given(STEPS)
def test_of_few_nothing_is_told(pairs):
    line = opinion("4.1", [early for early, _late in pairs], [late for _early, late in pairs])
    rose = sum(late > early for early, late in pairs)
    if len(pairs) < SMALL:
        assert (line.both, line.before, line.after, line.change, line.rose) == (None,) * 5
        return
    assert line.both == len(pairs) and 1 <= line.before <= 4 and 1 <= line.after <= 4
    assert (line.rose is None) == (0 < rose < SMALL or 0 < len(pairs) - rose < SMALL)
    assert line.rose is None or line.rose == 100 * rose // len(pairs)


def passport(moment: str) -> Passport:
    return Passport.model_validate({"moment": moment, "instrument": "mine", "statements": [
        {"id": "a", "text": "Μπορώ το ένα.", "code": "4.1.05"}, {"id": "b", "text": "Μπορώ το άλλο.", "code": "4.1"},
        {"id": "c", "text": "Μπορώ το τρίτο.", "code": ""}]})


@pytest.fixture
def says(run):
    """Gives a learner's self-check of the run, as the block keeps it."""
    base = run.course_key.replace("course-v1:", "block-v1:")

    def give(user, moment, *steps):
        key, activity = f"{base}+type@pekt_passport+block@{moment}", passport(moment)
        fake_platform.BLOCKS[key] = SimpleNamespace(activity_or_none=activity)
        response = activity.Response(steps=dict(zip("abc", steps, strict=True)))
        state, _told = attempts.submit(attempts.State(), Settings(), activity, response, "one")
        fake_platform.STATES.append((user.id, key, {"attempts": 1, "work": attempts.to_json(state)}))
    return give


@pytest.fixture
def class_of_ten(group, person):
    users = [person(f"p{i}") for i in range(10)]
    for user in users:
        api.join(group, user.id)
    return users


def test_the_report_tells_how_opinions_changed(run, class_of_ten, says):
    for n, user in enumerate(class_of_ten[:9]):
        says(user, "before", 1, 2, 2)
        if n < 8:
            says(user, "after", 3, 2 if n < 7 else 4, 2 if n < 5 else 3)
    report = api.year_report(run.hub, run.year, hides=False)
    assert [(o.code, o.both, o.before, o.after, o.change, o.rose) for o in report.opinions] == [
        ("4.1", 8, 1.5, 2.6, 1.1, 100), ("", 8, 2.0, 2.4, 0.4, None)]                       # three rose: too few to say
    rows = tables.opinions(report.opinions, report.opinions_before).rows
    assert rows[0][0].startswith("4.1 ") and rows[0][1:] == [8, 1.5, 2.6, 1.1, 100, "–", "–"]
    assert api.year_report(run.hub, run.year, hides=True).opinions == report.opinions


def test_who_answered_once_is_not_compared(run, class_of_ten, says):
    for user in class_of_ten[:5]:
        says(user, "before", 1, 1, 1)
    for user in class_of_ten[5:]:
        says(user, "after", 4, 4, 4)
    assert api.year_report(run.hub, run.year, hides=False).opinions == ()


def test_four_who_answered_both_are_hidden_from_everyone(run, class_of_ten, says):
    for user in class_of_ten[:4]:
        says(user, "before", 1, 1, 1)
        says(user, "after", 4, 4, 4)
    report = api.year_report(run.hub, run.year, hides=False)
    assert {(o.both, o.before, o.after, o.rose) for o in report.opinions} == {(None, None, None, None)}
    assert 4 not in [cell for row in tables.opinions(report.opinions, report.opinions_before).rows for cell in row]


def test_an_answer_that_cannot_be_read_any_more_is_passed_over(run, class_of_ten, says):
    for user in class_of_ten[:6]:
        says(user, "before", 1, 1, 1)
        says(user, "after", 2, 2, 2)
    _user, _key, fields = fake_platform.STATES[0]
    fields["work"]["recent"][0]["response"] = {"steps": {"a": 9}}
    assert {o.both for o in api.year_report(run.hub, run.year, hides=False).opinions} == {5}
