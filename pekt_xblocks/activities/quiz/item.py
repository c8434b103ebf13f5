"""What every item of a quiz is; all that is true of one kind of item alone stands in that kind's class."""
from __future__ import annotations

import html
import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Literal, Protocol, TypeVar

from pydantic import ConfigDict, Field, field_validator

from pekt_xblocks.core.activity import Data, Id, Mark, Markdown, MarkdownNote, Media, Note, Part, Points, many, unfit
from pekt_xblocks.core.exact import exact
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

Given = str | list[str] | dict[str, str]
"""What a learner gave to one item: a token or text, several tokens, or a token or text for each part's token."""
Code = Literal["right", "partial", "wrong", "unanswered", "noted"]

NONE, HALF, ALL = Fraction(0), Fraction(1, 2), Fraction(1)

ElementId = Annotated[Id, Field(title=N_("Identifier"), description=N_("Stored responses point at it. Don't change it once in use."))]
Feedback = Annotated[MarkdownNote, Field(title=N_("Feedback"), description=N_("Shown to whoever chose this. Say why."))]
Explanation = Annotated[MarkdownNote, Field(title=N_("Explanation"), description=N_("Shown after an answer, right or wrong."))]
RightFeedback = Annotated[MarkdownNote, Field(title=N_("Feedback when right"), description=N_("Shown after the right answer."))]
WrongFeedback = Annotated[MarkdownNote, Field(title=N_("Feedback when not right"),
                                              description=N_("Shown after an answer that isn't right. Say what to think about."))]


class Element(Protocol):
    """A part of an item that a response can point at."""

    @property
    def id(self) -> str: ...


T = TypeVar("T")


def name_of(element: Element) -> str:
    return element.id


_LAST = ("picture", "picture_alt", "points", "hints", "note")


def _what_is_asked_first(schema: dict[str, Any]) -> None:
    """Forms and elements show the question and its answers before what all items share."""
    fields = schema["properties"]
    schema["properties"] = {name: fields[name] for name in sorted(fields, key=lambda name: name in _LAST)}


def kind_field(sentence: str) -> Any:
    """The field that tells an item's kind; its description says to authors what this kind does."""
    return Field(title=N_("Kind of question"), description=sentence)


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answered item's share of its points, 0..1 (None: nothing is judged), what to mark, and Markdown about the whole.

    ``whole`` is whether the answer leaves nothing out.
    """

    share: Fraction | None
    marks: tuple[Mark, ...] = ()
    note: str = ""
    whole: bool = True


def each_right(marks: tuple[Mark, ...], parts: int) -> Judgement | None:
    """The share of an item's parts that are marked right; None where nothing is marked."""
    if not marks:
        return None
    return Judgement(portion(sum(mark.right is True for mark in marks), parts), marks, whole=len(marks) == parts)


class Item(Data):
    """One item: what its author wrote, what the learner sees of it, and what a response is worth."""

    model_config = ConfigDict(json_schema_extra=_what_is_asked_first)
    unfinished: ClassVar[str] = N_("Question {n} is not finished yet.")
    """What a learner is told whose answer leaves something out."""

    id: ElementId
    prompt: Annotated[Markdown, Field(title=N_("Question"), description=N_("What the learner reads first."))]
    picture: Annotated[Media, Field(title=N_("Picture"), description=N_("Shown under the question."),
                                    json_schema_extra={"group": "rare", "alt": "picture_alt"})] = ""
    picture_alt: Annotated[Note, Field(title=N_("Picture in words"), validate_default=True, json_schema_extra={"group": "rare"},
                                       description=N_("All that is needed to answer, but not the answer itself."))] = ""
    note: Annotated[MarkdownNote, Field(title=N_("Last word"), description=N_("Shown once the item is answered, whatever the answer."),
                                        json_schema_extra={"group": "rare"})] = ""

    @field_validator("picture_alt")
    @classmethod
    def _described(cls, alt: str, info: Any) -> str:
        if info.data.get("picture") and not alt.strip():
            raise unfit("no_alt", N_("Say in words what the picture shows."))
        return alt

    @property
    def worth(self) -> Fraction:
        """Points possible; 0 for what is never scored."""
        return NONE

    @property
    def required(self) -> bool:
        """Whether a submission waits for an answer to this item."""
        return True

    @abstractmethod
    def shown(self, deal: Deal) -> dict[str, Any]:
        """What the learner's browser needs besides prompt and picture; nothing that tells an answer."""

    @abstractmethod
    def judge(self, given: Any) -> Judgement | None:
        """What an answer is worth; None if this is no answer to this kind of item."""

    @abstractmethod
    def right(self) -> Given:
        """An answer that earns everything."""

    @abstractmethod
    def answers(self) -> list[str]:
        """The right answer in words, for the author's own page."""

    def words(self) -> Iterable[str]:
        """Markdown a search index should find."""
        return (self.prompt,)

    def token(self, element: str, group: str = "") -> str:
        """The name by which this item's element goes to the browser and comes back."""
        return token(self.id, group, element)

    @property
    def elements(self) -> Iterable[Any]:
        """What a learner chooses from, where an answer is a choice: its options, unless a kind calls them otherwise."""
        return getattr(self, "options", ())

    @cached_property
    def by_token(self) -> dict[str, Any]:
        """The elements by their tokens; asked for at every answer, and an item never changes."""
        return {self.token(each.id): each for each in self.elements}

    def chosen(self, given: Any) -> dict[str, Any]:
        """The elements whose tokens a learner gave, by token, in the order given; nothing if this is no list."""
        if not isinstance(given, list):
            return {}
        known = self.by_token
        return {each: known[each] for each in given if each in known}

    def part(self, judged: Judgement | None) -> Part:
        """The item's part of the score; None where it was not answered."""
        worth = self.worth
        if judged is None:
            return Part(self.id, NONE, worth, "unanswered")
        earned = NONE if not judged.share else worth if judged.share is ALL else judged.share * worth
        return Part(self.id, earned, worth, _code(judged.share), judged.marks, "\n\n".join(filter(None, (judged.note, self.note))))

    def view(self, seed: str, shuffle: bool) -> dict[str, Any]:
        """The item as the learner's browser may know it."""
        picture = {"picture": self.picture, "alt": self.picture_alt} if self.picture else {}
        return {"id": self.id, "tag": self.tag, "prompt": render(self.prompt), **picture,  # type: ignore[attr-defined]
                "points": float(self.worth), "hints": len(self.help()), **self.shown(Deal(f"{seed}/{self.id}", shuffle))}

    def help(self) -> Sequence[str]:
        """Hints in Markdown, in the order in which they open."""
        return ()


class ScoredItem(Item):
    """An item that can earn points."""

    points: Annotated[Points, Field(title=N_("Points"), description=N_("What the item weighs in the quiz. 0 means it isn't scored."))] = 1
    hints: Annotated[list[Markdown], many("hint", title=N_("Hints"), at_most=5,
                                          description=N_("They open one by one: where to look, what to look for, almost the answer."))] = []

    @property
    def worth(self) -> Fraction:
        return exact(self.points)

    def help(self) -> Sequence[str]:
        return self.hints


def _code(share: Fraction | None) -> Code:
    if share is None:
        return "noted"
    return "right" if share is ALL else "partial" if share else "wrong"


@lru_cache(maxsize=1024)
def portion(good: int, of: int) -> Fraction:
    """The share, never below 0; the very objects ``NONE`` and ``ALL`` at its ends."""
    return NONE if good <= 0 else ALL if good >= of else Fraction(good, of)


@lru_cache(maxsize=8192)
def token(item: str, group: str, element: str) -> str:
    """An element's name in the browser: authors write ids such as ``right`` or ``1, 2, 3``, which would tell.

    The same for every learner and every attempt, so that stored responses stay readable after a change of texts.
    """
    return sha256(f"{item}/{group}/{element}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Deal:
    """How one learner gets an item's elements; ``shuffle`` is the quiz's own wish for options."""

    seed: str
    shuffle: bool = True

    def shuffled(self, elements: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """In an order fixed by seed and names, whatever order the author wrote, which may be the answer."""
        start = f"{self.seed}/".encode()
        return sorted(elements, key=lambda element: sha256(start + name(element).encode()).digest())

    def options(self, options: Sequence[T], name: Callable[[T], str], keep: bool) -> Sequence[T]:
        """Shuffled, unless the author keeps their order."""
        return options if keep or not self.shuffle else self.shuffled(options, name)


@lru_cache(maxsize=4096)
def plain(markdown: str) -> str:
    """Markdown as one line of plain text."""
    return bare(render(markdown))


def bare(markup: str) -> str:
    """HTML as one line of plain text; tags inside a line, and places where a word may break, leave no space."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:wbr|strong|em|code|a)\b[^>]*>", "", markup))).split())


def folded(text: str) -> str:
    """A text without case and needless spaces."""
    return " ".join(text.casefold().split())


def distinct_texts(texts: Iterable[str]) -> None:
    """Raises where two texts read the same: nobody could tell them apart."""
    seen: set[str] = set()
    for text in texts:
        if folded(text) in seen:
            raise unfit("same_text", N_("“{text}” stands here twice."), text=text)
        seen.add(folded(text))


def placed(given: Any) -> dict[str, str]:
    """What the learner gave for each part, blanks left out; nothing if this is no such answer."""
    return {at: value for at, value in given.items() if value.strip()} if isinstance(given, dict) else {}
