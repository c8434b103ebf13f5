"""What the platform does that nobody expects, as far as a block can be ready for it; tests/platform/README.md lists them all."""
from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from xblock.fields import Integer, Scope

from pekt_xblocks.activities import examples

from .conftest import block_class
from .runtime import Platform, call

PACKAGE = Path(__file__).parents[2] / "pekt_xblocks"
PICTURE = "![χάρτης](/static/map.png)"


@pytest.fixture
def pictured():
    """A quiz whose every question, option and feedback shows a file of the course."""
    definition = examples("quiz").DEFAULT.model_dump(mode="json")
    definition["intro"] = PICTURE
    for item in definition["items"]:
        item["prompt"] += f"\n\n{PICTURE}"
        for option in item.get("options", ()):
            option["feedback"] = PICTURE
    block = Platform(staff=True).block(block_class("quiz"))
    block.definition = definition
    return block


def told(answer) -> str:
    return json.dumps(answer, ensure_ascii=False).replace('\\"', '"')


def test_the_editors_page_is_given_no_reference_that_a_library_would_rewrite(pictured):
    assert "/static/map" not in told(pictured.studio_view().json_init_args)
    assert "(/static/map.png)" in told(call(pictured, "load_definition")[1])


def test_what_the_learner_is_shown_is_written_as_the_platform_rewrites_it(pictured):
    """Only ``"/static/`` with its quote is: a page that holds another spelling has a broken picture."""
    shown = told(pictured.student_view().json_init_args)
    assert "map.png" in shown and "(/static/map.png" not in shown
    assert shown.count("/static/map.png") == shown.count('"/static/map.png')


def test_a_handlers_answer_is_rewritten_by_the_block_since_no_platform_does(pictured):
    response = json.loads(pictured.activity.correct_response().model_dump_json())
    answer = told(call(pictured, "submit", {"submission_id": "s1", "response": response})[1])
    assert '"/asset/map.png"' in answer and "/static/map.png" not in answer


def test_the_attempts_that_instructors_reset_are_a_field_of_that_name(cls):
    field = cls.fields["attempts"]
    assert isinstance(field, Integer) and field.scope == Scope.user_state and field.default == 0


@pytest.mark.parametrize("name", ["submissions", "rebind_user"])
def test_ways_that_fail_on_the_platform_are_not_taken(name):
    """A score of ``submissions`` outranks the block's own for ever; ``rebind_user`` refuses for a teacher who is logged in."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.attr if isinstance(node, ast.Attribute) else None
            imported = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            wanted = node.value if isinstance(node, ast.Constant) else None
            assert name not in (called, imported.split(".")[0], wanted), path
