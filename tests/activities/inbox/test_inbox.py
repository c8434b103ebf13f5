"""The inbox: graded as its table says, and no blanket strategy passes."""
from fractions import Fraction
from itertools import product

import pytest
from pydantic import ValidationError

from pekt_xblocks.activities.inbox import grading
from pekt_xblocks.activities.inbox.activity import Decision, Inbox, InboxResponse
from pekt_xblocks.activities.inbox.examples import DEFAULT
from pekt_xblocks.activities.inbox.messages import ACTIONS, real_host
from pekt_xblocks.core import faults
from pekt_xblocks.core.language import words

from .course_inboxes import blocks, daphne, inboxes

INBOX = daphne()


def decided(inbox, action, marks):
    """A response from what to do and to mark in each message."""
    return InboxResponse(decisions={m.id: Decision(action=action(m), marks=marks(m)) for m in inbox.messages})


def best(inbox):
    found = grading.best_actions(inbox.messages, {"verify": inbox.verify_limit, "ask": inbox.ask_limit})
    return lambda message: found[message.id]


def share(inbox, action, marks=lambda m: []):
    return float(inbox.grade(decided(inbox, action, marks)).share)


def clues(message):
    return sorted(grading.clues_of(message))


def everything(message):
    return [s.id for s in message.segments]


def test_perfect_is_one():
    assert share(INBOX, best(INBOX), clues) == 1


def test_right_actions_and_half_the_clues():
    assert round(share(INBOX, best(INBOX), lambda m: clues(m)[:len(clues(m)) // 2]), 2) == 0.86


def test_right_actions_alone():
    assert round(share(INBOX, best(INBOX)), 2) == 0.69


@pytest.mark.parametrize("action, low, high", [("report", 0.35, 0.51), ("delete", 0.29, 0.41), ("keep", 0.15, 0.38)])
def test_one_action_for_all(action, low, high):
    for marks in (lambda m: [], everything):
        assert low <= round(share(INBOX, lambda m: action, marks), 2) <= high


def blanket_strategies(inbox):
    """Every way to answer without reading: one action for all (limits spent first), nothing or everything marked."""
    marks = {"nothing": lambda m: [], "everything": everything, "first": lambda m: everything(m)[:1], "sender": lambda m: [
        s.id for s in m.segments if s.place == "sender"]}
    for action, spent, (name, marked) in product(ACTIONS, (False, True), marks.items()):
        order = ["verify"] * inbox.verify_limit + ["ask"] * inbox.ask_limit if spent else []
        chosen = dict(zip([m.id for m in inbox.messages], [*order, *[action] * len(inbox.messages)], strict=False))
        yield f"{'limited first, ' if spent else ''}{action}, mark {name}", decided(inbox, lambda m, c=chosen: c[m.id], marked)


def best_blanket(inbox):
    return max((inbox.grade(response).share, name) for name, response in blanket_strategies(inbox))


def test_the_modules_have_inboxes():
    assert inboxes() and not [name for name, inbox in inboxes().items() if not 5 <= len(inbox.messages) <= 12]


@pytest.mark.parametrize("name", inboxes())
def test_no_blanket_strategy_passes_in_any_module(name):
    share, strategy = best_blanket(inboxes()[name])
    assert share < Fraction(str(blocks()[name].settings.pass_mark)), strategy


def test_no_blanket_strategy_passes_in_the_default():
    assert best_blanket(DEFAULT)[0] < Fraction(3, 4)


def test_the_best_blanket_strategy_earns_hardly_more_than_half():
    share, strategy = best_blanket(INBOX)
    assert round(float(share), 2) <= 0.53, strategy


def test_a_limit_used_up_earns_nothing_and_is_said_before_it_costs_an_attempt():
    response = decided(INBOX, lambda m: "verify", clues)
    parts = INBOX.grade(response).parts
    assert [p.earned > 0 for p in parts] == [True, True] + [False] * 6
    assert len(INBOX.missing(response)) == 6
    assert INBOX.missing(InboxResponse()) and not INBOX.missing(INBOX.correct_response())


def test_harm_earns_nothing_however_many_clues():
    assert all(p.earned == 0 for p, m in zip(INBOX.grade(decided(INBOX, lambda m: "open", clues)).parts, INBOX.messages, strict=True)
               if not m.genuine)


def test_each_mark_on_genuine_mail_costs_a_tenth():
    marked = INBOX.grade(decided(INBOX, lambda m: "keep", lambda m: everything(m)[:2])).parts
    assert [float(p.earned) for p, m in zip(marked, INBOX.messages, strict=True) if m.genuine] == [0.8, 0.8, 0.8]


def test_lost_honest_mail_is_told_apart_from_missed_fraud():
    score = INBOX.grade(decided(INBOX, lambda m: "block" if m.genuine else "open", lambda m: []))
    assert (score.facts["false_alarms"], score.facts["fraud_missed"]) == (3, 5)
    assert "αυστηρός" in score.note and "Ακόμη λίγο" in score.note
    assert {p.code for p in score.parts} == {"false_alarm", "missed"}


def test_marks_tell_only_what_was_marked():
    score = INBOX.grade(decided(INBOX, lambda m: "report", lambda m: everything(m)[:1]))
    assert all(len(p.marks) == 1 for p in score.parts)


@pytest.mark.parametrize("score_band, word", [(1.0, "Μάτι"), (0.8, "Πέρασες"), (0.2, "Ακόμη")])
def test_closing_message(score_band, word):
    assert word in INBOX._closing(Fraction(str(score_band)), 0)


@pytest.mark.parametrize("text, host", [
    ("γράψε στο info@trapeza.gr", "trapeza.gr"), ("bit.ly/abc", "bit.ly"), ("a.example και b.test", None),
    ("τιμολόγιο.pdf invoice.pdf", None),
    ("1.99 € κ.λπ.", None), ("HTTPS://Bank.COM/x", "Bank.COM"), ("pay.example.evil.com", "pay.example.evil.com"), ("x.invalid", None)])
def test_real_addresses_are_found(text, host):
    assert real_host(text) == host


def broken(change):
    raw = DEFAULT.model_dump(mode="json")
    change(raw)
    with pytest.raises(ValidationError) as error:
        Inbox.model_validate(raw)
    return [(f.at, f.code) for f in faults.faults_of(error.value, Inbox)]


@pytest.mark.parametrize("change, fault", [
    (lambda r: r["messages"][1].update(genuine=False), (("messages", 1, "segments"), "few_clues")),
    (lambda r: r["messages"][0]["segments"][7].update(target="https://real.gr"),
     (("messages", 0, "segments", 7, "target"), "real_address")),
    (lambda r: r["messages"][0]["segments"][0].update(note=""), (("messages", 0, "segments", 0, "note"), "clue_note")),
    (lambda r: r["messages"][0].update(genuine=True), (("messages", 0, "segments"), "genuine_clue")),
    (lambda r: r["messages"].pop(1), (("messages",), "few_genuine")),
    (lambda r: r["messages"][0]["segments"][0].update(place="body"), (("messages", 0, "segments"), "no_sender")),
    (lambda r: r["messages"][1].update(id="m1"), (("messages",), "same_id")),
    (lambda r: r["messages"][0]["actions"][1].update(action="report"), (("messages", 0, "actions"), "same_action")),
    (lambda r: r["messages"][0]["actions"][0].update(worth="0.5"), (("messages",), "no_best_action")),
])
def test_faults_stand_at_their_fields(change, fault):
    assert fault in broken(change)


def test_the_report_names_the_clues_missed_and_the_marks_on_honest_mail():
    told = INBOX.report(decided(INBOX, lambda m: "report", lambda m: everything(m)[:1]), words("el"))
    assert told["m1"] == "Ανάφερε; ξέφυγαν: Χαιρετισμός χωρίς όνομα, Ζητά χρήματα, Βιασύνη, Ο σύνδεσμος οδηγεί αλλού"
    assert told["m2"] == "Ανάφερε; σημειώσεις που δεν είναι σημάδια: 1"
    assert INBOX.report(INBOX.correct_response(), words("el"))["m5"] == "Κράτησε"
    assert INBOX.report(InboxResponse())["m8"] == ""


def test_a_class_together():
    """Two learners: one finds everything, one marks nothing, throws the genuine away and believes the fraud."""
    right = INBOX.correct_response()
    careless = InboxResponse(decisions={m.id: {"action": "delete" if m.genuine else "open"} for m in INBOX.messages})
    told = INBOX.together([right, careless])
    clues = sum(s.is_clue for m in INBOX.messages for s in m.segments)
    genuine = sum(m.genuine for m in INBOX.messages)
    assert sum(times for what, times, _ in told if what.startswith("Missed clue")) == clues
    assert sum(of for what, _, of in told if what.startswith("Missed clue")) == 2 * clues
    assert told[-2][1:] == (genuine, 2 * genuine)
    assert told[-1][1:] == (len(INBOX.messages) - genuine, 2 * (len(INBOX.messages) - genuine))
    assert INBOX.together([])[-1][1:] == (0, 0)
