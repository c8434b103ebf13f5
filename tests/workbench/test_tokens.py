"""One look: the site's frame and the records' pages have the kit's tokens, value for value; each stands alone where it is served."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent.parent / "static"
DARK = re.compile(r"@media (?:screen and )?\(prefers-color-scheme: dark\) \{(.*?)\n\}", re.S)
PAPER = re.compile(r"@media print \{(.*?)\n\}", re.S)
"""Paper is white and ink is black, whatever the screen's theme."""
TOKEN = re.compile(r"(--pekt-[a-z-]+):\s*([^;]+);")


def tokens(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """The tokens a sheet declares, in light and in dark."""
    text = PAPER.sub("", (STATIC / sheet).read_text(encoding="utf-8"))
    dark = "\n".join(DARK.findall(text))
    return dict(TOKEN.findall(DARK.sub("", text))), dict(TOKEN.findall(dark))


@pytest.mark.parametrize("sheet", ["workbench/site.css", "records/records.css"])
def test_a_sheet_has_the_kit_s_tokens(sheet):
    light, dark = tokens("learner/kit.css")
    assert len(light) > 15 and len(dark) > 12
    assert tokens(sheet) == (light, dark)


def test_no_sheet_of_a_page_names_a_colour_that_is_no_token():
    """A colour written out would stay as it is in the dark; shadows are the one exception, and the robot's map has colours of its own."""
    for sheet in STATIC.glob("*/*.css"):
        if "vendor" not in sheet.parts:
            rest = TOKEN.sub("", PAPER.sub("", sheet.read_text(encoding="utf-8")))
            assert [found for found in re.findall(r"#[0-9a-fA-F]{3,8}\b[^{;]*", rest) if not found.startswith("#000")] == [], sheet
