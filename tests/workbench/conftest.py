"""A small course with a probe block, and fictional people who are in."""
from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import xblock.plugin
from django.core.management import call_command
from django.test import Client
from xblock.core import XBlock

from pekt_xblocks.workbench import outline
from pekt_xblocks.workbench.content import load
from pekt_xblocks.workbench.models import Course, Person

from .probe import ProbeBlock

KEY = "course-v1:PEKTPE+demo+2026"
PROBE = "block-v1:PEKTPE+demo+2026+type@probe+block@p1"
PAGE = "block-v1:PEKTPE+demo+2026+type@html+block@h1"
HIDDEN = "block-v1:PEKTPE+demo+2026+type@probe+block@p2"
QUIZ = "block-v1:PEKTPE+demo+2026+type@pekt_quiz+block@q1"

FILES = {
    "course.xml": '<course url_name="2026" org="PEKTPE" course="demo"/>',
    "course/2026.xml": '<course display_name="Δοκιμή"><chapter url_name="c1"/><wiki slug="x"/></course>',
    "chapter/c1.xml": '<chapter display_name="Αρχή"><sequential url_name="s1"/></chapter>',
    "sequential/s1.xml": '<sequential display_name="Πρώτα" graded="true" format="Quiz"><vertical url_name="v1"/><vertical url_name="v2"/>'
                         '<vertical url_name="v3"/></sequential>',
    "vertical/v1.xml": '<vertical display_name="Διαβάζω"><html url_name="h1"/><probe url_name="p1" display_name="Η δοκιμή" weight="2.0"/>'
                       '<missing url_name="m1" a="β"><x/></missing></vertical>',
    "vertical/v2.xml": '<vertical display_name="Απαντώ"><pekt_quiz url_name="q1" display_name="Ερωτήσεις"/></vertical>',
    "vertical/v3.xml": '<vertical display_name="Για εκπαιδευτικούς" visible_to_staff_only="true">'
                       '<probe url_name="p2" body="κλειδί"/></vertical>',
    "html/h1.xml": '<html filename="h1" display_name="Μαθαίνω"/>',
    "html/h1.html": '<p>Καλημέρα <img src="/static/dot.svg" alt="τελεία"> και "/static/none.png"</p>',
    "policies/2026/policy.json": '{"course/2026": {"display_name": "Δοκιμή"}}',
    "policies/2026/grading_policy.json": "{}",
    "static/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "static/notes.exe": "no",
    "about/overview.html": "<p>Λίγα λόγια</p>",
}


@pytest.fixture(autouse=True)
def _probe(monkeypatch):
    entry = EntryPoint("probe", f"{ProbeBlock.__module__}:ProbeBlock", "xblock.v1")
    monkeypatch.setattr(XBlock, "extra_entry_points", [("probe", entry)])
    monkeypatch.setattr(xblock.plugin, "PLUGIN_CACHE", {})
    outline.installed.cache_clear()
    outline.completable.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The course package on disk."""
    for name, text in FILES.items():
        path = tmp_path / "demo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "demo"


@pytest.fixture
def course(db, folder: Path) -> Course:
    """The course, loaded."""
    load(folder)
    return Course.objects.get()


@pytest.fixture
def people(db) -> dict[str, Person]:
    """The fictional people by username."""
    call_command("demo_people", verbosity=0)
    return {person.user.username: person for person in Person.objects.select_related("user")}


@pytest.fixture
def be(people) -> Callable[[str], Client]:
    """A browser in which this person is in; an empty name is a visitor."""
    def client(username: str = "") -> Client:
        browser = Client(raise_request_exception=False)
        if username:
            browser.force_login(people[username].user)
        return browser
    return client
