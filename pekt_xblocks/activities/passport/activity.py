"""A self-check: "I can …", in four steps, before and after a module. It is an opinion: never graded, complete once it is given."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field, field_validator

from pekt_xblocks.core.activity import Activity, Data, Id, MarkdownNote, Missing, Part, Score, Text, distinct_ids, many
from pekt_xblocks.core.hub import Seat
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

from . import map as maps
from . import ready

STEPS = 4
Step = Annotated[int, Field(ge=1, le=STEPS)]


class Statement(Data):
    """Something a learner may say of themselves."""

    model_config = ConfigDict(json_schema_extra={"format": "statement"})

    id: Annotated[Id, Field(title=N_("Identifier"), description=N_("Stored responses point at it. Don't change it once in use."))]
    text: Annotated[Text, Field(title=N_("Statement"), description=N_("Begins with “I can”."), max_length=200)]
    code: Annotated[str, Field(title=N_("Competence"), description=N_("Its DigComp code, such as 4.1.05; may be empty."),
                               pattern=r"^([1-5]\.[1-6](\.\d{2})?)?$")] = ""


class PassportResponse(Data):
    """The step (1-4) that a learner chose for each statement."""

    steps: Annotated[dict[Id, Step], Field(max_length=12)] = {}


class Passport(Activity):
    """A learner's own view of their skills."""

    kind = "passport"
    label = N_("Digital passport: self-check")
    Response: ClassVar[type[Data]] = PassportResponse
    reads_hub: ClassVar[bool] = True

    moment: Annotated[Literal["before", "after"], Field(
        title=N_("When"), description=N_("Before or after the module."),
        json_schema_extra={"labels": {"before": N_("Before the module"), "after": N_("After the module")}})] = "before"
    instrument: Annotated[Text, Field(
        title=N_("Name of the self-check"), max_length=60,
        description=N_("Write the same name in the self-check before the module and in the one after it: so learners see what changed. "
                       "They don't see the name."))] = "self_check"
    intro: Annotated[MarkdownNote, Field(title=N_("Introduction"), description=N_("Shown above the statements."))] = ""
    statements: Annotated[list[Statement], many("statement", title=N_("Statements"), at_least=1, at_most=12,
                                                description=N_("What learners say they can do."),
                                                json_schema_extra={"format": "statements"})]

    @field_validator("instrument")
    @classmethod
    def _spaced_once(cls, name: str) -> str:
        """Two people type the same name: a space too many must not part the two self-checks."""
        return " ".join(name.split())

    @field_validator("statements")
    @classmethod
    def _distinct(cls, statements: list[Statement]) -> list[Statement]:
        distinct_ids(statements)
        return statements

    @classmethod
    def author_act(cls, definition: Any, name: str, data: Any, say: Callable[[str], str] = str) -> dict[str, Any]:
        """Ready-made statements, for the field that offers them; whatever the definition holds."""
        if name != "ready":
            raise LookupError(name)
        return {"statements": ready.listed(say)}

    def learner_view(self, seed: str = "") -> dict[str, Any]:
        return {"intro": render(self.intro), "moment": self.moment, "statements": [{"id": s.id, "text": s.text} for s in self.statements]}

    def hub_view(self, seat: Seat) -> dict[str, Any]:
        """What the records know of this learner by statement: the other moment's steps, the evidence; and the attestation."""
        evidence = seat.records.evidence()
        other = "before" if self.moment == "after" else "after"
        return {"other": maps.said(other, self.instrument, seat.records.answers()),
                "shown": {s.id: maps.shown(s.code, evidence, STEPS) for s in self.statements}, "attestation": seat.records.attestation()}

    def grade(self, response: PassportResponse) -> Score:
        return Score.of(Part(s.id, Fraction(), Fraction(), f"step_{response.steps[s.id]}" if s.id in response.steps else "unsaid")
                        for s in self.statements)

    def correct_response(self) -> PassportResponse:
        return PassportResponse(steps={s.id: STEPS for s in self.statements})

    def missing(self, response: PassportResponse) -> list[Missing]:
        return [Missing(s.id, N_("Choose a step for statement {n}."), {"n": n})
                for n, s in enumerate(self.statements, 1) if s.id not in response.steps]

    def outline(self, say: Callable[[str], str] = str) -> list[tuple[str, str]]:
        return [(s.text, s.code or "—") for s in self.statements]

    def texts(self) -> str:
        return "\n".join(text for text in (self.intro, *(s.text for s in self.statements)) if text)
