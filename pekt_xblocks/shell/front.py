"""The front-end files of a kind and the words they use; found in the folders, listed nowhere."""
from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from pekt_xblocks.activities import FOLDER
from pekt_xblocks.core.language import words

PACKAGE = Path(__file__).parent.parent
LEARNER_BOOT = "static/learner/boot.js"
STUDIO_BOOT = "static/studio/boot.js"
# What a browser may ask for: front-end files, never Python, never data that an answer could hide in.
PUBLIC = re.compile(r"(?:static/[a-z]+(?:/[A-Za-z0-9_][\w.-]*)+|activities/[a-z_]+/\w+)\.(?:js|css|svg|cur|png|webp|mjs)")
WORD = re.compile(r"""\bt\(\s*(?:'((?:[^'\\\n]|\\.)+)'|"((?:[^"\\\n]|\\.)+)")""")


@cache
def learner_files(kind: str) -> dict[str, str]:
    """The files of a learner's page by the names they have in ``args.urls``: ``kit``, ``kit_css``, ``view``, ``view_css`` …"""
    return {**_named("static/learner", skip="boot"), **_named(f"activities/{kind}", skip="edit")}


@cache
def studio_files(kind: str) -> dict[str, str]:
    """The editor's files likewise, ``edit`` and ``edit_…`` (a kind's own fields) among them, with what its preview needs."""
    return {**editor_files(kind), **_named("static/studio/later"), **_named("static/learner", skip="boot"), **_named(f"activities/{kind}")}


@cache
def editor_files(kind: str) -> dict[str, str]:
    """Those of them that the editor can't open without, styles in their order; the others are fetched once they are wanted."""
    own = {name: path for name, path in _named(f"activities/{kind}").items() if name.partition("_")[0] == "edit"}
    return {"kit_css": "static/learner/kit.css", **_named("static/studio", skip="boot"), **own}


def _named(folder: str, skip: str = "") -> dict[str, str]:
    paths = sorted(p for p in (PACKAGE / folder).iterdir() if p.suffix in (".js", ".css") and p.stem.partition("_")[0] != skip)
    return {p.stem + ("_css" if p.suffix == ".css" else ""): f"{folder}/{p.name}" for p in paths}


def urls(block: Any, files: dict[str, str]) -> dict[str, str]:
    """The address of each file where this runtime serves it."""
    return {name: block.runtime.local_resource_url(block, path) for name, path in files.items()}


def vendored(block: Any, cls: type) -> dict[str, str]:
    """The address of each big library the kind names in ``vendor``; loaded only when the learner opens what needs it."""
    return {name: block.runtime.local_resource_url(block, f"static/vendor/{name}") for name in cls.vendor}


@cache
def page_words(files: tuple[str, ...], language: str) -> dict[str, str]:
    """Every message that these scripts and the one that opens a page say, in a language."""
    say = words(language)
    found = (one or two for path in (LEARNER_BOOT, *files) if path.endswith(".js")
             for one, two in WORD.findall((PACKAGE / path).read_text(encoding="utf-8")))
    return {message: say(message) for message in (re.sub(r"\\(.)", r"\1", raw) for raw in found)}


def is_kind_file(kind: str, name: str) -> bool:
    """Whether the kind's folder has this front-end file."""
    return (FOLDER / kind / name).is_file()
