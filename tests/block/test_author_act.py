"""The handler by which a kind's own field in the editor asks about a definition that is not saved yet, and may be at fault."""
from __future__ import annotations

from .conftest import block_class
from .runtime import Platform, call

PROGRAM = {"program": [["until", ["at_goal"], [["move"]]]], "text": ""}


def asked(name, data, kind="robot", **fields):
    platform = Platform(staff=True)
    block = platform.block(block_class(kind))
    definition = {**call(block, "load_definition")[1]["definition"], **fields}
    told = call(block, "author_act", {"definition": definition, "name": name, "data": data})
    assert platform.learners.writes == 0 and platform.published == [] and not block.definition
    return told


def test_a_trial_on_every_map_is_told_in_the_authors_language():
    status, told = asked("run", PROGRAM, goals=["reach"], solution="")
    assert status == 200 and [run["solved"] for run in told["runs"]] == [True, True] and told["failed"] == []
    failed = asked("run", PROGRAM)[1]["failed"]
    assert failed[0] == {"map": 1, "text": "Ο χάρτης 1 δεν λύνεται: μπαταρίες που έμειναν: 1."}


def test_what_can_not_be_read_is_told_in_words():
    assert asked("read", {"program": [], "text": "moev()\nmove("})[1]["missing"][0]["text"].startswith("Γραμμή 2: ")


def test_a_level_at_fault_says_what_to_mend():
    status, told = asked("run", PROGRAM, maps=[{"id": "a", "rows": ["..G"]}])
    assert status == 200 and told["faults"][0]["at"] == ["maps", 0, "rows"] and told["faults"][0]["where"] == "Χάρτης 1 · Χάρτης"


def test_other_calls_are_refused():
    for name, kind in (("submit", "robot"), ("run", "quiz")):
        assert asked(name, PROGRAM, kind)[0] == 400
    assert asked("run", [])[1]["faults"]
    assert call(Platform(staff=True).block(block_class("robot")), "author_act", {"name": "run", "data": PROGRAM})[0] == 400


def test_a_preview_that_can_not_run_says_why():
    block = Platform(staff=True).block(block_class("robot"))
    definition = call(block, "load_definition")[1]["definition"]
    sent = {"name": "run", "data": {"program": [], "text": "put_down()"}}
    told = call(block, "preview_act", {"definition": definition, "settings": {}, **sent})
    assert told == (200, {"missing": [{"at": "program", "text": "Γραμμή 1: σε αυτό το επίπεδο δεν χρησιμοποιούμε το put_down()."}]})
