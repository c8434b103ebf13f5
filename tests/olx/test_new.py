"""What authors start from is sound: the skeleton of a course, and the sample text of every kind."""
from __future__ import annotations

from pathlib import Path

import pytest

from pekt_xblocks.activities import activity_type, examples, kinds
from pekt_xblocks.olx.check import check, clean
from pekt_xblocks.olx.codec import from_element, parsed
from pekt_xblocks.olx.inspection import bare
from pekt_xblocks.olx.new import new_activity, new_course
from pekt_xblocks.olx.pack import pack


def faults(course: Path) -> list[str]:
    return [f"{fault.file}:{fault.line}: {fault.say('en')} [{fault.rule}]" for fault in check(course) if fault.level == "fault"]


def test_a_new_course_is_sound_and_packs(tmp_path: Path) -> None:
    new_course(tmp_path / "demo", "demo")
    assert faults(tmp_path / "demo") == []
    assert clean(pack(tmp_path / "demo", tmp_path / "demo.tar.gz")) and (tmp_path / "demo.tar.gz").exists()


@pytest.mark.parametrize("kind", kinds())
def test_a_new_activity_of_every_kind_is_sound_in_a_course(tmp_path: Path, kind: str) -> None:
    new_course(tmp_path / "demo", "demo")
    page = tmp_path / "demo" / "vertical" / ("come_in.xml" if activity_type(kind).at_hub else "explain.xml")
    page.write_text(f'<vertical display_name="Εξηγώ">\n{new_activity(kind)}</vertical>\n', encoding="utf-8")
    assert faults(tmp_path / "demo") == []
    assert from_element(activity_type(kind), bare(parsed(new_activity(kind)))) == examples(kind).DEFAULT


@pytest.mark.parametrize("slug", ["", "Demo", "../x", "ά", "a b", "a" * 80])
def test_a_short_name_is_short_and_latin(tmp_path: Path, slug: str) -> None:
    with pytest.raises(ValueError):
        new_course(tmp_path / "x" / "demo", slug)
    assert not list(tmp_path.iterdir())
