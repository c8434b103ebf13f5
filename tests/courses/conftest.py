"""Every course of the repository, found by its folder."""
from __future__ import annotations

from pathlib import Path

import pytest

COURSES = Path(__file__).parents[2] / "courses"
FOLDERS = sorted(path.parent for path in COURSES.glob("*/course.xml"))


@pytest.fixture(params=FOLDERS, ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    """The folder of a course."""
    return request.param
