"""The site's pages, for each role and in both languages."""
from __future__ import annotations

import re

import pytest
from completion.models import BlockCompletion
from django.core.management import call_command
from django.test import Client

from pekt_xblocks.workbench import events, keys
from pekt_xblocks.workbench.models import Element
from pekt_xblocks.workbench.outline import outline

from .call import call
from .conftest import HIDDEN, KEY, PAGE, PROBE, QUIZ

pytestmark = pytest.mark.django_db

UNIT, SECRET = f"/courses/{KEY}/unit/v1/", f"/courses/{KEY}/unit/v3/"
#         path                        visitor learner directorate teacher coordinator
ACCESS = [
    ("/people/", 200, 200, 200, 200, 200),
    ("/", 302, 200, 200, 200, 200),
    ("/courses/", 200, 200, 200, 200, 200),
    (f"/courses/{KEY}/", 200, 200, 200, 200, 200),
    (UNIT, 200, 200, 200, 200, 200),
    (SECRET, 403, 403, 403, 200, 200),
    (f"/edit/{PROBE}/", 403, 403, 403, 200, 200),
    (f"/edit/{PROBE}/frame/", 403, 403, 403, 200, 200),
    (f"/edit/{PROBE}/answers/", 403, 403, 403, 200, 200),
    (f"/edit/{HIDDEN}/", 403, 403, 403, 200, 200),
    (f"/edit/{PAGE}/", 403, 403, 403, 404, 404),
    (f"/edit/{PROBE}x/", 403, 403, 403, 404, 404),
    (f"/courses/{KEY}/package.tar.gz", 403, 403, 403, 200, 200),
    (f"/courses/{KEY}/unit/none/", 404, 404, 404, 404, 404),
    (f"/courses/{KEY}x/", 404, 404, 404, 404, 404),
    ("/courses/course-v1:x/", 404, 404, 404, 404, 404),
    ("/nothing/", 404, 404, 404, 404, 404),
]
ROLES = ("", "daphne", "directorate", "papagianni", "ptolemaida")


@pytest.mark.parametrize(("role", "path", "status"), [(role, row[0], row[at + 1]) for row in ACCESS for at, role in enumerate(ROLES)])
def test_who_opens_what(course, be, role, path, status):
    assert be(role).get(path).status_code == status


@pytest.mark.parametrize("path", ["/people/leave/", "/language/", f"{UNIT}read/"])
def test_what_changes_something_is_posted(course, be, path):
    assert be("daphne").get(path).status_code == 405


def text(answer) -> str:
    return answer.content.decode()


# -- people and language -------------------------------------------------------------------------------------------------


def test_choosing_a_person(course, people):
    browser = Client()
    assert browser.get("/").url == "/people/"
    assert "Δάφνη Σ." in text(browser.get("/people/"))
    assert browser.post("/people/", {"person": people["daphne"].pk, "next": UNIT}).url == UNIT
    assert "Γεια σου, Δάφνη Σ." in text(browser.get("/"))
    assert browser.post("/people/", {"person": people["papagianni"].pk, "next": "https://elsewhere.example/"}).url == "/"
    assert "κ. Παπαγιάννη" in text(browser.get("/"))
    assert browser.post("/people/leave/").url == "/people/"
    assert browser.get("/").url == "/people/"


@pytest.mark.parametrize("person", ["", "0", "x", "99999", "²"])
def test_nobody_to_choose(people, person):
    assert Client().post("/people/", {"person": person}).status_code == 404


def test_nobody_becomes_anybody_where_other_computers_reach_the_site(people, settings):
    settings.PEKT_LOCAL = False
    browser = Client()
    assert "Δάφνη" not in text(browser.get("/people/"))
    assert browser.post("/people/", {"person": people["daphne"].pk}).status_code == 403
    assert browser.get("/").url == "/people/"


def test_choosing_needs_the_site_s_token(people):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/people/", {"person": people["daphne"].pk})
    assert answer.status_code == 403 and "έμεινε ανοιχτή" in text(answer)


def test_people_have_no_password_and_stay_the_same(people):
    from django.core.management import call_command
    call_command("demo_people", verbosity=0)
    assert not any(person.user.has_usable_password() for person in people.values())
    assert {p.pk for p in type(people["daphne"]).objects.all()} == {p.pk for p in people.values()}


def test_greek_first_then_as_chosen(course, be):
    browser = be("daphne")
    page = browser.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="el">' in text(page) and page["Content-Language"] == "el" and "Μαθήματα" in text(page)
    assert browser.post("/language/", {"language": "en", "next": UNIT}).url == UNIT
    page = text(browser.get(UNIT))
    assert '<html lang="en">' in page and "Unit 1 of 2" in page and "Βήμα" not in page
    browser.post("/language/", {"language": "fr", "next": "//elsewhere.example"})
    assert '<html lang="en">' in text(browser.get("/"))
    for nowhere in ("0", "people:list", "https://elsewhere.example/", "javascript:alert(1)"):
        assert browser.post("/language/", {"language": "fr", "next": nowhere}).url == "/"
    browser.post("/language/", {"language": "el"})
    assert '<html lang="el">' in text(browser.get("/"))


# -- modules and units ---------------------------------------------------------------------------------------------------


def test_a_unit_shows_its_leaves_in_order_once_their_resources(course, be):
    page = text(be("papagianni").get(UNIT))
    assert page.index("Καλημέρα") < page.index('class="probe"') < page.index("δεν ανοίγει εδώ")
    assert page.count('src="/probe.js"') == page.count('href="/probe.css"') == 1
    assert f'src="/courses/{KEY}/static/dot.svg?v=' in page and '"/static/none.png"' in page
    assert f"/edit/{PROBE}/" in page and f"/edit/{PAGE}/" not in page


def test_learners_see_nothing_for_teachers(course, be):
    for path in ("/", f"/courses/{KEY}/", UNIT, "/people/"):
        page = text(be("daphne").get(path))
        assert "Για εκπαιδευτικούς" not in page and "/edit/" not in page and "package.tar.gz" not in page, path
    assert "Βήμα 1 από 2" in text(be("daphne").get(UNIT)) and "Βήμα 1 από 3" in text(be("papagianni").get(UNIT))


def test_a_visitor_tries_with_public_views(course, be):
    page = text(be().get(UNIT))
    assert "<p>public</p>" in page and "τίποτα δεν κρατιέται" in page and "Το διάβασα" not in page
    quiz = text(be().get(f"/courses/{KEY}/unit/v2/"))
    assert '"mode": "anonymous"' in quiz and "/learn/visitor/xblock/" in quiz


def test_a_block_that_fails_leaves_its_neighbours(course, be, monkeypatch):
    from .probe import ProbeBlock
    monkeypatch.setattr(ProbeBlock, "student_view", lambda self, context=None: 1 / 0)
    answer = be("daphne").get(UNIT)
    assert answer.status_code == 200 and "Καλημέρα" in text(answer) and text(answer).count("δεν ανοίγει εδώ") == 2


def test_reading_a_page_completes_it_and_leads_on(course, be, people):
    browser = be("daphne")
    assert "Το διάβασα, επόμενο" in text(browser.get(UNIT))
    assert browser.post(f"{UNIT}read/").url == f"/courses/{KEY}/unit/v2/"
    row = BlockCompletion.objects.get()
    assert (str(row.block_key), row.completion, row.user) == (PAGE, 1.0, people["daphne"].user)
    assert "Το διάβασα" not in text(browser.get(UNIT)) and 'rel="next"' in text(browser.get(UNIT))
    assert browser.post(f"/courses/{KEY}/unit/v2/read/").url == f"/courses/{KEY}/"
    assert be("daphne").post(f"{SECRET}read/").status_code == 403
    be().post(f"{UNIT}read/")
    assert BlockCompletion.objects.count() == 1


def test_progress_by_unit(course, be, people):
    user = people["daphne"].user

    def now():
        found = outline(course, user, hidden=False)
        return [unit.state for unit in found.units], found.percent, found.next.element.url_name
    assert now() == (["new", "new"], 0, "v1")
    be("daphne").post(f"{UNIT}read/")
    assert now() == (["started", "new"], 33, "v1")
    call(be("daphne"), PROBE, "publish_it", {"name": "completion", "data": {"completion": 1.0}})
    assert now() == (["done", "new"], 66, "v2")
    page = text(be("daphne").get(f"/courses/{KEY}/"))
    assert "Έγινε" in page and "Δεν άρχισε" in page and 'value="66"' in page and "1 από 2 βήματα" in page
    call(be("daphne"), QUIZ, "submit", {"submission_id": "1", "response": correct_quiz()})
    assert now() == (["done", "done"], 100, "v1")
    assert "Δες το ξανά" in text(be("daphne").get("/"))


def correct_quiz():
    from pekt_xblocks.activities import examples
    return examples("quiz").DEFAULT.correct_response().model_dump(mode="json")


def test_two_queries_for_any_outline(course, people, django_assert_num_queries):
    with django_assert_num_queries(2):
        outline(course, people["daphne"].user, hidden=False)


# -- teachers ------------------------------------------------------------------------------------------------------------


def test_the_editor_stands_in_a_frame_of_this_site(course, be):
    page = text(be("papagianni").get(f"/edit/{PROBE}/"))
    assert f'src="/edit/{PROBE}/frame/"' in page and f'data-back="{UNIT}#p1"' in page
    frame = be("papagianni").get(f"/edit/{PROBE}/frame/")
    assert frame["X-Frame-Options"] == "SAMEORIGIN" and "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    assert "/studio/" in text(be("papagianni").get(f"/edit/{QUIZ}/frame/"))
    assert '"/static/dot.svg"' in text(frame)  # the platform leaves references alone in a course's editor


def test_answers_are_for_teachers_and_keep_nothing(course, be):
    page = text(be("papagianni").get(f"/edit/{PROBE}/answers/"))
    assert "the key" in page and f"/courses/{KEY}/static/dot.svg" in page


def test_an_edit_shows_at_once_and_says_so(course, be):
    teacher = be("papagianni")
    version = call(teacher, QUIZ, "load_definition", {}, "studio").json()
    definition = version["definition"] | {"intro": "Καινούρια εισαγωγή"}
    answer = call(teacher, QUIZ, "save_definition", {"definition": definition, "settings": {}, "version": version["version"]}, "studio")
    assert answer.json()["ok"], answer.json()
    assert "Καινούρια εισαγωγή" in text(be("daphne").get(f"/courses/{KEY}/unit/v2/"))
    assert "Αλλαγμένη εδώ" in text(teacher.get(f"/courses/{KEY}/unit/v2/"))
    assert Element.objects.get(usage_key=QUIZ).edited


def test_the_package_is_a_file(course, be):
    answer = be("papagianni").get(f"/courses/{KEY}/package.tar.gz")
    assert answer["Content-Disposition"] == 'attachment; filename="demo.tar.gz"' and answer.content[:2] == b"\x1f\x8b"


# -- frame and policy ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/people/", "/", f"/courses/{KEY}/", UNIT, f"/edit/{PROBE}/", f"/edit/{PROBE}/frame/", "/nothing/"])
def test_every_page_is_sound(course, be, path):
    answer = be("papagianni").get(path)
    page = text(answer)
    assert "script-src 'self' 'nonce-" in answer["Content-Security-Policy"] and "object-src 'none'" in answer["Content-Security-Policy"]
    assert not re.search(r"\son\w+=|javascript:|https?://(?!www\.w3\.org)", page)
    assert len(re.findall("<h1", page)) == (0 if "frame" in path else 1) and "<main" in page
    assert len(set(ids := re.findall(r'\sid="([^"]+)"', page))) == len(ids)
    assert "{{" not in page and "{%" not in page


def test_an_error_tells_nothing_of_the_inside(course, be, monkeypatch):
    from pekt_xblocks.workbench.views import learn
    monkeypatch.setattr(learn, "outlines", lambda *_, **__: 1 / 0)
    answer = be("daphne").get("/")
    assert answer.status_code == 500 and "Κάτι πήγε στραβά" in text(answer) and "ZeroDivision" not in text(answer)


def test_records_pages_stand_in_the_site_s_frame(course, be):
    from django.core.management import call_command
    call_command("demo_hubs", verbosity=0)
    call_command("demo_hubs", verbosity=0)
    page = text(be("ptolemaida").get("/hub/"))
    assert 'class="brand"' in page and "Πόλος Πτολεμαΐδας" in page
    assert be("").get("/hub/").url == "/people/?next=/hub/"


def test_a_module_shows_its_picture_and_at_its_end_what_a_learner_can_say(course, people, be):
    course.attributes = {"course_image": "dot.svg"}
    course.about = {"outcomes": [{"el": "Ξεχωρίζω μια απάτη.", "en": "I can tell a scam."}]}
    course.save()
    daphne = people["daphne"].user
    assert f'src="/courses/{KEY}/static/dot.svg"' in text(be("daphne").get("/"))
    assert "Ξεχωρίζω μια απάτη." not in text(be("daphne").get(f"/courses/{KEY}/"))
    for key in (PAGE, PROBE, QUIZ):
        events.complete(daphne, keys.usage_key(key), 1.0)
    page = text(be("daphne").get(f"/courses/{KEY}/"))
    assert "Ξεχωρίζω μια απάτη." in page and "Μπράβο" in page
    assert "Μπράβο" not in text(be("aris").get(f"/courses/{KEY}/"))


def test_a_municipality_sees_its_hub_s_numbers_and_nobody(course, people, be):
    call_command("demo_hubs", verbosity=0)
    browser = be("eordaia")
    assert browser.get("/hub/hubs/ptolemaida/").status_code == 200
    assert browser.get("/hub/hubs/kozani/").status_code == 403
    page = text(browser.get("/hub/", follow=True))
    assert "κ. Ζήσης" in page and "Δάφνη" not in page
