"""What ``pekt check`` says about each broken course, kept as text: ``python -m tests.olx.golden`` writes it anew, to be looked at."""
from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from pekt_xblocks.core.language import LANGUAGES
from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.fault import Fault

from .broken import BREAKS, apply
from .conftest import SAMPLE

FOLDER = Path(__file__).parent / "golden"


@cache
def broken(name: str) -> list[Fault]:
    """The faults of a broken course, by the name of its break."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(shutil.copytree(SAMPLE, Path(folder) / "course"))
        apply(course, BREAKS[name])
        return check(course)


def said(language: str) -> str:
    """The faults of every broken course, in a language."""
    parts = ([f"# {name}", *(f"{fault.file}:{fault.line}: {fault.say(language)} [{fault.rule}]" for fault in broken(name))]
             for name in BREAKS)
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        (FOLDER / f"faults.{language}.txt").write_text(said(language), encoding="utf-8")
