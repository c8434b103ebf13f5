"""Check-in and practical task on the site, through their own pages: what the records hold is what counts."""
from __future__ import annotations

import json

import pytest
from completion.models import BlockCompletion
from django.contrib.auth.models import User
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Attendance, Group, HandIn, Role
from pekt_xblocks.workbench.content import load
from pekt_xblocks.workbench.models import Person, Score

from .call import call
from .conftest import FILES, KEY

pytestmark = pytest.mark.django_db

IN = "block-v1:PEKTPE+demo+2026+type@pekt_checkin+block@in"
WORK = "block-v1:PEKTPE+demo+2026+type@pekt_practical+block@work"
READY = {"ticks": ["links"], "note": "Περιμένω πριν πατήσω."}


@pytest.fixture
def group(tmp_path, people):
    files = {**FILES, "vertical/v2.xml": '<vertical display_name="Στον Πόλο"><pekt_checkin url_name="in"/>'
                                         '<pekt_practical url_name="work" weight="9.0"/><pekt_quiz url_name="q1"/></vertical>'}
    for name, text in files.items():
        path = tmp_path / "demo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    load(tmp_path / "demo")
    run = api.run(api.known_hubs()["ptolemaida"], api.module("demo", title_el="Δοκιμή"), KEY, timezone.localdate())
    group = Group.objects.create(run=run, name="Β1")
    for name in ("daphne", "aris"):
        api.join(group, people[name].user_id)
    api.give_role(people["papagianni"].user_id, Role.TEACHER, group=group)
    return group


@pytest.fixture
def teacher(be, group):
    return be("papagianni")


def asked(browser, usage, name, **data):
    reply = call(browser, usage, "act", {"name": name, "data": data})
    return reply.status_code, reply.json()


def sent(browser, usage, response, submission="s1"):
    return call(browser, usage, "submit", {"submission_id": submission, "response": response}).json()


def open_visit(teacher, group):
    status, told = asked(teacher, IN, "open", group=group.id, topic="Ρομπότ", minutes=45, page="http://example.org/unit/")
    assert status == 200
    return told["visit"]


# -- check-in -------------------------------------------------------------------------------------------------------

def test_the_code_on_the_teacher_s_screen_counts(teacher, group, be, people):
    visit = open_visit(teacher, group)
    assert len(visit["digits"]) == 6 and visit["qr"].startswith("<svg") and [row["here"] for row in visit["roll"]] == [False, False]
    reply = sent(be("daphne"), IN, {"code": visit["digits"]})
    assert (reply["outcome"], reply["status"], reply["result"]["percent"]) == ("graded", "perfect", 100)
    user = people["daphne"].user
    assert Attendance.objects.get().membership.user_id == user.id
    assert BlockCompletion.objects.get().user == user and Score.objects.get(user=user).earned == 1
    assert {row["name"]: row["here"] for row in asked(teacher, IN, "look")[1]["visit"]["roll"]} == {"Άρης Σ.": False, "Δάφνη Σ.": True}


def test_a_browser_s_word_counts_nothing(teacher, group, be):
    visit = open_visit(teacher, group)
    wrong = f"{(int(visit['digits']) + 500_000) % 1_000_000:06d}"
    reply = sent(be("daphne"), IN, {"code": wrong, "visits": 5})
    assert (reply["outcome"], reply["taken"], reply["at"]) == ("told", False, "code") and reply["text"]
    assert not Score.objects.exists() and not BlockCompletion.objects.exists()


def test_wrong_five_times_closed_and_none_open_are_told_apart(teacher, group, be):
    learner = be("daphne")
    none_open = sent(learner, IN, {"code": "000000"})["text"]
    visit = open_visit(teacher, group)
    wrong = f"{(int(visit['digits']) + 500_000) % 1_000_000:06d}"
    texts = [sent(learner, IN, {"code": wrong}, f"w{i}")["text"] for i in range(5)]
    locked = sent(learner, IN, {"code": visit["digits"]}, "right")
    assert len(set(texts)) == 1 and len({none_open, texts[0], locked["text"]}) == 3 and not locked["taken"]


def test_thirty_learners_with_one_code_are_all_kept(teacher, group, be, people):
    from django.test import Client
    visit, browsers = open_visit(teacher, group), []
    for n in range(30):
        user = User.objects.create_user(f"pupil{n}")
        Person.objects.create(user=user, name=f"Μαθητής {n}", role=Person.Role.LEARNER)
        api.join(group, user.id)
        browsers.append(Client())
        browsers[-1].force_login(user)
    assert {sent(browser, IN, {"code": visit["digits"]})["status"] for browser in browsers} == {"perfect"}
    assert Attendance.objects.count() == Score.objects.count() == BlockCompletion.objects.count() == 30


def test_a_learner_added_by_hand_gets_points_and_completion_without_being_there(teacher, group, people):
    visit = open_visit(teacher, group)
    status, told = asked(teacher, IN, "add", ref=visit["ref"], learner=people["aris"].user_id)
    assert status == 200 and [row["by_hand"] for row in told["visit"]["roll"]] == [True, False]
    assert Score.objects.get().user == people["aris"].user == BlockCompletion.objects.get().user


def test_a_closed_visit_takes_no_code_and_keeps_the_head_count(teacher, group, be):
    visit = open_visit(teacher, group)
    assert asked(teacher, IN, "close", ref=visit["ref"], head_count=12)[1]["visit"] is None
    assert not sent(be("daphne"), IN, {"code": visit["digits"]})["taken"]
    assert group.visits.get().head_count == 12


@pytest.mark.parametrize("who", ["daphne", "kozani"])
def test_only_the_class_s_own_people_open_a_visit_or_see_its_code(group, be, who):
    status, told = asked(be(who), IN, "open", group=group.id)
    assert status in (400, 409) and "error" in told and not group.visits.exists()
    assert "digits" not in json.dumps(asked(be(who), IN, "look")[1])


@pytest.mark.parametrize("data", [{}, {"group": "x"}, {"group": 1, "page": "javascript:alert(1)"}, {"group": 1, "minutes": 0}, None, []])
def test_hostile_calls_are_refused(teacher, data):
    assert call(teacher, IN, "act", {"name": "open", "data": data}).status_code == 400
    assert call(teacher, IN, "act", {"name": "__class__", "data": {}}).status_code == 400


def test_where_no_hub_keeps_records_the_page_says_so(teacher, be, monkeypatch):
    monkeypatch.setattr("pekt_xblocks.shell.hub.records_of", lambda block: None)
    reply = call(be("daphne"), IN, "submit", {"response": {"code": "123456"}})
    assert reply.status_code == 409 and "Πόλου" in reply.json()["error"]


# -- practical task -------------------------------------------------------------------------------------------------

def waiting(teacher):
    return {task["name"]: task for task in asked(teacher, WORK, "look")[1]["tasks"]}


def test_handing_in_is_no_grade_and_waits_for_the_teacher(teacher, group, be):
    reply = sent(be("daphne"), WORK, READY)
    assert (reply["outcome"], reply["taken"], reply["hub"]["task"]["state"]) == ("told", True, "ready")
    assert not Score.objects.exists() and not BlockCompletion.objects.exists()
    assert waiting(teacher)["Δάφνη Σ."]["note"] == READY["note"]


def test_a_team_is_signed_off_and_its_points_arrive_though_nobody_is_there(teacher, group, be, people):
    for name in ("daphne", "aris"):
        sent(be(name), WORK, READY)
    refs = [task["ref"] for task in waiting(teacher).values()]
    status, told = asked(teacher, WORK, "sign", refs=refs, levels={"clues": 2, "rule": 1}, comment="Μπράβο")
    assert status == 200 and told["tasks"] == []
    assert {score.user.username: (score.earned, score.possible) for score in Score.objects.all()} == {"daphne": (5, 9), "aris": (5, 9)}
    # Signed is done, however many points it earned.
    assert {(done.user.username, done.completion) for done in BlockCompletion.objects.all()} == {("daphne", 1.0), ("aris", 1.0)}
    args = asked(be("daphne"), WORK, "look")
    assert args[0] == 400                                      # a teacher's call is nothing to a learner
    again = sent(be("daphne"), WORK, {"ticks": ["links"], "levels": {"clues": 3, "rule": 3}}, "again")
    assert (again["outcome"], again["result"]["percent"]) == ("graded", 55)


def test_without_a_safety_tick_nothing_is_handed_in_nor_signed(teacher, group, be, people):
    reply = sent(be("daphne"), WORK, {"ticks": [], "note": "Έτοιμο"})
    assert reply["outcome"] == "incomplete" and reply["missing"][0]["at"] == "links" and not HandIn.objects.exists()
    api.hand_in(people["daphne"].user_id, KEY, WORK, "", [])   # as if the rule came after the hand-in
    task = waiting(teacher)["Δάφνη Σ."]
    status, told = asked(teacher, WORK, "sign", refs=[task["ref"]], levels={"clues": 3, "rule": 3})
    assert task["unsafe"] and status == 409 and "Δάφνη" in told["error"]
    assert HandIn.objects.get().state == HandIn.READY and not Score.objects.exists()


def test_a_returned_task_comes_back(teacher, group, be):
    sent(be("daphne"), WORK, READY)
    ref = waiting(teacher)["Δάφνη Σ."]["ref"]
    assert asked(teacher, WORK, "return", refs=[ref], comment=" ")[0] == 409
    assert asked(teacher, WORK, "return", refs=[ref], comment="Πες και το δεύτερο σημάδι.")[0] == 200
    assert not waiting(teacher)
    sent(be("daphne"), WORK, {**READY, "note": "Το πρόσθεσα."}, "s2")
    assert waiting(teacher)["Δάφνη Σ."]["note"] == "Το πρόσθεσα."


def test_one_bad_task_among_many_signs_none(teacher, group, be):
    for name in ("daphne", "aris"):
        sent(be(name), WORK, READY)
    refs = [task["ref"] for task in waiting(teacher).values()]
    assert asked(teacher, WORK, "sign", refs=[*refs, "nonsense"], levels={"clues": 2, "rule": 2})[0] == 409
    assert asked(teacher, WORK, "sign", refs=refs, levels={"clues": 2})[0] == 409
    assert asked(teacher, WORK, "sign", refs=refs, levels={"clues": 2, "rule": 4})[0] == 400
    assert set(HandIn.objects.values_list("state", flat=True)) == {HandIn.READY}


def test_points_arrive_where_the_learner_may_not_open_the_block_now(teacher, group, be, people, monkeypatch):
    sent(be("daphne"), WORK, READY)
    monkeypatch.setattr("pekt_xblocks.workbench.platform.learner_block", lambda user, key: None)
    asked(teacher, WORK, "sign", refs=[waiting(teacher)["Δάφνη Σ."]["ref"]], levels={"clues": 3, "rule": 3})
    assert (Score.objects.get().earned, BlockCompletion.objects.get().user) == (9, people["daphne"].user)


def test_a_learner_in_no_class_is_told_so(group, be):
    reply = call(be("nefeli"), WORK, "submit", {"response": READY})
    assert reply.status_code == 409 and "τμήμα" in reply.json()["error"]
