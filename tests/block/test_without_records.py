"""A site that has the activities but no hub records: who opens one that needs them is told so, and nothing is lost or counted."""
from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import translation

from pekt_xblocks.activities import activity_type, kinds
from pekt_xblocks.shell import hub

from .conftest import block_class
from .runtime import Platform, call
from .test_block import right

OF_THE_SITE = hub.records_of
SAID = {"el": "χρειάζεται τα μητρώα του Πόλου", "en": "needs the hub's records"}
NEEDING = [kind for kind in kinds() if activity_type(kind).at_hub]


@pytest.fixture(autouse=True)
def bare(hub, monkeypatch):
    monkeypatch.setattr("pekt_xblocks.shell.hub.records_of", OF_THE_SITE)
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "pekt_xblocks.records")


@pytest.mark.parametrize("kind", NEEDING)
@pytest.mark.parametrize("language", sorted(SAID))
def test_an_activity_of_the_hub_says_what_it_lacks(kind, language):
    platform = Platform()
    with translation.override(language):
        block = platform.block(block_class(kind))
        state = block.student_view().json_init_args["state"]
        assert state["hub"]["role"] is None and SAID[language] in state["hub"]["text"]
        status, reply = call(block, "submit", right(block))
    assert status == 409 and SAID[language] in reply["error"]
    assert (block.attempts, platform.events("grade"), platform.events("completion")) == (0, [], [])


def test_some_activities_need_a_hub_and_the_self_check_does_not():
    assert NEEDING == ["checkin", "practical"]
    platform = Platform()
    block = platform.block(block_class("passport"))
    state = block.student_view().json_init_args["state"]
    assert state["hub"] is None or state["hub"]["role"] is None
    assert call(block, "submit", right(block))[1]["outcome"] == "graded" and platform.events("completion") == [{"completion": 1.0}]
