"""The numbers kept of each class: what changes them, who sees them, and that nothing is ever added up."""
from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Dirty, Group, Membership, Progress, Recount, Role, Rollup, SchoolYear

from . import fake_platform
from .conftest import complete
from .test_progress import leaves


def kept(group):
    row = Rollup.objects.get(group=group)
    return row.learners, row.started, row.completed, row.percents


@pytest.fixture
def other(run):
    return Group.objects.create(run=run, name="Στ2")


@pytest.fixture
def coordinator(person, run):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    return user


def test_a_class_is_counted_with_its_learners_progress(learner, tree, group):
    assert kept(group) == (1, 0, 0, 0)
    complete(learner, leaves(tree)[0])
    assert kept(group) == (1, 1, 0, 25)
    for key in leaves(tree):
        complete(learner, key)
    assert kept(group) == (1, 1, 1, 100)
    assert Rollup.objects.get(group=group).last_activity == Progress.objects.get().last_activity


def test_a_learner_who_moves_counts_where_they_are(learner, tree, group, other):
    complete(learner, leaves(tree)[0])
    api.join(other, learner.id)
    assert (kept(group), kept(other)) == ((0, 0, 0, 0), (1, 1, 0, 25))


def test_one_who_left_still_counts_one_taken_out_or_erased_does_not(learner, tree, group, person, coordinator):
    idle = person("nikos")
    api.join(group, idle.id)
    complete(learner, leaves(tree)[0])
    api.take_out(coordinator, Membership.objects.get(user_id=idle.id))
    assert kept(group) == (1, 1, 0, 25)
    api.take_out(coordinator, Membership.objects.get(user_id=learner.id))         # with a record: the registration only ends
    assert kept(group) == (1, 1, 0, 25)
    api.erase(learner.id)
    assert kept(group) == (0, 0, 0, 0)


def test_a_class_is_counted_though_its_course_cannot_be_read(person, group, platform):
    fake_platform.TREES.clear()
    api.join(group, person("eleni").id)
    assert kept(group) == (1, 0, 0, 0) and Dirty.objects.exists()


def test_what_the_purge_keeps_for_good_does_not_rest_on_a_count_that_waits(learner, tree, group, run, settings):
    complete(learner, leaves(tree)[0])
    Rollup.objects.update(learners=7)
    SchoolYear.objects.filter(id=run.year_id).update(starts="2020-09-01", ends="2021-08-31")
    api.purge()
    assert run.tally.counts["learners"] == 1 and kept(group) == (0, 0, 0, 0)


def test_the_worker_counts_marked_classes_and_until_then_the_page_says_so(client, coordinator, person, group, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    before = timezone.now()
    api.join(group, person("eleni").id)
    Recount.objects.update(since=before - timedelta(hours=2))
    assert api.fresh_until([group.run.course_key])[0] == before - timedelta(hours=2) and api.upkeep().oldest > 7000
    assert not Rollup.objects.exists() and api.miscounted(fix=False) == 0           # known to wait
    api.work()
    assert kept(group) == (1, 0, 0, 0) and not Recount.objects.exists()


def test_the_reconciliation_finds_what_no_mark_told(learner, group):
    Rollup.objects.update(started=5)
    with pytest.raises(CommandError, match="1 learners or classes differ"):
        call_command("pekt_records_reconcile", "--check", stdout=StringIO())
    said = StringIO()
    call_command("pekt_records_reconcile", stdout=said)
    assert "classes: 1 differed" in said.getvalue() and said.getvalue().endswith("difference 0\n")
    assert kept(group) == (1, 0, 0, 0)


def test_the_hubs_page_counts_no_learner(client, coordinator, group, person, tree, django_assert_num_queries):
    client.force_login(coordinator)
    api.join(group, person("p").id)
    client.get("/hub/hubs/")
    with CaptureQueriesContext(connection) as few:
        assert client.get("/hub/hubs/").status_code == 200
    for i in range(12):
        user = person(f"p{i}")
        api.join(group, user.id)
        complete(user, leaves(tree)[0])
    with django_assert_num_queries(len(few)):
        page = client.get("/hub/hubs/")
    assert ">13<" in page.content.decode()
    assert not any("pekt_records_progress" in query["sql"] for query in few.captured_queries)
