"""What the editor is told beside the definition: competences, addresses of pictures, and references that stay as written."""
from __future__ import annotations

import pytest

from pekt_xblocks.core.digcomp import COMPETENCES, listed
from pekt_xblocks.core.settings import Settings

from .conftest import block_class
from .runtime import Platform, Urls, call


def quiz(**platform):
    return Platform(staff=True, **platform).block(block_class("quiz"))


def test_the_picker_gets_every_competence_with_its_title():
    told = call(quiz(), "load_definition")[1]["competences"]
    assert [each["code"] for each in told] == [each.code for each in COMPETENCES] and len(told) == 21
    assert {"code": "4.1", "title": "Προστασία συσκευών"} in told
    assert {"code": "4.1", "title": "Protecting devices"} in listed("en")


@pytest.mark.parametrize("code", [*(each.code for each in COMPETENCES), "4.1.05 1.2"])
def test_every_code_can_be_saved_finer_ones_too(code):
    assert Settings(competences=code).competences == code


def test_references_to_course_files_come_to_the_form_as_written_and_save_again():
    block = quiz()
    first = {**block.activity.model_dump(mode="json")["items"][0], "picture": "/static/a.png", "picture_alt": "χάρτης"}
    block.definition = {"intro": "![χάρτης](/static/a.png)", "items": [first]}
    loaded = call(block, "load_definition")[1]
    assert loaded["definition"]["items"][0]["picture"] == "/static/a.png" and "(/static/a.png)" in loaded["definition"]["intro"]
    assert call(block, "save_definition", {"definition": loaded["definition"], "settings": {}})[1]["ok"]


class Some(Urls):
    """A platform whose course has one file."""

    def replace_urls(self, text, static_replace_only=False):
        return text.replace('"/static/there is.png"', '"/asset/there%20is.png"')


@pytest.mark.parametrize("name, url", [
    ("there is.png", "/asset/there%20is.png"), ("missing.svg", ""), ("../settings.py", None), ("a/b.png", None), ("x.js", None),
    ('a".png', None), (None, None), ({"a": 1}, None)])
def test_the_address_of_a_picture(name, url):
    assert call(quiz(services={"replace_urls": Some()}), "find_media", {"name": name}) == (200, {"url": url})


def test_a_platform_that_cant_tell_says_so():
    assert call(quiz(services={"replace_urls": None}), "find_media", {"name": "a.png"})[1] == {"url": None}


def test_a_platform_that_takes_no_files_from_a_block_says_so():
    assert call(quiz(), "list_media")[1] == {"files": None, "limit": None}
    assert call(quiz(), "add_media", {"name": "a.png", "base64": ""})[0] == 404
    assert call(Platform().block(block_class("quiz")), "add_media", {"name": "a.png", "base64": ""})[0] == 403


@pytest.mark.parametrize(("intro", "found"), [
    ("![](/static/a.png)", "a.png"), ("α ![ ](/static/a.png) β", "a.png"), ("![][a]\n\n[a]: /static/b.png", "b.png"),
    ("![χάρτης](/static/a.png)", None), ('![](/static/a.png "decorative")', None), ("`![](/static/a.png)`", None),
    ("\\![](/static/a.png)", None)])
def test_the_editor_saves_no_text_with_a_picture_without_words(intro, found):
    block = quiz()
    definition = {**block.activity.model_dump(mode="json"), "intro": intro}
    told = call(block, "save_definition", {"definition": definition, "settings": {}})[1]
    assert told["ok"] is (found is None)
    if found:
        assert [fault["at"] for fault in told["faults"]] == [["intro"]] and f" {found}:" in told["faults"][0]["text"]
        block.definition = definition
        assert block.activity_or_none is not None, "what a course has already goes on working"


def test_a_picture_that_decorates_is_silent_to_who_listens():
    from pekt_xblocks.core.markdown import render
    assert render('![](/static/a.png "decorative")') == '<img src="/static/a.png" alt="" role="presentation" />'
    assert 'role=' not in render('![χάρτης](/static/a.png "decorative")') + render("![](/static/a.png)")
