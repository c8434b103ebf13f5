"""Handlers asked by anyone, anyhow."""
from __future__ import annotations

import json

import pytest
from django.test import Client

from pekt_xblocks.workbench.models import UserState

from .call import address, call
from .conftest import HIDDEN, KEY, PAGE, PROBE

pytestmark = pytest.mark.django_db
COURSE = KEY.removeprefix("course-v1:")


@pytest.mark.parametrize(("usage", "name", "status"), [
    (PROBE, "answer_it", 200),
    (PROBE, "no_such_handler", 404), (PROBE, "save", 404), (PROBE, "_no", 404), (PROBE, "student_view", 404), (PROBE, "__init__", 404),
    (PAGE, "answer_it", 404),
    (HIDDEN, "answer_it", 403),
    (f"block-v1:{COURSE}+type@probe+block@none", "answer_it", 404),
    (f"block-v1:{COURSE}+type@missing+block@m1", "answer_it", 404),
    (f"block-v1:{COURSE}+type@vertical+block@v1", "answer_it", 404),
    ("block-v1:x", "answer_it", 404), ("block-v1:a+b+c+type@probe+block@p1", "answer_it", 404),
    ("block-v1:ά+β+γ+type@probe+block@p1", "answer_it", 404),
])
def test_what_is_there_and_what_is_not(course, be, usage, name, status):
    answer = call(be("daphne"), usage, name, {"answer": "α"})
    assert answer.status_code == status
    if status != 200:
        assert list(answer.json()) == ["error"]


@pytest.mark.parametrize(("body", "status"), [
    ("{", 400), ("", 400), ("\udcff".encode("utf-8", "surrogateescape"), 400), ("[" * 100_000, 400), ("{" + '"a":' * 5, 400)])
def test_a_body_that_is_no_json(course, be, body, status):
    browser = be("daphne")
    answer = browser.post(address(browser, PROBE, "answer_it"), body, content_type="application/json")
    assert answer.status_code == status and list(answer.json()) == ["error"]
    assert not UserState.objects.exists()


def test_a_body_too_large(course, be):
    browser = be("daphne")
    answer = browser.post(address(browser, PROBE, "answer_it"), json.dumps({"answer": "α" * 1_200_000}), content_type="application/json")
    assert answer.status_code == 413 and list(answer.json()) == ["error"]
    assert not UserState.objects.exists()


def test_other_methods(course, be):
    browser = be("daphne")
    assert browser.get(address(browser, PROBE, "answer_it")).status_code == 405
    assert browser.get(address(browser, PROBE, "plain", suffix="a/b")).content == b"GET a/b"
    assert browser.get(address(browser, PROBE, "plain"))["Cache-Control"] == "no-store"


@pytest.mark.parametrize("place", ["studio", "preview"])
@pytest.mark.parametrize(("username", "status"), [("daphne", 403), ("", 403), ("directorate", 403), ("papagianni", 200), ("kozani", 200)])
def test_authors_places_are_for_authors(course, be, place, username, status):
    assert call(be(username), PROBE, "write_content", {"body": "x"}, place).status_code == status


def test_no_other_places(course, be):
    browser = be("papagianni")
    assert browser.post(address(browser, PROBE, "who").replace("/learn/", "/admin/")).status_code == 404


def test_a_page_of_one_person_does_not_send_in_another_s_name(course, be):
    daphne, teacher = be("daphne"), be("papagianni")
    old = address(daphne, PROBE, "answer_it")
    answer = teacher.post(old, '{"answer": "α"}', content_type="application/json")
    assert answer.status_code == 409 and "error" in answer.json()
    assert not UserState.objects.exists()


@pytest.mark.parametrize("checks", [False, True])
def test_an_editor_whose_login_ended_is_not_told_of_another_person_nor_to_reload(course, people, checks):
    browser = Client(enforce_csrf_checks=checks)
    browser.force_login(people["papagianni"].user)
    there = address(browser, PROBE, "write_content", "studio")
    browser.cookies.clear()
    answer = browser.post(there, "{}", content_type="application/json", headers={"Accept-Language": "el"})
    assert answer.status_code == 401
    assert answer.json()["error"].startswith("Η σύνδεσή σας έληξε.")


def test_posts_need_the_site_s_token(course, people):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["daphne"].user)
    page = browser.get(f"/courses/{KEY}/unit/v1/")
    there = address(browser, PROBE, "answer_it")
    refused = browser.post(there, '{"answer": "α"}', content_type="application/json")
    assert refused.status_code == 403 and "error" in refused.json()
    token = {"X-CSRFToken": page.cookies["csrftoken"].value}
    assert browser.post(there, '{"answer": "α"}', content_type="application/json", headers=token).status_code == 200
