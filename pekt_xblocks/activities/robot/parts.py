"""What a level is made of besides the robot: maps, programs, texts; each refuses by itself what makes no sense."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema, field_validator
from pydantic_core import PydanticCustomError

from pekt_xblocks.core.activity import Data, Id, Markdown, MarkdownNote, Points, many, unfit
from pekt_xblocks.core.language import N_

from . import program, python_reader, worlds
from .feedback import STORIES, unknown_placeholder
from .labels import COMMANDS, FACINGS, SENSORS, STORY_NAMES

Python = Annotated[MarkdownNote, Field(max_length=python_reader.MOST_LETTERS, json_schema_extra={"format": "code"})]
_ROW = r"^[SG#*o+.=|\-]{1,39}$"


def _row(text: str) -> str:
    if not re.fullmatch(_ROW, text):
        raise unfit("map_row", N_("A row of the map has 1 to 39 of these symbols: S G # * o + . = | -"))
    return text


# The pattern alone would be told as "can't be read".
Row = Annotated[str, AfterValidator(_row), WithJsonSchema({"type": "string", "pattern": _ROW})]

NOT_ON_BOARD: dict[worlds.Kind, set[str]] = {
    "display": {"move", "left", "right", "pick", "put"},
    "turtle": {"pick", "put", "led"},
    "line": {"led"},
    "grid": {"led"},
}
"""Commands that mean nothing on a board."""


def labelled(kind: Any, labels: dict[str, str]) -> Any:
    return Annotated[kind, Field(json_schema_extra={"labels": labels})]


Command = labelled(Literal[program.COMMANDS], COMMANDS)
Sensor = labelled(Literal[program.CONDITIONS], SENSORS)


def _program(raw: Any) -> program.Program:
    try:
        return program.read(raw)
    except program.BadProgram as bad:
        raise PydanticCustomError("program", "not a program: {why}", {"why": bad.code}) from None


# Programs nest without end, JSON Schema for the editor does not: it describes programs without loops.
Program = Annotated[
    list[Any],
    PlainValidator(_program),
    WithJsonSchema(
        {
            "type": "array",
            "maxItems": program.MOST_NODES,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 1,
                "items": {"type": "string", "enum": ["move", "left", "right", "pick", "put", "wait"]},
            },
        }
    ),
]


class Map(Data):
    """One world as text."""

    id: Id = Field(title=N_("Identifier"), description=N_("Results are kept under it: don't change it once learners have answered."))
    rows: list[Row] = many(
        "row",
        title=N_("Map"),
        at_least=1,
        at_most=39,
        json_schema_extra={"format": "map"},
        description=N_("S start, G base, # obstacle, * battery, o drop point, + checkpoint, = line, . free."),
    )
    facing: labelled(worlds.Facing, FACINGS) = Field(
        "east", title=N_("Looks at the start"), description=N_("Where the robot looks when it starts.")
    )
    buttons: labelled(Literal["", "a", "b", "ab"], {"": N_("None"), "a": N_("A"), "b": N_("B"), "ab": N_("A and B")}) = Field(
        "", title=N_("Buttons held down"), description=N_("Only for the lamp display: the buttons that the program finds pressed.")
    )
    hidden: bool = Field(
        False, title=N_("Hidden map"), description=N_("Learners never see it. It tests that the program works elsewhere too.")
    )
    points: Points = Field(1, title=N_("Weight"), description=N_("How much this map counts against the others."))

    def world(self, board: worlds.Kind) -> worlds.World:
        """The world on a board; ``worlds.BadMap`` if the rows are none."""
        return worlds.read(board, tuple(self.rows), self.facing, self.buttons)


class Message(Data):
    """A text of the author's own in place of the usual one."""

    story: labelled(Literal[tuple(STORIES)], STORY_NAMES) = Field(title=N_("When"), description=N_("What happened."))
    text: Markdown = Field(
        title=N_("Text"), description=N_("You may write {γραμμή}, {θέση}, {πλήθος}, {όριο}, {εντολή}; [[ένα|πολλά]] chooses by the count.")
    )

    @field_validator("text")
    @classmethod
    def _placeholders(cls, text: str) -> str:
        name = unknown_placeholder(text)
        if name is not None:
            raise unfit("placeholder", N_("“{name}” in curly brackets means nothing here."), name=name)
        return text
