"""The worker and the reconciliation: one at a time, nothing lost, a difference of nought."""
from __future__ import annotations

from datetime import timedelta

import pytest
from completion.models import BlockCompletion
from django.core.management import CommandError, call_command
from django.utils import timezone
from opaque_keys.edx.keys import UsageKey

from pekt_xblocks.records import api
from pekt_xblocks.records.api import progress as pipeline
from pekt_xblocks.records.api.worker import LEASE, lease
from pekt_xblocks.records.models import Dirty, Lease, Progress

from . import fake_platform
from .conftest import COURSE, complete
from .test_progress import leaves, progress


def behind_our_back(user, key):
    usage = UsageKey.from_string(key)
    BlockCompletion.objects.bulk_create([BlockCompletion(user=user, context_key=usage.course_key, block_key=usage, block_type="pekt_quiz",
                                                         completion=1.0)])


def test_what_no_signal_told_is_found_and_mended(learner, tree, capsys):
    behind_our_back(learner, leaves(tree)[0])
    assert progress(learner).done == 0
    (course,) = api.reconcile(fix=False)
    assert (course.checked, course.differed) == (1, 1)
    with pytest.raises(CommandError):
        call_command("pekt_records_reconcile", "--check")
    call_command("pekt_records_reconcile")
    assert "difference 0" in capsys.readouterr().out
    assert progress(learner).done == 1


def test_learners_who_wait_are_not_counted_as_missed(learner, tree, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    complete(learner, leaves(tree)[0])
    assert [course.differed for course in api.reconcile(fix=False)] == [0]


def test_a_published_course_is_one_mark_for_everyone(group, person, tree):
    for i in range(3):
        api.join(group, person(f"l{i}").id)
    fake_platform.make_tree(COURSE, units=5)
    for _ in range(2):
        api.mark_everyone(COURSE)
    assert Dirty.objects.count() == 2
    api.work()
    assert {row.total for row in Progress.objects.all()} == {10}
    assert not Dirty.objects.exists()




def test_a_course_published_just_now_waits_until_the_platform_can_tell_it_anew(group, person, tree, settings):
    settings.BLOCK_STRUCTURES_SETTINGS = {"COURSE_PUBLISH_TASK_DELAY": 30}
    reader, other = person("eleni"), person("nikos")
    for learner in (reader, other):
        api.join(group, learner.id)
    settings.PEKT_RECORDS_SETTLE = "worker"
    api.mark_everyone(COURSE)
    complete(reader, leaves(tree)[0])
    assert api.work() == 1 and Dirty.objects.filter(user_id=None).count() == 1, "who did something is computed meanwhile"
    fake_platform.make_tree(COURSE, units=5)
    assert api.work() == 0 and progress(other).total != 10
    Dirty.objects.update(since=timezone.now() - timedelta(seconds=121))
    assert api.work() == 2 and progress(other).total == progress(reader).total == 10
    assert not Dirty.objects.exists()


@pytest.mark.django_db
def test_a_second_worker_stands_back():
    with lease("settle"), pytest.raises(api.Busy):
        api.work()
    assert api.work() == 0


@pytest.mark.django_db
def test_a_dead_workers_lease_runs_out():
    with lease("settle"):
        Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
        assert api.work() == 0


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_stops(monkeypatch):
    with lease("settle") as renew:
        Lease.objects.update(until=timezone.now() - LEASE)
        with lease("settle"), pytest.raises(api.Busy):
            renew()


def test_a_worker_killed_in_a_batch_leaves_all_marks(learner, tree, settings, monkeypatch):
    settings.PEKT_RECORDS_SETTLE = "worker"
    complete(learner, leaves(tree)[0])

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "upsert", killed)
        with pytest.raises(KeyboardInterrupt):
            api.work()
    assert Dirty.objects.count() == 1
    assert api.work() == 1
    assert progress(learner).done == 1
