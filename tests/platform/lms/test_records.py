"""From an event of the platform to the hub's page, with nothing of the records called by hand but what cron and people call."""
from __future__ import annotations

import pytest
from common.djangoapps.student import models as student
from common.djangoapps.student.models import CourseEnrollment
from completion.models import BlockCompletion
from django.core.management import CommandError, call_command
from lms.djangoapps.grades.signals.signals import PROBLEM_WEIGHTED_SCORE_CHANGED
from openedx.core.djangoapps.course_groups import cohorts
from openedx.core.djangoapps.course_groups.models import CohortMembership, CourseUserGroup, CourseUserGroupPartitionGroup, move
from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_CRITICAL, USER_RETIRE_LMS_MISC

from pekt_xblocks.records import api
from pekt_xblocks.records.models import BlockScore, Dirty, Membership, Progress, Role, School

from ..conftest import COURSE, complete


@pytest.fixture
def page(client, person, group):
    """Reads the hub's page as its coordinator."""
    user = person("kyriaki", "Κυριακή Δοκιμαστική")
    api.give_role(user.id, Role.COORDINATOR, hub=group.run.hub)
    client.force_login(user)
    return lambda: client.get("/hub/").content.decode().replace("\n", "")


def score(user, key, **said):
    """As the platform's grades send it, with more arguments than the records know."""
    PROBLEM_WEIGHTED_SCORE_CHANGED.send(sender=None, **{
        "user_id": user.id, "course_id": COURSE, "usage_id": str(key), "weighted_earned": 1.0, "weighted_possible": 2.0,
        "only_if_higher": None, "modified": None, "score_deleted": False, "score_db_table": "csm", "grader_response": None} | said)


def test_a_completion_ends_on_the_hubs_page(course, learner, page, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    complete(learner, course, "u1-quiz")
    assert "Ελένη Δοκιμαστική" in page() and 'class="cell part">50<' not in page()
    call_command("pekt_records_settle")
    assert 'class="cell part">50<' in page() and "Σελίδα u1" in page()


def test_completions_that_the_apps_own_address_takes_end_there_too(course, learner, client):
    client.force_login(learner)
    sent = {"username": learner.username, "course_key": COURSE, "blocks": {
        str(course.make_usage_key("html", f"{unit}-text")): 1.0 for unit in ("u1", "u2")}}
    assert client.post("/api/completion/v1/completion-batch", sent, content_type="application/json").status_code == 200
    assert Progress.objects.get().done == 2


def test_what_only_staff_see_and_what_does_not_count_is_no_part_of_the_whole(course, learner):
    for unit in ("u1", "u2"):
        complete(learner, course, f"{unit}-quiz")
        complete(learner, course, f"{unit}-text", "html")
    found = Progress.objects.get()
    assert (found.done, found.total, found.percent, found.state) == (4, 4, 100, "completed")


def test_a_learner_who_comes_by_code_is_enrolled_once(course, learner, group, client):
    assert CourseEnrollment.is_enrolled(learner, course)
    client.force_login(learner)
    assert client.post("/hub/join/", {"code": group.join_code}).status_code == 302
    assert Membership.objects.count() == 1


def test_a_code_of_a_course_that_takes_nobody_is_answered_in_words(course, person, group, client, monkeypatch):
    monkeypatch.setattr(student, "CLOSED", {str(course)})
    coordinator = person("kyriaki")
    api.give_role(coordinator.id, Role.COORDINATOR, hub=group.run.hub)
    code = api.open_joining(coordinator, group)
    client.force_login(person("nikos"))
    page = client.post("/hub/join/", {"code": code}, headers={"accept-language": "el"})
    assert page.status_code == 409 and "το μάθημα δεν δέχεται τώρα μαθητές" in page.content.decode()
    assert not Membership.objects.exists()


def test_unenrolment_ends_the_registration_and_keeps_its_records(course, learner):
    complete(learner, course, "u1-quiz")
    CourseEnrollment.unenroll(learner, course)
    member = Membership.objects.get()
    assert member.current is None and member.progress.done == 1


def test_another_cohort_is_another_whole(course, learner, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    call_command("pekt_records_settle")
    assert Progress.objects.get().total == 4
    cohort = CourseUserGroup.objects.create(name="Στ1", course_id=course)
    CourseUserGroupPartitionGroup.objects.create(course_user_group=cohort, partition_id=50, group_id=1)
    move(learner, cohort)
    assert Dirty.objects.filter(user_id=learner.id, course_key=COURSE).exists()
    call_command("pekt_records_settle")
    assert Progress.objects.get().total == 6


def test_the_default_group_of_a_cohorted_course_is_no_class(course, learner, person):
    """The platform puts whoever comes into it, before anybody has put them anywhere."""
    default = CourseUserGroup.objects.create(name="Default Group", course_id=course)
    move(learner, default)
    stranger = person("xenos")
    CourseEnrollment.enroll(stranger, course)
    move(stranger, default)
    call_command("pekt_records_work")
    member = Membership.objects.get()
    assert (member.user_id, member.group.name, member.progress.total) == (learner.id, "Στ1", 4)


@pytest.fixture
def seat(course):
    """The name of a learner's cohort, None for one who has none."""
    return lambda user: getattr(cohorts.get_cohort(user, course, assign=False), "name", None)


def comes(client, user, group):
    client.force_login(user)
    assert client.post("/hub/join/", {"code": group.join_code}).status_code == 302


@pytest.fixture
def coded(group):
    group.join_code = "ABCD2345"
    group.save()
    return group


def test_a_learner_who_comes_by_code_has_the_seat_of_the_class(course, coded, person, client, seat):
    cohorts.set_course_cohorted(course, True)
    cohort = cohorts.add_cohort(course, "Στ1", "manual")
    CourseUserGroupPartitionGroup.objects.create(course_user_group=cohort, partition_id=50, group_id=1)
    eleni = person("eleni")
    move(eleni, cohorts.add_cohort(course, "Default Group", "random"))          # a page was faster
    comes(client, eleni, coded)
    comes(client, eleni, coded)
    assert seat(eleni) == "Στ1"
    call_command("pekt_records_work")
    assert Progress.objects.get().total == 6                                    # with what the class's content group sees


def test_a_class_of_two_schools_has_a_cohort_for_each(course, coded, person, client, seat):
    cohorts.set_course_cohorted(course, True)
    coded.school = School.objects.create(code="d1", name="1ο Δημοτικό")
    coded.save()
    for name in ("Στ1", "Στ1 (1ο Δημοτικό)"):
        cohorts.add_cohort(course, name, "manual")
    eleni = person("eleni")
    comes(client, eleni, coded)
    assert seat(eleni) == "Στ1 (1ο Δημοτικό)"


@pytest.mark.parametrize(("mode", "there", "seated"), [
    ("find", False, None), ("make", False, "Στ1"), ("make", True, "Στ1"), ("off", True, None)])
def test_the_operator_says_whether_cohorts_are_made(course, coded, person, client, seat, settings, mode, there, seated):
    settings.PEKT_RECORDS_COHORTS = mode
    if there:
        cohorts.add_cohort(course, "Στ1", "manual")
        cohorts.set_course_cohorted(course, True)
    eleni, nikos = person("eleni"), person("nikos")
    comes(client, eleni, coded)
    comes(client, nikos, coded)
    assert (seat(eleni), seat(nikos)) == (seated, seated)


def test_a_course_without_cohorts_stays_without(course, learner, seat):
    cohorts.add_cohort(course, "Στ1", "manual")
    assert not cohorts.is_course_cohorted(course)
    call_command("pekt_records_cohorts")
    assert not CohortMembership.objects.exists()
    cohorts.set_course_cohorted(course, True)
    for _again in range(2):
        call_command("pekt_records_cohorts")
        assert seat(learner) == "Στ1"


def test_a_cohort_that_fails_keeps_nobody_out_of_class_and_names_nobody(course, coded, person, client, monkeypatch, caplog):
    def fails(*args):
        CourseUserGroup.objects.create(name="half done", course_id=course)
        raise ValueError("User eleni@pupils.example is nowhere")
    cohorts.set_course_cohorted(course, True)
    cohorts.add_cohort(course, "Στ1", "manual")
    monkeypatch.setattr(cohorts, "add_user_to_cohort", fails)
    comes(client, person("eleni"), coded)
    assert Membership.objects.get().group == coded and not CourseUserGroup.objects.filter(name="half done").exists()
    assert "not put into a cohort: ValueError" in caplog.text and "eleni" not in caplog.text
    with pytest.raises(CommandError):
        call_command("pekt_records_cohorts")


def test_a_class_that_gets_another_name_sits_in_the_cohort_of_that_name(course, learner, group, person, seat):
    cohorts.set_course_cohorted(course, True)
    cohorts.add_cohort(course, "Στ2", "manual")
    assert seat(learner) is None
    coordinator = person("kyriaki")
    api.give_role(coordinator.id, Role.COORDINATOR, hub=group.run.hub)
    api.change_group(coordinator, group, name="Στ2", school=None, size=20)
    assert seat(learner) == "Στ2"


def test_a_score_counts_and_a_deleted_state_takes_the_blocks_completion_along(course, learner):
    key = course.make_usage_key("pekt_quiz", "u1-quiz")
    complete(learner, course, "u1-quiz")
    score(learner, key)
    assert (Progress.objects.get().earned, Progress.objects.get().done) == (1.0, 1)
    score(learner, key, weighted_earned=0.0, score_deleted=True)
    assert not BlockCompletion.objects.exists()
    assert (Progress.objects.get().earned, Progress.objects.get().done) == (0.0, 0)


def test_retirement_erases_by_the_account_number_alone(course, learner, group):
    complete(learner, course, "u1-quiz")
    score(learner, course.make_usage_key("pekt_quiz", "u1-quiz"))
    learner.email = f"retired__user_{learner.id}@retired.invalid"
    learner.save()
    USER_RETIRE_LMS_MISC.send(sender=None, user=learner)
    learner.profile.name = ""
    learner.profile.save()
    USER_RETIRE_LMS_CRITICAL.send(sender=None, user=learner, retired_username="retired__x", retired_email=learner.email)
    assert not any(rows.objects.filter(user_id=learner.id).exists() for rows in (Membership, BlockScore, Dirty, Role))
    CourseEnrollment.unenroll(learner, course)
    assert not Membership.objects.exists()


def test_an_erasure_that_fails_fails_the_retirement(learner, monkeypatch):
    """The platform answers 500 then, and its pipeline tries again."""
    def locked(user_id):
        raise TimeoutError
    monkeypatch.setattr(api, "erase", locked)
    with pytest.raises(TimeoutError):
        USER_RETIRE_LMS_CRITICAL.send(sender=None, user=learner)
