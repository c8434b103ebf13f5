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


def new_activity(kind: str, url_name: str = "") -> str:
    """The element of a kind with its sample text, to paste into a vertical; ``LookupError`` for an unknown kind."""
    model = activity_type(kind)
    return codec.to_text(examples(kind).DEFAULT, url_name=url_name or f"new_{kind}", display_name=words("el")(model.label),
                         competences="4.1", minutes=5)


def new_course(folder: Path, slug: str) -> None:
    """Write the skeleton of a course; ``ValueError`` for a slug that is no short name, ``FileExistsError`` if the folder is there."""
    if not SLUG.fullmatch(slug):
        raise ValueError(slug)
    folder.mkdir(parents=True)
    for name, text in _files(slug).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _files(slug: str) -> Mapping[str, str]:
    sample = "quiz"
    pages = {"learn": ('  <html url_name="learn_text"/>\n', "Μαθαίνω"),
             "explain": (_indented(new_activity(sample, "explain_quiz")), "Εξηγώ"),
             "final": (_indented(new_activity(sample, "final_quiz")), "Τι έμαθα"),
             "teacher": ('  <html url_name="teacher_notes"/>\n', "Για εκπαιδευτικούς")}
    units = {"unit_1": ("Ενότητα 1", ["learn", "explain"]), "unit_2": ("Τι έμαθα", ["final"]),
             "teachers": ("Για εκπαιδευτικούς", ["teacher"])}
    found = {
        "course.xml": f'<course url_name="{RUN}" org="PEKTPE" course="{slug}"/>\n',
        f"course/{RUN}.xml": _element("course", {"display_name": "Νέα ενότητα", "language": "el"}, "chapter", list(units)),
        f"policies/{RUN}/policy.json": _json({f"course/{RUN}": {}}),
        f"policies/{RUN}/grading_policy.json": _json(grading_policy()),
        "html/learn_text.xml": '<html filename="learn_text" display_name="Μαθαίνω"/>\n',
        "html/learn_text.html": "<p>Γράψε εδώ έως 150 λέξεις.</p>\n",
        "html/teacher_notes.xml": '<html filename="teacher_notes" display_name="Σημειώσεις"/>\n',
        "html/teacher_notes.html": "<p>Γράψτε εδώ τις σημειώσεις σας.</p>\n",
        "module.toml": _MODULE.format(slug=slug),
    }
    for name, (title, held) in units.items():
        hidden = {"visible_to_staff_only": "true"} if name == "teachers" else {}
        graded = {} if hidden else {"graded": "true", "format": GRADED}
        found[f"chapter/{name}.xml"] = _element("chapter", {"display_name": title, **hidden}, "sequential", [f"{name}_part"])
        found[f"sequential/{name}_part.xml"] = _element("sequential", {"display_name": title, **graded, **hidden}, "vertical", held)
    for name, (inside, title) in pages.items():
        found[f"vertical/{name}.xml"] = f'<vertical display_name="{title}">\n{inside}</vertical>\n'
    return found


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


_MODULE = """\
slug = "{slug}"
version = "0.1.0"
licence = "CC-BY-SA-4.0"
authors = ["ΠΕΚΤΠΕ Δυτικής Μακεδονίας"]
equipment = ["pc"]

[title]
el = "Νέα ενότητα"
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
online = 45
hub = 25

[digcomp]
codes = ["4.1"]
lowest = 2
highest = 4
"""
