"""What a block costs its platform, in counts that no busy machine changes: settings asked for, modules loaded, patterns compiled."""
from __future__ import annotations

import subprocess
import sys

import pytest

from pekt_xblocks.block import QuizBlock
from pekt_xblocks.core.settings import InForce, Settings

from .runtime import Platform, call


@pytest.fixture
def quiz():
    """A quiz that nobody has opened yet."""
    return Platform().block(QuizBlock)


def test_a_page_asks_for_no_more_settings_than_it_needs(quiz):
    quiz.student_view()
    assert quiz.runtime.content.reads <= 9
    assert quiz.runtime.learners.reads <= 1


def test_a_submission_asks_for_no_more_settings_than_it_needs(quiz):
    right = quiz.activity.correct_response().model_dump(mode="json")
    quiz = quiz.runtime.block(QuizBlock)
    quiz.runtime.content.reads = 0
    assert call(quiz, "submit", {"submission_id": "1", "response": right})[1]["status"] == "perfect"
    assert quiz.runtime.content.reads <= 10
    assert (quiz.runtime.learners.reads, quiz.runtime.learners.writes) == (1, 2)


def test_settings_are_read_once_and_only_when_needed():
    asked = []
    stored = {"weight": 3, "pass_mark": "no number", "show_solution": None}
    settings = InForce(lambda name: (asked.append(name), stored.get(name))[1])
    assert (settings.weight, settings.weight, settings.pass_mark, settings.show_solution) == (3.0, 3.0, 0.75, "after_pass")
    assert asked == ["weight", "pass_mark", "show_solution"]
    assert settings.whole() == Settings(weight=3)
    assert sorted(asked) == sorted(Settings.model_fields)
    with pytest.raises(AttributeError):
        settings.nothing_of_ours  # noqa: B018


def test_the_class_list_loads_no_kind_and_nothing_that_only_authors_or_pages_need():
    found = subprocess.run([sys.executable, "-c", "import sys, pekt_xblocks.block; print(*sys.modules)"],
                           capture_output=True, text=True, check=True).stdout.split()
    late = ("pekt_xblocks.activities.", "pekt_xblocks.olx", "pekt_xblocks.records", "pekt_xblocks.workbench", "markdown_it", "reportlab")
    assert [name for name in found if name.startswith(late)] == []
