"""What the records hear from the platform, sent as the platform sends it."""
from __future__ import annotations

from types import SimpleNamespace

import pytest
from completion.models import BlockCompletion
from django.apps import apps

from pekt_xblocks.records import api, signals
from pekt_xblocks.records.models import BlockScore, Dirty, Membership, Role

from .conftest import COURSE, complete
from .test_progress import leaves, progress, sends_score


def test_every_receiver_of_the_plugin_is_there():
    config = apps.get_app_config("pekt_records").plugin_app["signals_config"]["lms.djangoapp"]
    names = [receiver["receiver_func_name"] for receiver in config["receivers"]]
    assert config["relative_path"] == "signals" and names
    assert all(callable(getattr(signals, name)) for name in names)
    assert len({receiver["dispatch_uid"] for receiver in config["receivers"]}) == len(names)


def test_a_deleted_state_takes_the_blocks_own_completion_along(learner, tree):
    for key in leaves(tree)[:2]:
        complete(learner, key)
    sends_score(learner, leaves(tree)[0], 0.0, score_deleted=True)
    assert BlockCompletion.objects.count() == 1
    assert progress(learner).done == 1


def test_unenrolment_ends_the_registration_and_keeps_its_records(learner, tree):
    complete(learner, leaves(tree)[0])
    enrolment = SimpleNamespace(user=SimpleNamespace(id=learner.id), course=SimpleNamespace(course_key=COURSE))
    for _ in range(2):
        signals.on_unenrolment(None, enrollment=enrolment, signal=None)
    member = Membership.objects.get()
    assert member.current is None and member.until
    assert member.progress.done == 1


def test_another_cohort_is_computed_anew(learner, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    signals.on_cohort_change(None, user=learner, course_key=COURSE, signal=None)
    assert Dirty.objects.get().user_id == learner.id


def test_publishing_only_leaves_a_mark(learner):
    signals.on_published(None, course_key=COURSE)
    assert Dirty.objects.get().user_id is None


def test_retirement_leaves_nothing_and_may_come_twice(learner, tree, person, run):
    api.give_role(learner.id, Role.COORDINATOR, hub=run.hub)
    complete(learner, leaves(tree)[0])
    sends_score(learner, leaves(tree)[0], 2.0)
    for _ in range(2):
        signals.on_retirement(None, user=learner, signal=None)
    assert not any(rows.objects.filter(user_id=learner.id).exists() for rows in (Membership, BlockScore, Dirty, Role))


@pytest.mark.parametrize("field", ["weighted_earned", "weighted_possible"])
def test_a_score_without_a_number_is_nought(learner, tree, field):
    said = {"weighted_earned": 1.0, "weighted_possible": 2.0} | {field: None}
    signals.on_score(None, user_id=learner.id, course_id=COURSE, usage_id=leaves(tree)[0], **said)
    assert BlockScore.objects.count() == 1


def test_no_table_holds_a_name_or_an_address(db):
    fields = {field.name for model in apps.get_app_config("pekt_records").get_models() for field in model._meta.get_fields()}
    assert not fields & {"username", "email", "first_name", "last_name", "birth_date", "ip"}
