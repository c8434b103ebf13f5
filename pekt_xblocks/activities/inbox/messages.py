"""What an inbox is made of: messages in segments, each of which a learner can mark; fictional addresses only."""
from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from pekt_xblocks.core.activity import Data, Id, Markdown, MarkdownNote, Note, Text, distinct_ids, many, unfit
from pekt_xblocks.core.language import N_

Action = Literal["keep", "open", "reply", "delete", "report", "block", "verify", "ask"]
ACTIONS: tuple[Action, ...] = ("keep", "open", "reply", "delete", "report", "block", "verify", "ask")
ACTION_LABELS = {
    "keep": N_("Keep it"), "open": N_("Open the link"), "reply": N_("Reply"), "delete": N_("Delete it"), "report": N_("Report it"),
    "block": N_("Block the sender"), "verify": N_("Check by another way"), "ask": N_("Ask an adult")}
CHANNEL_LABELS = {
    "email": N_("E-mail"), "sms": N_("Text message"), "chat": N_("Chat"), "social": N_("Social network"), "qr": N_("QR code"),
    "call_note": N_("Phone call"), "app_notice": N_("App notice")}
CLUE_LABELS = {
    "": N_("Nothing special"), "decoy": N_("Decoy: looks like a clue, proves nothing"), "sender_domain": N_("Sender's address"),
    "lookalike": N_("Looks like another name"), "link_mismatch": N_("Link leads elsewhere"), "urgency": N_("Hurry"),
    "threat": N_("Threat"), "reward": N_("Reward"), "asks_secret": N_("Asks for a secret"), "asks_money": N_("Asks for money"),
    "odd_channel": N_("Odd way of asking"), "greeting": N_("Greeting without a name"), "language": N_("Language"),
    "attachment": N_("Attachment"), "unexpected": N_("Nobody expected it")}
Clue = Literal["", "decoy", "sender_domain", "lookalike", "link_mismatch", "urgency", "threat", "reward", "asks_secret", "asks_money",
               "odd_channel", "greeting", "language", "attachment", "unexpected"]
Worth = Literal["usual", "0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"]

_HOST = re.compile(r"(?<![\w.-])(?:[a-z0-9-]+\.)+([a-z]{2,})(?![\w-])", re.I | re.A)
_RESERVED = {"example", "test", "invalid"}
_FILES = {"pdf", "jpg", "jpeg", "png", "webp", "svg", "docx", "xlsx", "pptx", "odt", "zip", "apk", "exe", "html", "mp3", "mp4", "txt"}


def real_host(text: str) -> str | None:
    """The first address in a text that might be somebody's, i.e. not under ``.example``, ``.test`` or ``.invalid``."""
    return next((found[0] for found in _HOST.finditer(text) if found[1].lower() not in _RESERVED | _FILES), None)


def _fictional(text: str) -> str:
    host = real_host(text)
    if host:
        raise unfit("real_address", N_("“{host}” may be a real address. Use one that ends in .example, .test or .invalid."), host=host)
    return text


class Segment(Data):
    """A piece of a message that can be marked by itself."""

    id: Annotated[Id, Field(title=N_("Identifier"), description=N_("Made by itself; keep it."))]
    text: Annotated[Text, Field(title=N_("Text"), description=N_("What the learner reads."))]
    place: Annotated[Literal["sender", "subject", "body"], Field(
        title=N_("Place"), description=N_("Where in the message it stands."),
        json_schema_extra={"labels": {"sender": N_("Sender"), "subject": N_("Subject"), "body": N_("Text of the message")}})] = "body"
    target: Annotated[Note, Field(
        title=N_("Real address"),
        description=N_("Where a link leads, or who really sent it. Shown when the learner asks, never as a live link."))] = ""
    clue: Annotated[Clue, Field(
        title=N_("Clue"), description=N_("What kind of sign of fraud it is, if any."), json_schema_extra={"labels": CLUE_LABELS})] = ""
    note: Annotated[MarkdownNote, Field(
        title=N_("Explanation"), description=N_("Why it is a clue, or why it proves nothing."))] = ""

    _addresses = field_validator("text", "target")(_fictional)

    @field_validator("note")
    @classmethod
    def _clue_explained(cls, note: str, info: ValidationInfo) -> str:
        if info.data.get("clue") and not note.strip():
            raise unfit("clue_note", N_("Explain this clue: learners read it after they answer."))
        return note

    @property
    def is_clue(self) -> bool:
        """Whether marking it is right."""
        return self.clue not in ("", "decoy")


class ActionRule(Data):
    """What one action is worth in one message, where that differs from the rule, and what the learner is told."""

    action: Annotated[Action, Field(
        title=N_("Action"), description=N_("What the learner does with the message."), json_schema_extra={"labels": ACTION_LABELS})]
    worth: Annotated[Worth, Field(
        title=N_("Worth"), description=N_("From 0 (harm) to 1 (best)."), json_schema_extra={"labels": {"usual": N_("As usual")}})] = "usual"
    feedback: Annotated[MarkdownNote, Field(title=N_("Feedback"), description=N_("What the learner reads after this action."))] = ""


class Message(Data):
    """One message of the inbox; the editor has a form of its own for it."""

    model_config = ConfigDict(json_schema_extra={"format": "message"})

    id: Annotated[Id, Field(title=N_("Identifier"), description=N_("Made by itself; keep it."))]
    channel: Annotated[Literal["email", "sms", "chat", "social", "qr", "call_note", "app_notice"], Field(
        title=N_("Kind of message"), description=N_("How it reaches the learner."), json_schema_extra={"labels": CHANNEL_LABELS})] = "email"
    genuine: Annotated[bool, Field(title=N_("Genuine"), description=N_("On: an honest message. Off: fraud."))] = False
    when: Annotated[Note, Field(title=N_("When"), description=N_("As the inbox shows it, such as 10:12 or Monday."))] = ""
    context: Annotated[MarkdownNote, Field(
        title=N_("What the learner knows"), description=N_("A note beside the message, such as what happened before."))] = ""
    segments: Annotated[list[Segment], many(
        "segment", title=N_("Pieces"), description=N_("The message, cut where a learner could mark it. The sender is one piece."),
        at_least=2, at_most=40)]
    actions: Annotated[list[ActionRule], many(
        "action", title=N_("Actions"),
        description=N_("Feedback for each action, and its worth where it is not the usual one."), at_most=8)] = []
    why: Annotated[Markdown, Field(title=N_("The truth"), description=N_("Why it is genuine or fraud; shown at the end."))]
    hints: Annotated[list[Markdown], many(
        "hint", title=N_("Hints"), description=N_("From “where to look” to nearly the answer."), at_most=5)] = []

    @field_validator("segments")
    @classmethod
    def _clues_fit(cls, segments: list[Segment], info: ValidationInfo) -> list[Segment]:
        distinct_ids(segments)
        clues = sum(segment.is_clue for segment in segments)
        if not any(segment.place == "sender" for segment in segments):
            raise unfit("no_sender", N_("Say who sends it: one piece must be the sender."))
        if info.data.get("genuine") and clues:
            raise unfit("genuine_clue", N_("A genuine message has no clues of fraud. Make them decoys, or make the message fraud."))
        if info.data.get("genuine") is False and clues < 2:
            raise unfit("few_clues", N_("A fraud needs at least two clues; this one has {clues}."), clues=clues)
        return segments

    @field_validator("actions")
    @classmethod
    def _one_rule_an_action(cls, rules: list[ActionRule]) -> list[ActionRule]:
        names = [rule.action for rule in rules]
        if len(set(names)) != len(names):
            raise unfit("same_action", N_("An action stands here twice. Keep one."))
        return rules

    @field_validator("context")
    @classmethod
    def _fictional_context(cls, context: str) -> str:
        return _fictional(context)
