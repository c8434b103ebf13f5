"""Items answered by choosing: single, multiple, true or false with a reason, a grid of statements, an opinion."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, field_validator

from pekt_xblocks.core.activity import Data, Mark, Markdown, Note, distinct_ids, many, unfit
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

from .item import (
    ALL,
    HALF,
    NONE,
    Deal,
    ElementId,
    Explanation,
    Feedback,
    Given,
    Item,
    Judgement,
    RightFeedback,
    ScoredItem,
    WrongFeedback,
    distinct_texts,
    each_right,
    kind_field,
    name_of,
    placed,
    plain,
    portion,
)

KeepOrder = Annotated[bool, Field(title=N_("Keep this order"), description=N_("The options stay as written, for every learner."),
                                  json_schema_extra={"group": "rare"})]


class Option(Data):
    """Something to choose."""

    id: ElementId
    text: Annotated[Markdown, Field(title=N_("Option"), description=N_("What the learner can choose."))]
    correct: Annotated[bool, Field(title=N_("This is correct"), description=N_("Choosing this is right."))] = False
    feedback: Feedback = ""


class Answer(Data):
    """Something to choose where nothing is right or wrong."""

    id: ElementId
    text: Annotated[Markdown, Field(title=N_("Option"), description=N_("What the learner can choose."))]
    feedback: Feedback = ""


class Row(Data):
    """A statement that holds or does not."""

    id: ElementId
    text: Annotated[Markdown, Field(title=N_("Statement"), description=N_("What the learner judges."))]
    true: Annotated[bool, Field(title=N_("This is true"), description=N_("Leave it off if the statement is false."))] = False
    feedback: Explanation = ""


Options = Annotated[list[Option], many("option", title=N_("Options"), at_least=2, at_most=12,
                                       description=N_("Give each one its own feedback."))]


_NONE_RIGHT = N_("Question {number} has no right option.")


def _distinct(options: Sequence[Any]) -> None:
    distinct_ids(options)
    distinct_texts(option.text for option in options)


def _one_correct(options: Sequence[Option]) -> None:
    right = sum(option.correct for option in options)
    if not right:
        raise unfit("no_correct", N_("Mark one option as correct."), headline=_NONE_RIGHT)
    if right > 1:
        raise unfit("many_correct", N_("Only one option may be correct here."),
                    headline=N_("Question {number} has more than one right option."))


def _listed(item: Item, options: Sequence[Any], deal: Deal, keep: bool) -> list[dict[str, str]]:
    return [{"id": item.token(option.id), "text": render(option.text)} for option in deal.options(options, name_of, keep)]


class Single(ScoredItem):
    """Choose one option."""

    model_config = ConfigDict(title=N_("One right option"))

    tag: Annotated[Literal["single"], kind_field(N_("The learner chooses one of several options."))] = "single"
    guess: Annotated[bool, Field(title=N_("Just a guess, before learning"),
                                 description=N_("Not scored: every option gets its feedback, none is called wrong."))] = False
    keep_order: KeepOrder = False
    options: Options

    @field_validator("options")
    @classmethod
    def _sound(cls, options: list[Option], info: Any) -> list[Option]:
        _distinct(options)
        if not info.data.get("guess"):
            _one_correct(options)
        return options

    @property
    def worth(self) -> Fraction:
        return NONE if self.guess else super().worth

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {"options": _listed(self, self.options, deal, self.keep_order), "guess": self.guess}

    def judge(self, given: Any) -> Judgement | None:
        option = self.by_token.get(given) if isinstance(given, str) else None
        if option is None:
            return None
        if self.guess:
            return Judgement(None, (Mark(given, None, option.feedback),))
        return Judgement(ALL if option.correct else NONE, (Mark(given, option.correct, option.feedback),))

    def right(self) -> Given:
        return self.token(next((option for option in self.options if option.correct), self.options[0]).id)

    def answers(self) -> list[str]:
        return [plain(option.text) for option in self.options if option.correct]

    def words(self) -> Iterable[str]:
        return (self.prompt, *(option.text for option in self.options))


class Multiple(ScoredItem):
    """Choose all options that hold: right ones less wrong ones, of all right ones."""

    model_config = ConfigDict(title=N_("Several right options"))

    tag: Annotated[Literal["multiple"], kind_field(N_("The learner chooses all that hold. A wrong one costs a right one."))] = "multiple"
    keep_order: KeepOrder = False
    options: Options

    @field_validator("options")
    @classmethod
    def _sound(cls, options: list[Option]) -> list[Option]:
        _distinct(options)
        if not any(option.correct for option in options):
            raise unfit("none_correct", N_("Mark at least one option as correct."), headline=_NONE_RIGHT)
        return options

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {"options": _listed(self, self.options, deal, self.keep_order)}

    def judge(self, given: Any) -> Judgement | None:
        taken = self.chosen(given)
        if not taken:
            return None
        hits = sum([option.correct for option in taken.values()])
        keys = sum([option.correct for option in self.options])
        marks = tuple([Mark(at, option.correct, option.feedback) for at, option in taken.items()])
        return Judgement(portion(2 * hits - len(taken), keys), marks)

    def right(self) -> Given:
        return [self.token(option.id) for option in self.options if option.correct]

    def answers(self) -> list[str]:
        return [plain(option.text) for option in self.options if option.correct]

    def words(self) -> Iterable[str]:
        return (self.prompt, *(option.text for option in self.options))


class TrueFalseWhy(ScoredItem):
    """Judge a statement, then say why: half for each, the reason only with the right judgement."""

    model_config = ConfigDict(title=N_("True or false, and why"))

    tag: Annotated[Literal["truefalse_why"], kind_field(
        N_("Half for the judgement; half for the reason, if the judgement is right."))] = "truefalse_why"
    true: Annotated[bool, Field(title=N_("This is true"), description=N_("Leave it off if the statement is false."))] = False
    right_feedback: RightFeedback = ""
    wrong_feedback: WrongFeedback = ""
    keep_order: KeepOrder = False
    reasons: Annotated[list[Option], many("reason", title=N_("Reasons"), at_least=2, at_most=12,
                                          description=N_("Why the statement is true or false; one is correct."))]

    @field_validator("reasons")
    @classmethod
    def _sound(cls, reasons: list[Option]) -> list[Option]:
        _distinct(reasons)
        _one_correct(reasons)
        return reasons

    @property
    def elements(self) -> Iterable[Any]:
        return self.reasons

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {"options": _listed(self, self.reasons, deal, self.keep_order)}

    def judge(self, given: Any) -> Judgement | None:
        said = placed(given)
        if said.get("is") not in ("true", "false"):
            return None
        reason = self.by_token.get(said.get("why"))
        if (said["is"] == "true") != self.true:
            return Judgement(NONE, (Mark(said["is"], False, self.wrong_feedback),), whole=reason is not None)
        judged = Mark(said["is"], True, self.right_feedback)
        if reason is None:
            return Judgement(HALF, (judged,), whole=False)
        return Judgement(ALL if reason.correct else HALF, (judged, Mark(said["why"], reason.correct, reason.feedback)))

    def right(self) -> Given:
        return {"is": "true" if self.true else "false", "why": self.token(next(r for r in self.reasons if r.correct).id)}

    def answers(self) -> list[str]:
        return ["✓" if self.true else "✗", *(plain(reason.text) for reason in self.reasons if reason.correct)]

    def words(self) -> Iterable[str]:
        return (self.prompt, *(reason.text for reason in self.reasons))


class Table(ScoredItem):
    """Judge several statements, each for its share."""

    model_config = ConfigDict(title=N_("Grid of statements"))

    tag: Annotated[Literal["table"], kind_field(N_("The learner judges each statement: true or false, yes or no."))] = "table"
    true_label: Annotated[Note, Field(title=N_("Word for true"), description=N_("“True”, unless you write another, such as “Yes”."),
                                      json_schema_extra={"group": "rare"})] = ""
    false_label: Annotated[Note, Field(title=N_("Word for false"), description=N_("“False”, unless you write another, such as “No”."),
                                       json_schema_extra={"group": "rare"})] = ""
    rows: Annotated[list[Row], many("row", title=N_("Statements"), at_least=1, at_most=20,
                                    description=N_("Mix true and false ones."))]

    @field_validator("rows")
    @classmethod
    def _sound(cls, rows: list[Row]) -> list[Row]:
        _distinct(rows)
        return rows

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {"rows": [{"id": self.token(row.id), "text": render(row.text)} for row in self.rows],
                "choices": [{"id": "true", "text": self.true_label}, {"id": "false", "text": self.false_label}]}

    def judge(self, given: Any) -> Judgement | None:
        said = placed(given)
        marks = tuple(Mark(at, (said[at] == "true") == row.true, row.feedback)
                      for row in self.rows if said.get(at := self.token(row.id)) in ("true", "false"))
        return each_right(marks, len(self.rows))

    def right(self) -> Given:
        return {self.token(row.id): "true" if row.true else "false" for row in self.rows}

    def answers(self) -> list[str]:
        return [f"{plain(row.text)} {'✓' if row.true else '✗'}" for row in self.rows]

    def words(self) -> Iterable[str]:
        return (self.prompt, *(row.text for row in self.rows))


class Opinion(Item):
    """Say what you think: never scored, never asked for."""

    model_config = ConfigDict(title=N_("An opinion"))

    tag: Annotated[Literal["opinion"], kind_field(N_("The learner says what they think or will do. Never scored."))] = "opinion"
    several: Annotated[bool, Field(title=N_("Several may be chosen"), description=N_("Otherwise the learner chooses one."))] = False
    options: Annotated[list[Answer], many("option", title=N_("Options"), at_least=2, at_most=12,
                                          description=N_("They stay in this order."))]

    @field_validator("options")
    @classmethod
    def _sound(cls, options: list[Answer]) -> list[Answer]:
        _distinct(options)
        return options

    @property
    def required(self) -> bool:
        return False

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {"options": _listed(self, self.options, deal, keep=True), "several": self.several}

    def judge(self, given: Any) -> Judgement | None:
        taken = self.chosen([given] if isinstance(given, str) else given)
        return Judgement(None, tuple(Mark(at, None, option.feedback) for at, option in taken.items())) if taken else None

    def right(self) -> Given:
        return []

    def answers(self) -> list[str]:
        return []

    def words(self) -> Iterable[str]:
        return (self.prompt, *(option.text for option in self.options))
