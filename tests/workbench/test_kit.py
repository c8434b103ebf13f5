"""The living pages of the design language, and what the site says about its accessibility."""
from __future__ import annotations

import html
import json
import re

import pytest
from completion.models import BlockCompletion
from django.test import Client

from pekt_xblocks.activities import examples, kinds
from pekt_xblocks.workbench.models import Element, UserState
from pekt_xblocks.workbench.showcase import STATES

pytestmark = pytest.mark.django_db

STATUS = {"new": {"new"}, "wrong": {"tried"}, "passed": {"perfect"}}


def text(answer) -> str:
    assert answer.status_code == 200, answer
    return answer.content.decode()


def args_of(page: str) -> dict:
    return json.loads(re.search(r'xblock_json_init_args">(.*?)</script>', page)[1])


def handler(kind: str, state: str, name: str, data: dict):
    return Client().post(f"/kit/{kind}/{state}/handler/{name}", json.dumps(data), content_type="application/json")


def test_every_kind_is_there_in_every_state():
    page = text(Client().get("/kit/"))
    for kind in kinds():
        for state in STATES:
            assert f'href="/kit/{kind}/?state={state}"' in page
            assert page.count('<iframe class="dark" src="/kit/parts/"') == 1
            shown = text(Client().get(f"/kit/{kind}/?state={state}"))
            assert shown.count(f'src="/kit/{kind}/frame/?state={state}"') == 2


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", kinds())
def test_a_kind_in_a_state(kind, state):
    args = args_of(text(Client().get(f"/kit/{kind}/frame/?state={state}")))
    graded = state == "new" or examples(kind).DEFAULT.possible() > 0
    assert args["kind"] == kind and args["state"]["status"] in (STATUS[state] if graded else {"passed"})
    assert (args["state"]["response"] is None) == (state == "new")
    assert args["mode"] == "preview", "a draft of one state would turn up in another"


@pytest.mark.parametrize(("kind", "state", "hub"), [
    ("checkin", "new", {"role": "learner", "visits": 0}),
    ("checkin", "passed", {"role": "learner", "visits": 1}),
    ("practical", "new", {"role": "learner", "task": None}),
])
def test_what_needs_a_hub_stands_as_it_does_in_one(kind, state, hub):
    assert args_of(text(Client().get(f"/kit/{kind}/frame/?state={state}")))["state"]["hub"] == hub


def test_a_task_that_was_signed_off_stands_so():
    given = args_of(text(Client().get("/kit/practical/frame/?state=passed")))["state"]
    assert given["hub"]["task"]["state"] == "signed"
    assert given["hub"]["task"]["ticks"] == given["response"]["ticks"] != []


@pytest.mark.parametrize("path", ["nothing/", "nothing/frame/", "quiz/?state=odd", "quiz/frame/?state=odd", "quiz/frame/?state="])
def test_what_is_not_there(path):
    assert Client().get(f"/kit/{path}").status_code == 404


def test_what_is_done_there_is_answered_and_forgotten():
    before = Element.objects.count()
    response = args_of(text(Client().get("/kit/quiz/frame/?state=passed")))["state"]["response"]
    for _ in range(2):
        told = handler("quiz", "new", "submit", {"submission_id": "one", "response": response}).json()
        assert (told["outcome"], told["attempts"], told["status"]) == ("graded", 1, "perfect")
    assert handler("quiz", "passed", "solution", {}).json()["response"] == response
    assert handler("quiz", "new", "solution", {}).status_code == 403
    assert handler("quiz", "new", "nothing", {}).status_code == 404
    assert handler("quiz", "odd", "submit", {}).status_code == 404
    assert not UserState.objects.exists() and not BlockCompletion.objects.exists() and Element.objects.count() == before


def test_the_parts_have_their_words_in_the_language_of_the_page():
    browser = Client()
    for language, word, built in (("el", "Υποβολή", "Κύριο"), ("en", "Submit", "Main")):
        browser.post("/language/", {"language": language})
        page = text(browser.get("/kit/parts/"))
        args = json.loads(re.search(r'id="kit-args" type="application/json">(.*?)</script>', page)[1])
        assert (args["words"]["Submit"], args["words"]["Main"], args["lang"]) == (word, built, language)
        for url in args["urls"].values():
            assert browser.get(url).status_code == 200, url


def test_the_footer_leads_to_the_statement_and_teachers_to_the_design_language(be):
    pupil, teacher = text(be("daphne").get("/courses/")), text(be("papagianni").get("/courses/"))
    assert 'href="/accessibility/"' in pupil and 'href="/kit/"' not in pupil
    assert 'href="/accessibility/"' in teacher and 'href="/kit/"' in teacher


def test_the_statement_names_law_standard_limits_and_whom_to_tell(settings):
    settings.PEKT_ACCESSIBILITY_CONTACT = ""
    page = html.unescape(text(Client().get("/accessibility/")))
    for said in ("Δήλωση προσβασιμότητας", "4727/2020", "2016/2102", "EN 301 549", "WCAG 2.2", "NVDA",
                 "Δεν έχει οριστεί ακόμη διεύθυνση", "23 Νοεμβρίου 2026",
                 "Συνήγορο του Πολίτη", "διαδικασία επιβολής", "μερικώς συμμορφούμενη"):
        assert said in page
    settings.PEKT_ACCESSIBILITY_CONTACT = "access@hub.example"
    browser = Client()
    browser.post("/language/", {"language": "en"})
    page = text(browser.get("/accessibility/"))
    assert 'href="mailto:access@hub.example"' in page and "Accessibility statement" in page and "not named an address" not in page
