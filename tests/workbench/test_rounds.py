"""A teacher's pages over the real blocks: tasks judged from the list, how activities went, a class that checks in in the same second."""
from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from completion.models import BlockCompletion
from django.urls import reverse

from pekt_xblocks.activities import examples
from pekt_xblocks.records.models import HandIn, SignOff
from pekt_xblocks.workbench.models import Score

from .call import call
from .conftest import QUIZ
from .test_at_hub import IN, READY, WORK, group, open_visit, sent, teacher  # noqa: F401 - fixtures
from .test_serve import ROOT, end, start

TASKS = "/hub/tasks/"


def judge(browser, *refs, **more):
    return browser.post(TASKS, {"at": WORK, "task": refs, "criterion": ["clues", "rule"], **more})


@pytest.fixture
def handed_in(group, be):  # noqa: F811
    for name in ("daphne", "aris"):
        sent(be(name), WORK, READY)
    return [str(task.ref) for task in HandIn.objects.order_by("id")]


@pytest.mark.django_db
def test_a_team_is_signed_off_in_two_taps_and_its_points_arrive(teacher, handed_in):  # noqa: F811
    said = teacher.get(TASKS).content.decode()
    assert READY["note"] in said and "Δάφνη Σ." in said and "Δύο σημάδια σε κάθε απάτη" in said
    assert judge(teacher, *handed_in, same="2").status_code == 302
    assert [(score.earned, score.possible) for score in Score.objects.all()] == [(6, 9), (6, 9)]
    assert BlockCompletion.objects.count() == 2
    assert set(SignOff.objects.values_list("by", "returned")) == {(int(teacher.session["_auth_user_id"]), False)}
    assert "Δεν περιμένει τίποτα." in teacher.get(TASKS).content.decode()


@pytest.mark.django_db
def test_levels_comment_and_return_are_the_activity_s_own(teacher, handed_in):  # noqa: F811
    first, second = handed_in
    answer = judge(teacher, first, **{"level-clues": "3"})
    assert answer.status_code == 409 and "επίπεδο για κάθε κριτήριο" in answer.content.decode()
    answer = judge(teacher, first, **{"return": "1"})
    assert answer.status_code == 409 and not SignOff.objects.exists()          # nobody is told why
    assert judge(teacher, first, ready_comment="Πείτε και το δεύτερο σημάδι.", **{"return": "1"}).status_code == 302
    assert judge(teacher, second, comment="Μπράβο", **{"level-clues": "3", "level-rule": "0"}).status_code == 302
    assert dict(HandIn.objects.values_list("ref", "state")) == {
        HandIn.objects.get(ref=first).ref: "returned", HandIn.objects.get(ref=second).ref: "signed"}
    assert list(SignOff.objects.values_list("comment", "levels")) == [
        ("Πείτε και το δεύτερο σημάδι.", {}), ("Μπράβο", {"clues": 3, "rule": 0})]


@pytest.mark.django_db
@pytest.mark.parametrize("data", [{}, {"task": ["x"]}, {"at": "nonsense", "task": ["x"]}, {"at": QUIZ, "task": ["x"], "same": "2"},
                                  {"at": WORK, "task": ["00000000-0000-0000-0000-000000000000"], "criterion": "clues", "same": "2"}])
def test_nonsense_judges_nobody(teacher, handed_in, data):  # noqa: F811
    assert teacher.post(TASKS, data).status_code == 409
    assert set(HandIn.objects.values_list("state", flat=True)) == {"ready"}


@pytest.mark.django_db
def test_a_learner_added_on_the_visit_s_page_gets_the_points(teacher, group, people):  # noqa: F811
    visit = open_visit(teacher, group)
    user = people["aris"].user
    teacher.post(reverse("pekt_records:visit_change", args=[visit["ref"]]), {"add": str(user.id)})
    assert Score.objects.get().user == user == BlockCompletion.objects.get().user
    teacher.post(reverse("pekt_records:visit_change", args=[visit["ref"]]), {"add": str(people["nefeli"].user_id)})
    assert Score.objects.count() == 1                                          # who is in no class was at no visit of it


@pytest.mark.django_db
def test_how_an_activity_went_tells_the_first_attempt_and_no_name(teacher, group, be, people):  # noqa: F811
    quiz = examples("quiz").DEFAULT
    right = quiz.correct_response().model_dump(mode="json")
    options = next(item for item in quiz.learner_view("")["items"] if item["id"] == "password")["options"]
    weak = next(option["id"] for option in options if "dafni2013" in option["text"])
    wrong = {"items": right["items"] | {"password": weak}}
    alone = {"items": wrong["items"] | {"steps": right["items"]["steps"][::-1]}}
    for name, tries in (("daphne", (wrong, right, right, right, right)), ("aris", (alone,))):
        for number, response in enumerate(tries):
            assert call(be(name), QUIZ, "submit", {"submission_id": f"{name}{number}", "response": response}).status_code == 200
    page = teacher.get(reverse("pekt_records:items", args=[group.run.ref])).content.decode()
    assert "wrong responses stay on this page" in page or "μένουν εδώ, γιατί ίσως τις έγραψαν" in page
    rows = re.findall(r"<tr[^>]*><th scope=\"row\"[^>]*>(.*?)</tr>", page, re.S)
    assert len(rows) == 3 and "0/2" in rows[0] and "dafni2013" in rows[0] and "× 2" in rows[0]
    assert "2/2" in rows[1] and "1/2" in rows[2] and "×" not in rows[1] + rows[2]   # what one pupil alone gave is not shown
    assert "Δάφνη Σ." not in page and "Άρης Σ." not in page


SEED = """
import django, json
django.setup()
from importlib import import_module
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.middleware.csrf import _get_new_csrf_string
from pekt_xblocks.records import api
from pekt_xblocks.records.models import Group, Role
from pekt_xblocks.workbench.access import Visitor
from pekt_xblocks.workbench.models import Element
key = Element.objects.get(block_type="pekt_checkin").usage_key
group = Group.objects.first()
teacher = User.objects.get(username="papagianni")
api.give_role(teacher.id, Role.TEACHER, group=group)
people = []
for number in range(30):
    user = User.objects.create_user(f"pupil{number}")
    api.join(group, user.id)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                    HASH_SESSION_KEY: user.get_session_auth_hash()})
    session.save()
    people.append([Visitor(user).tag, session.session_key, _get_new_csrf_string()])
visit = api.open_visit(teacher, group, usage_key=key)
print(json.dumps({"key": key, "people": people, "code": api.visit_code(visit).digits, "cookie": settings.SESSION_COOKIE_NAME}))
"""
COUNT = """
import django
django.setup()
from completion.models import BlockCompletion
from pekt_xblocks.records.models import Attendance
from pekt_xblocks.workbench.models import Score
print(Attendance.objects.count(), Score.objects.filter(earned=1).count(), BlockCompletion.objects.filter(completion=1).count())
"""


def test_thirty_learners_in_the_same_second_are_all_kept(tmp_path):
    """The whole site, as it is served, on its SQLite: thirty sign-ins, one code, all sent at once."""
    process, _said, address = start(tmp_path / "var", ROOT / "tests/browser/hub/courses")
    environment = os.environ | {"PEKT_VAR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "pekt_xblocks.workbench.settings"}

    def on_site(code):
        return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout

    try:
        seed = json.loads(on_site(SEED).splitlines()[-1])
        gate = Barrier(30)

        def send(person):
            tag, session, token = person
            request = urllib.request.Request(
                f"{address.rstrip('/')}/learn/{tag}/xblock/{seed['key']}/handler/submit",
                json.dumps({"submission_id": tag, "response": {"code": seed["code"]}}).encode(),
                {"Content-Type": "application/json", "X-CSRFToken": token,
                 "Cookie": f"{seed['cookie']}={session}; csrftoken={token}"})
            gate.wait()
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["status"]

        with ThreadPoolExecutor(30) as threads:
            assert list(threads.map(send, seed["people"])) == ["perfect"] * 30
        assert on_site(COUNT).split() == ["30", "30", "30"]
    finally:
        end(process, signal.SIGINT)
