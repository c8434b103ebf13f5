"""What must hold of every activity kind, run over every folder (design: what a kind promises)."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pekt_xblocks.activities import FOLDER, examples, kinds
from pekt_xblocks.core.attempt import status_of
from pekt_xblocks.core.language import LANGUAGES
from pekt_xblocks.core.schema import editor_schema
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.olx import codec

from .contract import TYPES, each_kind, responses, slow, variants

GOLDEN = Path(__file__).parent / "golden"
RELEASED = Path(__file__).parent / "released"
# Names that a platform's mixins or its import use for themselves: an attribute of a definition must have none of them.
PLATFORM_NAMES = {"start", "due", "format", "graded", "tags", "weight", "data", "display_name", "visible_to_staff_only", "group_access",
                  "rerandomize", "showanswer", "category", "location", "name", "children", "parent", "upstream", "url_name", "source",
                  "definition", "self_paced", "days_early_for_beta", "static_asset_path", "giturl", "hide_from_toc", "copied_from_block",
                  "xml_attributes", "edited_on", "show_reset_button", "use_latex_compiler", "attempts", "work", *Settings.model_fields}
KEYWORDS = {"type", "title", "description", "default", "properties", "required", "additionalProperties", "items", "minItems", "maxItems",
            "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum", "const", "oneOf",
            "format", "item", "group", "show_if", "labels", "refers", "marks", "alt"}


def round_trip(activity):
    return codec.from_element(type(activity), etree.fromstring(etree.tostring(codec.to_element(activity))))


def test_there_are_kinds():
    assert kinds() and list(TYPES) == kinds()


@each_kind
def test_default_is_a_fixed_point_of_json_and_olx(cls):
    default = examples(cls.kind).DEFAULT
    assert isinstance(default, cls)
    assert cls.model_validate_json(default.model_dump_json()) == default
    assert round_trip(default) == default


@each_kind
@slow
@given(data=st.data())
def test_any_definition_survives_olx(cls, data):
    activity = data.draw(variants(cls))
    assert round_trip(activity) == activity


@each_kind
@slow
@given(data=st.data())
def test_correct_response_earns_everything_and_nothing_is_missing(cls, data):
    activity = data.draw(variants(cls))
    response = activity.correct_response()
    score = activity.grade(response)
    assert score.earned == score.possible == activity.possible() and activity.scorable() == bool(score.possible)
    assert activity.missing(response) == []
    assert cls.Response.model_validate_json(response.model_dump_json()) == response


@each_kind
@slow
@given(data=st.data())
def test_any_readable_response_scores_within_bounds_and_the_same_twice(cls, data):
    activity, response = data.draw(variants(cls)), data.draw(responses(cls))
    score = activity.grade(response)
    assert 0 <= score.earned <= score.possible
    assert activity.grade(response) == score
    activity.missing(response)


@each_kind
def test_examples_earn_what_they_say(cls):
    told = examples(cls.kind)
    scored = told.DEFAULT.possible() > 0                       # of what nobody grades no response is worth nothing
    assert any(share == 1 for _, share in told.RESPONSES) and (not scored or any(share == 0 for _, share in told.RESPONSES))
    for raw, share in told.RESPONSES:
        assert float(told.DEFAULT.grade(cls.Response.model_validate(raw)).share) == pytest.approx(float(share), abs=1e-4), raw


@each_kind
def test_the_learner_view_tells_no_answer(cls):
    """Definitions that differ in answers, feedback and hints alone look alike to the learner."""
    told = examples(cls.kind)
    assert told.SAME_TO_LEARNER
    for other in told.SAME_TO_LEARNER:
        assert other != told.DEFAULT
        for seed in ("", "a", "b"):
            assert other.learner_view(seed) == told.DEFAULT.learner_view(seed)


@each_kind
def test_the_learner_view_is_json_and_has_no_word_of_an_answer(cls):
    text = json.dumps(examples(cls.kind).DEFAULT.learner_view("s"), ensure_ascii=False)
    assert not re.search(r'"(correct|key|feedback|solution|hidden|accepted|rank)"\s*:', text)


@each_kind
def test_an_empty_or_unreadable_start_does_not_pass(cls):
    default = examples(cls.kind).DEFAULT
    try:
        empty = cls.Response()
    except ValueError:
        return
    score = default.grade(empty)
    assert not score.possible or status_of(score.share, Settings()) == "tried"


@each_kind
def test_schema_is_in_the_editors_vocabulary_and_worded_in_both_languages(cls):
    schemas = {language: editor_schema(cls, language) for language in LANGUAGES}

    def walk(el, en, at):
        assert set(en) <= KEYWORDS, f"{at}: {set(en) - KEYWORDS}"
        assert "type" in en or "oneOf" in en or "const" in en or "enum" in en, at
        for name, sub in en.get("properties", {}).items():
            if name != "tag":
                greek = el["properties"][name]
                assert sub.get("title") and sub.get("description"), f"{at}.{name} has no title or no help"
                for word in ("title", "description"):
                    assert greek[word] != sub[word] or not re.search("[A-Za-z]{4}", sub[word]), f"{at}.{name}: no Greek for {sub[word]!r}"
            walk(el["properties"][name], sub, f"{at}.{name}")
        if "items" in en:
            walk(el["items"], en["items"], at + "[]")
        for n, member in enumerate(en.get("oneOf", ())):
            assert member["properties"]["tag"]["const"], at
            walk(el["oneOf"][n], member, f"{at}|{member['properties']['tag']['const']}")

    walk(schemas["el"], schemas["en"], cls.kind)


@each_kind
def test_no_name_of_the_platform(cls):
    assert not set(cls.model_fields) & PLATFORM_NAMES


@each_kind
def test_schema_is_the_golden_one(cls):
    """A change of the schema is a change of everybody's OLX: look at it, then write the golden file anew."""
    golden = GOLDEN / f"{cls.kind}.json"
    assert golden.exists(), f"{golden} is missing: write it with `python -m tests.activities.golden`"
    assert json.loads(golden.read_text(encoding="utf-8")) == editor_schema(cls, "en")


@each_kind
def test_every_released_shape_still_reads(cls):
    released = sorted((RELEASED / cls.kind).glob("*.xml"))
    assert released, f"no released example of {cls.kind}"
    for path in released:
        codec.from_element(cls, etree.parse(path).getroot())


@each_kind
def test_the_folder_holds_what_it_should(cls):
    folder = FOLDER / cls.kind
    names = {path.name for path in folder.iterdir() if path.name != "__pycache__"}
    assert {"__init__.py", "activity.py", "examples.py", "view.js"} <= names
    others = {name for name in names if not name.endswith((".py", ".js", ".css", ".d.ts"))}
    assert not others, f"collectstatic would publish {others}"
    view = re.sub(r"/\*.*?\*/|//[^\n]*", "", (folder / "view.js").read_text(encoding="utf-8"), flags=re.S)
    assert "export" in view and "function mount(" in view and not re.search(r"^\s*import\b|\bimport\s*\(", view, re.M)


@each_kind
def test_outline_and_texts_are_plain(cls):
    default = examples(cls.kind).DEFAULT
    assert default.outline() and all(isinstance(part, str) and isinstance(key, str) for part, key in default.outline())
    assert default.texts().strip()
