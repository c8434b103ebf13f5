"""Items answered by placing: match pairs, sort cards into bins, put steps in order."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import ConfigDict, Field, field_validator

from pekt_xblocks.core.activity import Data, Id, Mark, Markdown, Text, distinct_ids, many, unfit
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

from .item import (
    ALL,
    Deal,
    ElementId,
    Explanation,
    Feedback,
    Given,
    Judgement,
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


class Distractor(Data):
    """Something that belongs nowhere."""

    id: ElementId
    text: Annotated[Text, Field(title=N_("Distractor"), description=N_("Looks as if it belongs, but doesn't."))]


class Pair(Data):
    """Two sides that belong together."""

    id: ElementId
    left: Annotated[Markdown, Field(title=N_("Left side"), description=N_("What the learner finds a partner for."))]
    right_id: Annotated[ElementId, Field(title=N_("Identifier of the right side"))]
    right: Annotated[Text, Field(title=N_("Right side"), description=N_("The partner, chosen from a menu."))]
    feedback: Explanation = ""


class Match(ScoredItem):
    """Find the partner of each left side, each for its share."""

    model_config = ConfigDict(title=N_("Match pairs"))

    tag: Annotated[Literal["match"], kind_field(N_("The learner finds the partner of each left side in a menu."))] = "match"
    pairs: Annotated[list[Pair], many("pair", title=N_("Pairs"), at_least=2, at_most=20,
                                      description=N_("No right side may fit two left sides; use sorting for that."))]
    distractors: Annotated[list[Distractor], many("distractor", title=N_("Distractors"), at_most=10,
                                                  description=N_("Right sides without a partner."))] = []

    @field_validator("pairs")
    @classmethod
    def _sound(cls, pairs: list[Pair]) -> list[Pair]:
        distinct_ids(pairs)
        distinct_texts(pair.left for pair in pairs)
        distinct_texts(pair.right for pair in pairs)
        distinct_ids(_right_sides(pairs, ()))
        return pairs

    @field_validator("distractors")
    @classmethod
    def _apart(cls, distractors: list[Distractor], info: Any) -> list[Distractor]:
        sides = _right_sides(info.data.get("pairs", ()), distractors)
        distinct_ids(sides)
        distinct_texts(side.text for side in sides)
        return distractors

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {"rows": [{"id": self.token(pair.id), "text": render(pair.left)} for pair in self.pairs],
                "choices": [{"id": self.token(side.id, "right"), "text": side.text}
                            for side in deal.shuffled(_right_sides(self.pairs, self.distractors), name_of)]}

    def judge(self, given: Any) -> Judgement | None:
        sides = {self.token(side.id, "right") for side in _right_sides(self.pairs, self.distractors)}
        said = {at: side for at, side in placed(given).items() if side in sides}
        marks = tuple(Mark(at, said[at] == self.token(pair.right_id, "right"), pair.feedback)
                      for pair in self.pairs if (at := self.token(pair.id)) in said)
        return each_right(marks, len(self.pairs))

    def right(self) -> Given:
        return {self.token(pair.id): self.token(pair.right_id, "right") for pair in self.pairs}

    def answers(self) -> list[str]:
        return [f"{plain(pair.left)} ↔ {pair.right}" for pair in self.pairs]

    def words(self) -> Iterable[str]:
        return (self.prompt, *(pair.left for pair in self.pairs), *(side.text for side in _right_sides(self.pairs, self.distractors)))


class _Side(NamedTuple):
    id: str
    text: str


def _right_sides(pairs: Iterable[Pair], distractors: Iterable[Distractor]) -> list[_Side]:
    """All right sides alike, so that nothing tells a partner from a distractor."""
    return [*(_Side(pair.right_id, pair.right) for pair in pairs), *(_Side(each.id, each.text) for each in distractors)]


class Bin(Data):
    """Where cards go."""

    id: ElementId
    text: Annotated[Text, Field(title=N_("Bin"), description=N_("Its name, in a word or two."))]


class Card(Data):
    """What goes into a bin."""

    id: ElementId
    text: Annotated[Markdown, Field(title=N_("Card"), description=N_("What the learner puts into a bin."))]
    accepted: Annotated[list[Id], many("accept", title=N_("Accepted bins"), at_least=1, at_most=8, json_schema_extra={"refers": "bins"},
                                       description=N_("Identifiers of the bins that are right; the first is the solution."))]
    feedback: Explanation = ""


class Sort(ScoredItem):
    """Put cards into bins, each for its share."""

    model_config = ConfigDict(title=N_("Sort into bins"))

    tag: Annotated[Literal["sort"], kind_field(N_("The learner puts each card into the bin where it belongs."))] = "sort"
    bins: Annotated[list[Bin], many("bin", title=N_("Bins"), at_least=2, at_most=8, description=N_("They stay in this order."))]
    cards: Annotated[list[Card], many("card", title=N_("Cards"), at_least=2, at_most=30, description=N_("They are shuffled."))]

    @field_validator("bins")
    @classmethod
    def _distinct(cls, bins: list[Bin]) -> list[Bin]:
        distinct_ids(bins)
        distinct_texts(each.text for each in bins)
        return bins

    @field_validator("cards")
    @classmethod
    def _sound(cls, cards: list[Card], info: Any) -> list[Card]:
        distinct_ids(cards)
        distinct_texts(card.text for card in cards)
        bins = {each.id for each in info.data.get("bins", ())}
        for card in cards:
            if bins and not bins.issuperset(card.accepted):
                raise unfit("no_bin", N_("The card “{text}” goes into a bin that isn't there."), text=plain(card.text))
        return cards

    def shown(self, deal: Deal) -> dict[str, Any]:
        return {"rows": [{"id": self.token(card.id), "text": render(card.text)} for card in deal.shuffled(self.cards, name_of)],
                "choices": [{"id": self.token(each.id, "bin"), "text": each.text} for each in self.bins]}

    def judge(self, given: Any) -> Judgement | None:
        bins = {self.token(each.id, "bin"): each.id for each in self.bins}
        said = {at: bins[where] for at, where in placed(given).items() if where in bins}
        marks = tuple(Mark(at, said[at] in card.accepted, card.feedback) for card in self.cards if (at := self.token(card.id)) in said)
        return each_right(marks, len(self.cards))

    def right(self) -> Given:
        return {self.token(card.id): self.token(card.accepted[0], "bin") for card in self.cards}

    def answers(self) -> list[str]:
        names = {each.id: each.text for each in self.bins}
        return [f"{plain(card.text)} → {' / '.join(names[each] for each in card.accepted)}" for card in self.cards]

    def words(self) -> Iterable[str]:
        return (self.prompt, *(each.text for each in self.bins), *(card.text for card in self.cards))


class Step(Data):
    """One step, in its right place."""

    id: ElementId
    text: Annotated[Text, Field(title=N_("Step"), description=N_("A short line."))]
    with_previous: Annotated[bool, Field(title=N_("In any order with the step before"),
                                         description=N_("These two may change places."))] = False
    feedback: Annotated[Feedback, Field(description=N_("Shown when the step is out of place."))] = ""


class Trap(Data):
    """A step that is no part of the way."""

    id: ElementId
    text: Annotated[Text, Field(title=N_("Distractor"), description=N_("Looks as if it belongs, but doesn't."))]
    feedback: Feedback = ""


class Order(ScoredItem):
    """Put steps in order: the longest run in the right order, less the distractors taken in, of all steps."""

    model_config = ConfigDict(title=N_("Put in order"))

    tag: Annotated[Literal["order"], kind_field(N_("The learner puts steps or events in order."))] = "order"
    steps: Annotated[list[Step], many("step", title=N_("Steps"), at_least=2, at_most=15,
                                      description=N_("In the right order. They are shuffled."))]
    distractors: Annotated[list[Trap], many("distractor", title=N_("Distractors"), at_most=10,
                                            description=N_("Steps that the learner must leave out."))] = []
    wrong_feedback: WrongFeedback = ""

    @field_validator("steps")
    @classmethod
    def _sound(cls, steps: list[Step]) -> list[Step]:
        distinct_ids(steps)
        distinct_texts(step.text for step in steps)
        if steps[0].with_previous or len(_ranks(steps)) < 2:
            raise unfit("no_order", N_("Any order would be right. Let at least one step come after another."))
        return steps

    @field_validator("distractors")
    @classmethod
    def _apart(cls, distractors: list[Trap], info: Any) -> list[Trap]:
        every = [*info.data.get("steps", ()), *distractors]
        distinct_ids(every)
        distinct_texts(each.text for each in every)
        return distractors

    @property
    def elements(self) -> Iterable[Any]:
        return (*self.steps, *self.distractors)

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each step by its id; steps in any order share one."""
        return {step.id: rank for rank, steps in enumerate(_ranks(self.steps)) for step in steps}

    def shown(self, deal: Deal) -> dict[str, Any]:
        every = deal.shuffled(self.elements, name_of)
        return {"steps": [{"id": self.token(each.id), "html": escape(each.text)} for each in every], "extra": bool(self.distractors)}

    def judge(self, given: Any) -> Judgement | None:
        taken = self.chosen(given)
        if not taken:
            return None
        rank = self.rank
        run = _longest_run([(rank[each.id], each.id) for each in taken.values() if each.id in rank])
        traps = sum([each.id not in rank for each in taken.values()])
        share = portion(len(run) - traps, len(self.steps))
        marks = tuple([Mark(at, each.id in run, "" if each.id in run else each.feedback) for at, each in taken.items()])
        return Judgement(share, marks, "" if share is ALL else self.wrong_feedback)

    def right(self) -> Given:
        return [self.token(step.id) for step in self.steps]

    def answers(self) -> list[str]:
        return [f"{n}. {' + '.join(step.text for step in steps)}" for n, steps in enumerate(_ranks(self.steps), 1)]

    def words(self) -> Iterable[str]:
        return (self.prompt, *(step.text for step in self.steps), *(each.text for each in self.distractors))


def _ranks(steps: Iterable[Step]) -> list[list[Step]]:
    """The steps by rank: those of one rank may stand in any order."""
    ranks: list[list[Step]] = []
    for step in steps:
        if step.with_previous and ranks:
            ranks[-1].append(step)
        else:
            ranks.append([step])
    return ranks


def _longest_run(taken: Sequence[tuple[int, str]]) -> set[str]:
    """The ids of the longest subsequence whose ranks never fall (the earliest ending one of several)."""
    tails: list[int] = []
    best: list[list[str]] = []
    for rank, name in taken:
        at = bisect_right(tails, rank)
        run = [*(best[at - 1] if at else []), name]
        tails[at:at + 1], best[at:at + 1] = [rank], [run]
    return set(best[-1]) if best else set()
