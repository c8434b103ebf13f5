"""A level without its solution: maps, goals, commands, texts; its one rule: whatever is wrong with it is a fault at its own field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from pekt_xblocks.core.activity import Data, Markdown, Missing, distinct_ids, many, unfit
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

from . import grading, program, python_reader, python_text, worlds
from .goals import BOARD_GOALS, GOAL_NEEDS, Goal
from .labels import BOARDS, EDITORS, FACINGS, GOAL_NAMES, MAP_FAULTS, SPELLINGS, UNSOLVED
from .parts import NOT_ON_BOARD, Command, Map, Message, Program, Python, Sensor, labelled

MOST_TRACE = 600
"""Entries of a trace that the page gets; a longer run is told to be longer."""
_RARE = {"group": "rare"}
_EDITORS = ("list", "blocks", "text")


@dataclass(frozen=True)
class Failure:
    """Why a program is no model solution: a catalogue message with its ``params``; ``map`` among them is the number of the map."""

    code: str
    message: str
    params: dict[str, Any]


class Level(Data):
    """What a program is tried on; an author may try one before there is a solution."""

    prompt: Markdown = Field(title=N_("Task"), description=N_("What the robot has to do, in two or three short sentences."))
    board: labelled(worlds.Kind, BOARDS) = Field("grid", title=N_("Kind of world"), description=N_("What the robot moves on."))
    maps: list[Map] = many(
        "map",
        title=N_("Maps"),
        at_least=1,
        at_most=12,
        description=N_("At least one that learners see."),
        json_schema_extra={"format": "worlds"},
    )
    goals: list[labelled(Goal, GOAL_NAMES)] = many(
        "goal", title=N_("Goals"), at_least=1, at_most=6, description=N_("All of them must be met.")
    )
    end_facing: labelled(Literal["any", "north", "east", "south", "west"], {"any": N_("Anywhere"), **FACINGS}) = Field(
        "any", title=N_("Looks at the end"), description=N_("Where the robot must look when it has finished."), json_schema_extra=_RARE
    )
    commands: list[Command] = many(
        "command",
        title=N_("Commands"),
        at_least=1,
        at_most=20,
        description=N_("Those that learners may use."),
        json_schema_extra={"format": "palette"},
    )
    sensors: list[Sensor] = many("sensor", title=N_("Conditions"), at_most=20, default=[], description=N_("Those that learners may use."))
    limit: int = Field(
        0,
        ge=0,
        le=program.MOST_NODES,
        title=N_("Most commands"),
        description=N_("A program with more is worth less. 0 = no limit."),
        json_schema_extra={"format": "limit"},
    )
    must_use: list[Command] = many(
        "required",
        title=N_("Must use"),
        at_most=10,
        default=[],
        description=N_("Commands that this level trains."),
        json_schema_extra={"format": "must_use"},
    )
    forbid: list[Command] = many(
        "forbidden",
        title=N_("Must not use"),
        at_most=10,
        default=[],
        description=N_("Commands that this level does without."),
        json_schema_extra={"format": "forbid"},
    )
    editors: list[labelled(Literal[_EDITORS], EDITORS)] = many(
        "editor",
        title=N_("Ways of writing"),
        at_least=1,
        at_most=3,
        default=list(_EDITORS),
        description=N_("How learners may write the program."),
        json_schema_extra=_RARE,
    )
    given: Python = Field(
        "", title=N_("Program at the start"), description=N_("In Python, e.g. one with an error to find. Empty = nothing.")
    )
    hint_texts: list[Markdown] = many(
        "hint", title=N_("Hints"), at_most=6, default=[], description=N_("They open one after the other; the last nearly gives it away.")
    )
    messages: list[Message] = many(
        "message",
        title=N_("Own feedback"),
        at_most=40,
        default=[],
        description=N_("Texts in place of the usual ones."),
        json_schema_extra=_RARE,
    )
    class Response(Data):
        """A program as a tree, or as Python text, which counts where there is any."""

        program: Program = Field([], title=N_("Program"), description=N_("The commands."))
        text: Python = Field("", title=N_("Program as text"), description=N_("In Python."))

    # -- what a level must keep to ----------------------------------------------------------------------------------

    @field_validator("maps")
    @classmethod
    def _maps(cls, maps: list[Map], info: ValidationInfo) -> list[Map]:
        distinct_ids(maps)
        for number, each in enumerate(maps, 1):
            try:
                each.world(info.data.get("board", "grid"))
            except worlds.BadMap as bad:
                raise unfit(
                    "map_" + bad.code, MAP_FAULTS[bad.code], at=("maps", number - 1, "rows"), map=number, row=bad.row, column=bad.column
                ) from None
        if all(each.hidden for each in maps):
            raise unfit("all_hidden", N_("Learners must see at least one map."))
        if not any(each.points for each in maps):
            raise unfit("no_points", N_("At least one map must have a weight."))
        return maps

    @field_validator("goals")
    @classmethod
    def _goals(cls, goals: list[Goal], info: ValidationInfo) -> list[Goal]:
        board, maps = info.data.get("board", "grid"), info.data.get("maps", [])
        for goal in goals:
            if goal not in BOARD_GOALS[board]:
                raise unfit("goal_board", N_("The goal “{goal}” does not go with this kind of world."), goal=goal)
            for number, each in enumerate(maps, 1):
                needed = GOAL_NEEDS.get(goal)
                if needed and not getattr(each.world(board), needed):
                    message = N_("Map {map} has nothing for the goal “{goal}”.")
                    raise unfit("goal_map", message, at=("maps", number - 1), goal=goal, map=number)
        return goals

    @field_validator("commands")
    @classmethod
    def _commands(cls, commands: list[str], info: ValidationInfo) -> list[str]:
        for at, command in enumerate(commands):
            if command in NOT_ON_BOARD[info.data.get("board", "grid")]:
                message = N_("The command “{command}” does not go with this kind of world.")
                raise unfit("command_board", message, at=("commands", at), command=SPELLINGS[command])
        return commands

    @field_validator("must_use")
    @classmethod
    def _must_use(cls, must_use: list[str], info: ValidationInfo) -> list[str]:
        for at, command in enumerate(must_use):
            if command not in info.data.get("commands", must_use):
                message = N_("Learners don't have the command “{command}”.")
                raise unfit("not_offered", message, at=("must_use", at), command=SPELLINGS[command])
        return must_use

    @field_validator("given")
    @classmethod
    def _given(cls, given: str) -> str:
        parsed(given)
        return given

    # -- what programs meet --------------------------------------------------------------------------------------------

    @cached_property
    def task(self) -> grading.Task:
        """What programs are judged by."""
        total = sum(Fraction(each.points) for each in self.maps)
        trials = tuple(grading.Trial(m.id, m.world(self.board), m.hidden, Fraction(m.points) / total) for m in self.maps)
        return grading.Task(
            trials,
            tuple(self.goals),
            self.end_facing,
            self.limit,
            tuple(self.must_use),
            tuple(self.forbid),
            {message.story: message.text for message in self.messages},
        )

    def learner_view(self, seed: str = "") -> dict[str, Any]:
        seen = [each for each in self.maps if not each.hidden]
        return {
            "prompt": render(self.prompt),
            "board": self.board,
            "maps": [{"id": m.id, "rows": m.rows, "facing": m.facing, "buttons": m.buttons} for m in seen],
            "unseen": len(self.maps) - len(seen),
            "goals": self.goals,
            "end_facing": self.end_facing,
            "commands": self.commands,
            "sensors": self.sensors,
            "limit": self.limit,
            "must_use": self.must_use,
            "forbid": self.forbid,
            "editors": self.editors,
            "given": python_reader.parse(self.given)[0],
        }

    def read(self, response: Response) -> tuple[program.Program, list[int]]:
        """The program of a response and the line of each node as the learner sees them; ``Trouble`` where the text is none."""
        if response.text.strip():
            return python_reader.parse(response.text)
        return response.program, python_text.lines(response.program)

    def foreign(self, parsed: program.Program, lines: list[int]) -> Missing | None:
        """The first command that neither the palette offers nor the program defines."""
        stranger = python_reader.stranger(parsed, lines)
        if stranger:
            return trouble_told(stranger)
        offered = {*self.commands, *self.sensors}
        for (_, node), line in zip(program.walk(parsed), lines, strict=True):
            for word in sorted(program.used(node) - offered):
                return Missing(
                    "program", N_("Line {line}: {command} is not used in this level."), {"line": line, "command": SPELLINGS[word]}
                )
        return None

    def missing(self, response: Response) -> list[Missing]:
        try:
            parsed, lines = self.read(response)
        except python_reader.Trouble as trouble:
            return [trouble_told(trouble)]
        if not parsed:
            return [Missing("program", N_("Put in at least one command."), {})]
        foreign = self.foreign(parsed, lines)
        return [foreign] if foreign else []

    def trials(
        self, parsed: program.Program, lines: list[int], wanted: Callable[[grading.Trial], bool] = lambda trial: True
    ) -> list[dict[str, Any]]:
        """What came of a program on each wanted map, with the trace that the page shows."""
        return [
            {
                "map": each.trial.id,
                "code": each.outcome.code,
                "solved": each.outcome.solved,
                "node": each.outcome.node,
                "note": "" if each.outcome.solved else render(grading.told(self.task, each.outcome.story, each.outcome, lines)),
                "trace": each.run.trace[:MOST_TRACE],
                "cut": max(0, len(each.run.trace) - MOST_TRACE),
            }
            for each in grading.attempted(self.task, parsed, wanted)
        ]

    def failures(self, parsed: program.Program, lines: list[int]) -> Iterator[Failure]:
        """Why a program is no model solution: every map that it does not solve, or else what was asked for and is not kept."""
        solved = True
        for number, each in enumerate(grading.attempted(self.task, parsed), 1):
            ended = each.outcome
            if not ended.solved:
                solved = False
                line = lines[ended.node] if ended.node >= 0 else 0
                facts = {"map": number, "place": worlds.place(ended.square), "count": ended.count, "line": line}
                yield Failure(ended.code, UNSOLVED[ended.code], facts)
        for code, command in grading.shortfalls(self.task, parsed) if solved else ():
            yield Failure(code, UNSOLVED[code], {"command": SPELLINGS.get(command, ""), "limit": self.limit})


def trouble_told(trouble: python_reader.Trouble) -> Missing:
    return Missing("program", trouble.message, {**trouble.params, "line": trouble.line})


def parsed(text: str) -> tuple[program.Program, list[int]]:
    try:
        return python_reader.parse(text)
    except python_reader.Trouble as trouble:
        raise unfit("python", trouble.message, **{**trouble.params, "line": trouble.line}) from None
