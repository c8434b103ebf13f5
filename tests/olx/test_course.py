"""A course tree as read: every part in its place, and any tree at all without a traceback."""
from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.course import read_course

from .conftest import SAMPLE


def test_the_course_is_read_whole() -> None:
    course = read_course(SAMPLE)
    assert course.faults == ()
    assert (course.key, course.title) == ("course-v1:PEKTPE+phishing+base", "Ψάρεμα χωρίς δόλωμα")
    assert course.module and course.module.minutes.online == 33 and course.module.title.en.startswith("No bait taken")
    assert [chapter.url_name for chapter in course.chapters] == ["what_is", "keys", "mistake", "learned", "teachers"]
    graded = [part.url_name for chapter in course.chapters for part in chapter.sequentials if part.graded]
    assert graded == ["explain", "try_keys", "try_mistake", "final"]
    assert course.grading["GRADE_CUTOFFS"] == {"Pass": 0.75}
    leaves = {leaf.url_name: leaf for leaf in course.leaves()}
    guess = leaves["guess_quiz"]
    assert (guess.block_type, guess.file, guess.line) == ("pekt_quiz", "vertical/guess.xml", 2)
    assert "phishing" in (leaves["learn_what_text"].html or "") and leaves["learn_what_text"].html_file == "html/learn_what_text.html"
    assert {vertical.url_name for _, _, vertical in course.verticals() if vertical.staff_only} == {"teachers_page"}
    assert set(course.static) == {"hook.svg", "passphrase.svg"}


def edit(course: Path, file: str, old: str, new: str) -> None:
    path = course / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_inline_tree_reads_like_one_of_files(course: Path) -> None:
    edit(course, "chapter/keys.xml", '<sequential url_name="learn_keys"/>',
         '<sequential url_name="learn_keys" display_name="Μαθαίνω"><vertical url_name="learn_keys_page" display_name="Μαθαίνω">'
         '<html url_name="learn_keys_text" display_name="Μαθαίνω"><p>Γεια <b>σου</b></p></html></vertical></sequential>')
    leaf = next(leaf for leaf in read_course(course).leaves() if leaf.url_name == "learn_keys_text")
    assert (leaf.html, leaf.html_file) == ("<p>Γεια <b>σου</b></p>", "chapter/keys.xml")


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", "a/b", "", "a\\b", ".", "a b", "ά"])
def test_a_url_name_never_leads_out_of_the_folder(course: Path, name: str) -> None:
    edit(course, "chapter/keys.xml", 'url_name="learn_keys"', f'url_name="{name}"')
    edit(course, "html/learn_what_text.xml", 'filename="learn_what_text"', f'filename="{name or "../x"}"')
    assert [(fault.file, fault.rule) for fault in read_course(course).faults] == [
        ("html/learn_what_text.xml", "name"), ("chapter/keys.xml", "name")]


def test_a_link_in_the_folder_is_not_followed(course: Path) -> None:
    page = course / "html" / "learn_what_text.html"
    page.unlink()
    page.symlink_to("/etc/passwd")
    faults = read_course(course).faults
    assert {fault.rule for fault in faults} == {"unsafe", "file"}
    assert "root:" not in str([leaf.html for leaf in read_course(course).leaves()])


@pytest.mark.parametrize("file", [
    "course.xml", "course/base.xml", "policies/base/policy.json", "policies/base/grading_policy.json", "module.toml", "chapter/keys.xml",
    "html/learn_what_text.html", "vertical/guess.xml"])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"[" * 100_000, b"<x/>", b'{"GRADER": 3}', b"[]", b"a = 1"])
def test_any_file_may_be_missing_or_nonsense(course: Path, file: str, content: bytes | None) -> None:
    path = course / file
    path.unlink() if content is None else path.write_bytes(content)
    faults = check(course)
    assert faults or file.endswith(".html")
    for fault in faults:
        assert fault.line >= 1 and fault.say("el") and fault.say("en")


def test_a_folder_without_a_course_is_a_fault(tmp_path: Path) -> None:
    assert {"file", "module"} <= {fault.rule for fault in check(tmp_path)}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_no_damage_to_a_file_raises(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Cut, doubled or swapped pieces, as a bad merge or a broken disk leaves them."""
    import shutil
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("damaged") / "phishing"
    shutil.copytree(SAMPLE, folder)
    path = chance.choice(sorted(p for p in folder.rglob("*") if p.suffix in (".xml", ".html", ".json", ".toml")))
    data = path.read_bytes()
    a, b = sorted(chance.choices(range(len(data) + 1), k=2))
    path.write_bytes(chance.choice([data[:a] + data[b:], data[:b] + data[a:], data[:a] + data[a:b][::-1] + data[b:],
                                    data[:a] + bytes([chance.randrange(256)]) + data[a:]]))
    for fault in check(folder):
        assert fault.line >= 1 and fault.say("el") and fault.say("en")
    shutil.rmtree(folder)
