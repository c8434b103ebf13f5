"""Visits: who may open one, which codes are taken, and that nobody in the room is lost."""
from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pekt_xblocks.records import api
from pekt_xblocks.records.api.visits import matches
from pekt_xblocks.records.data import CheckIn
from pekt_xblocks.records.models import Attendance, Role, Visit

from .conftest import COURSE

BLOCK = "block-v1:PEKTPE+dokimi+2026+type@pekt_checkin+block@in"
NOON = datetime(2026, 11, 20, 10, 0, 30, tzinfo=UTC)


@pytest.fixture
def teacher(person, group):
    user = person("daskala")
    api.give_role(user.id, Role.TEACHER, group=group)
    return user


@pytest.fixture
def visit(teacher, group):
    return api.open_visit(teacher, group, "Ρομπότ", usage_key=BLOCK)


def code(visit, at=NOON):
    return api.visit_code(visit, at).digits


def test_a_class_that_gives_the_code_in_one_second_is_there_whole(visit, group, person):
    learners = [person(f"l{i}").id for i in range(30)]
    for user in learners:
        api.join(group, user)
    assert {api.check_in(user, COURSE, code(visit), BLOCK, NOON) for user in learners} == {CheckIn.RECORDED}
    assert Attendance.objects.count() == 30


def test_giving_the_code_twice_counts_once(visit, learner):
    assert api.check_in(learner.id, COURSE, code(visit), BLOCK, NOON) is CheckIn.RECORDED
    assert api.check_in(learner.id, COURSE, code(visit), BLOCK, NOON) is CheckIn.ALREADY
    assert api.visits_made(learner.id, COURSE) == api.visits_made(learner.id, COURSE, BLOCK) == 1


@pytest.mark.parametrize(("minutes", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_lives_one_minute_on_each_side(visit, minutes, taken):
    assert matches(visit, code(visit, NOON + timedelta(minutes=minutes)), NOON) is taken


def test_codes_are_bound_to_the_visit_and_its_activity(visit, teacher, group):
    other = api.open_visit(teacher, group, usage_key=BLOCK + "2")
    digits = code(visit)
    assert not matches(other, digits, NOON)
    other.usage_key = visit.usage_key
    assert not matches(other, digits, NOON)
    visit.usage_key = BLOCK + "2"
    assert not matches(visit, digits, NOON)


def test_a_code_may_be_written_in_pairs(visit, learner):
    digits = code(visit)
    spaced = f" {digits[:2]} {digits[2:4]}-{digits[4:]}"
    assert api.check_in(learner.id, COURSE, spaced, BLOCK, NOON) is CheckIn.RECORDED


def wrong(visit):
    return next(f"{n:06d}" for n in range(10) if not matches(visit, f"{n:06d}", NOON))


def test_five_wrong_codes_close_the_door_for_five_minutes(visit, learner, person, group):
    for _ in range(5):
        assert api.check_in(learner.id, COURSE, wrong(visit), BLOCK, NOON) is CheckIn.WRONG
    assert api.check_in(learner.id, COURSE, code(visit), BLOCK, NOON) is CheckIn.LOCKED
    neighbour = person("giannis")
    api.join(group, neighbour.id)
    assert api.check_in(neighbour.id, COURSE, code(visit), BLOCK, NOON) is CheckIn.RECORDED
    later = NOON + timedelta(minutes=5)
    assert api.check_in(learner.id, COURSE, code(visit, later), BLOCK, later) is CheckIn.RECORDED


def test_a_closed_visit_takes_no_code(visit, teacher, learner):
    api.close_visit(teacher, visit, head_count=21)
    assert api.check_in(learner.id, COURSE, code(visit), BLOCK, NOON) is CheckIn.CLOSED
    assert Visit.objects.get().head_count == 21


def test_another_class_is_not_let_in(visit, run, person):
    stranger = person("marios")
    api.join(run.groups.create(name="Β1"), stranger.id)
    assert api.check_in(stranger.id, COURSE, code(visit), BLOCK, NOON) is CheckIn.CLOSED


def test_a_learner_without_a_telephone_is_added_by_hand(visit, teacher, learner):
    assert api.attend(teacher, visit, learner.id)
    assert not api.attend(teacher, visit, learner.id)
    assert Attendance.objects.get().by == teacher.id


def test_only_those_of_the_run_are_added(visit, teacher, person):
    with pytest.raises(LookupError):
        api.attend(teacher, visit, person("xenos").id)


def test_two_taps_open_one_visit(teacher, group):
    assert api.open_visit(teacher, group, usage_key=BLOCK).id == api.open_visit(teacher, group, usage_key=BLOCK).id


def test_a_learner_opens_nothing(learner, group):
    with pytest.raises(PermissionDenied):
        api.open_visit(learner, group)


@pytest.mark.parametrize("minutes", [-1, 0, 1, 7])
def test_no_code_is_compared_faster_than_another(visit, monkeypatch, minutes):
    """All three are compared, by the comparison that always takes the same time, whichever of them was given or none."""
    compare, given = hmac.compare_digest, []
    digits = code(visit, NOON + timedelta(minutes=minutes))
    monkeypatch.setattr(hmac, "compare_digest", lambda one, other: given.append(other) or compare(one, other))
    assert matches(visit, digits, NOON) is (minutes != 7)
    assert given == [digits.encode()] * 3
