"""Every course of the repository: sound, the same bytes twice, and loaded whole by the platform's own tools."""
from __future__ import annotations

from pathlib import Path

import pytest

from pekt_xblocks.activities import kinds
from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.inspection import inspect
from pekt_xblocks.olx.pack import pack

from .conftest import COURSES

each_course = pytest.mark.parametrize("path", sorted(path for path in COURSES.iterdir() if path.is_dir()), ids=lambda path: path.name)


@each_course
def test_it_has_neither_faults_nor_advice(path: Path) -> None:
    assert [f"{fault.file}:{fault.line}: {fault.say('en')}" for fault in check(path)] == []


@each_course
def test_it_packs_to_the_same_bytes(path: Path, tmp_path: Path) -> None:
    for name in ("1", "2"):
        pack(path, tmp_path / name)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes() != b""


@each_course
def test_the_platforms_own_checker_finds_nothing(path: Path) -> None:
    olxcleaner = pytest.importorskip("olxcleaner")
    _, errors, _ = olxcleaner.validate(str(path / "course.xml"), steps=8, allowed_xblocks=[f"pekt_{kind}" for kind in kinds()])
    assert [f"{error.level} {error.filename}: {error.description}" for error in errors.errors] == []


@each_course
def test_a_learner_who_answers_correctly_earns_everything_and_one_without_a_thought_fails(path: Path) -> None:
    blocks = [block for block in inspect(read_course(path)).blocks if block.scored]
    assert blocks
    for block in blocks:
        assert block.activity
        assert block.activity.grade(block.activity.correct_response()).share == 1
        assert block.activity.blankets() or block.activity.at_hub, f"{block.leaf.block_type} names no blanket strategy"


@each_course
def test_every_activity_loads_as_a_block_without_loss(path: Path) -> None:
    block_module = pytest.importorskip("pekt_xblocks.block")
    from xblock.fields import ScopeIds

    from tests.block.runtime import Platform
    for block in inspect(read_course(path)).blocks:
        cls = getattr(block_module, block_module.class_name(block.leaf.block_type.removeprefix("pekt_")))
        made = cls.parse_xml(block.leaf.element, Platform(), ScopeIds("u", block.leaf.block_type, block.leaf.url_name, block.leaf.url_name))
        assert made.source == "" and made.activity == block.activity and made.display_name == block.leaf.display_name
        assert made.settings == block.settings
