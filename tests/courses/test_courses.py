"""Every course of the repository: sound, the same bytes twice, loaded whole by the platform's own tools, and a learner's work adds up."""
from __future__ import annotations

from pathlib import Path

import olxcleaner
import pytest

from pekt_xblocks import block as block_module
from pekt_xblocks.activities import kinds
from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.inspection import inspect
from pekt_xblocks.olx.new import new_course
from pekt_xblocks.olx.pack import pack
from tests.block.runtime import Platform, call


def test_it_has_neither_faults_nor_advice(path: Path) -> None:
    assert [f"{fault.file}:{fault.line}: {fault.say('en')}" for fault in check(path)] == []


def test_it_packs_to_the_same_bytes(path: Path, tmp_path: Path) -> None:
    for name in ("1", "2"):
        pack(path, tmp_path / name)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes() != b""


def cleaner(path: Path) -> list[str]:
    """What the platform's own checker finds."""
    _, errors, _ = olxcleaner.validate(str(path / "course.xml"), steps=8, allowed_xblocks=[f"pekt_{kind}" for kind in kinds()])
    return [f"{error.level} {error.filename}: {error.description}" for error in errors.errors]


def test_the_platforms_own_checker_finds_nothing(path: Path) -> None:
    assert cleaner(path) == []


def test_it_finds_nothing_in_a_new_course_either_but_does_look(tmp_path: Path) -> None:
    new_course(tmp_path / "demo", "demo")
    assert cleaner(tmp_path / "demo") == []
    (tmp_path / "demo" / "vertical" / "final.xml").unlink()
    assert cleaner(tmp_path / "demo") != []


def test_every_activity_loads_as_a_block_without_loss(path: Path) -> None:
    from xblock.fields import ScopeIds
    for block in inspect(read_course(path)).blocks:
        cls = getattr(block_module, block_module.class_name(block.leaf.block_type.removeprefix("pekt_")))
        made = cls.parse_xml(block.leaf.element, Platform(), ScopeIds("u", block.leaf.block_type, block.leaf.url_name, block.leaf.url_name))
        assert made.source == "" and made.activity == block.activity and made.display_name == block.leaf.display_name
        assert made.settings.whole() == block.settings


def learners_block(found, platform: Platform):
    """A block of the course for one learner, on a platform that records what it publishes."""
    cls = getattr(block_module, block_module.class_name(found.leaf.block_type.removeprefix("pekt_")))
    made = platform.block(cls, found.leaf.url_name)
    made.definition = found.activity.model_dump(mode="json")
    for name, value in found.settings.model_dump().items():
        setattr(made, name, value)
    return made


def test_a_learner_who_answers_correctly_ends_at_the_full_grade(path: Path) -> None:
    """What only the hub can witness is graded in ``tests/browser/courses``, with a teacher at hand."""
    earned = possible = 0.0
    for found in inspect(read_course(path)).blocks:
        assert found.activity
        if found.activity.at_hub:
            assert found.activity.grade(found.activity.correct_response()).share == 1
            continue
        platform = Platform()
        block = learners_block(found, platform)
        status, reply = call(block, "submit", {"submission_id": "s", "response": found.activity.correct_response().model_dump(mode="json")})
        assert (status, reply["outcome"]) == (200, "graded"), found.leaf.url_name
        assert platform.events("completion")[-1] == {"completion": 1.0}, found.leaf.url_name
        for grade in platform.events("grade")[-1:]:
            earned, possible = earned + grade["value"], possible + grade["max_value"]
    assert earned == possible > 0


def test_whoever_answers_without_a_thought_fails(path: Path) -> None:
    for found in inspect(read_course(path)).blocks:
        assert found.activity
        if not found.scored or found.activity.at_hub:
            continue
        classes = [found.activity.blankets(f"learner {n}") for n in range(12)]
        assert classes[0], f"{found.leaf.block_type} names no blanket strategy"
        for name in classes[0]:
            mean = sum(found.activity.grade(strategies[name]).share for strategies in classes) / len(classes)
            assert mean < found.settings.exact("pass_mark"), (found.leaf.url_name, name)


@pytest.mark.parametrize("at_hub", [False, True], ids=["online", "at the hub"])
def test_the_minutes_are_the_plans(path: Path, at_hub: bool) -> None:
    found = inspect(read_course(path))
    assert found.course.module
    promised = found.course.module.minutes.hub if at_hub else found.course.module.minutes.online
    told = sum(block.settings.minutes for block in found.blocks if block.activity and block.activity.at_hub == at_hub)
    assert 0.9 * promised <= told <= 1.1 * promised
