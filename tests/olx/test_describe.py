"""A course's description written back: it reads the same, and the whole package says the same."""
from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.describe import describe, module_text
from pekt_xblocks.olx.module import Both, Module, read_module
from pekt_xblocks.olx.new import new_course

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    new_course(tmp_path / "demo", "demo", 'Τα «δεδομένα» & "εγώ"')
    return tmp_path / "demo"


def module(course: Path) -> Module:
    found, faults = read_module(course)
    assert found is not None and not faults
    return found


def test_the_title_of_a_new_course_stands_everywhere(course):
    assert module(course).title.el == read_course(course).title == 'Τα «δεδομένα» & "εγώ"'


@given(text=TEXT, day=st.none() | st.dates())
def test_any_text_reads_back(text, day):
    both = Both(el=text, en=text)
    told = Module.model_validate({
        "slug": "a", "version": "1.0.0", "released": day, "licence": "CC0-1.0", "authors": [text], "title": both, "summary": both,
        "audience": both, "outcomes": [both, both], "minutes": {"online": 1}, "digcomp": {"codes": ["4.1"], "lowest": 1, "highest": 2}})
    assert Module.model_validate(tomllib.loads(module_text(told))) == told


def test_a_course_gets_another_name_and_title_and_stays_sound(course):
    (course / "policies" / "base" / "policy.json").write_text('{"course/base": {"display_name": "παλιός"}}', encoding="utf-8")
    before = [each.url_name for each in read_course(course).chapters]
    told = module(course).model_copy(update={"slug": "other", "title": Both(el="Άλλος", en="Other"), "released": date(2026, 5, 1)})
    describe(course, told)
    found = read_course(course)
    assert (found.course, found.title, found.module) == ("other", "Άλλος", told)
    assert [each.url_name for each in found.chapters] == before
    assert [fault.say("en") for fault in check(course) if fault.level == "fault"] == []
