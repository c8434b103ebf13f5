"""Two hundred single slips in the courses themselves: the checker sees nearly all of them, and those it does not see are told by name."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pekt_xblocks.olx.check import check

from .conftest import FOLDERS
from .mutations import Mutation, sample

COUNT, SEED, LEAST = 200, "2026", 0.95


def seen(course: Path, each: Mutation) -> bool:
    """Whether ``check`` says anything of the course with this slip; the course is as before afterwards."""
    path = course / each.file
    before = path.read_bytes()
    assert before != each.content, each
    try:
        if each.content is None:
            path.unlink()
        else:
            path.write_bytes(each.content)
        return bool(check(course))
    finally:
        path.write_bytes(before)


def test_nearly_every_slip_is_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copies = {course: Path(shutil.copytree(course, tmp_path / course.name)) for course in FOLDERS}
    survivors = [f"{course.name}/{each.file}: {each.slip} ({each.what})"
                 for course, each in sample(FOLDERS, COUNT, SEED) if not seen(copies[course], each)]
    with capsys.disabled():
        print(f"\n{COUNT - len(survivors)} of {COUNT} slips seen; not seen:", *(survivors or ["none"]), sep="\n  ")
    assert len(survivors) <= COUNT * (1 - LEAST), survivors
