"""A practical task: done at the hub, signed off there by a teacher with a rubric. Without its safety rules nothing is signed."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, field_validator

from pekt_xblocks.core.activity import Data, Id, Markdown, Missing, Note, Part, Score, Text, distinct_ids, many
from pekt_xblocks.core.hub import HubActivity, NotAllowed, Records, Seat, Task, Witness, Word
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

BEST = 3
"""The highest level of a criterion."""

Level = Annotated[int, Field(ge=0, le=BEST)]
PartId = Annotated[Id, Field(title=N_("Identifier"), description=N_("Stored responses point at it. Don't change it once in use."))]
Ids = Annotated[list[Id], Field(max_length=40)]


class Tick(Data):
    """Something to tick."""

    id: PartId
    text: Annotated[Text, Field(title=N_("Text"), description=N_("One sentence that a learner can tick."))]


class Criterion(Data):
    """What a teacher looks at, and what each level of it looks like; a row of the rubric in the editor."""

    model_config = ConfigDict(json_schema_extra={"format": "criterion"})

    id: PartId
    text: Annotated[Text, Field(title=N_("Criterion"), description=N_("What the teacher looks at."))]
    worth: Annotated[int, Field(
        title=N_("Weight of the criterion"), description=N_("How much it counts beside the others."), ge=1, le=10)] = 1
    level_0: Annotated[Text, Field(title=N_("Level 0"), description=N_("What the work looks like at this level."))]
    level_1: Annotated[Text, Field(title=N_("Level 1"), description=N_("What the work looks like at this level."))]
    level_2: Annotated[Text, Field(title=N_("Level 2"), description=N_("What the work looks like at this level."))]
    level_3: Annotated[Text, Field(title=N_("Level 3"), description=N_("What the work looks like at this level."))]

    def levels(self) -> list[str]:
        """The descriptors, lowest first."""
        return [self.level_0, self.level_1, self.level_2, self.level_3]


class PracticalResponse(Data):
    """What a learner ticked and wrote; ``levels`` by criterion are the teacher's, put there by the server."""

    ticks: Ids = []
    note: Annotated[str, Field(max_length=500)] = ""
    levels: Annotated[dict[Id, Level], Field(max_length=12)] = {}


class _Choice(Data):
    refs: Annotated[list[Annotated[str, Field(max_length=40)]], Field(min_length=1, max_length=60)]
    comment: Annotated[str, Field(max_length=500)] = ""


class _Judgement(_Choice):
    levels: Annotated[dict[Id, Level], Field(max_length=12)]


class Practical(HubActivity):
    """Work with the hands, at the hub."""

    kind = "practical"
    label = N_("Practical task at the hub")
    Response: ClassVar[type[Data]] = PracticalResponse

    brief: Annotated[Markdown, Field(title=N_("The task"), description=N_("What to do, step by step."))]
    safety: Annotated[list[Tick], many("must", title=N_("Safety rules"), at_most=10,
                                       description=N_("Without these ticks nothing can be signed off."))] = []
    checklist: Annotated[list[Tick], many("check", title=N_("Checklist"), at_most=20,
                                          description=N_("For the learner's own use; nobody has to tick it."))] = []
    question: Annotated[Note, Field(title=N_("Question about the work"), description=N_("Answered in at most 500 characters."),
                                    max_length=300)] = ""
    criteria: Annotated[list[Criterion], many("criterion", title=N_("Criteria"), at_least=1, at_most=8,
                                              description=N_("The teacher gives each one a level from 0 to 3."))]
    comments: Annotated[list[Text], many("comment", title=N_("Ready comments"), at_most=20,
                                         description=N_("The teacher picks one and may change it."))] = []

    @field_validator("checklist")
    @classmethod
    def _distinct_ticks(cls, ticks: list[Tick], info: Any) -> list[Tick]:
        distinct_ids([*info.data.get("safety", ()), *ticks])
        return ticks

    @field_validator("safety", "criteria")
    @classmethod
    def _distinct(cls, items: list[Any]) -> list[Any]:
        distinct_ids(items)
        return items

    def learner_view(self, seed: str = "") -> dict[str, Any]:
        ticks = {name: [{"id": tick.id, "text": tick.text} for tick in found]
                 for name, found in (("safety", self.safety), ("checklist", self.checklist))}
        criteria = [{"id": each.id, "text": each.text, "levels": each.levels()} for each in self.criteria]
        return {"brief": render(self.brief), **ticks, "question": self.question, "criteria": criteria}

    def grade(self, response: PracticalResponse) -> Score:
        return Score.of(_part(each, response.levels.get(each.id)) for each in self.criteria)

    def correct_response(self) -> PracticalResponse:
        return PracticalResponse(ticks=[tick.id for tick in self.safety], levels={each.id: BEST for each in self.criteria})

    def missing(self, response: PracticalResponse) -> list[Missing]:
        return [Missing(tick.id, N_("Tick this safety rule once you have kept it."), {}) for tick in self._unsafe(response.ticks)]

    def outline(self, say: Callable[[str], str] = str) -> list[tuple[str, str]]:
        return [(each.text, f"{each.worth} · 3: {each.level_3}") for each in self.criteria]

    def report(self, response: PracticalResponse, say: Callable[[str], str] = str) -> dict[str, str]:
        return {each.id: each.levels()[response.levels[each.id]] for each in self.criteria if each.id in response.levels}

    def texts(self) -> str:
        return "\n".join([self.brief, self.question, *(each.text for each in (*self.safety, *self.checklist, *self.criteria))]).strip()

    def _unsafe(self, ticks: Any) -> list[Tick]:
        return [tick for tick in self.safety if tick.id not in ticks]

    # -- at the hub -------------------------------------------------------------------------------------------------

    def hub_view(self, seat: Seat) -> dict[str, Any]:
        if seat.role == "learner":
            task = seat.records.task()
            return {"task": task and {"state": task.state, "note": task.note, "ticks": list(task.ticks), "comment": task.comment}}
        return {"comments": self.comments, "classes": seat.records.classes(), "tasks": [
            {"ref": task.ref, "name": task.name, "group": task.group, "note": task.note, "ticks": list(task.ticks),
             "unsafe": [tick.text for tick in self._unsafe(task.ticks)]} for task in seat.records.tasks()]}

    def hand_over(self, records: Records, response: PracticalResponse) -> Word | None:
        records.hand_in(response.note, response.ticks)
        return None if _signed(records.task()) else Word(N_("Ready for review. Your teacher sees it now."), taken=True)

    def witnessed(self, records: Records) -> Witness | None:
        task = records.task()
        if not _signed(task):
            return None
        # The definition may have changed since: what it no longer knows is left out, as grading does.
        return Witness(PracticalResponse(ticks=list(task.ticks)[:40], note=task.note, levels=dict(task.levels or {})), complete=True)

    def act_at(self, seat: Seat, name: str, data: Any) -> dict[str, Any]:
        if seat.role != "teacher":
            raise LookupError(name)
        if name == "sign":
            self._sign(seat.records, _Judgement.model_validate(data))
        elif name == "return":
            given = _Choice.model_validate(data)
            if not given.comment.strip():
                raise NotAllowed(N_("Write what is missing, so that the learner knows what to do."))
            seat.records.return_for_rework(given.refs, given.comment)
        elif name != "look":
            raise LookupError(name)
        return self.hub_view(seat)

    def _sign(self, records: Records, given: _Judgement) -> None:
        if set(given.levels) != {each.id for each in self.criteria}:
            raise NotAllowed(N_("Choose a level for every criterion."))
        unsafe = [task.name for task in records.tasks() if task.ref in given.refs and self._unsafe(task.ticks)]
        if unsafe:
            raise NotAllowed(N_("A safety rule is not ticked: {names}. Return the task."), names=", ".join(unsafe))
        records.sign_off(given.refs, given.levels, given.comment)


def _signed(task: Task | None) -> bool:
    return task is not None and task.state == "signed"


def _part(criterion: Criterion, level: int | None) -> Part:
    worth = Fraction(criterion.worth)
    note = "" if level is None else criterion.levels()[level]
    return Part(criterion.id, worth * (level or 0) / BEST, worth, "unjudged" if level is None else f"level_{level}", note=_plain(note))


def _plain(text: str) -> str:
    """One line of plain text as Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|~&" else c for c in text)
