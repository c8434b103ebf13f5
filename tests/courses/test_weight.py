"""No picture that a learner's phone loads is above the limit that the check names to authors."""
from __future__ import annotations

from pathlib import Path

import pytest

from pekt_xblocks.olx.rules.references import PICTURE_BYTES

ROOT = Path(__file__).parents[2]
KINDS = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"}
PICTURES = [path for folder in ("courses", "static", "pekt_xblocks") for path in sorted((ROOT / folder).rglob("*"))
            if path.suffix in KINDS]


def test_there_are_pictures_to_weigh():
    assert len(PICTURES) > 10


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_picture_is_light(path: Path):
    assert path.stat().st_size <= PICTURE_BYTES
