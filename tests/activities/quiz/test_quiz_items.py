"""The modules' own items: what each answer earns and what its learner is told."""
from __future__ import annotations

import json
from fractions import Fraction

import pytest
from lxml import etree

from pekt_xblocks.activities.quiz.activity import Quiz, QuizResponse
from pekt_xblocks.olx import codec

from .course_items import ITEMS, quiz

GROUPS = {"match": "right", "sort": "bin"}


def graded(name, said):
    """The part of an item for an answer by the author's own ids, and its notes by these ids."""
    activity = quiz(name)
    (item,) = activity.items

    def token(value, group=""):
        plain = item.tag in ("text", "number", "cloze") or value in ("true", "false")
        return value if plain and group != "at" else item.token(value, "" if group == "at" else group)
    if isinstance(said, dict) and item.tag == "truefalse_why":
        response = {key: token(value) for key, value in said.items()}
    elif isinstance(said, dict):
        response = {token(key, "at"): token(value, GROUPS.get(item.tag, "")) for key, value in said.items()}
    else:
        response = [token(each) for each in said] if isinstance(said, (list, tuple)) else token(said)
    score = activity.grade(QuizResponse.model_validate({"items": {name: response}}))
    (part,) = score.parts
    return part


def share(part):
    return part.earned / part.possible


@pytest.mark.parametrize(("name", "said", "earned"), [
    ("e1", "pretends", 1), ("e1", "fish", 0),
    # net: right ones less wrong ones, of four
    ("e2", ["password", "code", "file", "money"], 1), ("e2", ["password", "code"], Fraction(1, 2)),
    ("e2", ["password", "learn"], 0), ("e2", ["learn"], 0), ("e2", ["password", "code", "file", "learn", "money"], Fraction(3, 4)),
    ("e2", ["password", "password"], Fraction(1, 4)),
    ("a3", ["three", "turn", "red"], 1), ("a3", ["three", "little", "turn", "same", "red"], Fraction(1, 3)),
    # half and half, the reason only after the right judgement
    ("e3", {"is": "false", "why": "tools"}, 1), ("e3", {"is": "false", "why": "greek"}, Fraction(1, 2)),
    ("e3", {"is": "false"}, Fraction(1, 2)),
    ("e3", {"is": "true", "why": "tools"}, 0),
    # each
    ("e4", {"minutes": "hurry", "deleted": "fear", "coins": "gift", "cousin": "trust", "fine": "fear", "discretion": "trust"}, 1),
    ("e4", {"minutes": "hurry", "deleted": "fear", "coins": "gift", "cousin": "trust", "fine": "hurry", "discretion": "trust"}, 1),
    ("e4", {"minutes": "hurry", "fine": "gift"}, Fraction(1, 6)),
    ("t3", {"hurry": "wait", "fear": "adult", "gift": "official", "friend": "call"}, 1),
    ("t3", {"hurry": "wait", "fear": "wait", "gift": "wait", "friend": "wait"}, Fraction(1, 4)),
    ("k2", {"same": "false", "manager": "true", "lock": "true", "updates": "true"}, Fraction(3, 4)),
    ("g2", {"base": "true", "wall": "true", "not": "true", "and": "true"}, Fraction(3, 4)),
    ("t4", {"what": "σύνδεσμος", "look": "ώρα", "code": "μυστικός"}, Fraction(2, 3)),
    ("t4", {"what": "ΣΎΝΔΕΣΜΟΣ"}, Fraction(1, 3)), ("t4", {"what": "συνδεσμος"}, 0),
    ("m2t5", {"loop": "ΕΠΑΝΑΛΗΨΗ", "if": "αν", "def": "ορισε"}, 1),
    ("m2t5", {"loop": "επανάληψι", "if": "ας", "def": "όρισα"}, Fraction(1, 3)),
    # lcs: the first two in either order, distractors cost a step each
    ("s1", ["tell", "change", "close", "others", "report"], 1), ("s1", ["change", "tell", "close", "others", "report"], 1),
    ("s1", ["tell", "close", "change", "others", "report"], Fraction(4, 5)),
    ("s1", ["report", "others", "close", "change", "tell"], Fraction(2, 5)),
    ("s1", ["tell", "change", "close", "others", "report", "silence", "anger"], Fraction(3, 5)), ("s1", ["silence", "anger", "tell"], 0),
    ("s1", ["tell"], Fraction(1, 5)),
    ("a1", ["unscrew", "open", "wait", "close", "screw"], 1), ("a1", ["screw", "unscrew", "open", "wait", "close"], Fraction(4, 5)),
    # all, as people type
    *[("e5", text, 1) for text in ("smishing", "Smishing.", "smising", "ΣΜΙΣΙΝΓΚ", "σμισινκ", "ψαρεμα με SMS", "sms  phishing")],
    *[("e5", text, 0) for text in ("phishing", "ψάρεμα", "smshng")],
    *[("m2t3", text, 1) for text in ("Β2", "β2", "B2", " β2. ")], ("m2t3", "Β1", 0), ("m2t3", "Β3", 0),
    *[("t6", text, 1) for text in ("4", " 4 ", "4,0", "4.0")], *[("t6", text, 0) for text in ("3", "44", "τέσσερα", "4 λάθη")],
])
def test_what_an_answer_earns(name, said, earned):
    assert share(graded(name, said)) == earned


@pytest.mark.parametrize(("name", "said", "notes"), [
    ("e1", "fish", ["Το όνομα μοιάζει! Εδώ όμως το «ψάρι» είναι ο άνθρωπος που θα τσιμπήσει."]),
    ("e2", ["learn", "file"], ["Όχι, αυτό το θέλουμε εμείς!", "Ναι: έτσι μπορεί να μπει κακόβουλο πρόγραμμα."]),
    ("e3", {"is": "false", "why": "english"}, ["", "Όχι. Απάτες γράφονται σε κάθε γλώσσα."]),
    ("e3", {"is": "true", "why": "tools"}, [""]),
    ("e4", {"fine": "hurry"}, ["Πρόστιμο = φόβος. Έχει και βιασύνη· δεκτό και το «Βιασύνη»."]),
    ("e5", "phishing", ["Σκέψου: SMS + phishing = ;"]), ("e5", "smishing", ["Ναι: SMS + phishing."]),
    ("t6", "3", ["Μέτρησε και την απάτη που ξέφυγε."]), ("t6", "1,0", ["Μέτρησε και τα γνήσια που αδίκησες."]),
    ("t6", "8", ["Αυτά είναι όσα χαρακτήρισες απάτη, όχι τα λάθη."]), ("t6", "7", [""]), ("t6", "4", ["1 που ξέφυγε + 3 αδικίες."]),
    ("m2t3", "γ1", ["Ξέχασες τις στροφές."]), ("m2t3", "B1", ["Το δεύτερο «μπροστά» πάει προς τα κάτω."]),
    ("t4", {"what": "εικόνα"}, ["Το QR κρύβει μια διεύθυνση."]),
    ("g2", {"not": "true"}, ["Το «όχι» αντιστρέφει."]),
    ("s1", ["silence", "tell", "change"], ["Η σιωπή δίνει χρόνο στον κλέφτη.", "", ""]),
])
def test_what_the_learner_is_told(name, said, notes):
    assert [mark.note for mark in graded(name, said).marks] == notes


def test_a_guess_and_an_opinion_are_never_judged():
    for name, said, note in [("e0", "address", "Μπορεί να συμβεί."), ("t8", "two", ""), ("t8", ["two", "else"], "")]:
        part = graded(name, said)
        assert (part.possible, part.code) == (0, "noted")
        assert {mark.right for mark in part.marks} == {None} and part.marks[0].note.startswith(note)
    assert part.note == "Γράψ’ το και στο ημερολόγιό σου."


def test_a_wrong_order_has_its_own_word():
    assert graded("a1", ["screw", "open"]).note == "Αν κλείσεις το καπάκι πριν ανοίξεις τη βρύση… πλημμύρα!"
    assert graded("a1", ["unscrew", "open", "wait", "close", "screw"]).note == ""


@pytest.mark.parametrize(("name", "said", "code"), [
    ("e2", ["password"], "partial"), ("e2", ["learn"], "wrong"), ("e1", "pretends", "right"), ("e1", "nobody", "unanswered"),
    ("e4", "hurry", "unanswered"), ("s1", [], "unanswered"), ("e5", "  ", "unanswered"), ("t4", {"what": " "}, "unanswered"),
])
def test_the_code_of_a_part(name, said, code):
    assert graded(name, said).code == code


def test_what_is_missing_is_said_by_its_number():
    activity = quiz("e0", "e3", "t6", "t3", "t8", "e5")
    guess, why, number, match, _, text = activity.items
    response = QuizResponse.model_validate({"items": {
        "e3": {"is": "true"}, "t6": "τρία", "t3": dict([next(iter(match.right().items()))]), "e5": "κάτι"}})
    said = [missing.message.format(**missing.params) for missing in activity.missing(response)]
    assert said == ["You haven't answered question 1.", "Question 2 is not finished yet.",
                    "Write a number in question 3, such as 12 or 3,5.", "Question 4 is not finished yet."]


def test_every_item_survives_olx_and_earns_all_by_its_own_answer():
    activity = quiz()
    assert codec.from_element(Quiz, etree.fromstring(etree.tostring(codec.to_element(activity)))) == activity
    assert activity.grade(activity.correct_response()).share == 1
    assert {item.tag for item in activity.items} == {"single", "multiple", "truefalse_why", "text", "number", "cloze", "match", "order",
                                                     "sort", "table", "opinion"}


def test_no_author_s_id_and_no_answer_reaches_the_page():
    activity = quiz()
    view = json.dumps(activity.learner_view("s"), ensure_ascii=False)
    for said in ("dont_know", "pretends", "discretion", "silence", "σμίσινγκ", "Ξέχασες", "αδικίες", "Αρχίζει", "επανάληψη"):
        assert said in json.dumps(ITEMS, ensure_ascii=False) and said not in view


def test_shuffle_and_keep_order():
    names = [option["text"] for option in ITEMS["e0"]["options"]]

    def seen(activity, seed):
        return [option["text"] for option in activity.learner_view(seed)["items"][0]["options"]]
    assert {tuple(seen(quiz("e0"), str(n))) for n in range(9)} == {tuple(names)}
    assert len({tuple(seen(quiz("e1"), str(n))) for n in range(200)}) == 24
    still = Quiz.model_validate({"shuffle": False, "items": [ITEMS["e1"], ITEMS["a1"]]})
    assert len({tuple(seen(still, str(n))) for n in range(9)}) == 1
    # The order of the steps is the answer: no setting leaves it as written.
    assert len({json.dumps(still.learner_view(str(n))["items"][1]) for n in range(9)}) > 1


@pytest.mark.parametrize("said", ["first", "all", "empty"])
def test_blanket_strategies_do_not_pass(said):
    activity = quiz(*[name for name in ITEMS if name not in ("e0", "t8")])

    def blanket(item, view):
        options = [option["id"] for option in view.get("options", view.get("steps", []))]
        if said == "empty":
            return ""
        if item.tag in ("match", "sort", "table"):
            return {row["id"]: view["choices"][0]["id"] for row in view["rows"]}
        if item.tag == "cloze":
            return {gap: menu[0]["id"] for gap, menu in view["gaps"].items()}
        if item.tag == "truefalse_why":
            return {"is": "true", "why": options[0]}
        one = {"single": options[0] if options else "", "text": "ναι", "number": "1"}.get(item.tag)
        return one or (options if said == "all" else options[:1])
    shares = []
    for seed in "abcdefgh":
        views = activity.learner_view(seed)["items"]
        response = {item.id: blanket(item, view) for item, view in zip(activity.items, views, strict=True)}
        shares.append(activity.grade(QuizResponse.model_validate({"items": response})).share)
    assert max(shares) < Fraction(1, 2)


def _faulty(**changes):
    return {**ITEMS[changes.pop("of")], **changes}


@pytest.mark.parametrize(("raw", "at", "code"), [
    (_faulty(of="e1", options=[{**o, "correct": False} for o in ITEMS["e1"]["options"]]), "options", "no_correct"),
    (_faulty(of="e1", options=[{**o, "correct": True} for o in ITEMS["e1"]["options"]]), "options",
     "many_correct"),
    (_faulty(of="e1", options=[ITEMS["e1"]["options"][1]] * 2), "options", "same_id"),
    (_faulty(of="e1", options=[{"id": name, "text": "ναι", "correct": name == "a"} for name in "ab"]), "options", "same_text"),
    (_faulty(of="e1", options=ITEMS["e1"]["options"][:1]), "options", "too_short"),
    (_faulty(of="e1", picture="/static/post.svg"), "picture_alt", "no_alt"),
    (_faulty(of="e2", options=[{**o, "correct": False} for o in ITEMS["e2"]["options"]]), "options", "none_correct"),
    (_faulty(of="e3", reasons=ITEMS["e3"]["reasons"][::2]), "reasons", "no_correct"),
    (_faulty(of="e5", accepted=[]), "accepted", "too_short"),
    (_faulty(of="t4", text="Ένα [[what]] και [[look]]."), "gaps", "gap_not_in_text"),
    (_faulty(of="t4", text=ITEMS["t4"]["text"] + "[[what]]"), "gaps", "gap_not_in_text"),
    (_faulty(of="t4", text=ITEMS["t4"]["text"] + "[[more]]"), "gaps", "gap_without_answer"),
    (_faulty(of="t4", gaps=[{**gap, "others": gap["accepted"]} for gap in ITEMS["t4"]["gaps"]]), "others", "same_text"),
    (_faulty(of="t3", pairs=[{**pair, "right": "Ρωτώ"} for pair in ITEMS["t3"]["pairs"]]), "pairs", "same_text"),
    (_faulty(of="t3", distractors=[{"id": "wait", "text": "Κοιμάμαι"}]), "distractors", "same_id"),
    (_faulty(of="t3", distractors=[{"id": "w", "text": "ρωτώ  ενήλικα"}]), "distractors", "same_text"),
    (_faulty(of="e4", bins=ITEMS["e4"]["bins"][1:]), "cards", "no_bin"),
    (_faulty(of="k2", rows=[]), "rows", "too_short"),
    (_faulty(of="s1", steps=ITEMS["s1"]["steps"][:2]), "steps", "no_order"),
    (_faulty(of="s1", distractors=[{"id": "tell", "text": "άλλο"}]), "distractors", "same_id"),
    (_faulty(of="a1", steps=ITEMS["a1"]["steps"][:1]), "steps", "too_short"),
    (_faulty(of="t6", value=1e-30), "value", "too_small"),
])
def test_a_fault_is_at_its_field(raw, at, code):
    with pytest.raises(ValueError) as caught:
        Quiz.model_validate({"items": [raw]})
    error = caught.value.errors()[0]
    assert error["loc"][-1] == at and error["type"] == code


def test_two_items_with_one_name_are_a_fault():
    with pytest.raises(ValueError, match="same_id|identifier"):
        Quiz.model_validate({"items": [ITEMS["e1"], ITEMS["e1"]]})
