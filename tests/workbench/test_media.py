"""Course files: the addresses in texts, and what is served under them."""
from __future__ import annotations

import base64
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.workbench.assets import quoted_static
from pekt_xblocks.workbench.media import media_path

from .call import call
from .conftest import KEY, QUIZ


@pytest.mark.parametrize(("text", "found"), [
    ('src="/static/a.png"', 'src="NEW"'),
    ("src='/static/a.png'", "src='NEW'"),
    (r'{"x": "<img src=\"/static/a.png\">"}', r'{"x": "<img src=\"NEW\">"}'),
    ("&quot;/static/a.png&quot;", "&quot;NEW&quot;"),
    ("(/static/a.png)", "(/static/a.png)"),
    ('"/static/a.png', '"/static/a.png'),
    ("\"/static/a.png'", "\"/static/a.png'"),
    ('"/static/b.png"', '"/static/b.png"'),
    ('"x/static/a.png"', '"x/static/a.png"'),
])
def test_only_quoted_references_change(text, found):
    assert quoted_static(text, lambda name: "NEW" if name == "a.png" else None) == found


@given(st.text(st.sampled_from(list("\"'\\/&;#39staic.png ά")), max_size=60))
def test_any_text_passes_where_no_file_is_known(text):
    assert quoted_static(text, lambda name: None) == text


HOSTILE = ["../course.xml", "..", ".", ".hidden.png", "dot.svg/", "/etc/passwd", "..\\x.png", "\0.png", "notes.exe", "link.png",
           "folder", "a" * 300 + ".png", ""]


@pytest.mark.parametrize("name", HOSTILE)
def test_only_plain_files_of_known_types(folder, name, tmp_path):
    (tmp_path / "secret.png").write_text("secret")
    os.symlink(tmp_path / "secret.png", folder / "static" / "link.png")
    (folder / "static" / "folder").mkdir()
    with pytest.raises(LookupError):
        media_path(folder, name)


def test_a_picture_runs_no_script(course, be):
    answer = be("daphne").get(f"/courses/{KEY}/static/dot.svg?v=1")
    assert answer.status_code == 200 and answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'") and "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff" and "immutable" in answer["Cache-Control"]
    assert be().get(f"/courses/{KEY}/static/dot.svg")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", [
    f"/courses/{KEY}/static/none.png", f"/courses/{KEY}/static/notes.exe", f"/courses/{KEY}/static/%2e%2e%2fcourse.xml",
    "/courses/course-v1:a+b+c/static/dot.svg", "/courses/course-v1:a/static/dot.svg", f"/courses/{KEY}/static/%00.png"])
def test_nothing_else_is_served(course, be, path):
    assert be("daphne").get(path).status_code == 404


@pytest.mark.parametrize(("uri", "status"), [
    ("static/learner/boot.js", 200), ("static/learner/kit.css", 200), ("block.py", 404), ("activities/quiz/examples.py", 404),
    ("../setup.py", 404), ("static/../block.py", 404), ("static/learner/none.js", 404), ("translations/el/LC_MESSAGES/text.mo", 404)])
def test_block_files_as_the_package_allows(be, uri, status):
    answer = be().get(f"/static/xblock/resources/pekt_xblocks/{uri}")
    assert answer.status_code == status
    assert be().get(f"/static/xblock/resources/no_such_package/{uri}").status_code == 404


@pytest.mark.parametrize(("path", "status"), [
    ("workbench/site.css", 200), ("workbench/none.css", 404), ("../settings.py", 404), ("workbench/", 404)])
def test_site_files(be, path, status):
    answer = be().get(f"/static/{path}")
    assert answer.status_code == status
    if status == 200:
        assert answer["Content-Type"] == "text/css; charset=utf-8"


def test_the_editor_offers_the_course_s_own_pictures_to_authors_alone(course, folder, be, tmp_path):
    (tmp_path / "secret.png").write_text("secret")
    os.symlink(tmp_path / "secret.png", folder / "static" / "link.png")
    told = call(be("papagianni"), QUIZ, "list_media", {}, "studio").json()["files"]
    assert [each["name"] for each in told] == ["dot.svg"] and told[0]["size"] == (folder / "static" / "dot.svg").stat().st_size
    assert be("papagianni").get(told[0]["url"]).status_code == 200
    assert call(be("daphne"), QUIZ, "list_media", {}, "studio").status_code == 403
    assert call(be("papagianni"), QUIZ, "list_media", {}).json() == {"files": None, "limit": None}, "a learner's page has no such service"


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40


def add(browser, name, data=PNG, place="studio"):
    return call(browser, QUIZ, "add_media", {"name": name, "base64": base64.b64encode(data).decode()}, place)


def test_a_picture_is_added_to_a_working_copy_and_served_and_the_package_stays_as_it_was(course, folder, be):
    teacher, before = be("papagianni"), sorted((folder / "static").iterdir())
    told = add(teacher, "Χάρτης.PNG").json()["file"]
    assert told["name"] == "chartis.png" and told["size"] == len(PNG)
    assert b"".join(teacher.get(told["url"]).streaming_content) == PNG
    assert sorted((folder / "static").iterdir()) == before
    listed = call(teacher, QUIZ, "list_media", {}, "studio").json()
    assert [each["name"] for each in listed["files"]] == ["chartis.png", "dot.svg"] and listed["limit"] == 2_000_000
    assert call(teacher, QUIZ, "find_media", {"name": "chartis.png"}, "studio").json()["url"] == told["url"]


def test_the_same_picture_twice_is_once_and_another_of_its_name_needs_a_name_of_its_own(course, be):
    teacher = be("papagianni")
    assert add(teacher, "map.png").json() == add(teacher, "MAP.png").json()
    for _ in range(2):
        told = add(teacher, "map.png", PNG + b"1").json()
        assert told["at"] == "name" and told["free"] == "map_2.png" and "όνομα" in told["fault"]
    assert add(teacher, "map_2.png", PNG + b"1").json()["file"]["name"] == "map_2.png"
    assert add(teacher, "map.png", PNG + b"2").json()["free"] == "map_3.png"


@pytest.mark.parametrize(("name", "data", "at"), [
    ("a.png", b"<script>", "file"), ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "file"),
    ("a.png", PNG.ljust(2_000_001, b"\0"), "file"), (".png", PNG, "name")])
def test_what_can_t_be_added_is_said_in_greek_and_leaves_nothing(course, folder, be, name, data, at):
    teacher = be("papagianni")
    answer = add(teacher, name, data)
    at_its_field = answer.json().get("at") == at and re.search("[α-ω]{4}", answer.json()["fault"])
    assert at_its_field or (answer.status_code == 413 and answer.json()["error"])
    assert [each["name"] for each in call(teacher, QUIZ, "list_media", {}, "studio").json()["files"]] == ["dot.svg"]


def test_a_full_course_takes_no_more(course, be, monkeypatch):
    monkeypatch.setattr("pekt_xblocks.workbench.course_files.ROOM", 100)
    assert add(be("papagianni"), "a.png").json()["at"] == "file"


def test_only_authors_add_pictures_and_only_from_the_editor(course, be):
    assert add(be("daphne"), "a.png").status_code == 403 and add(be("daphne"), "a.png", place="learn").status_code == 403
    assert add(be(), "a.png").status_code == 403
    assert add(be("papagianni"), "a.png", place="learn").status_code == 404
    names = [each["name"] for each in call(be("papagianni"), QUIZ, "list_media", {}, "studio").json()["files"]]
    assert names == ["dot.svg"]
