"""Planning a hub's year: only the hub's own people do it, a planned visit is no visit yet, and becomes the one that is opened."""
from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from pekt_xblocks.olx.module import EQUIPMENT
from pekt_xblocks.records import api
from pekt_xblocks.records.models import Change, Equipment, Role, Run, Visit
from pekt_xblocks.records.views.hubs import KINDS

from . import fake_platform
from .conftest import COURSE

OTHER = "course-v1:PEKTPE+neo+2026"
BLOCK = "block-v1:PEKTPE+dokimi+2026+type@pekt_checkin+block@in"


@pytest.fixture
def coordinator(person, run):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    return user


@pytest.fixture
def offered(run):
    fake_platform.make_tree(OTHER)
    api.module("neo", title_el="Νέα ενότητα")


def test_a_hub_is_offered_what_it_does_not_run_yet(run, offered):
    fake_platform.make_tree("course-v1:PEKTPE+unknown+2026")
    assert [(key, module.slug) for key, module, _title in api.courses(run.hub, run.year)] == [(OTHER, "neo")]
    assert {key for key, _module, _title in api.courses(api.known_hubs()["kozani"], run.year)} == {OTHER, COURSE}


def test_a_run_is_planned_and_changed_on_its_pages(client, coordinator, run, offered):
    client.force_login(coordinator)
    page = reverse("pekt_records:run_new", args=[run.hub.code]) + f"?year={run.year.name}"
    answer = client.post(page, {"course": OTHER, "starts": "2026-11-01", "ends": "2026-10-01", "state": "planned"})
    assert answer.status_code == 400 and "comes before" in answer.content.decode() and Run.objects.count() == 1
    assert client.post(page, {"course": OTHER, "starts": "2026-11-01", "capacity": "25", "state": "planned"}).status_code == 302
    made = Run.objects.get(course_key=OTHER)
    assert (made.hub, made.module.slug, made.year, made.capacity, made.state) == (run.hub, "neo", run.year, 25, Run.PLANNED)
    client.post(reverse("pekt_records:run_edit", args=[made.ref]), {"capacity": "", "state": "open"})
    made.refresh_from_db()
    assert (made.capacity, made.state, made.starts) == (None, Run.OPEN, None)
    assert client.post(page, {"course": OTHER, "state": "planned"}).status_code == 400      # it runs already


def test_a_run_shows_what_its_package_says_of_the_module(client, coordinator, run):
    api.module(run.module.slug, competences=["4.1.05"], level="2–4", minutes_online=65, minutes_hub=25, equipment=["vr_headset"],
               version="0.1.0", needs_visits=2)
    client.force_login(coordinator)
    text = client.get(reverse("pekt_records:run_edit", args=[run.ref])).content.decode()
    for said in ("4.1.05", "2–4", "65", "25", "VR headset", "0.1.0", "completion 100% · visits: 2"):
        assert f"</b> {said}</li>" in text, said


def test_a_class_comes_with_its_school_and_teacher(client, coordinator, person, run):
    teacher = person("daskala", email="daskala@school.example")
    client.force_login(coordinator)
    page = reverse("pekt_records:group_new", args=[run.ref])
    facts = {"name": "Γ1", "school": "92ο Γυμνάσιο", "size": "21", "teacher": "Daskala@school.example"}
    assert client.post(page, facts).status_code == 302
    group = run.groups.get(name="Γ1")
    assert (group.school.name, group.size) == ("92ο Γυμνάσιο", 21)
    assert api.may(teacher, "sign_off", group=group)
    assert client.post(page, facts).status_code == 400 and run.groups.filter(name="Γ1").count() == 1
    client.post(page, facts | {"name": "Γ2", "teacher": "nobody"})
    assert api.teachers_of([run.groups.get(name="Γ2")]) == {}
    assert run.groups.get(name="Γ2").school == group.school


@pytest.mark.parametrize("act", [
    lambda by, run: api.plan_run(by, run.hub, run.year, OTHER), lambda by, run: api.change_run(by, run, capacity=1),
    lambda by, run: api.add_group(by, run, "Γ1", None, 1), lambda by, run: api.school(by, run.hub, "X"),
    lambda by, run: api.give_teacher(by, run.groups.get(), "daskala"), lambda by, run: api.keep_equipment(by, run.hub, None, {}),
    lambda by, run: api.plan_visit(by, run.groups.get(), timezone.now(), 45)])
def test_nobody_from_elsewhere_plans(person, run, group, offered, act):
    stranger = person("alexis")
    api.give_role(stranger.id, Role.COORDINATOR, hub=api.known_hubs()["kozani"])
    with pytest.raises(PermissionDenied):
        act(stranger, run)


def test_codes_are_made_by_the_button_alone(client, coordinator, run, group):
    client.force_login(coordinator)
    page = reverse("pekt_records:join_codes", args=[run.ref])
    client.get(page)
    group.refresh_from_db()
    assert group.join_code is None
    client.post(page)
    group.refresh_from_db()
    said = client.get(page).content.decode()
    assert f"{group.join_code[:4]} {group.join_code[4:]}" in said and "<svg" in said


def test_a_hub_says_where_it_is_and_who_is_who(client, coordinator, person, run, group):
    api.give_role(person("daskala", first_name="Άννα", last_name="Δ.").id, Role.TEACHER, group=group)
    gone = api.give_role(person("palia", first_name="Παλιά").id, Role.COORDINATOR, hub=run.hub)
    Role.objects.filter(id=gone.id).update(since=timezone.localdate() - timedelta(9), until=timezone.localdate() - timedelta(1))
    api.give_role(person("xeni", first_name="Ξένη").id, Role.COORDINATOR, hub=api.known_hubs()["kozani"])
    client.force_login(coordinator)
    page = reverse("pekt_records:about", args=[run.hub.code])
    facts = {"premises_el": "Παλαιό Δημαρχείο, 25ης Μαρτίου 15", "contact": "24630 00000", "active_since": "2020-11-01"}
    assert client.post(page, facts | {"active_since": "χθες"}).status_code == 400
    assert client.post(page, facts).status_code == 302 and client.post(page, facts).status_code == 302
    text = client.get(page).content.decode()
    assert all(said in text for said in (facts["premises_el"], facts["contact"], 'value="2020-11-01"', "Δ. Άννα", group.name))
    assert "Παλιά" not in text and "Ξένη" not in text
    assert api.year_report(api.known_hubs()[run.hub.code], run.year, hides=False).premises == facts["premises_el"]
    assert [change.what for change in Change.objects.all()] == ["hub_changed"]


def test_nobody_from_elsewhere_changes_a_hub(person, run):
    stranger = person("xenos")
    api.give_role(stranger.id, Role.COORDINATOR, hub=api.known_hubs()["kozani"])
    with pytest.raises(PermissionDenied):
        api.change_hub(stranger, run.hub, contact="x")


def test_equipment_makes_modules_runnable(client, coordinator, run):
    api.module("dokimi", title_el="Δοκιμή", equipment=["robot_kit"])
    client.force_login(coordinator)
    page = reverse("pekt_records:equipment", args=[run.hub.code])
    facts = {"kind": "robot_kit", "name": "Κιτ", "quantity": "8", "project": "MIS 5125500", "state": "works"}
    assert "lacks: robot kit" in client.get(page).content.decode()
    client.post(page, facts)
    item = Equipment.objects.get()
    assert "lacks" not in client.get(page).content.decode()
    client.post(f"{page}?item={item.id}", facts | {"state": "repair"})
    assert Equipment.objects.get().state == "repair" and "lacks: robot kit" in client.get(page).content.decode()


def test_another_hub_s_equipment_is_out_of_reach(coordinator, run):
    foreign = Equipment.objects.create(hub=api.known_hubs()["kozani"], kind="pc", name="PC")
    api.keep_equipment(coordinator, run.hub, foreign, {"name": "Δικό μας"})
    foreign.refresh_from_db()
    assert foreign.name == "PC"


# -- visits -----------------------------------------------------------------------------------------------------------

def test_a_planned_visit_counts_nowhere_until_it_is_opened(coordinator, run, group, learner):
    planned = api.plan_visit(coordinator, group, timezone.now() + timedelta(minutes=5), 90, "Ρομπότ")
    assert (planned.state, api.year_counts([run.hub], run.year)[run.id].visits) == ("planned", 0)
    assert api.open_visits([group], "") == []
    assert api.check_in(learner.id, COURSE, api.visit_code(planned).digits).value == "closed"
    opened = api.open_visit(coordinator, group, "", 60, BLOCK)
    assert (opened.id, opened.topic, opened.minutes, opened.state) == (planned.id, "Ρομπότ", 60, "open")
    assert Visit.objects.count() == 1 == api.year_counts([run.hub], run.year)[run.id].visits
    assert api.check_in(learner.id, COURSE, api.visit_code(opened).digits, BLOCK).value == "recorded"


def test_the_nearest_of_today_s_plans_is_opened_and_no_other_day_s(coordinator, group):
    noon = timezone.localtime().replace(hour=12)
    late, near, tomorrow = (api.plan_visit(coordinator, group, at, 45, topic) for at, topic in (
        (noon.replace(hour=23), "late"), (noon.replace(hour=11), "near"), (noon + timedelta(days=1), "tomorrow")))
    assert api.planned_for(noon, [group]) == {group.id: near}
    api.cancel_visit(coordinator, late)
    api.cancel_visit(coordinator, near)
    assert api.open_visit(coordinator, group).id != tomorrow.id


def test_what_has_happened_is_not_taken_off_the_programme(coordinator, learner, group):
    visit = api.open_visit(coordinator, group)
    api.attend(coordinator, visit, learner.id)
    assert not api.cancel_visit(coordinator, visit) and Visit.objects.filter(id=visit.id).exists()


def test_a_visit_without_a_code_from_its_page(client, coordinator, learner, group):
    visit = api.plan_visit(coordinator, group, timezone.now(), 45)
    client.force_login(coordinator)
    page, change = (reverse(f"pekt_records:{name}", args=[visit.ref]) for name in ("visit", "visit_change"))
    client.post(change, {"add": str(learner.id)})
    assert not visit.attendance.exists()                        # nobody is at a visit that is only planned
    client.post(change, {"open": "1"})
    client.post(change, {"add": str(learner.id)})
    client.post(change, {"close": "1", "heads": "17"})
    visit.refresh_from_db()
    assert (visit.state, visit.head_count, visit.attendance.get().by) == ("closed", 17, coordinator.id)
    assert "1 of 1 was there" in client.get(page).content.decode()


def test_the_week_says_what_to_prepare(client, coordinator, learner, run, group):
    api.module("dokimi", title_el="Δοκιμή", equipment=["robot_kit", "pc"])
    Equipment.objects.create(hub=run.hub, kind="pc", name="PC")
    api.plan_visit(coordinator, group, timezone.now(), 45)
    api.hand_in(learner.id, COURSE, "block-v1:PEKTPE+dokimi+2026+type@pekt_practical+block@r")
    (line,) = api.week(coordinator, timezone.localdate())
    assert (line.learners, line.waiting, line.needs, line.lacks) == (1, 1, ("robot_kit", "pc"), ("robot_kit",))
    assert api.week(coordinator, timezone.localdate() + timedelta(days=7)) == []
    client.force_login(coordinator)
    said = client.get(reverse("pekt_records:week")).content.decode()
    assert "lacks: robot kit" in said and "1 task waits" in said and "Data up to" in said


def test_a_hub_can_enter_whatever_a_module_may_ask_for(run):
    assert set(EQUIPMENT) < set(Equipment.KINDS) == set(KINDS)
    run.module.equipment = list(EQUIPMENT)
    run.module.save()
    for kind in EQUIPMENT:
        Equipment.objects.create(hub=run.hub, kind=kind, name=kind)
    assert dict(api.runnable(run.hub))[run.module] == []
