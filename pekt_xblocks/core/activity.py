"""What every activity is: data an author writes, a response a learner gives, a score; all closed, immutable, validated."""
from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from .exact import total, within
from .language import N_

if TYPE_CHECKING:
    from .importing import Importer

# XML 1.0 has no way to write these characters, so no definition may hold them. Listed by what they are: as the complement of what is
# allowed, `re` takes 20 ms to compile it.
_NOT_XML = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def unfit(code: str, message: str, **params: Any) -> PydanticCustomError:
    """The fault to raise in a validator: ``message`` is a catalogue message, its ``{params}`` are filled in when it is shown.

    A param ``at`` is the way to the part at fault from the object that holds the field, where that is not the whole field;
    ``headline`` says the fault in one sentence with the part's ``{number}``, for a list of all that is wrong.
    """
    return PydanticCustomError(code, message, {**params, "message": message})  # type: ignore[arg-type]


def _xml_text(text: str) -> str:
    if _NOT_XML.search(text):
        raise unfit("control_character", N_("This text holds a character that can't be saved. Delete it and write it again."))
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise unfit("blank", N_("Write something here."))
    return text


Note = Annotated[str, AfterValidator(_xml_text), Field(max_length=2_000)]
"""One line of plain text that may be empty."""
Text = Annotated[Note, AfterValidator(_not_blank), Field(min_length=1)]
"""One line of plain text."""
MarkdownNote = Annotated[str, AfterValidator(_xml_text), Field(max_length=20_000, json_schema_extra={"format": "markdown"})]
"""Markdown that may be empty; OLX writes it as a child element."""
Markdown = Annotated[MarkdownNote, AfterValidator(_not_blank), Field(min_length=1)]
"""Markdown; OLX writes it as a child element."""
Media = Annotated[str, AfterValidator(_xml_text), Field(
    pattern=r"^(/static/[^/\\]+\.(png|jpe?g|webp|svg|gif))?$", json_schema_extra={"format": "media"})]
"""A picture among the course's files, as ``/static/name.ext``, or nothing."""
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$", json_schema_extra={"format": "id"})]
"""The name by which stored responses point at a part; never shown, never changed once released."""
Points = Annotated[float, Field(ge=0, le=100)]
"""Points of a part; 0 = not scored."""


def many(item: str, *, title: str, description: str = "", at_least: int = 0, at_most: int = 100, **more: Any) -> Any:
    """A list field whose items OLX writes as ``item`` elements; for a union ``item`` is only its name, the tags tell the member."""
    extra = {"item": item, **more.pop("json_schema_extra", {})}
    return Field(title=title, description=description, min_length=at_least, max_length=at_most, json_schema_extra=extra, **more)


def distinct_ids(items: Iterable[Any]) -> None:
    """Raises where two items share an ``id``: for a validator of the list that holds them."""
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise unfit("same_id", N_("Two items have the same identifier “{id}”."), id=item.id)
        seen.add(item.id)


class Data(BaseModel):
    """Base of everything stored or sent: closed, immutable, no NaN, strict about unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    def model_copy(self, **how: Any) -> Self:
        """A copy with some values of its own, which keeps nothing that was worked out of the original (``cached_property``)."""
        copied = super().model_copy(**how)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Mark(NamedTuple):
    """What one element of a response was worth: ``at`` names it, ``right`` is None where nothing is judged, ``note`` is Markdown."""

    at: str
    right: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score, e.g. one item of a quiz; ``code`` says how it went in one word of the kind's own list."""

    id: str
    earned: Fraction
    possible: Fraction
    code: str = ""
    marks: tuple[Mark, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not within(self.earned, self.possible):
            raise ValueError(f"part {self.id!r}: {self.earned} of {self.possible}")


@dataclass(frozen=True, slots=True)
class Score:
    """Points earned of points possible, exact; ``note`` is Markdown about the whole, ``facts`` is JSON for the kind's own view."""

    earned: Fraction
    possible: Fraction
    parts: tuple[Part, ...] = ()
    note: str = ""
    facts: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        if not within(self.earned, self.possible):
            raise ValueError(f"score {self.earned} of {self.possible}")

    @classmethod
    def of(cls, parts: Iterable[Part], note: str = "", facts: Mapping[str, Any] | None = None) -> Score:
        """The sum of its parts."""
        parts = tuple(parts)
        return cls(total([p.earned for p in parts]), total([p.possible for p in parts]), parts, note, facts)

    @property
    def share(self) -> Fraction:
        """Earned of possible, 0..1; 1 where nothing can be earned."""
        return self.earned / self.possible if self.earned != self.possible else Fraction(1)


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that the learner has not answered yet: ``at`` names it, ``message`` is a catalogue message with ``params``."""

    at: str
    message: str
    params: Mapping[str, Any]


class Activity(Data):
    """An activity as its author wrote it; one subclass per folder in ``activities/``."""

    kind: ClassVar[str]
    """The folder's name; the OLX tag is ``pekt_<kind>``."""
    label: ClassVar[str]
    """What authors call this kind (a catalogue message)."""
    Response: ClassVar[type[Data]]
    """What a learner gives; every text in it has a length limit, every list a size limit."""
    at_hub: ClassVar[bool] = False
    """Whether the hub's records have the last word on the score (``core/hub.py``)."""
    reads_hub: ClassVar[bool] = False
    """Whether its page shows what the records know (``hub_view``), though its score needs none of it."""
    vendor: ClassVar[tuple[str, ...]] = ()
    """The big libraries in ``static/vendor/`` that its view may ask for."""

    @classmethod
    def importer(cls) -> Importer | None:
        """How authors bring items from files made elsewhere; None where a kind can't take any."""
        return None

    @abstractmethod
    def learner_view(self, seed: str = "") -> dict[str, Any]:
        """What the learner's browser may know, as JSON with Markdown already rendered: no key, no feedback, no telling order.

        ``seed`` fixes every shuffle.
        """

    @abstractmethod
    def grade(self, response: Any) -> Score:
        """Score a response; pure, and total over every valid ``Response``."""

    @abstractmethod
    def correct_response(self) -> Any:
        """A response that earns every point."""

    def missing(self, response: Any) -> list[Missing]:
        """What the learner still has to answer before a submission counts; nothing by default."""
        return []

    def appraise(self, response: Any) -> list[Missing] | Score:
        """What is missing, or the score if nothing is; a kind that finds both in one walk says so here."""
        return self.missing(response) or self.grade(response)

    def hints(self) -> dict[str, list[str]]:
        """Hints in Markdown by the part they help with, in the order in which they open."""
        return {}

    def possible(self) -> Fraction:
        """Points possible, known without a learner."""
        return self.grade(self.correct_response()).possible

    def scorable(self) -> bool:
        """Whether anything can be earned; asked at every submission, so a kind that knows it without adding up says so here."""
        return bool(self.possible())

    def act(self, name: str, data: Any) -> dict[str, Any]:
        """Answer a call of the kind's own view that is not a submission, e.g. a trial run; pure. Unknown names raise ``LookupError``."""
        raise LookupError(name)

    @classmethod
    def author_act(cls, definition: Any, name: str, data: Any, say: Callable[[str], str] = str) -> dict[str, Any]:
        """Answer a call of the kind's own field in the editor, on a ``definition`` as it stands in the form; pure.

        ``pydantic.ValidationError`` where the definition is at fault; unknown names raise ``LookupError``.
        """
        raise LookupError(name)

    def blankets(self, seed: str = "") -> dict[str, Any]:
        """Responses that took no thought (all marked, always the first …), by a word for each; none of them may pass.

        Made from the learner view of the same ``seed``.
        """
        return {}

    def outline(self, say: Callable[[str], str] = str) -> list[tuple[str, str]]:
        """(part, answer in short) for the author's own page: plain text, with keys; ``say`` translates catalogue messages."""
        return []

    def explanation(self) -> dict[str, Any]:
        """What a learner may read beside the correct response once it has been earned, as JSON with Markdown rendered."""
        return {}

    def report(self, response: Any, say: Callable[[str], str] = str) -> dict[str, str]:
        """What a teacher should read of a response beside its points: a plain text by part; ``say`` translates catalogue messages."""
        return {}

    def together(self, responses: Sequence[Any], say: Callable[[str], str] = str) -> list[tuple[str, int, int]]:
        """What a class's responses show beside their parts, for its teacher: (what, how often, of how many); nobody is named."""
        return []

    def texts(self) -> str:
        """Everything a search index should find, as plain text."""
        return ""
