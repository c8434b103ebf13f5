"""Items answered by writing: a word or two, a number, a text with gaps."""
from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, field_validator

from pekt_xblocks.core.activity import Data, Mark, Markdown, Text, distinct_ids, many, unfit
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render
from pekt_xblocks.core.matching import close, readings, same_text

from .item import (
    ALL,
    NONE,
    Deal,
    ElementId,
    Explanation,
    Given,
    Judgement,
    RightFeedback,
    ScoredItem,
    WrongFeedback,
    distinct_texts,
    each_right,
    exact,
    folded,
    kind_field,
    placed,
    plain,
)

_GAP = re.compile(r"\[\[([a-z0-9][a-z0-9_-]{0,39})\]\]")
_GAP_IN_TEXT = re.compile(_GAP.pattern + r"(?![^<>]*>)")
"""A gap in rendered HTML, but not inside a tag, where an author's link title might hold one."""

Tolerance = Annotated[int, Field(ge=0, le=2, title=N_("Wrong letters to forgive"),
                                 description=N_("Accents, capitals and spaces never matter. Words under 5 letters must be exact."))]


class WrongText(Data):
    """A wrong answer that many give."""

    text: Annotated[Text, Field(title=N_("Wrong answer"), description=N_("What learners often write."))]
    feedback: Annotated[Markdown, Field(title=N_("Feedback"), description=N_("What to think about."))]


class WrongNumber(Data):
    """A wrong number that many give."""

    value: Annotated[float, Field(title=N_("Wrong number"), description=N_("What learners often find."))]
    feedback: Annotated[Markdown, Field(title=N_("Feedback"), description=N_("What to think about."))]


class ShortText(ScoredItem):
    """Write a word or two."""

    model_config = ConfigDict(title=N_("Short text"))

    tag: Annotated[Literal["text"], kind_field(N_("The learner writes one or two words."))] = "text"
    accepted: Annotated[list[Text], many("accept", title=N_("Accepted answers"), at_least=1, at_most=30,
                                         description=N_("The first one is shown as the solution."))]
    tolerance: Tolerance = 0
    articles: Annotated[bool, Field(title=N_("Pass over articles"), description=N_("“the mouse” counts as “mouse”."),
                                    json_schema_extra={"group": "rare"})] = False
    right_feedback: RightFeedback = ""
    wrong_feedback: WrongFeedback = ""
    wrong: Annotated[list[WrongText], many("wrong", title=N_("Common wrong answers"), at_most=20,
                                           description=N_("Each one with its own feedback."))] = []

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {}

    def judge(self, given: Any) -> Judgement | None:
        if not isinstance(given, str) or not given.strip():
            return None
        if any(same_text(given, each, tolerance=self.tolerance, articles=self.articles) for each in self.accepted):
            return Judgement(ALL, (Mark(self.id, True, self.right_feedback),))
        known = next((each.feedback for each in self.wrong if same_text(given, each.text, articles=self.articles)), self.wrong_feedback)
        return Judgement(NONE, (Mark(self.id, False, known),))

    def right(self) -> Given:
        return self.accepted[0]

    def answers(self) -> list[str]:
        return list(self.accepted)


class Number(ScoredItem):
    """Write a number."""

    unfinished = N_("Write a number in question {n}, such as 12 or 3,5.")
    model_config = ConfigDict(title=N_("A number"))

    tag: Annotated[Literal["number"], kind_field(N_("The learner writes a number, with a comma or a point."))] = "number"
    value: Annotated[float, Field(ge=-1e15, le=1e15, title=N_("Right number"), description=N_("What counts as right."))]
    tolerance: Annotated[float, Field(ge=0, title=N_("Tolerance"), description=N_("How far off still counts as right."))] = 0
    relative: Annotated[bool, Field(title=N_("Tolerance is a share"), description=N_("0.05 then means five percent of the right number."),
                                    json_schema_extra={"group": "rare"})] = False
    units: Annotated[list[Text], many("unit", title=N_("Units of measure"), at_most=10, json_schema_extra={"group": "rare"},
                                      description=N_("May be written after the number, such as cm."))] = []
    right_feedback: RightFeedback = ""
    wrong_feedback: WrongFeedback = ""
    wrong: Annotated[list[WrongNumber], many("wrong", title=N_("Common wrong numbers"), at_most=20,
                                             description=N_("Each one with its own feedback."))] = []

    @field_validator("value")
    @classmethod
    def _can_be_typed(cls, value: float) -> float:
        if value and abs(value) < 1e-15:
            raise unfit("too_small", N_("Nobody can type a number this small."))
        return value

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {}

    def judge(self, given: Any) -> Judgement | None:
        if not isinstance(given, str) or not given.strip():
            return None
        meant = readings(given, self.units)
        if any(close(number, exact(self.value), exact(self.tolerance), self.relative) for number in meant):
            return Judgement(ALL, (Mark(self.id, True, self.right_feedback),))
        known = next((each.feedback for each in self.wrong if exact(each.value) in meant), self.wrong_feedback)
        return Judgement(NONE, (Mark(self.id, False, known),), whole=bool(meant))

    def right(self) -> Given:
        return _written(self.value)

    def answers(self) -> list[str]:
        return [_written(self.value)]


def _written(value: float) -> str:
    """The number as a Greek learner writes it: no exponent, a decimal comma."""
    return format(Decimal(repr(value)), "f").removesuffix(".0").replace(".", ",")


class Gap(Data):
    """One gap, written or chosen from a menu."""

    id: Annotated[ElementId, Field(description=N_("Stands in the text as [[identifier]]."))]
    accepted: Annotated[list[Text], many("accept", title=N_("Accepted answers"), at_least=1, at_most=30,
                                         description=N_("The first one is shown as the solution."))]
    others: Annotated[list[Text], many("other", title=N_("Wrong choices of a menu"), at_most=10,
                                       description=N_("Leave this empty, and the learner writes the word."))] = []
    tolerance: Annotated[Tolerance, Field(json_schema_extra={"group": "rare"})] = 0
    feedback: Explanation = ""

    @field_validator("others")
    @classmethod
    def _sound(cls, others: list[str], info: Any) -> list[str]:
        if others:
            distinct_texts([*info.data.get("accepted", ()), *others])
        return others

    def fits(self, given: str) -> bool:
        if self.others:  # a menu may hold «πότε» and «ποτέ»: what is chosen is not mistyped
            return folded(given) in map(folded, self.accepted)
        return any(same_text(given, each, tolerance=self.tolerance) for each in self.accepted)

    def menu(self, deal: Deal) -> list[str]:
        """The choices, in an order that does not depend on which are right."""
        return deal.shuffled([*self.accepted, *self.others], str)


class Cloze(ScoredItem):
    """Fill the gaps of a text, each for its share."""

    model_config = ConfigDict(title=N_("Text with gaps"))

    tag: Annotated[Literal["cloze"], kind_field(N_("The learner writes the missing words or chooses them from menus."))] = "cloze"
    text: Annotated[Markdown, Field(title=N_("Text"), description=N_("Write [[identifier]] where a gap goes."))]
    gaps: Annotated[list[Gap], many("gap", title=N_("Gaps"), at_least=1, at_most=20, description=N_("In the order of the text."),
                                    json_schema_extra={"marks": "text"})]

    @field_validator("gaps")
    @classmethod
    def _sound(cls, gaps: list[Gap], info: Any) -> list[Gap]:
        distinct_ids(gaps)
        written = _GAP.findall(info.data.get("text", ""))
        for gap in gaps:
            if "text" in info.data and written.count(gap.id) != 1:
                raise unfit("gap_not_in_text", N_("Write [[{id}]] in the text, once."), id=gap.id)
        for name in written:
            if name not in {gap.id for gap in gaps}:
                raise unfit("gap_without_answer", N_("The text has [[{id}]], but no gap has this identifier."), id=name)
        return gaps

    def shown(self, deal: Deal) -> dict[str, Any]:
        text = _GAP_IN_TEXT.sub(lambda found: f'<span data-gap="{self.token(found[1])}"></span>', render(self.text))
        menus = {self.token(gap.id): [{"id": word, "text": word} for word in gap.menu(deal)] for gap in self.gaps if gap.others}
        return {"text": text, "gaps": menus}

    def judge(self, given: Any) -> Judgement | None:
        said = placed(given)
        marks = tuple(Mark(at, gap.fits(said[at]), gap.feedback) for gap in self.gaps if (at := self.token(gap.id)) in said)
        return each_right(marks, len(self.gaps))

    def right(self) -> Given:
        return {self.token(gap.id): gap.accepted[0] for gap in self.gaps}

    def answers(self) -> list[str]:
        return [" / ".join(gap.accepted) for gap in self.gaps]

    def words(self) -> Iterable[str]:
        return (self.prompt, _GAP.sub("…", self.text), *(plain(word) for gap in self.gaps for word in gap.others))
