"""Every rule sees the course that breaks it, says so at the right line, and in words that were looked at."""
from __future__ import annotations

from pathlib import Path

import pytest

from pekt_xblocks.core.language import LANGUAGES, words
from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.fault import RULES
from pekt_xblocks.olx.page import read_page
from pekt_xblocks.olx.rules import every_check
from pekt_xblocks.olx.rules.language import sentences

from . import golden
from .broken import BREAKS, Break, apply

UNBROKEN = {"inline", "kind", "solution", "more-feedback", "size"}
"""Rules with a test of their own below, or that only a faulty program breaks."""


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_course_is_caught_at_its_line(name: str) -> None:
    edit = BREAKS[name]
    places = {(fault.rule, fault.file, fault.line) for fault in golden.broken(name)}
    files = {(rule, file) for rule, file, _ in places}
    assert (edit.rule, edit.at or edit.file) in files
    assert not edit.line or (edit.rule, edit.at or edit.file, edit.line) in places


@pytest.mark.parametrize("language", LANGUAGES)
def test_faults_are_said_in_the_words_that_were_looked_at(language: str) -> None:
    """After a change of words: ``python -m tests.olx.golden``, then read what it wrote."""
    kept = golden.FOLDER / f"faults.{language}.txt"
    assert kept.exists(), f"{kept} is missing: write it with `python -m tests.olx.golden`"
    assert golden.said(language) == kept.read_text(encoding="utf-8")


def test_every_rule_is_broken_by_some_test_and_has_advice_in_both_languages() -> None:
    every_check()
    assert {edit.rule for edit in BREAKS.values()} | UNBROKEN == set(RULES)
    for rule in RULES.values():
        assert words("en")(rule.advice) == rule.advice != words("el")(rule.advice), rule.id


def test_an_activity_in_a_file_of_its_own_is_told_to_move(course: Path) -> None:
    apply(course, Break("vertical/learn_keys_page.xml", "<html", '<pekt_quiz url_name="q"/><html', ""))
    (course / "pekt_quiz").mkdir()
    (course / "pekt_quiz" / "q.xml").write_text("<pekt_quiz/>")
    assert ("inline", 2) in {(fault.rule, fault.line) for fault in check(course)}


def test_a_kind_that_is_not_installed_is_named(course: Path) -> None:
    path = course / "vertical" / "try_keys_page.xml"
    path.write_text(path.read_text().replace("pekt_quiz", "pekt_riddle"))
    (fault,) = check(course)
    assert (fault.rule, fault.line, "riddle" in fault.say("el")) == ("kind", 2, True)


def test_advice_names_heavy_and_unused_files_and_silent_answers(course: Path) -> None:
    (course / "static" / "big.png").write_bytes(b"x" * 70_000)
    apply(course, Break("vertical/try_keys_page.xml", "<feedback>Σωστό: εσύ θυμάσαι μόνο έναν.</feedback>", "", ""))
    assert {(fault.rule, fault.level) for fault in check(course)} == {("size", "advice"), ("unused", "advice"), ("more-feedback", "advice")}


def test_a_correct_response_that_earns_too_little_is_named(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pekt_xblocks.activities.quiz.activity import Quiz, QuizResponse
    monkeypatch.setattr(Quiz, "correct_response", lambda self: QuizResponse(items={}))
    assert {fault.rule for fault in check(course)} == {"solution"}


@pytest.mark.parametrize(("text", "parts"), [
    ("Μία. Δύο! Τρία; Τέσσερα…", ["Μία", "Δύο", "Τρία", "Τέσσερα"]),
    ("Στις 17:30 ο κ3.5 στο a.example.", ["Στις 17:30 ο κ3.5 στο a.example"]),
    ("«Πλήρωσε σήμερα.» Δεν περιμένει· γελά.", ["«Πλήρωσε σήμερα", "Δεν περιμένει", "γελά"]),
])
def test_sentences_end_where_greek_ends_them(text: str, parts: list[str]) -> None:
    assert [part for _, part in sentences(text)] == parts
    assert all(text[at:].startswith(part) for at, part in sentences(text))


def test_a_page_tells_blocks_with_their_lines() -> None:
    page = read_page("<h2>Α</h2>\n<p>Β <b>Γ</b>Γ\nΔ</p>\n<ul>\n<li>\n Ε</li></ul><script>no</script><p><code>x.com</code> ΣΤ<br>Ζ</p>")
    assert [(block.lines, block.text) for block in page.blocks] == [
        ((1,), "Α"), ((2, 2, 3), "Β ΓΓ Δ"), ((6,), "Ε"), ((6, 6), "… ΣΤ"), ((6,), "Ζ")]
    assert page.blocks[1].line(page.blocks[1].text.index("Δ")) == 3
    assert page.foreign == [(6, "<script>")] and page.words == 7
