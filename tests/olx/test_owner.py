"""From a fault of `pekt check` to what it is about: the block and the field in it, the page, the unit, or nothing but the course."""
from __future__ import annotations

from pathlib import Path

import pytest

from pekt_xblocks.olx.check import check_course
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.inspection import inspect
from pekt_xblocks.olx.new import new_course
from pekt_xblocks.olx.owner import owner

QUIZ = """<vertical display_name="Εξηγώ">
  <html url_name="before" display_name="Πριν" filename="learn_text"/>
  <pekt_quiz url_name="q1" display_name="Ένα" minutes="5" {settings}>
    <single id="a">
      <prompt>{prompt}</prompt>
      <option id="x" correct="{correct}"><text>Α</text><feedback>Ναι.</feedback></option>
      <option id="y">
        <text>Β</text>
        <feedback>{feedback}</feedback>
      </option>
    </single>
  </pekt_quiz>
</vertical>
"""
GOOD = {"prompt": "Ποιο;", "correct": "true", "feedback": "Όχι: δες ξανά.", "settings": 'competences="4.1"'}


def owners(folder: Path) -> dict[str, set[tuple[str, tuple[str | int, ...]]]]:
    course = read_course(folder)
    found: dict[str, set[tuple[str, tuple[str | int, ...]]]] = {}
    for fault in check_course(course):
        found.setdefault(fault.rule, set()).add(owner(inspect(course), fault))
    return found


@pytest.mark.parametrize(("rule", "bad", "way"), [
    ("definition", {"correct": "false"}, ("items", 0, "options")),
    ("setting", {"settings": 'max_attempts="-2"'}, ("settings", "max_attempts")),
    ("competence", {"settings": 'competences="5.1"'}, ("settings", "competences")),
    ("address", {"feedback": "Δες το www.google.com"}, ("items", 0, "options", 1, "feedback")),
    ("address", {"prompt": "Ποιο είναι το www.google.com;"}, ("items", 0, "prompt")),
])
def test_a_fault_of_an_activity_leads_to_its_field(tmp_path, rule, bad, way):
    new_course(tmp_path / "demo", "demo")
    page = tmp_path / "demo" / "vertical" / "explain.xml"
    page.write_text(QUIZ.format(**GOOD), encoding="utf-8")
    before = owners(tmp_path / "demo").get(rule, set())
    page.write_text(QUIZ.format(**{**GOOD, **bad}), encoding="utf-8")
    assert owners(tmp_path / "demo")[rule] - before == {("q1", way)}


def test_a_fault_of_a_page_a_unit_and_the_course(tmp_path):
    folder = tmp_path / "demo"
    new_course(folder, "demo")
    (folder / "html" / "learn_text.html").write_text("<p>Μία</p>\n<p>Δες το www.google.com</p>", encoding="utf-8")
    (folder / "vertical" / "explain.xml").write_text('<vertical display_name="Εξηγώ"/>', encoding="utf-8")
    (folder / "module.toml").write_text("", encoding="utf-8")
    found = owners(folder)
    assert found["address"] == {("learn_text", ())}
    assert found["empty"] == {("explain", ())}
    assert ("", ()) in {(name, ()) for name, _ in found["module"]}
