"""A course to break: a copy of a real one."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent / "sample" / "phishing"
"""A sound course that stays as it is, so that lines and numbers can be told."""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "phishing"))
