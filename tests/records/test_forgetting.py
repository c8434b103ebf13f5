"""What is forgotten, of a person and with time, and what is kept."""
from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.api.erasure import NOBODY, people
from pekt_xblocks.records.models import (
    Attendance,
    Attestation,
    BlockScore,
    Export,
    HandIn,
    Membership,
    Progress,
    Retention,
    Role,
    SignOff,
    Tally,
    Visit,
    WrongCode,
)

from .conftest import COURSE, complete
from .test_progress import leaves, sends_score


@pytest.fixture
def history(learner, person, group, run, tree):
    """A learner with everything that can be kept of one, and the coordinator who saw it."""
    coordinator = person("kyriaki")
    api.give_role(coordinator.id, Role.COORDINATOR, hub=run.hub)
    for key in leaves(tree):
        complete(learner, key)
    sends_score(learner, leaves(tree)[0], 2.0)
    api.attend(coordinator, api.open_visit(coordinator, group), learner.id)
    api.sign_off(coordinator, [api.hand_in(learner.id, COURSE, "task", "σημείωση")], {"a": 3})
    api.override(coordinator, Membership.objects.get(), "λόγος")
    (paper,) = api.issue(coordinator, [Membership.objects.get()])
    api.exported(coordinator, "progress", 1, run.hub, str(run.ref), named=True)
    WrongCode.objects.create(user_id=learner.id, at=timezone.now() - timedelta(days=3))
    return learner, coordinator, paper


def rows_with(user) -> list[str]:
    return [f"{model.__name__}.{field}" for model, field in people() if model._default_manager.filter(**{field: user.id}).exists()]


def test_every_column_of_a_person_is_known_by_its_name():
    assert {field for _model, field in people()} <= {"user_id", "by", "opened_by", "issued_by"}


def test_nothing_leads_to_an_erased_learner(history):
    learner, _coordinator, paper = history
    assert rows_with(learner) == ["Membership.user_id", "BlockScore.user_id", "WrongCode.user_id"]
    gone = api.erase(learner.id)
    assert gone["memberships"] > 1 and gone["attestations"] == 1
    assert rows_with(learner) == []
    assert not any(model.objects.exists() for model in (Progress, Attendance, HandIn, SignOff))
    assert api.verify(paper.verify_code).serial == paper.serial
    assert not any(api.erase(learner.id).values())


def test_an_erased_teacher_leaves_what_they_witnessed(history):
    learner, coordinator, _paper = history
    api.erase(coordinator.id)
    assert rows_with(coordinator) == []
    assert Visit.objects.get().opened_by == NOBODY == Attendance.objects.get().by == Attestation.objects.get().issued_by
    assert api.standing(learner.id, COURSE).passed


def test_a_persons_copy_holds_everything_kept_of_them(history, client):
    learner, coordinator, _paper = history
    own = api.own_data(learner.id)["registrations"][0]
    assert own["scores"] and own["practical_tasks"][0]["note"] == "σημείωση" and own["visits"] and own["attestations"][0]["serial"]
    staff = api.own_data(coordinator.id)
    assert staff["roles"][0]["kind"] == "coordinator" and staff["files_taken"][0]["named"] is True


def test_years_are_counted_from_the_end_of_the_rows_own(history, run):
    """A row of 2026-27 that is kept one year more goes on 1 September 2028."""
    assert api.purge(today=date(2028, 8, 31))[0].rows == 0 and Membership.objects.exists()
    done = {purged.kind: purged for purged in api.purge(today=date(2028, 9, 1))}
    assert done["registrations"].rows > 3 and done["registrations"].before == date(2027, 9, 1)
    assert not Membership.objects.exists() and not BlockScore.objects.exists() and not Progress.objects.exists()


def test_the_runs_numbers_outlive_its_learners(history, run):
    before = {run.id: replace(api.year_counts([run.hub], run.year)[run.id], passed=1)}
    api.purge(today=date(2030, 1, 1))
    assert before[run.id].attested == 1 and api.year_counts([run.hub], run.year) == before
    api.purge(today=date(2031, 1, 1))                    # nothing is left to count: the numbers stay as they were
    assert api.year_counts([run.hub], run.year) == before and Tally.objects.count() == 1


def test_a_kind_without_a_number_is_kept_for_good(history):
    api.purge(dry=True)                                 # rolled back, with the kinds it entered
    for kind in api.retention():
        Retention.objects.create(kind=kind)
    assert [purged.kind for purged in api.purge(today=date(2060, 1, 1))] == ["codes"]
    assert Membership.objects.exists() and Export.objects.exists()


def test_each_kind_goes_by_its_own_years(history, person):
    Role.objects.update(until=timezone.localdate())
    done = {purged.kind: purged.rows for purged in api.purge(today=date(2029, 9, 1))}
    assert done == {"registrations": done["registrations"], "roles": 1, "exports": 1, "changes": 0, "attestations": 0, "codes": 1}
    assert Attestation.objects.get().membership is None
    assert {p.kind: p.rows for p in api.purge(today=date(2038, 9, 1))}["attestations"] == 1


def test_the_command_tells_first_and_then_does(history, settings):
    def says(*arguments):
        out = io.StringIO()
        call_command("pekt_records_purge", *arguments, stdout=out)
        return out.getvalue()

    assert "1 rows would go" in says("--dry-run") and WrongCode.objects.exists()
    assert "1 rows gone" in says() and not WrongCode.objects.exists() and Membership.objects.exists()
