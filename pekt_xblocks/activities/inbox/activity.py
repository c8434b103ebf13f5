"""The inbox: a learner marks clues, chooses an action for each message, and learns to trust what is genuine."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from textwrap import shorten
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator

from pekt_xblocks.core.activity import Activity, Data, Id, MarkdownNote, Missing, Score, Text, distinct_ids, many, unfit
from pekt_xblocks.core.exact import exact
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

from . import grading
from .messages import ACTION_LABELS, ACTIONS, Action, Message

_LIMITED = ("verify", "ask")


class Band(Data):
    """What a learner is told of the whole, from a share on."""

    at_least: Annotated[float, Field(title=N_("From"), description=N_("Share of the points, from 0 to 1."), ge=0, le=1)] = 0.0
    text: Annotated[MarkdownNote, Field(title=N_("Message"), description=N_("What the learner reads."))] = ""


class Decision(Data):
    """What a learner decided of one message."""

    action: Action | None = None
    marks: Annotated[list[Id], Field(max_length=40)] = []


class InboxResponse(Data):
    """Decisions by message id."""

    decisions: Annotated[dict[Id, Decision], Field(max_length=30)] = {}


class Inbox(Activity):
    """Messages of every kind, some genuine."""

    kind = "inbox"
    label = N_("Inbox")
    Response = InboxResponse

    persona: Annotated[Text, Field(
        title=N_("Whose inbox"), description=N_("The fictional person the learner plays."))]
    intro: Annotated[MarkdownNote, Field(
        title=N_("Instructions"), description=N_("What the learner is asked to do."))] = ""
    verify_limit: Annotated[int, Field(
        title=N_("Checks by another way"), description=N_("How many the learner has in all: as in life, checking takes time."),
        ge=0, le=30, json_schema_extra={"group": "rare"})] = 2
    ask_limit: Annotated[int, Field(
        title=N_("Questions to an adult"), description=N_("How many the learner has in all."),
        ge=0, le=30, json_schema_extra={"group": "rare"})] = 2
    messages: Annotated[list[Message], many(
        "message", title=N_("Messages"), description=N_("Five to twelve; at least three in ten must be genuine."), at_least=1, at_most=30)]
    bands: Annotated[list[Band], many(
        "band", title=N_("Closing messages"),
        description=N_("What the learner is told at the end, by share of the points."), at_most=6)] = []
    too_strict: Annotated[MarkdownNote, Field(
        title=N_("If too strict"), description=N_("Added where two or more genuine messages were lost."))] = ""

    @field_validator("messages")
    @classmethod
    def _mixed(cls, messages: list[Message], info: ValidationInfo) -> list[Message]:
        distinct_ids(messages)
        genuine = sum(message.genuine for message in messages)
        if 10 * genuine < 3 * len(messages):
            raise unfit("few_genuine", N_("Only {genuine} of {all} messages are genuine. At least three in ten must be: "
                                          "learners must learn to trust, too."), genuine=genuine, all=len(messages))
        if genuine == len(messages):
            raise unfit("no_fraud", N_("All messages are genuine. Add a fraud to find."))
        best = grading.best_actions(messages, {"verify": info.data.get("verify_limit", 0), "ask": info.data.get("ask_limit", 0)})
        for n, message in enumerate(messages, 1):
            if grading.weight(message, best[message.id]) != 1:
                raise unfit("no_best_action", N_("Message {n} has no action worth 1 that the learner can still choose."), n=n)
        return messages

    def learner_view(self, seed: str = "") -> dict[str, Any]:
        return {"persona": self.persona, "intro": render(self.intro) if self.intro else "",
                "limits": {"verify": self.verify_limit, "ask": self.ask_limit}, "actions": list(ACTIONS),
                "messages": [_shown(message) for message in self.messages]}

    def grade(self, response: InboxResponse) -> Score:
        used = dict.fromkeys(_LIMITED, 0)
        parts = []
        for message in self.messages:
            decision = response.decisions.get(message.id, Decision())
            if decision.action in used:
                used[decision.action] += 1
            parts.append(grading.grade_message(message, decision.action, decision.marks, self._allowed(decision.action, used)))
        facts = grading.facts(self.messages, response.decisions, parts)
        share = sum((part.earned for part in parts), Fraction()) / len(parts)
        return Score.of(parts, self._closing(share, facts["false_alarms"]), facts)

    def correct_response(self) -> InboxResponse:
        best = grading.best_actions(self.messages, {"verify": self.verify_limit, "ask": self.ask_limit})
        return InboxResponse(decisions={message.id: Decision(action=best[message.id], marks=sorted(grading.clues_of(message)))
                                        for message in self.messages})

    def blankets(self, seed: str = "") -> dict[str, InboxResponse]:
        """One action for every message, with nothing or everything marked."""
        marked = {"nothing": {m.id: [] for m in self.messages}, "everything": {m.id: [s.id for s in m.segments] for m in self.messages}}
        return {f"{action}, {name}": InboxResponse(decisions={at: Decision(action=action, marks=marks[:40]) for at, marks in each.items()})
                for action in ACTIONS if action not in _LIMITED for name, each in marked.items()}

    def missing(self, response: InboxResponse) -> list[Missing]:
        found = [Missing(message.id, N_("Choose what to do with message {n}."), {"n": n})
                 for n, message in enumerate(self.messages, 1)
                 if (response.decisions.get(message.id) or Decision()).action is None]
        used = dict.fromkeys(_LIMITED, 0)
        for message in self.messages:
            action = (response.decisions.get(message.id) or Decision()).action
            if action in used:
                used[action] += 1
                if not self._allowed(action, used):
                    found.append(Missing(message.id, _OVER[action], {"limit": self._limit(action)}))
        return found

    def hints(self) -> dict[str, list[str]]:
        return {message.id: list(message.hints) for message in self.messages if message.hints}

    def possible(self) -> Fraction:
        return Fraction(len(self.messages))

    def explanation(self) -> dict[str, Any]:
        """The guided replay, clue by clue, for a learner who has earned the solution."""
        return {"messages": [{"id": m.id, "genuine": m.genuine, "why": render(m.why), "clues": [
            {"at": s.id, "type": s.clue, "note": render(s.note)} for s in m.segments if s.clue]} for m in self.messages]}

    def report(self, response: InboxResponse, say: Callable[[str], str] = str) -> dict[str, str]:
        """By message: the action taken, the clues missed by type, marks that were no clues."""
        return {message.id: grading.told_of(message, response.decisions.get(message.id, Decision()), say) for message in self.messages}

    def together(self, responses: Sequence[InboxResponse], say: Callable[[str], str] = str) -> list[tuple[str, int, int]]:
        """Clues missed by type, honest mail that was lost, fraud that got through."""
        found = [self.grade(response).facts or {} for response in responses]
        return grading.class_totals(self.messages, found, say)

    def outline(self, say: Callable[[str], str] = str) -> list[tuple[str, str]]:
        best = self.correct_response().decisions
        return [(_named(m),
                 f"{say(N_('Genuine') if m.genuine else N_('Fraud'))}: {say(ACTION_LABELS[best[m.id].action or 'keep'])}")
                for m in self.messages]

    def texts(self) -> str:
        return " ".join([self.persona, self.intro, *(s.text for m in self.messages for s in m.segments)])

    def _limit(self, action: str) -> int:
        return self.verify_limit if action == "verify" else self.ask_limit

    def _allowed(self, action: str | None, used: dict[str, int]) -> bool:
        return action not in used or used[action] <= self._limit(action)

    def _closing(self, share: Fraction, false_alarms: int) -> str:
        reached = [band for band in self.bands if share >= exact(band.at_least)]
        texts = [max(reached, key=lambda band: band.at_least).text] if reached else []
        if false_alarms >= 2 and self.too_strict:
            texts.append(self.too_strict)
        return "\n\n".join(texts)


_OVER = {"verify": N_("You can check only {limit} messages by another way. Choose another action here."),
         "ask": N_("You can ask an adult about only {limit} messages. Choose another action here.")}


def _named(message: Message) -> str:
    """What a list calls a message: who sends it, and how it begins, cut at a word."""
    texts = [" ".join(s.text for s in message.segments if s.place == place) for place in ("sender", "subject", "body")]
    return shorten(" · ".join(filter(None, texts)), 80, placeholder=" …")


def _shown(message: Message) -> dict[str, Any]:
    return {"id": message.id, "channel": message.channel, "when": message.when, "hints": len(message.hints),
            "context": render(message.context) if message.context else "",
            "segments": [{"id": s.id, "place": s.place, "text": s.text, "target": s.target} for s in message.segments]}
