"""How an inbox is graded: half for the action, half for the clues; harm earns nothing, suspicion of the honest costs."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction
from typing import Any

from pekt_xblocks.core.activity import Mark, Part
from pekt_xblocks.core.language import N_

from .messages import ACTION_LABELS, ACTIONS, CLUE_LABELS, Action, Message, Segment

HARMFUL = {"report": "1", "block": "0.9", "verify": "0.8", "ask": "0.8", "delete": "0.7", "keep": "0", "open": "0", "reply": "0"}
GENUINE = {"keep": "1", "open": "1", "verify": "0.9", "ask": "0.8", "reply": "0.8", "delete": "0.2", "report": "0.1", "block": "0"}
_FALSE_MARK = Fraction(1, 10)
_HALF = Fraction(1, 2)


def weight(message: Message, action: Action) -> Fraction:
    """What an action is worth in a message, 0..1."""
    own = next((rule.worth for rule in message.actions if rule.action == action), "usual")
    return Fraction((GENUINE if message.genuine else HARMFUL)[action] if own == "usual" else own)


def best_actions(messages: Iterable[Message], limits: Mapping[str, int]) -> dict[str, Action]:
    """The best action of each message by id, with the limited ones spent where nothing else is as good."""
    left, found = dict(limits), {}
    for message in messages:
        best = max(ACTIONS, key=lambda a, m=message: (weight(m, a) if left.get(a, 1) else Fraction(-1), a not in left))
        if best in left:
            left[best] -= 1
        found[message.id] = best
    return found


def f1(marked: set[str], clues: set[str]) -> Fraction:
    """Harmonic mean of precision and recall of the marks; 0 where none is right."""
    return Fraction(2 * len(marked & clues), len(marked) + len(clues)) if marked or clues else Fraction()


def clues_of(message: Message) -> set[str]:
    """The ids of the segments that are clues."""
    return {segment.id for segment in message.segments if segment.is_clue}


def grade_message(message: Message, action: Action | None, marks: Iterable[str], allowed: bool) -> Part:
    """One message: ``allowed`` is False where the action's limit was used up before it."""
    known = {segment.id: segment for segment in message.segments}
    marked = set(marks) & set(known)
    worth = weight(message, action) if action and allowed else Fraction()
    if message.genuine:
        earned = max(Fraction(), worth - _FALSE_MARK * len(marked))
    else:
        earned = _HALF * worth + _HALF * f1(marked, clues_of(message)) if worth else Fraction()
    return Part(message.id, earned, Fraction(1), _code(message, action, worth, earned), _marks(message, known, marked),
                next((rule.feedback for rule in message.actions if rule.action == action), ""))


def _code(message: Message, action: Action | None, worth: Fraction, earned: Fraction) -> str:
    if action is None:
        return "unanswered"
    if message.genuine:
        return "trusted" if earned == 1 else "careful" if worth >= _HALF else "false_alarm"
    return "caught" if earned == 1 else "partly_caught" if worth else "missed"


def _marks(message: Message, known: Mapping[str, Segment], marked: set[str]) -> tuple[Mark, ...]:
    """Only what the learner marked: a clue that was missed stays unsaid until the solution is earned."""
    return tuple(Mark(segment.id, segment.is_clue, segment.note) for segment in message.segments if segment.id in marked)


def told_of(message: Message, decision: Any, say: Callable[[str], str]) -> str:
    """One message in a teacher's report, ready for a spreadsheet to be searched and counted by type."""
    marked = set(decision.marks)
    missed = [say(CLUE_LABELS[s.clue]) for s in message.segments if s.is_clue and s.id not in marked]
    false = sum(s.id in marked and not s.is_clue for s in message.segments)
    return "; ".join(filter(None, [
        say(ACTION_LABELS[decision.action]) if decision.action else "",
        say(N_("missed: {clues}")).format(clues=", ".join(missed)) if missed else "",
        say(N_("marks that are no clues: {n}")).format(n=false) if false else ""]))


def facts(messages: Iterable[Message], decisions: Mapping[str, Any], parts: Iterable[Part]) -> dict[str, Any]:
    """For the page and the report: clues missed by type, honest mail lost, fraud let through; counts, no places."""
    missed: Counter[str] = Counter()
    for message in messages:
        marked = set(decisions[message.id].marks) if message.id in decisions else set()
        missed.update(segment.clue for segment in message.segments if segment.is_clue and segment.id not in marked)
    codes = Counter(part.code for part in parts)
    return {"missed_clues": dict(sorted(missed.items())), "false_alarms": codes["false_alarm"], "fraud_missed": codes["missed"]}


def class_totals(messages: Collection[Message], found: Collection[Mapping[str, Any]],
                 say: Callable[[str], str]) -> list[tuple[str, int, int]]:
    """What several learners' ``facts`` come to: (what, how often, of how many), clue types that are missed most come first."""
    learners, genuine = len(found), sum(message.genuine for message in messages)
    clues = Counter(segment.clue for message in messages for segment in message.segments if segment.is_clue)
    missed = Counter[str]()
    for each in found:
        missed.update(each["missed_clues"])
    lines = [(say(N_("Missed clue: {clue}")).format(clue=say(CLUE_LABELS[clue])), missed[clue], clues[clue] * learners)
             for clue in sorted(clues, key=lambda clue: Fraction(-missed[clue], clues[clue]))]
    return [*lines,
            (say(N_("False alarms: genuine messages lost")), sum(each["false_alarms"] for each in found), genuine * learners),
            (say(N_("Frauds that got through")), sum(each["fraud_missed"] for each in found), (len(messages) - genuine) * learners)]
