"""Attestations: conditions, issue, what an edit of the course leaves alone, public check, overrides."""
from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Attestation, Membership, Override, Role

from . import fake_platform
from .conftest import COURSE, complete
from .test_progress import leaves, sends_score
from .test_visits import BLOCK


@pytest.fixture
def coordinator(person, run):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    return user


@pytest.fixture
def member(learner) -> Membership:
    return Membership.objects.get()


def finish(learner, tree):
    for key in leaves(tree):
        complete(learner, key)


def test_what_is_missing_is_told(learner, member, tree, run):
    run.module.needs_score, run.module.needs_visits, run.module.needs_sign_offs = 75, 1, 1
    run.module.save()
    finish(learner, tree)
    sends_score(learner, leaves(tree)[0], 1.5)
    held = api.standing(learner.id, COURSE)
    assert {c.name: (c.have, c.need, c.met) for c in held.conditions} == {
        "percent": (100, 100, True), "score": (75, 75, True), "visits": (0, 1, False), "sign_offs": (0, 1, False)}
    assert not held.passed


def test_visits_and_sign_offs_do_not_multiply_each_other(learner, member, coordinator, group, run):
    run.module.needs_visits, run.module.needs_sign_offs = 9, 9
    run.module.save()
    for key in ("a", "b", "c"):
        api.attend(coordinator, api.open_visit(coordinator, group, usage_key=BLOCK + key), learner.id)
        api.sign_off(coordinator, [api.hand_in(learner.id, COURSE, key)], {})
    assert [c.have for c in api.standing(learner.id, COURSE).conditions if c.name != "percent"] == [3, 3]


def test_an_attestation_is_issued_once_and_survives_an_edit(learner, member, coordinator, tree):
    assert api.issue(coordinator, [member]) == []
    finish(learner, tree)
    (paper,) = api.issue(coordinator, [member])
    assert api.issue(coordinator, [member]) == []
    fake_platform.make_tree(COURSE, units=3)
    api.mark_everyone(COURSE)
    api.settle()
    held = api.standing(learner.id, COURSE)
    assert held.passed and held.serial == paper.serial
    assert api.verify(paper.verify_code).revoked is None


def test_the_public_check_names_nobody(learner, member, coordinator, tree):
    finish(learner, tree)
    (paper,) = api.issue(coordinator, [member])
    spoken = f"{paper.verify_code[:5].lower()}-{paper.verify_code[5:]} "
    assert api.verify(spoken).serial == paper.serial
    assert "eleni" not in repr(api.verify(spoken)).lower()
    assert api.verify("") is None and api.verify("ΑΒΓ") is None
    api.revoke(coordinator, paper, "κατά λάθος")
    assert api.verify(paper.verify_code).revoked


def test_a_teachers_word_needs_a_reason(learner, member, coordinator):
    with pytest.raises(ValueError, match="reason"):
        api.override(coordinator, member, "  ")
    api.override(coordinator, member, "Έκανε την εργασία σε χαρτί")
    assert api.standing(learner.id, COURSE).passed
    (paper,) = api.issue(coordinator, [member])
    assert paper.facts == {"percent": 0, "override": True}


def test_a_word_taken_back_counts_no_more(learner, member, coordinator):
    given = api.override(coordinator, member, "λόγος")
    api.withdraw_override(coordinator, given)
    assert not api.standing(learner.id, COURSE).passed
    assert Override.objects.get().withdrawn


def test_only_the_hub_attests(learner, member, person, group):
    teacher = person("daskala")
    api.give_role(teacher.id, Role.TEACHER, group=group)
    for user in (teacher, learner):
        with pytest.raises(PermissionDenied):
            api.issue(user, [member])
    with pytest.raises(PermissionDenied):
        api.override(learner, member, "γιατί όχι")


def test_the_paper_survives_the_learner(learner, member, coordinator, tree):
    finish(learner, tree)
    (paper,) = api.issue(coordinator, [member])
    assert api.erase(learner.id)["memberships"]
    assert Attestation.objects.get().membership is None
    assert api.verify(paper.verify_code).serial == paper.serial
    assert not Membership.objects.exists()
    assert api.erase(learner.id)["memberships"] == 0
