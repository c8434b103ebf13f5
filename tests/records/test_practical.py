"""Practical tasks: handed in, returned, handed in again, signed off for a team."""
from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from pekt_xblocks.records import api
from pekt_xblocks.records.models import HandIn, Role, SignOff

from .conftest import COURSE

BLOCK = "block-v1:PEKTPE+dokimi+2026+type@pekt_practical+block@robot"


@pytest.fixture
def teacher(person, group):
    user = person("daskala")
    api.give_role(user.id, Role.TEACHER, group=group)
    return user


def test_the_way_of_a_task(learner, teacher, group):
    api.hand_in(learner.id, COURSE, BLOCK, "Το ρομπότ στρίβει", ["helmet"])
    (task,) = api.hand_ins([group])
    api.return_for_rework(teacher, [task], "Λείπει η μέτρηση")
    assert api.hand_ins([group]) == []
    api.hand_in(learner.id, COURSE, BLOCK, "Με μέτρηση")
    (task,) = api.hand_ins([group], BLOCK)
    api.sign_off(teacher, [task], {"works": 3, "team": 2}, "Ωραία")
    held = api.hand_in_of(learner.id, COURSE, BLOCK)
    assert (held.state, held.note) == (HandIn.SIGNED, "Με μέτρηση")
    assert [(s.returned, s.levels) for s in held.sign_offs.all()] == [(True, {}), (False, {"works": 3, "team": 2})]
    assert api.signed_off(learner.id, COURSE) == 1


def test_what_is_signed_off_stays(learner, teacher, group):
    task = api.hand_in(learner.id, COURSE, BLOCK, "πρώτο")
    api.sign_off(teacher, [task], {"works": 3})
    assert api.hand_in(learner.id, COURSE, BLOCK, "δεύτερο").note == "πρώτο"


def test_a_team_is_signed_off_whole_or_not_at_all(learner, teacher, person, run, group):
    mate, stranger = person("giannis"), person("marios")
    api.join(group, mate.id)
    api.join(run.groups.create(name="Β1"), stranger.id)
    mine = [api.hand_in(user.id, COURSE, BLOCK) for user in (learner, mate)]
    foreign = api.hand_in(stranger.id, COURSE, BLOCK)
    with pytest.raises(PermissionDenied):
        api.sign_off(teacher, [*mine, foreign], {"works": 3})
    assert not SignOff.objects.exists()
    api.sign_off(teacher, mine, {"works": 3})
    assert set(HandIn.objects.filter(state=HandIn.SIGNED)) == set(mine)


@pytest.mark.parametrize("level", [-1, 4, 1.5, "3", True, None])
def test_a_level_is_nought_to_three(learner, teacher, level):
    task = api.hand_in(learner.id, COURSE, BLOCK)
    with pytest.raises(ValueError, match="levels"):
        api.sign_off(teacher, [task], {"works": level})


def test_learners_sign_nothing_off(learner):
    task = api.hand_in(learner.id, COURSE, BLOCK)
    with pytest.raises(PermissionDenied):
        api.sign_off(learner, [task], {"works": 3})


def test_someone_in_no_group_hands_nothing_in(person, run):
    with pytest.raises(LookupError):
        api.hand_in(person("xenos").id, COURSE, BLOCK)


def test_a_long_note_is_cut(learner):
    assert len(api.hand_in(learner.id, COURSE, BLOCK, "ά" * 900).note) == 500
