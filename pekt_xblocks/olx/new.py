"""Starting points for authors: a course in the hub's rhythm, and an activity with its kind's sample text; both pass ``check``."""
from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from pekt_xblocks.activities import activity_type, examples
from pekt_xblocks.core.language import words

from . import codec

SLUG = re.compile(r"[a-z][a-z0-9_]{1,39}")
RUN = "base"
GRADED = "Δραστηριότητες"
PASS = 0.75


def new_activity(kind: str, url_name: str = "", **other: str) -> str:
    """The element of a kind with its sample text, to paste into a vertical; ``LookupError`` for an unknown kind.

    ``other`` stands in place of the sample's own fields.
    """
    model = activity_type(kind)
    sample = examples(kind).DEFAULT.model_copy(update=other)
    return codec.to_text(sample, url_name=url_name or f"new_{kind}", display_name=words("el")(model.label),
                         competences="4.1", minutes=5)


def new_course(folder: Path, slug: str, title: str = "Νέο μάθημα") -> None:
    """Write the skeleton of a course; ``ValueError`` for a slug that is no short name, ``FileExistsError`` if the folder is there."""
    if not SLUG.fullmatch(slug):
        raise ValueError(slug)
    folder.mkdir(parents=True)
    for name, text in _files(slug, title).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _files(slug: str, title: str) -> Mapping[str, str]:
    found = {
        "course.xml": f'<course url_name="{RUN}" org="PEKTPE" course="{slug}"/>\n',
        f"course/{RUN}.xml": _element("course", {
            "display_name": title, "language": "el", "course_image": "cover.svg", "start": "2026-01-01T00:00:00Z",
            "end": "2036-06-30T00:00:00Z"}, "chapter", list(_UNITS)),
        "static/cover.svg": _COVER,
        f"policies/{RUN}/policy.json": _json({f"course/{RUN}": {}}),
        f"policies/{RUN}/grading_policy.json": _json(grading_policy()),
        "html/learn_text.xml": '<html filename="learn_text" display_name="Μαθαίνω"/>\n',
        "html/learn_text.html": "<p>Γράψε εδώ έως 150 λέξεις.</p>\n",
        "html/teacher_notes.xml": '<html filename="teacher_notes" display_name="Σημειώσεις"/>\n',
        "html/teacher_notes.html": "<p>Γράψτε εδώ τις σημειώσεις σας.</p>\n",
        "module.toml": _MODULE.format(slug=slug, title=json.dumps(title, ensure_ascii=False)),
    }
    for name, (heading, held, counts) in _UNITS.items():
        hidden = {"visible_to_staff_only": "true"} if name == "teachers" else {}
        graded = {"graded": "true", "format": GRADED} if counts else {}
        found[f"chapter/{name}.xml"] = _element("chapter", {"display_name": heading, **hidden}, "sequential", [f"{name}_part"])
        found[f"sequential/{name}_part.xml"] = _element("sequential", {"display_name": heading, **graded, **hidden}, "vertical", held)
    for name, (heading, inside) in _pages().items():
        found[f"vertical/{name}.xml"] = f'<vertical display_name="{heading}">\n{inside}</vertical>\n'
    return found


_UNITS = {"before": ("Πριν ξεκινήσω", ["self_check"], False), "unit_1": ("Ενότητα 1", ["learn", "explain"], True),
          "hub": ("Στον Πόλο", ["come_in", "at_work"], True), "learned": ("Τι έμαθα", ["final"], True),
          "after": ("Τι μπορώ τώρα", ["self_check_again"], False), "teachers": ("Για εκπαιδευτικούς", ["teacher"], False)}
"""The hub's rhythm: a unit's title, its pages, and whether it counts for the grade."""


def _pages() -> Mapping[str, tuple[str, str]]:
    """Every page of the skeleton: its title and what stands in it."""
    sample = {"self_check": ("Πριν ξεκινήσω", "passport"), "explain": ("Εξηγώ", "quiz"), "come_in": ("Ήρθα στον Πόλο", "checkin"),
              "at_work": ("Στον Πόλο", "practical"), "final": ("Τι έμαθα", "quiz")}
    pages = {name: (title, _indented(new_activity(kind, f"{name}_{kind}"))) for name, (title, kind) in sample.items()}
    again = new_activity("passport", "self_check_again_passport", moment="after")
    return {**pages, "self_check_again": ("Τι μπορώ τώρα", _indented(again)), "learn": ("Μαθαίνω", '  <html url_name="learn_text"/>\n'),
            "teacher": ("Για εκπαιδευτικούς", '  <html url_name="teacher_notes"/>\n')}


def grading_policy() -> dict[str, object]:
    """Everything graded counts alike; three quarters pass."""
    return {"GRADER": [{"type": GRADED, "short_label": "Δρ", "min_count": 1, "drop_count": 0, "weight": 1.0}],
            "GRADE_CUTOFFS": {"Pass": PASS}}


def _element(tag: str, attributes: Mapping[str, str], child: str, names: list[str]) -> str:
    node = etree.Element(tag, dict(attributes))
    for name in names:
        etree.SubElement(node, child, url_name=name)
    return codec.pretty(node)


def _indented(element: str) -> str:
    """Two columns to the right, but for lines inside a text, which must stay as they are."""
    return codec.pretty(codec.parsed(element), "  ")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


_COVER = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" role="img">
  <title>Νέο μάθημα</title>
  <rect width="640" height="360" fill="#e8f3f8"/>
  <circle cx="320" cy="180" r="96" fill="#1f5fb0"/>
  <path d="M276 180h88m-44-44v88" stroke="#fff" stroke-width="24" stroke-linecap="round"/>
</svg>
"""

_MODULE = """\
slug = "{slug}"
version = "0.1.0"
licence = "CC-BY-SA-4.0"
authors = ["ΠΕΚΤΠΕ Δυτικής Μακεδονίας"]
equipment = ["pc"]

[title]
el = {title}
en = "New module"

[summary]
el = "Γράψε εδώ μία πρόταση."
en = "Write one sentence here."

[audience]
el = "Α΄–Γ΄ Γυμνασίου"
en = "Ages 12 to 15"

[[outcomes]]
el = "Μπορώ να εξηγώ…"
en = "I can explain…"

[minutes]
online = 20
hub = 10

[digcomp]
codes = ["4.1"]
lowest = 2
highest = 4
"""
