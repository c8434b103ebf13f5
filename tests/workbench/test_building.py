"""Building a module: made from a pattern, its tree changed step by step, checked, downloaded; `courses/` is never written."""
from __future__ import annotations

import hashlib
import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command

from pekt_xblocks.core.language import words
from pekt_xblocks.olx.archive import course_folder, unpack
from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.fault import RULES
from pekt_xblocks.olx.reader import tree_files
from pekt_xblocks.workbench import building, copies
from pekt_xblocks.workbench.content import load
from pekt_xblocks.workbench.models import Course, Element
from pekt_xblocks.workbench.verdict import findings

from .call import call
from .conftest import KEY, PROBE, QUIZ

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR, settings.PEKT_BUILT = tmp_path / "var", tmp_path / "var" / "modules"


@pytest.fixture
def teacher(be):
    return be("papagianni")


FACTS = {"title": "Άλλος τίτλος", "summary": "Μία πρόταση.", "audience": "Α΄ Γυμνασίου", "online": "25", "hub": "10"}


@pytest.fixture
def made(teacher) -> Course:
    """A module as the page makes it."""
    assert teacher.post("/build/", {"title": "Τα δεδομένα μου"}).status_code == 302
    return Course.objects.get()


def titles(course, block_type="vertical"):
    level = building._level(course, block_type)
    return [each.title for each in level]


def post(browser, course, page, **data):
    return browser.post(f"/build/{course.key}/{page}/", data)


def downloaded(browser, course, tmp_path):
    answer = browser.get(f"/build/{course.key}/download/", follow=True)
    assert answer["Content-Type"] == "application/gzip", answer.redirect_chain
    (tmp_path / "out.tar.gz").write_bytes(answer.content)
    unpack(tmp_path / "out.tar.gz", tmp_path / "out")
    return course_folder(tmp_path / "out")


# -- modules -----------------------------------------------------------------------------------------------------------


def test_a_new_module_has_a_title_a_latin_name_and_a_working_copy(made, settings):
    assert (made.slug, made.name, made.title) == ("ta_dedomena_moy", "Τα δεδομένα μου", "Τα δεδομένα μου")
    assert made.key == "course-v1:PEKTPE+ta_dedomena_moy+base" and copies.built_here(made)
    assert [each for each in findings(made) if not each.advice] == []


@pytest.mark.parametrize(("title", "name"), [("Ψάρεμα;", "psarema"), ("2026", "module_2026"), ("…", "module"),
                                             ("Ήλιος & ΑΈΡΑΣ", "ilios_aeras"),
                                             ("<b>" * 20, "b_b_b_b_b_b_b_b_b_b_b_b_b_b_b"), ("東京", "module")])
def test_short_names_are_latin_whatever_the_title(title, name):
    assert building.short_name(title) == name


def test_two_modules_of_one_title_stand_apart(teacher):
    for _ in range(2):
        teacher.post("/build/", {"title": "Ίδιο"})
    assert sorted(Course.objects.values_list("slug", flat=True)) == ["idio", "idio_2"]


@pytest.mark.parametrize("title", ["", "   ", "α" * 201])
def test_a_title_that_is_none_is_said_at_its_field(teacher, title):
    answer = teacher.post("/build/", {"title": title})
    assert answer.status_code == 422 and not Course.objects.exists()
    assert 'aria-invalid="true" aria-describedby="title-fault"' in answer.content.decode()


def test_a_copy_of_a_module_has_its_content_under_a_name_of_its_own(teacher, made):
    unit = Element.objects.get(course=made, url_name="explain")
    building.rename(unit, "Δικό μου")
    assert teacher.post("/build/", {"title": "Αντίγραφο", "pattern": made.key}).status_code == 302
    copy = Course.objects.get(slug="antigrafo")
    assert titles(copy) == titles(made) and "Δικό μου" in titles(copy) and copy.name == "Αντίγραφο"
    assert [each for each in findings(copy) if not each.advice] == []


def test_what_a_module_says_of_itself_is_changed_everywhere(teacher, made, tmp_path):
    assert post(teacher, made, "facts", **FACTS).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.title, made.minutes) == ("Άλλος τίτλος", "Άλλος τίτλος", {"online": 25, "hub": 10})
    answer = post(teacher, made, "facts", **{**FACTS, "online": "πολλά", "title": ""})
    assert answer.status_code == 422 and all(f'id="{name}-fault"' in answer.content.decode() for name in ("title", "online"))
    folder = downloaded(teacher, made, tmp_path)
    assert 'display_name="Άλλος τίτλος"' in (folder / "course" / "base.xml").read_text(encoding="utf-8")
    assert load(folder, force=True).course == made.key


# -- the tree ----------------------------------------------------------------------------------------------------------


def test_units_and_blocks_are_added_and_the_package_passes_once_they_are_written(teacher, made, tmp_path):
    section = building._level(made, "chapter")[0]
    assert post(teacher, made, "add", what="unit", into=section.usage_key, title="Νέο βήμα").url.startswith(f"/build/{made.key}/#add-")
    unit = Element.objects.get(course=made, fields__display_name="Νέο βήμα")
    answer = post(teacher, made, "add", what="pekt_quiz", into=unit.usage_key, title="Ερωτήσεις")
    quiz = Element.objects.get(parent=unit)
    assert answer.url == f"/edit/{quiz.usage_key}/?from=build"
    found = [each for each in findings(made) if not each.advice]
    assert ("Νέο βήμα · Ερωτήσεις", f"/edit/{quiz.usage_key}/") in [(each.where, urlsplit(each.address).path) for each in found]
    assert teacher.get(f"/build/{made.key}/download/").url == f"/build/{made.key}/check/?asked"
    definition = call(teacher, quiz.usage_key, "load_template", {"name": "five"}, "studio").json()["definition"]
    assert post(teacher, made, "facts", **FACTS).status_code == 302  # five minutes more than the skeleton promises
    settings = {"display_name": "Ερωτήσεις", "minutes": 5, "competences": "4.1"}
    assert call(teacher, quiz.usage_key, "save_definition", {"definition": definition, "settings": settings}, "studio").json()["ok"]
    folder = downloaded(teacher, made, tmp_path)
    assert [fault.say("el") for fault in check(folder) if fault.level == "fault"] == []
    assert "Νέο βήμα" in "".join(path.read_text(encoding="utf-8") for path in (folder / "vertical").iterdir())


def test_a_page_of_text_takes_markdown_and_keeps_html(teacher, made):
    unit = building._level(made, "vertical")[0]
    post(teacher, made, "add", what="html", into=unit.usage_key, title="Διαβάζω")
    page = Element.objects.get(course=made, fields__display_name="Διαβάζω")
    for written, kept in (("Ένα\r\n\r\n**δύο**", "<p>Ένα</p>\n<p><strong>δύο</strong></p>"), ("<h3>Έτοιμο</h3>", "<h3>Έτοιμο</h3>"),
                          ("κακό <script>x</script>", "<p>κακό &lt;script&gt;x&lt;/script&gt;</p>")):
        assert teacher.post(f"/build/{page.usage_key}/text/", {"text": written}).status_code == 302
        page.refresh_from_db()
        assert page.fields["data"].strip() == kept


def test_an_element_moves_one_place_at_a_time_and_over_the_edge(teacher, made):
    before = titles(made)
    first = building._level(made, "vertical")[0]
    edges = len(titles(made, "chapter")) - 1  # into the next section is a step of its own
    for _ in range(len(before) - 1 + edges):
        post(teacher, made, "change", usage=first.usage_key, move="down")
    assert titles(made)[-1] == before[0]
    first.refresh_from_db()
    assert first.staff_only, "in the teachers' section it is hidden"
    answer = teacher.post(f"/build/{made.key}/change/", {"usage": first.usage_key, "move": "down"}, follow=True)
    assert "Δεν πάει άλλο" in answer.content.decode()
    for _ in range(len(before) - 1 + edges):
        post(teacher, made, "change", usage=first.usage_key, move="up")
    assert titles(made) == before
    first.refresh_from_db()
    assert not first.staff_only and [each.position for each in first.parent.children.all()] == list(range(first.parent.children.count()))


def test_a_section_moves_and_takes_its_name_along(teacher, made):
    first, second, *_ = building._level(made, "chapter")
    post(teacher, made, "change", usage=first.usage_key, move="down")
    post(teacher, made, "change", usage=first.usage_key, title="Άλλη")
    assert titles(made, "chapter")[:2] == [second.title, "Άλλη"] and titles(made, "sequential")[:2] == [second.title, "Άλλη"]
    assert [each.why for each in findings(made) if not each.advice and "display_name" in each.text] == []


def test_removing_asks_first_and_takes_all_that_is_inside(teacher, made):
    section, count = building._level(made, "chapter")[1], len(titles(made, "chapter"))
    answer = teacher.get(f"/build/{section.usage_key}/remove/").content.decode()
    assert section.title in answer and Element.objects.filter(pk=section.pk).exists()
    teacher.post(f"/build/{section.usage_key}/remove/")
    assert [each.position for each in building._level(made, "chapter")] == list(range(count - 1))
    assert section.title not in titles(made, "chapter")


@pytest.mark.parametrize("data", [{"what": "pekt_none"}, {"what": "chapter"}, {"what": "unit"}, {"what": "../x"}, {"what": ""}])
def test_a_unit_takes_only_what_there_is(teacher, made, data):
    unit, count = building._level(made, "vertical")[0], Element.objects.count()
    assert post(teacher, made, "add", into=unit.usage_key, title="x", **data).status_code == 404
    assert Element.objects.count() == count


def test_a_bad_title_stands_at_its_own_form_with_what_was_written(teacher, made):
    unit = building._level(made, "vertical")[0]
    answer = post(teacher, made, "add", what="pekt_quiz", into=unit.usage_key, title="α" * 201)
    assert answer.status_code == 422 and re.search(f'id="title-{unit.url_name}-fault">Έως 200', answer.content.decode())
    answer = post(teacher, made, "change", usage=unit.usage_key, title=" ")
    assert answer.status_code == 422 and f'id="name-{unit.url_name}-fault">Γράψτε τίτλο' in answer.content.decode()


# -- the working copy --------------------------------------------------------------------------------------------------


def bytes_of(folder):
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in tree_files(folder)}


def test_courses_are_never_written_and_what_was_built_survives_a_restart(teacher, course, folder, capsys):
    before = bytes_of(folder)
    unit = Element.objects.get(url_name="v1")
    building.rename(unit, "Άλλο όνομα")
    building.add_unit(Element.objects.get(url_name="c1"), "Δικό μου")
    course.refresh_from_db()
    assert bytes_of(folder) == before and copies.built_here(course)
    (folder / "vertical" / "v1.xml").write_text('<vertical display_name="Του πακέτου"/>', encoding="utf-8")
    call_command("load_courses", folder.parent)
    assert "ours stays" in capsys.readouterr().out
    assert {"Άλλο όνομα", "Δικό μου"} <= set(titles(course))
    call_command("load_courses", folder.parent, "--force")
    course.refresh_from_db()
    assert course.folder == str(folder) and "Του πακέτου" in titles(course) and "Δικό μου" not in titles(course)


def test_a_package_in_courses_is_checked_as_it_is(course):
    """Rows to a package and back bring no fault that the package did not have."""
    told = Counter((RULES[fault.rule].advice, fault.level == "advice") for fault in check(course.folder))
    assert Counter((each.why, each.advice) for each in findings(course)) == Counter(
        {(words("el")(why), advice): count for (why, advice), count in told.items()})


def test_advice_on_what_a_template_brings_names_places_in_the_forms_own_words(made):
    """Nobody reads a tag on a page; the editor opens at the field itself."""
    quiet = [each for each in findings(made) if "Ανατροφοδότηση" in each.text]
    assert quiet and not any("<" in each.text for each in findings(made))
    assert all("at=items." in each.address and each.address.split("at=")[1].split("&")[0].endswith("feedback") for each in quiet)


# -- who, and how ------------------------------------------------------------------------------------------------------


PAGES = ["/build/", f"/build/{KEY}/", f"/build/{KEY}/check/", f"/build/{PROBE}/remove/"]
POSTS = [("/build/", {"title": "x"}), (f"/build/{KEY}/add/", {"what": "section", "title": "x"}), (f"/build/{PROBE}/remove/", {}),
         (f"/build/{KEY}/change/", {"usage": PROBE, "move": "down"}), (f"/build/{KEY}/facts/", {"title": "x"}), ("/build/upload/", {})]


@pytest.mark.parametrize("role", ["", "daphne", "directorate"])
def test_only_teachers_build(course, be, role):
    before = list(Element.objects.values_list("pk", "position", "fields"))
    for path in [*PAGES, f"/build/{KEY}/download/"]:
        assert be(role).get(path).status_code == 403, path
    for path, data in POSTS:
        assert be(role).post(path, data).status_code == 403, path
    assert list(Element.objects.values_list("pk", "position", "fields")) == before and Course.objects.count() == 1


def test_teachers_pages_open(course, teacher):
    for path in PAGES:
        assert teacher.get(path).status_code == 200, path


def test_nothing_changes_without_the_site_s_own_form(course, people):
    from django.test import Client
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["papagianni"].user)
    for path, data in POSTS:
        assert browser.post(path, data).status_code == 403, path
    for path in (f"/build/{KEY}/add/", f"/build/{KEY}/change/", "/build/upload/"):
        assert browser.get(path).status_code == 405, path


def test_an_editor_opens_at_the_field_and_goes_back_where_it_was_opened(course, teacher):
    page = teacher.get(f"/edit/{QUIZ}/", {"from": "check", "at": "items.0.options", "say": '"><script>'}).content.decode()
    frame = re.search(r'src="([^"]*/frame/[^"]*)"', page)
    assert frame and parse_qs(urlsplit(frame[1].replace("&amp;", "&")).fragment) == {"at": ["items.0.options"], "say": ['"><script>']}
    assert f'href="/build/{KEY}/check/"' in page and "<script>\"" not in page
    assert "/unit/" in teacher.get(f"/edit/{QUIZ}/", {"from": "https://elsewhere.example"}).content.decode()
