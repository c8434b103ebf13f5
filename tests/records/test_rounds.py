"""Who needs help, what can be attested, how activities went, and pages for paper and parents."""
from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Attestation, Progress, Role, Run

from . import fake_platform
from .conftest import COURSE, complete


@pytest.fixture
def coordinator(person, run):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    return user


@pytest.fixture
def teacher(person, group):
    user = person("daskala")
    api.give_role(user.id, Role.TEACHER, group=group)
    return user


def tried(user, key, times, status="tried"):
    fake_platform.STATES.append((user.id, key, {"attempts": times, "work": {"status": status}}))


def test_stuck_idle_and_behind_are_told_apart_and_closed_runs_are_over(coordinator, learner, person, group, run, tree):
    keys = [leaf.usage_key for unit in tree.units for leaf in unit.leaves]
    mate, third = person("giannis"), person("maria")
    for user in (mate, third):
        api.join(group, user.id)
    for key in keys:
        complete(mate, key)
        complete(third, key)
    complete(learner, keys[0])
    Progress.objects.filter(membership__user_id=learner.id).update(last_activity=timezone.now() - timedelta(days=20))
    tried(mate, keys[1], 3)
    tried(third, keys[1], 2)
    tried(third, keys[2], 5, "passed")
    ((asked, lines),) = api.attention(api.groups(coordinator, "see_learners"), timezone.now())
    assert asked == run
    assert {(line.learner.user_id, line.reasons, len(line.stuck)) for line in lines} == {
        (learner.id, ("idle", "behind"), 0), (mate.id, (), 1)}
    Run.objects.update(state=Run.CLOSED)
    assert api.attention(api.groups(coordinator, "see_learners"), timezone.now()) == []


def test_a_teacher_is_asked_about_own_classes_alone(teacher, learner, person, run, tree):
    stranger = person("marios")
    api.join(run.groups.create(name="Β1"), stranger.id)
    for user in (learner, stranger):
        tried(user, tree.units[0].leaves[0].usage_key, 4)
    ((_run, lines),) = api.attention(api.groups(teacher, "see_learners"), timezone.now())
    assert [line.learner.user_id for line in lines] == [learner.id]


def test_one_button_signs_everything_that_is_ready(client, coordinator, learner, person, group, run, tree):
    late = person("giannis")
    api.join(group, late.id)
    for unit in tree.units:
        for leaf in unit.leaves:
            complete(learner, leaf.usage_key)
    client.force_login(coordinator)
    page = reverse("pekt_records:attestations", args=[run.hub.code])
    said = client.get(page).content.decode()
    assert "Eleni" in said and "Giannis" not in said and not Attestation.objects.exists()
    client.post(page)
    assert Attestation.objects.get().membership.user_id == learner.id
    assert "Nothing to sign" in client.get(page).content.decode()


def test_no_arrow_of_the_week_is_read_aloud(client, coordinator):
    client.force_login(coordinator)
    page = client.get(reverse("pekt_records:week")).content.decode()
    assert page.count('<span aria-hidden="true">← </span>') == page.count("←") == page.count("→") == 1
    assert '<span aria-hidden="true"> →</span>' in page


def test_the_sheet_holds_every_unit_and_the_parent_s_page_nobody_else(client, teacher, learner, person, group, tree):
    mate = person("giannis")
    api.join(group, mate.id)
    complete(learner, tree.units[0].leaves[0].usage_key)
    client.force_login(teacher)
    sheet = client.get(reverse("pekt_records:class_sheet", args=[group.ref])).content.decode()
    assert all(unit.title in sheet for unit in tree.units) and "Eleni" in sheet and "Giannis" in sheet
    page = client.get(reverse("pekt_records:learner", args=[group.memberships.get(user_id=learner.id).registration])).content.decode()
    assert "Eleni" in page and "25%" in page and "Giannis" not in page and "Data up to" in page


def test_who_has_left_has_no_page(client, teacher, learner, group):
    member = group.memberships.get()
    api.leave(member)
    client.force_login(teacher)
    assert client.get(reverse("pekt_records:learner", args=[member.registration])).status_code == 404


def test_an_activity_that_cannot_be_opened_here_says_so(client, teacher, learner):
    api.hand_in(learner.id, COURSE, "block-v1:PEKTPE+dokimi+2026+type@pekt_practical+block@r", "Έτοιμο")
    client.force_login(teacher)
    said = client.get(reverse("pekt_records:tasks")).content.decode()
    assert "1 task waits, but" in said and "Έτοιμο" not in said
