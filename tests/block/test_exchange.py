"""OLX in and out of a block: no input raises, nothing is lost."""
from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pekt_xblocks.activities import examples, kinds
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.olx import codec

from .conftest import block_class
from .runtime import Platform, call

QUIZ = "quiz"


def parsed(cls, text, platform=None, name="a1"):
    platform = platform or Platform(staff=True)
    fresh = platform.block(cls, name)
    return cls.parse_xml(etree.fromstring(text), platform, fresh.scope_ids)


def exported(block):
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    return node


def same(one, other):
    """Two elements alike but for indentation and the order of attributes."""
    def shape(node):
        return (node.tag, dict(node.attrib), (node.text or "").strip(), [shape(c) for c in node if isinstance(c.tag, str)])
    return shape(one) == shape(other)


@pytest.mark.parametrize("kind", kinds())
def test_an_empty_element_is_the_default(kind):
    block = parsed(block_class(kind), f'<pekt_{kind} url_name="x" display_name="Ένα"/>')
    assert block.activity == examples(kind).DEFAULT and block.display_name == "Ένα"
    assert same(exported(block), etree.fromstring(f'<pekt_{kind} display_name="Ένα"/>'))


@pytest.mark.parametrize("kind", kinds())
def test_a_definition_and_the_platforms_own_attributes_come_and_go(kind):
    node = codec.to_element(examples(kind).DEFAULT)
    for name, value in {"display_name": "Ένα", "max_attempts": "2", "weight": "3.0", "pass_mark": "0.5", "competences": "4.1.05"}.items():
        node.set(name, value)
    block = parsed(block_class(kind), etree.tostring(node))
    assert (block.max_attempts, block.weight, block.pass_mark, block.source) == (2, 3.0, 0.5, "")
    assert same(exported(block), node)


def test_importing_over_an_older_course_replaces_what_was_there():
    platform, cls = Platform(staff=True), block_class(QUIZ)
    block = parsed(cls, etree.tostring(codec.to_element(examples(QUIZ).DEFAULT)), platform)
    block.save()
    again = parsed(cls, f"<pekt_{QUIZ}/>", platform)
    again.save()
    assert platform.block(cls).definition is None


BROKEN = "<pekt_quiz display_name='Ό' max_attempts='2'><single id='a'>λόγια <b>έντονα</b></single><nonsense x='&lt;'/></pekt_quiz>"


def test_an_unreadable_definition_is_kept_shown_and_exported_unchanged():
    block = parsed(block_class(QUIZ), BROKEN)
    assert block.activity_or_none is None and block.display_name == "Ό" and block.max_attempts == 2
    assert same(exported(block), etree.fromstring(BROKEN))
    assert "<li>" in block.author_view().content
    loaded = call(block, "load_definition")[1]
    assert loaded["source"] and loaded["faults"] and loaded["definition"]
    assert call(block, "submit", {"response": {}})[0] == 409


def test_a_learner_sees_a_friendly_notice_and_no_view_raises():
    platform = Platform()
    block = parsed(block_class(QUIZ), BROKEN, platform)
    for view in (block.student_view, block.public_view):
        assert "role=" in view().content and "nonsense" not in view().content
    block.source, block.definition = "", {"items": "what an older release or a hand wrote"}
    assert "role=" in block.student_view().content
    assert block.max_score() is None and block.student_view_data()["view"] is None and block.index_dictionary()


def test_saving_a_readable_definition_clears_the_source():
    block = parsed(block_class(QUIZ), BROKEN)
    definition = examples(QUIZ).DEFAULT.model_dump(mode="json")
    assert call(block, "save_definition", {"definition": definition, "settings": {}})[1]["ok"]
    assert block.source == "" and block.activity == examples(QUIZ).DEFAULT


def test_a_setting_that_cant_be_read_is_kept_too():
    text = "<pekt_quiz max_attempts='lots' display_name='Ό'/>"
    block = parsed(block_class(QUIZ), text)
    assert block.source and same(exported(block), etree.fromstring(text))


def test_what_copy_paste_and_libraries_add_does_no_harm():
    node = codec.to_element(examples(QUIZ).DEFAULT)
    node.set("xblock-family", "xblock.v1")
    node.set("url_name", "abc")
    assert parsed(block_class(QUIZ), etree.tostring(node)).source == ""


@pytest.mark.parametrize(("levels", "as_text"), [(400, False), (10_000, True)])
def test_an_element_deeper_than_a_parser_reads_by_default_is_kept(levels, as_text):
    node = inner = etree.Element("pekt_quiz")
    for _ in range(levels):
        inner = etree.SubElement(inner, "option")
    platform, cls = Platform(), block_class(QUIZ)
    block = cls.parse_xml(node, platform, platform.block(cls).scope_ids)
    before, out = etree.tostring(node, encoding="unicode"), exported(block)
    assert block.source and (out.text if as_text else etree.tostring(out, encoding="unicode")) == before
    read = etree.fromstring(etree.tostring(out), etree.XMLParser(huge_tree=True))
    again = cls.parse_xml(read, platform, platform.block(cls, "again").scope_ids)
    assert again.source and etree.tostring(exported(again)) == etree.tostring(out)
    assert again.student_view().content and again.author_view().content


def without_settings(node):
    """The element without the attributes that became fields: those are compared as values."""
    node = etree.fromstring(etree.tostring(node))
    for name in Settings.model_fields:
        node.attrib.pop(name, None)
    return node


NAMES = st.sampled_from(["single", "multiple", "option", "prompt", "text", "b", "gap", "items", "hint", "pekt_quiz", "order", "step"])
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=8)
ATTRIBUTES = st.dictionaries(st.sampled_from(["id", "points", "correct", "layout", "weight", "max_attempts", "display_name", "due", "x",
                                              "scored", "definition", "source", "attempts", "work"]), WORDS, max_size=3)


@st.composite
def elements(draw, depth=3):
    node = etree.Element("pekt_quiz" if depth == 3 else draw(NAMES), draw(ATTRIBUTES))
    node.text = draw(st.none() | WORDS)
    for child in draw(st.lists(elements(depth - 1), max_size=3)) if depth else []:
        child.tail = draw(st.none() | WORDS)
        node.append(child)
    return node


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(node=elements())
def test_no_element_raises_or_loses_anything(node):
    platform, cls = Platform(), block_class(QUIZ)
    before = etree.tostring(node)
    block = cls.parse_xml(node, platform, platform.block(cls).scope_ids)
    assert etree.tostring(node) == before
    for view in (block.student_view, block.public_view, block.author_view):
        assert view().content
    out = exported(block)
    again = cls.parse_xml(etree.fromstring(etree.tostring(out)), platform, platform.block(cls, "again").scope_ids)
    for name in (*Settings.model_fields, "definition"):
        assert getattr(again, name) == getattr(block, name), name
    if block.source:
        assert same(etree.fromstring(again.source), etree.fromstring(block.source))
        assert same(without_settings(out), without_settings(node))
