"""A course to break: a copy of a real one."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

COURSES = Path(__file__).parents[2] / "courses"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of courses/phishing."""
    return Path(shutil.copytree(COURSES / "phishing", tmp_path / "phishing"))
