"""The handler that reads questions made elsewhere: what it takes, what it refuses, and that it keeps nothing."""
from __future__ import annotations

import base64

import pytest

from pekt_xblocks.core.activity import Activity

from .conftest import block_class
from .runtime import Platform, call

GIFT = "Ποιο; {=α ~%50%β}\n\nΧωρίς απαντήσεις"


def quiz():
    return Platform(staff=True).block(block_class("quiz"))


def test_the_editor_is_told_which_files_a_quiz_takes_and_gets_a_template():
    told = call(quiz(), "load_definition")[1]["imports"]
    assert told["into"] == "items" and told["formats"]["csv"] == "Πίνακας (CSV)" and "Ερώτηση" in told["template"]
    assert Activity.importer() is None and call(Platform(staff=True).block(block_class("inbox")), "load_definition")[1]["imports"] is None


@pytest.mark.parametrize("sent", [{"text": GIFT}, {"base64": base64.b64encode(GIFT.encode()).decode(), "format": "gift"}])
def test_items_come_with_their_answers_and_what_was_left_out_in_greek(sent):
    block = quiz()
    status, told = call(block, "import_items", {"format": "auto", **sent})
    assert status == 200 and told["format"] == "gift" and told["outline"] == [["1. Ποιο;", "α"]]
    assert told["problems"] == [
        {"line": 1, "taken": True, "text": "Απαντήσεις με μέρος των βαθμών δεν γίνονται εδώ: μετρούν ως λάθος."},
        {"line": 3, "taken": False, "text": "Δεν υπάρχουν απαντήσεις μέσα σε άγκιστρα."}]
    assert block.definition is None
    assert call(block, "save_definition", {"definition": {"items": told["items"]}, "settings": {}})[1]["ok"]


def test_course_files_named_in_a_question_stay_as_written():
    told = call(quiz(), "import_items", {"format": "gift", "text": "[markdown]![χ](/static/a.png){\\=α =α ~β}".replace("{\\=α ", "{")})[1]
    assert told["items"][0]["prompt"] == "![χ](/static/a.png)"


@pytest.mark.parametrize("sent, status", [
    ({}, 400), ({"text": None}, 400), ({"base64": "not base64!"}, 400), ({"text": ["α"]}, 400), ({"text": ""}, 200),
    ({"text": "α" * 1_000_001}, 413), ({"text": "\ud800"}, 200), ({"format": {"a": 1}, "text": "{}"}, 200)])
def test_what_is_no_file_is_refused(sent, status):
    assert call(quiz(), "import_items", sent)[0] == status


def test_a_file_of_two_megabytes_fits_as_base64_and_no_larger_one():
    for size, status in ((2_000_000, 200), (2_000_001, 413)):
        assert call(quiz(), "import_items", {"format": "csv", "base64": base64.b64encode(b"x" * size).decode()})[0] == status


def test_a_kind_that_takes_no_files_says_so():
    assert call(Platform(staff=True).block(block_class("robot")), "import_items", {"text": GIFT})[0] == 404


def test_the_template_comes_as_a_sheet_and_its_examples_come_in():
    block = quiz()
    assert call(block, "load_definition")[1]["imports"]["sheet"] is True
    status, sheet = call(block, "import_sheet")
    told = call(block, "import_items", {"format": "auto", **sheet})[1]
    assert status == 200 and told["format"] == "xlsx" and len(told["items"]) == 6 and not told["problems"]
    assert call(Platform(staff=True).block(block_class("robot")), "import_sheet")[0] == 404
    assert call(Platform(staff=False).block(block_class("quiz")), "import_sheet")[0] == 403


def test_a_question_without_a_right_option_is_named_by_its_number():
    block = quiz()
    right = {"id": "x", "text": "α", "correct": True}
    items = [{"tag": "single", "id": f"q{n}", "prompt": "Ποιο;", "options": [{**right, "correct": n != 4}, {"id": "y", "text": "β"}]}
             for n in range(1, 6)]
    (fault,) = call(block, "save_definition", {"definition": {"items": items}, "settings": {}})[1]["faults"]
    assert fault["headline"] == "Η ερώτηση 4 δεν έχει σωστή επιλογή." and fault["at"] == ["items", 3, "options"]
    items[3]["options"] = [right, {**right, "id": "y", "text": ""}]
    found = call(block, "save_definition", {"definition": {"items": items}, "settings": {}})[1]["faults"]
    assert [(each["where"], each["headline"]) for each in found] == [("Ερώτηση 4 · Επιλογή 2 · Επιλογή", "")]
