"""Attestations: conditions, issue, what an edit of the course leaves alone, public check, overrides."""
from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

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


def counted(run) -> int:
    """Attestations in the hub's numbers of the year."""
    return api.year_counts([run.hub], run.year)[run.id].attested


def again(coordinator, member):
    """The newest attestation taken back, and another issued."""
    api.revoke(coordinator, Attestation.objects.get(membership=member), "λάθος")
    return api.reissue(coordinator, member)


def test_another_one_takes_the_place_of_a_revoked_one(learner, member, coordinator, tree, group, run):
    finish(learner, tree)
    (first,) = api.issue(coordinator, [member])
    api.revoke(coordinator, first, "κατά λάθος")
    held = api.standing(learner.id, COURSE)
    assert held.passed and (held.serial, held.verify_code, held.ready) == (None, None, False) and held.revoked
    assert api.issue(coordinator, [member]) == api.ready_for_attestation(coordinator, run.hub) == api.class_papers(group) == []
    second = api.reissue(coordinator, member)
    assert second.serial == f"{first.serial}-2" and second.verify_code != first.verify_code
    assert api.verify(first.verify_code).revoked and api.verify(second.verify_code).revoked is None
    assert api.standing(learner.id, COURSE).serial == second.serial and counted(run) == 1
    assert [paper.serial for paper in api.class_papers(group)] == [second.serial] == [api.own_paper(learner.id, member.registration).serial]
    assert api.reissue(coordinator, member) is None
    assert again(coordinator, member).serial == f"{first.serial}-3"
    (own,) = api.own_data(learner.id)["registrations"]
    assert [paper["serial"][-2:] for paper in own["attestations"]] == [first.serial[-2:], "-2", "-3"]


def test_another_one_needs_the_conditions_and_the_right(learner, member, coordinator, person, group):
    given = api.override(coordinator, member, "λόγος")
    (first,) = api.issue(coordinator, [member])
    assert api.reissue(coordinator, member) is None
    api.revoke(coordinator, first, "λάθος")
    teacher = person("daskala")
    api.give_role(teacher.id, Role.TEACHER, group=group)
    for user in (teacher, learner):
        with pytest.raises(PermissionDenied):
            api.reissue(user, member)
    api.withdraw_override(coordinator, given)
    with pytest.raises(ValueError, match="conditions"):
        api.reissue(coordinator, member)
    assert Attestation.objects.get().membership == member


def test_erasing_takes_the_learner_from_revoked_ones_too(learner, member, coordinator, tree):
    finish(learner, tree)
    (first,) = api.issue(coordinator, [member])
    second = again(coordinator, member)
    assert api.erase(learner.id)["attestations"] == 2
    assert set(Attestation.objects.values_list("membership", "formerly")) == {(None, None)}
    assert api.verify(first.verify_code).revoked and not api.verify(second.verify_code).revoked


def test_what_was_taken_back_is_nowhere_shown_as_valid(learner, member, coordinator, tree, group, client):
    finish(learner, tree)
    (paper,) = api.issue(coordinator, [member])
    own, papers = reverse("pekt_records:me"), reverse("pekt_records:own_attestation", args=[member.registration])
    client.force_login(learner)
    assert paper.verify_code in client.get(own).content.decode() and client.get(papers).status_code == 200
    api.revoke(coordinator, paper, "λάθος")
    told = client.get(own).content.decode()
    assert paper.verify_code not in told and papers not in told and "revoked" in told
    assert client.get(papers).status_code == 403
    client.force_login(coordinator)
    told = client.get(reverse("pekt_records:group", args=[group.ref])).content.decode()
    assert paper.serial not in told and "revoked" in told and reverse("pekt_records:attest", args=[group.ref]) not in told


def test_the_button_on_the_learners_page(learner, member, coordinator, tree, client):
    finish(learner, tree)
    (paper,) = api.issue(coordinator, [member])
    page = reverse("pekt_records:learner_edit", args=[member.registration])
    client.force_login(coordinator)
    assert 'name="reissue"' not in client.get(page).content.decode()
    client.post(page, {"revoke": "1", "reason": "Λάθος μαθητής"})
    assert 'name="reissue"' in client.get(page).content.decode()
    said = client.post(page, {"reissue": paper.serial}, follow=True).content.decode()
    assert f"{paper.serial}-2" in said and "Λάθος μαθητής" in said and 'name="reissue"' not in said
    assert "already" in client.post(page, {"reissue": paper.serial}, follow=True).content.decode()
    assert Attestation.objects.count() == 2
