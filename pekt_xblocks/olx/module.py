"""``module.toml``: what hubs and the Directorate know a module by; read from the package, never typed twice."""
from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationError, field_validator

from pekt_xblocks.core import faults as core_faults
from pekt_xblocks.core.activity import Data, Id, Text, many, unfit
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.settings import Settings

from .fault import DefinitionFault, Fault, rule

NAME = "module.toml"
Equipment = Literal["pc", "tablet", "robot_kit", "sensor_kit", "microcontroller", "printer_3d", "vr_headset", "floor_map", "library"]
EQUIPMENT: tuple[str, ...] = get_args(Equipment)
"""The kinds that a module may ask for; a hub's register of equipment knows each of them."""

MODULE = rule("module", N_("Every course carries module.toml: titles and outcomes in Greek and English, DigComp codes and level, "
                           "minutes online and at the hub, equipment, version, licence. Hubs plan by it, reports are written from it."))


class Both(Data):
    """A text in both languages."""

    el: Annotated[Text, Field(title=N_("In Greek"), description=N_("The text in Greek."))]
    en: Annotated[Text, Field(title=N_("In English"), description=N_("The text in English."))]


class Minutes(Data):
    """How long a module takes."""

    online: Annotated[int, Field(title=N_("Minutes online"), description=N_("In class or at home."), ge=0, le=600)]
    hub: Annotated[int, Field(title=N_("Minutes at the hub"), description=N_("In the hub's rooms."), ge=0, le=600)] = 0


class DigComp(Data):
    """What a module trains, in the European framework's codes; levels 1 (lowest) to 8."""

    codes: list[Text] = many("code", title=N_("Competences (DigComp)"), description=N_("Codes such as 4.1 or 4.1.05."), at_least=1)
    lowest: Annotated[int, Field(title=N_("Lowest level"), description=N_("From 1 to 8."), ge=1, le=8)]
    highest: Annotated[int, Field(title=N_("Highest level"), description=N_("From 1 to 8."), ge=1, le=8)]

    @field_validator("codes")
    @classmethod
    def _known(cls, codes: list[str]) -> list[str]:
        Settings(competences=" ".join(codes))
        return codes

    @field_validator("highest")
    @classmethod
    def _above(cls, level: int, info: Any) -> int:
        if level < info.data.get("lowest", 1):
            raise unfit("levels", N_("The highest level is below the lowest."))
        return level


class Module(Data):
    """A module as its package describes it."""

    slug: Annotated[Id, Field(title=N_("Short name"), description=N_("The folder's name, in small Latin letters."))]
    version: Annotated[str, Field(title=N_("Version"), description=N_("Three numbers, such as 1.0.0."), max_length=20)]
    released: Annotated[date | None, Field(title=N_("Released"), description=N_("The day of this version."))] = None
    licence: Annotated[Literal["CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0"], Field(
        title=N_("Licence"), description=N_("Under which the course may be used."))]
    authors: list[Text] = many("author", title=N_("Authors"), description=N_("Who wrote it."), at_least=1)
    title: Annotated[Both, Field(title=N_("Title"), description=N_("The module's title."))]
    summary: Annotated[Both, Field(title=N_("Summary"), description=N_("One or two sentences."))]
    audience: Annotated[Both, Field(title=N_("For whom"), description=N_("The classes it is written for."))]
    outcomes: list[Both] = many("outcome", title=N_("Outcomes"), description=N_("What learners can do afterwards."), at_least=1)
    minutes: Annotated[Minutes, Field(title=N_("Minutes"), description=N_("How long it takes."))]
    digcomp: Annotated[DigComp, Field(title=N_("DigComp"), description=N_("What it trains."))]
    equipment: list[Equipment] = many("equipment", title=N_("Equipment"), description=N_("What the hub needs."), default_factory=list)

    @field_validator("version")
    @classmethod
    def _three_numbers(cls, version: str) -> str:
        if not re.fullmatch(r"\d+\.\d+\.\d+", version, re.ASCII):
            raise unfit("version", N_("Write three numbers, such as 1.0.0."))
        return version


def read_module(root: Path) -> tuple[Module | None, list[Fault]]:
    """The module that a course folder describes, and what is wrong with its description."""
    try:
        text = (root / NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None, [MODULE.fault(NAME, 1, N_("The file {name} is missing, or not written in UTF-8."), name=NAME)]
    try:
        return Module.model_validate(tomllib.loads(text)), []
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _told_line(str(error))
        return None, [MODULE.fault(NAME, line, N_("This is not readable TOML: {reason}."), reason=str(error))]
    except ValidationError as error:
        return None, [DefinitionFault(NAME, _line(text, fault.at), MODULE.id, fault.message, fault.params, fault, Module)
                      for fault in core_faults.faults_of(error, Module)]


def line_of(root: Path, *names: str) -> int:
    """The line of a key of a course's description, as near as can be told."""
    try:
        return _line((root / NAME).read_text(encoding="utf-8"), names)
    except (OSError, UnicodeDecodeError):
        return 1


def _told_line(message: str) -> int:
    """tomllib names the line in its message alone before Python 3.14."""
    words = message.rpartition("line ")[2].split(",")
    return int(words[0]) if words[0].isdigit() else 1


def _line(text: str, at: tuple[str | int, ...]) -> int:
    """The line of a key or table, as near as its names tell; 1 if none of them stands there."""
    found, lines = 0, text.splitlines()
    for name in (step for step in at if isinstance(step, str)):
        for number, line in enumerate(lines[found:], found + 1):
            if line.strip(" [").startswith(name):
                found = number
                break
            if found and line.startswith("["):
                break  # the next table: the key is missing in this one
    return found or 1
