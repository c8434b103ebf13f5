"""Mending: each typing error on its page, nothing recorded lost by it, a line in the log for each; no name of a learner in the log."""
from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.data import RosterEntry
from pekt_xblocks.records.models import Change, Equipment, Group, Membership, Override, Progress, Role, Run, School, SchoolYear, Visit

from . import fake_platform
from .conftest import complete
from .test_progress import leaves

OTHER = "course-v1:PEKTPE+neo+2026"


@pytest.fixture
def coordinator(person, run, client):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    client.force_login(user)
    return user


@pytest.fixture
def other(run) -> Run:
    """Another run of the same hub."""
    fake_platform.make_tree(OTHER)
    return api.run(run.hub, api.module("neo", title_el="Νέα"), OTHER, date(2026, 10, 1))


@pytest.fixture
def page(client):
    """Posts to a page and returns the answer."""
    def send(where, ref, /, **said):
        return client.post(reverse(f"pekt_records:{where}", args=[ref]), said)
    return send


def facts(group, **more):
    return {"name": group.name, "school": group.school.name if group.school else "", "size": group.size, "run": str(group.run.ref),
            "save": "1"} | more


def log():
    return list(Change.objects.order_by("id").values_list("what", flat=True))


def test_a_class_is_renamed_on_its_page(coordinator, group, learner, page):
    code = api.open_joining(coordinator, group)
    assert page("group_edit", group.ref, **facts(group, name="Στ2", school="92ο Δημοτικό", size="19")).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.school.name, group.size, group.join_code) == ("Στ2", "92ο Δημοτικό", 19, code)
    assert group.memberships.count() == 1 and log() == ["class_changed"]
    change = Change.objects.get()
    assert change.by == coordinator.id and "Στ1" in change.before and "Στ2" in change.after


def test_two_classes_of_a_run_are_not_made_one(coordinator, group, page):
    Group.objects.create(run=group.run, name="Β1")
    answer = page("group_edit", group.ref, **facts(group, name="Β1"))
    assert answer.status_code == 400 and "of this name already" in answer.content.decode() and log() == []


def test_a_school_that_was_a_typing_error_goes_with_its_last_class(coordinator, group, run, page):
    typed = api.school(coordinator, run.hub, "91 Γμνάσιο")
    listed = School.objects.create(code="9150001", name="93ο Γυμνάσιο")
    Group.objects.filter(id=group.id).update(school=typed)
    group.refresh_from_db()
    page("group_edit", group.ref, **facts(group, school=listed.name))
    assert not School.objects.filter(id=typed.id).exists()
    group.refresh_from_db()
    page("group_edit", group.ref, **facts(group, school=""))
    assert School.objects.filter(id=listed.id).exists()


def test_a_class_moves_with_its_learners_while_nothing_is_recorded(coordinator, group, learner, other, page):
    before = Membership.objects.get()
    assert page("group_edit", group.ref, **facts(group, run=str(other.ref))).status_code == 302
    moved = Membership.objects.get()
    assert (moved.run, moved.group.run, moved.registration) == (other, other, before.registration)
    complete(learner, leaves(fake_platform.TREES[OTHER])[0])
    assert Progress.objects.get().percent == 25


def test_a_class_that_has_worked_stays_in_its_run(coordinator, group, learner, tree, other, page):
    complete(learner, leaves(tree)[0])
    answer = page("group_edit", group.ref, **facts(group, run=str(other.ref)))
    assert answer.status_code == 400 and "worked in this run" in answer.content.decode()
    assert Membership.objects.get().run == group.run == Group.objects.get(id=group.id).run and log() == []


def test_a_class_does_not_move_where_its_learner_is_already(coordinator, group, learner, other):
    api.join(other.groups.create(name="Α1"), learner.id)
    with pytest.raises(api.NotNow, match="there"):
        api.change_group(coordinator, group, name="Στ1", school=None, size=1, run=other)


def test_a_class_goes_only_while_nothing_was_recorded_and_only_when_one_is_sure(coordinator, group, page):
    api.plan_visit(coordinator, group, timezone.now(), 45)
    page("group_edit", group.ref, remove="1")
    assert Group.objects.exists() and log() == []
    page("group_edit", group.ref, remove="1", sure="1")
    assert not Group.objects.exists() and not Visit.objects.exists() and log() == ["class_removed"]


@pytest.mark.parametrize("happened", ["somebody joined", "somebody left", "a visit"])
def test_what_was_recorded_keeps_its_class(coordinator, group, person, page, happened):
    if happened == "a visit":
        api.open_visit(coordinator, group)
    else:
        member = api.join(group, person("eleni").id)
        if happened == "somebody left":
            api.leave(member)
    page("group_edit", group.ref, remove="1", sure="1")
    assert Group.objects.filter(id=group.id).exists() and log() == []


def test_a_closed_class_lets_nobody_in_and_opens_again(coordinator, group, learner, person, page, client):
    code = api.open_joining(coordinator, group)
    page("group_edit", group.ref, close="1")
    group.refresh_from_db()
    assert api.group_of_code(code) is None and group.join_code is None and Membership.objects.get().current
    page("join_code", group.ref, open="1")
    assert Group.objects.get().join_code is None
    assert client.get(reverse("pekt_records:visit_new", args=[group.ref])).status_code == 302
    assert [line.state.value for line in api.preview_roster(group.run, [RosterEntry(2, "eleni", "Στ1")])] == ["no_class"]
    assert api.attention([group], timezone.now()) == []
    page("group_edit", group.ref, reopen="1")
    group.refresh_from_db()
    assert api.open_joining(coordinator, group) and log() == ["class_closed", "class_opened"]


def test_a_renewed_code_shuts_the_old_one(coordinator, group, page):
    old = api.open_joining(coordinator, group)
    page("join_code", group.ref, renew="1")
    group.refresh_from_db()
    assert group.join_code != old and api.group_of_code(old) is None and api.group_of_code(group.join_code) == group


def test_a_teacher_given_by_mistake_is_taken_off_at_once(coordinator, group, person, page):
    teacher = person("daskala")
    role = api.give_role(teacher.id, Role.TEACHER, group=group)
    page("teacher_new", group.run.ref, group=str(group.id), end=str(role.id))
    assert not api.may(teacher, "see_learners", group=group) and log() == ["teacher_ended"]
    old = api.give_role(teacher.id, Role.TEACHER, group=group)
    Role.objects.filter(id=old.id).update(since=date(2026, 9, 1))
    page("teacher_new", group.run.ref, group=str(group.id), end=str(old.id))
    assert not api.may(teacher, "see_learners", group=group) and Role.objects.filter(id=old.id).exists()


def test_a_run_goes_only_while_nothing_was_recorded(coordinator, group, other, learner, page):
    other.groups.create(name="Α1")
    page("run_edit", other.ref, remove="1", sure="1")
    page("run_edit", group.run.ref, remove="1", sure="1")
    assert list(Run.objects.all()) == [group.run] and log() == ["run_removed"]


def test_a_school_is_renamed_once_for_all_its_classes(coordinator, group, run, page):
    wrong, right = (api.school(coordinator, run.hub, name) for name in ("91 Γμνάσιο", "91ο Γυμνάσιο"))
    Group.objects.filter(id=group.id).update(school=wrong)
    page("schools", run.hub.code, school=str(wrong.id), name="94ο Γυμνάσιο")
    wrong.refresh_from_db()
    assert wrong.name == "94ο Γυμνάσιο"
    page("schools", run.hub.code, school=str(wrong.id), name="91ο γυμνάσιο")         # two that are one
    group.refresh_from_db()
    assert group.school == right and not School.objects.filter(id=wrong.id).exists() and log() == ["school_renamed"] * 2


def test_a_school_of_two_hubs_is_not_one_hubs_to_rename(coordinator, group, run):
    school = api.school(coordinator, run.hub, "91ο Γυμνάσιο")
    Group.objects.filter(id=group.id).update(school=school)
    elsewhere = api.run(api.known_hubs()["kozani"], run.module, run.course_key, date(2026, 10, 1))
    elsewhere.groups.create(name="Κ1", school=school)
    with pytest.raises(api.NotNow, match="shared"):
        api.rename_school(coordinator, run.hub, school, "92ο Γυμνάσιο")
    with pytest.raises(api.NotNow, match="shared"):
        api.rename_school(coordinator, run.hub, School.objects.create(code="x", name="Ξένο"), "Δικό μου")


def test_a_visit_is_mended_after_it_took_place(coordinator, group, learner, page):
    visit = api.open_visit(coordinator, group, topic="Ρομτ", minutes=45)
    api.attend(coordinator, visit, learner.id)
    api.close_visit(coordinator, visit, 200)
    page("visit_edit", visit.ref, day="2026-11-05", time="10:30", minutes="90", topic="Ρομπότ")
    page("visit_change", visit.ref, close="1", heads="20")
    page("visit_change", visit.ref, undo=str(learner.id))
    page("visit_change", visit.ref, reopen="1")
    visit.refresh_from_db()
    assert (visit.topic, visit.minutes, visit.head_count, visit.closed, visit.attendance.count()) == ("Ρομπότ", 90, 20, None, 0)
    assert timezone.localtime(visit.starts).isoformat()[:16] == "2026-11-05T10:30"
    assert log() == ["visit_changed", "attendance_removed", "visit_reopened"]


def test_a_visit_opened_by_mistake_is_deleted(coordinator, group, page):
    visit = api.open_visit(coordinator, group)
    page("visit_change", visit.ref, cancel="1")
    assert not Visit.objects.exists()


def test_a_learner_in_the_wrong_class_is_moved_and_one_too_many_taken_out(coordinator, group, learner, run, page):
    member, second = Membership.objects.get(), run.groups.create(name="Β1")
    page("learner_edit", member.registration, move="1", group=str(second.id))
    member.refresh_from_db()
    assert member.group == second
    page("learner_edit", member.registration, out="1")
    assert Membership.objects.filter(current=True).exists()
    page("learner_edit", member.registration, out="1", sure="1")
    assert not Membership.objects.exists() and log() == ["learner_moved", "learner_out"]
    assert not [row for row in Change.objects.values_list("about", "before", "after") if "leni" in str(row)]


def test_who_has_worked_leaves_with_everything_kept(coordinator, learner, tree):
    complete(learner, leaves(tree)[0])
    api.take_out(coordinator, Membership.objects.get())
    assert not Membership.objects.get().current and Progress.objects.exists()


def test_a_teachers_word_is_given_with_its_reason_and_taken_back(coordinator, learner, page):
    member = Membership.objects.get()
    page("learner_edit", member.registration, override="1", reason="  ")
    assert not Override.objects.exists()
    page("learner_edit", member.registration, override="1", reason="Έκανε την εργασία σε χαρτί")
    assert api.standings([member])[member.id].overridden and Override.objects.get().reason == "Έκανε την εργασία σε χαρτί"
    page("learner_edit", member.registration, withdraw=str(Override.objects.get().id))
    assert not api.standings([member])[member.id].overridden and Override.objects.get().withdrawn


def test_an_attestation_is_revoked_on_its_page_with_a_reason(coordinator, learner, page, client):
    member = Membership.objects.get()
    api.override(coordinator, member, "λόγος")
    (paper,) = api.issue(coordinator, [member])
    page("learner_edit", member.registration, revoke="1", reason="")
    assert api.verify(paper.verify_code).revoked is None
    page("learner_edit", member.registration, revoke="1", reason="Άλλος μαθητής")
    assert api.verify(paper.verify_code).revoked
    assert "Άλλος μαθητής" in client.get(reverse("pekt_records:learner_edit", args=[member.registration])).content.decode()


def test_a_line_of_equipment_is_struck_off(coordinator, run, client):
    item = Equipment.objects.create(hub=run.hub, kind="floor_map", name="Πίστα")
    page = reverse("pekt_records:equipment", args=[run.hub.code]) + f"?item={item.id}"
    client.post(page, {"remove": "1"})
    assert Equipment.objects.exists()
    client.post(page, {"remove": "1", "sure": "1"})
    assert not Equipment.objects.exists() and log() == ["equipment_removed"]


def test_a_teacher_mends_what_is_theirs_and_nothing_of_the_hubs(group, learner, person, run):
    teacher, member = person("daskala"), Membership.objects.get()
    api.give_role(teacher.id, Role.TEACHER, group=group)
    api.change_visit(teacher, api.open_visit(teacher, group), topic="Άλλο")
    for call in (lambda: api.change_group(teacher, group, name="Χ", school=None, size=1), lambda: api.remove_group(teacher, group),
                 lambda: api.close_group(teacher, group), lambda: api.remove_run(teacher, run), lambda: api.take_out(teacher, member),
                 lambda: api.move_learner(teacher, member, group), lambda: api.end_teaching(teacher, group, 1)):
        with pytest.raises(PermissionDenied):
            call()


def test_looking_at_a_year_to_come_leaves_no_trace(coordinator, run, client):
    before = set(SchoolYear.objects.values_list("name", flat=True))
    coming = api.coming_year().name
    for name in ("run_new", "programme", "hub_year", "programme_table"):
        arguments = [run.hub.code, "csv"] if name.endswith("table") else [run.hub.code]
        assert client.get(reverse(f"pekt_records:{name}", args=arguments) + f"?year={coming}").status_code == 200
    assert set(SchoolYear.objects.values_list("name", flat=True)) == before and coming not in before
    fake_platform.make_tree(OTHER)
    api.module("neo", title_el="Νέα")
    assert client.post(reverse("pekt_records:run_new", args=[run.hub.code]) + f"?year={coming}",
                       {"course": OTHER, "state": "planned"}).status_code == 302
    assert Run.objects.get(course_key=OTHER).year.name == coming
