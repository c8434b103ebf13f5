"""A quiz: items of eleven kinds, one at a time or all on a page; each item is scored by its own rule, the quiz adds them up."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, field_validator

from pekt_xblocks.core.activity import Activity, Data, Id, MarkdownNote, Missing, Score, distinct_ids, many
from pekt_xblocks.core.exact import total
from pekt_xblocks.core.importing import Importer
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

from .blanket import blanket_answers
from .choices import Multiple, Opinion, Single, Table, TrueFalseWhy
from .item import Item, Judgement, plain
from .placing import Match, Order, Sort
from .typed import Cloze, Number, ShortText

AnyItem = Annotated[Single | Multiple | TrueFalseWhy | ShortText | Number | Cloze | Match | Order | Sort | Table | Opinion,
                    Field(discriminator="tag")]

_Token = Annotated[str, Field(max_length=64)]
_Said = Annotated[str, Field(max_length=500)]
_Given = _Said | Annotated[list[_Token], Field(max_length=100)] | Annotated[dict[_Token, _Said], Field(max_length=100)]


class QuizResponse(Data):
    """Answers by item; each element is named by the token that ``learner_view`` gave it, unanswered items are absent."""

    items: Annotated[dict[Id, _Given], Field(max_length=100)] = {}


class Quiz(Activity):
    """Questions of several kinds with feedback for each answer."""

    kind = "quiz"
    label = N_("Quiz")
    Response: ClassVar[type[Data]] = QuizResponse

    intro: Annotated[MarkdownNote, Field(title=N_("Introduction"), description=N_("Shown above the first question."))] = ""
    layout: Annotated[Literal["stepper", "page"], Field(
        title=N_("Layout"), description=N_("How many questions a learner sees at once."),
        json_schema_extra={"labels": {"stepper": N_("One question at a time"), "page": N_("All on one page")}})] = "stepper"
    shuffle: Annotated[bool, Field(title=N_("Shuffle the options"), description=N_("Every learner gets an order of their own."),
                                   json_schema_extra={"group": "rare"})] = True
    items: Annotated[list[AnyItem], many("item", title=N_("Questions"), at_least=1, at_most=50,
                                         description=N_("Each one is answered in its own way."))]

    @field_validator("items")
    @classmethod
    def _distinct(cls, items: list[Any]) -> list[Any]:
        distinct_ids(items)
        return items

    @classmethod
    def importer(cls) -> Importer:
        from .importing import IMPORTER  # no learner needs it
        return IMPORTER

    def learner_view(self, seed: str = "") -> dict[str, Any]:
        return {"intro": render(self.intro), "layout": self.layout, "items": [item.view(seed, self.shuffle) for item in self.items]}

    def grade(self, response: QuizResponse) -> Score:
        return _score(self._judged(response))

    def appraise(self, response: QuizResponse) -> list[Missing] | Score:
        judged = self._judged(response)
        return _missing(judged) or _score(judged)

    def correct_response(self) -> QuizResponse:
        return QuizResponse(items={item.id: item.right() for item in self.items if item.required})

    def missing(self, response: QuizResponse) -> list[Missing]:
        return _missing(self._judged(response))

    def _judged(self, response: QuizResponse) -> list[tuple[Item, Judgement | None]]:
        given = response.items
        return [(item, item.judge(given[item.id]) if item.id in given else None) for item in self.items]

    def hints(self) -> dict[str, list[str]]:
        return self.hints_by_item

    @cached_property
    def hints_by_item(self) -> dict[str, list[str]]:
        return {item.id: list(hints) for item in self.items if (hints := item.help())}

    def possible(self) -> Fraction:
        return total([item.worth for item in self.items])

    def scorable(self) -> bool:
        return self.scored

    @cached_property
    def scored(self) -> bool:
        return any(item.worth for item in self.items)

    def blankets(self, seed: str = "") -> dict[str, QuizResponse]:
        return {how: QuizResponse(items=items) for how, items in blanket_answers(self.learner_view(seed)).items()}

    def outline(self, say: Callable[[str], str] = str) -> list[tuple[str, str]]:
        return [(f"{number}. {plain(item.prompt)}", " · ".join(item.answers())) for number, item in enumerate(self.items, 1)]

    def report(self, response: QuizResponse, say: Callable[[str], str] = str) -> dict[str, str]:
        """By item: what was answered, in words."""
        from .said import said  # no learner needs it
        return {item.id: said(item, response.items[item.id]) for item in self.items if item.id in response.items}

    def texts(self) -> str:
        return "\n".join(plain(text) for text in (self.intro, *(text for item in self.items for text in item.words())) if text.strip())


def _score(judged: list[tuple[Item, Judgement | None]]) -> Score:
    return Score.of(item.part(judgement) for item, judgement in judged)


def _missing(judged: list[tuple[Item, Judgement | None]]) -> list[Missing]:
    return [Missing(item.id, N_("You haven't answered question {n}.") if judgement is None else item.unfinished, {"n": number})
            for number, (item, judgement) in enumerate(judged, 1) if item.required and not (judgement and judgement.whole)]
