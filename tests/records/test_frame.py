"""The records' pages in their own frame, and their sheet: no style of a site comes in unasked, nothing of ours goes out."""
from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.urls import reverse

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Role

SHEET = Path(__file__).parents[2] / "static/records/records.css"
pytestmark = pytest.mark.django_db


class Brought(HTMLParser):
    """What a page brings along: styles, scripts, frames, pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"link", "style", "script", "iframe", "img"}:
            given = dict(attrs)
            self.found.append((tag, given.get("href") or given.get("src") or ""))


@pytest.mark.parametrize("name", ["home", "week", "groups", "tasks", "attention", "hubs", "me", "join", "verify"])
def test_a_page_in_the_own_frame_links_the_records_sheet_and_nothing_else(client, person, group, settings, name):
    del settings.PEKT_RECORDS_BASE
    boss = person("boss")
    api.give_role(boss.id, Role.COORDINATOR, hub=group.run.hub)
    client.force_login(boss)
    reply = client.get(reverse(f"pekt_records:{name}"), follow=True)
    page = Brought()
    page.feed(reply.content.decode())
    assert reply.status_code == 200
    assert [(tag, re.sub(r".*/|\?.*", "", address)) for tag, address in page.found] == [("link", "records.css")]
    assert "style=" not in reply.content.decode()


def selectors(head: str) -> list[str]:
    """The selectors of a rule: parted by commas that stand in no parentheses, however deep."""
    found, depth = [""], 0
    for sign in head:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


def test_every_rule_of_the_sheet_names_the_records():
    text = re.sub(r"/\*.*?\*/", "", SHEET.read_text("utf-8"), flags=re.S)
    heads = [head.strip() for head in re.findall(r"([^{}]+)\{", text)]
    rules = [head for head in heads if not head.startswith("@")]
    assert len(rules) > 100
    assert [each for head in rules for each in selectors(head) if ".pekt-records" not in each] == []
