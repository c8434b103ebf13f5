"""From completions and scores to progress, inline and by the worker."""
from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from completion.models import BlockCompletion
from django.core.management import call_command
from django.db import transaction
from opaque_keys.edx.keys import CourseKey, UsageKey

from pekt_xblocks.records import api
from pekt_xblocks.records.api import progress as progress_api
from pekt_xblocks.records.models import Dirty, Membership, Outline, Progress
from pekt_xblocks.records.signals import score_changed

from . import fake_platform
from .conftest import COURSE, complete

DAY = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def leaves(tree):
    return [leaf.usage_key for unit in tree.units for leaf in unit.leaves]


def progress(user) -> Progress:
    return Progress.objects.get(membership__user_id=user.id, membership__current=True)


def sends_score(user, key, earned, possible=2.0, modified=DAY, **more):
    score_changed.send(None, user_id=user.id, course_id=COURSE, usage_id=key, weighted_earned=earned, weighted_possible=possible,
                       modified=modified, **more)


def test_a_completion_shows_at_once(learner, tree):
    complete(learner, leaves(tree)[0])
    found = progress(learner)
    assert (found.done, found.total, found.percent, found.units, found.state) == (1, 4, 25, [50, 0], "started")
    assert found.last_activity and found.started and not found.first_completed
    assert not Dirty.objects.exists()


def test_a_learner_who_did_nothing_has_a_row(learner):
    assert (progress(learner).state, progress(learner).percent) == ("new", 0)


def test_completing_everything_is_kept_when_the_course_grows(learner, tree):
    for key in leaves(tree):
        complete(learner, key)
    done = progress(learner)
    assert (done.state, done.percent) == ("completed", 100)
    fake_platform.make_tree(COURSE, units=3)
    api.mark(COURSE, [learner.id])
    api.settle()
    grown = progress(learner)
    assert (grown.state, grown.percent, grown.units) == ("started", 66, [100, 100, 0])
    assert grown.first_completed == done.first_completed is not None


def test_a_returning_tree_is_the_newest_again(learner, tree):
    for units in (3, 2):
        fake_platform.make_tree(COURSE, units=units)
        api.mark(COURSE, [learner.id])
        api.settle()
    assert len(api.grid(Membership.objects.get().run, [Membership.objects.get().group]).units) == 2
    assert Outline.objects.count() == 2


def test_a_course_reset_is_seen(learner, tree):
    for key in leaves(tree):
        complete(learner, key)
    BlockCompletion.objects.clear_learning_context_completion(learner, CourseKey.from_string(COURSE))
    assert (progress(learner).percent, progress(learner).state) == (0, "new")
    assert progress(learner).first_completed


def test_a_rolled_back_completion_leaves_nothing(learner, tree):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        complete(learner, leaves(tree)[0])
        raise ZeroDivisionError
    assert progress(learner).percent == 0
    assert not Dirty.objects.exists()


@pytest.mark.parametrize("order", list(itertools.permutations([(1.0, 0), (2.0, 2), (0.5, 1)])))
def test_the_newest_score_wins_in_any_order(learner, tree, order):
    for earned, hour in order:
        sends_score(learner, leaves(tree)[0], earned, modified=DAY + timedelta(hours=hour))
    assert (progress(learner).earned, progress(learner).possible) == (2.0, 2.0)
    assert progress(learner).last_activity == DAY + timedelta(hours=2)


def test_a_withdrawn_score_counts_no_more(learner, tree):
    sends_score(learner, leaves(tree)[0], 2.0)
    sends_score(learner, leaves(tree)[0], 0.0, modified=DAY + timedelta(hours=1), score_deleted=True)
    sends_score(learner, leaves(tree)[0], 2.0)
    assert (progress(learner).earned, progress(learner).possible) == (0.0, 0.0)


def test_the_worker_does_what_inline_does(learner, tree, settings):
    complete(learner, leaves(tree)[0])
    inline = list(Progress.objects.values_list("percent", "units", "done", "last_activity", "started", "state"))
    Progress.objects.all().delete()
    settings.PEKT_RECORDS_SETTLE = "worker"
    api.mark(COURSE, [learner.id])
    assert not Progress.objects.exists()
    call_command("pekt_records_settle", verbosity=0)
    assert list(Progress.objects.values_list("percent", "units", "done", "last_activity", "started", "state")) == inline
    assert not Dirty.objects.exists()


def test_the_worker_takes_many_learners_in_few_queries(group, person, tree, settings, django_assert_max_num_queries):
    settings.PEKT_RECORDS_SETTLE = "worker"
    people = [person(f"l{i}") for i in range(30)]
    for user in people:
        api.join(group, user.id)
        complete(user, leaves(tree)[0])
    with django_assert_max_num_queries(36):
        assert api.settle() == 30
    assert set(Progress.objects.values_list("percent", flat=True)) == {25}


def test_settling_twice_writes_nothing(learner, tree):
    complete(learner, leaves(tree)[0])
    before = progress(learner).computed
    api.mark(COURSE, [learner.id])
    api.settle()
    assert progress(learner).computed == before


def test_a_mark_made_meanwhile_survives(learner, tree, settings, monkeypatch):
    settings.PEKT_RECORDS_SETTLE = "worker"
    complete(learner, leaves(tree)[0])
    honest = fake_platform.course_tree

    def busy(course_key):
        complete(learner, leaves(tree)[1])
        monkeypatch.setattr(fake_platform, "course_tree", honest)
        return honest(course_key)

    monkeypatch.setattr(fake_platform, "course_tree", busy)
    assert api.settle() == 2                    # the second mark is worked in a second round
    assert progress(learner).done == 2


def test_a_course_that_cannot_be_read_keeps_its_marks_and_stops_no_other(learner, tree, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    other = "course-v1:PEKTPE+broken+2026"
    group = Membership.objects.get().group
    broken = api.run(group.run.hub, api.module("broken", title_el="Χ"), other, DAY.date())
    api.join(broken.groups.create(name="Α"), learner.id)
    complete(learner, leaves(tree)[0])
    api.settle()
    assert progress_of(learner, COURSE).done == 1
    assert set(Dirty.objects.values_list("course_key", flat=True)) == {other}


def progress_of(user, course_key):
    return Progress.objects.get(membership__user_id=user.id, membership__run__course_key=course_key)


def test_a_failing_computation_never_fails_the_submission(learner, tree):
    fake_platform.TREES.clear()
    complete(learner, leaves(tree)[0])
    assert BlockCompletion.objects.count() == 1
    assert Dirty.objects.count() == 1


def test_completions_of_courses_that_no_hub_runs_are_settled_away(learner, person):
    key = UsageKey.from_string("block-v1:Other+X+1+type@html+block@a")
    BlockCompletion.objects.submit_completion(learner, key, 1.0)
    assert not Dirty.objects.exists()


def test_a_learner_who_moves_keeps_the_registration(learner, group, tree):
    complete(learner, leaves(tree)[0])
    before = Membership.objects.get()
    moved = api.join(group.run.groups.create(name="Στ2"), learner.id)
    assert moved.registration == before.registration
    assert progress(learner).percent == 25


def test_a_learner_who_returns_is_registered_anew(learner, group):
    first = Membership.objects.get()
    api.leave(first)
    assert api.join(group, learner.id).registration != first.registration


def test_access_groups_change_the_denominator(learner, tree):
    unit = tree.units[1]
    hidden = tuple(type(leaf)(leaf.usage_key, leaf.block_type, None, frozenset({"50:1"})) for leaf in unit.leaves)
    fake_platform.TREES[COURSE] = type(tree)(COURSE, "", (tree.units[0], type(unit)(unit.id, unit.title, unit.section, hidden)))
    complete(learner, leaves(tree)[0])
    assert (progress(learner).percent, progress(learner).units) == (50, [50, None])
    fake_platform.ACCESS[learner.id] = frozenset({"50:1"})
    complete(learner, leaves(tree)[1])
    assert progress(learner).percent == 50


def test_changes_made_together_are_computed_once(learner, tree, monkeypatch):
    computed, recompute = [], progress_api.recompute
    monkeypatch.setattr(progress_api, "recompute", lambda *args: (computed.append(args), recompute(*args)))
    with api.together():
        complete(learner, leaves(tree)[0])
        sends_score(learner, leaves(tree)[0], 1.0)
        assert Dirty.objects.count() == 2 and not computed
    assert computed == [(COURSE, [learner.id])]
    assert (progress(learner).done, progress(learner).earned) == (1, 1.0)
    assert not Dirty.objects.exists()


def test_what_fails_among_changes_made_together_leaves_its_marks(learner, tree):
    with pytest.raises(ZeroDivisionError), api.together():
        complete(learner, leaves(tree)[0])
        raise ZeroDivisionError
    assert Dirty.objects.get().user_id == learner.id
    complete(learner, leaves(tree)[1])
    assert progress(learner).done == 2 and not Dirty.objects.exists()
