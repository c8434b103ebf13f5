"""What xAPI 1.0.3 says of a statement (Part 2: Data), as strict models: nothing unknown, nothing of the wrong type, IRIs that are IRIs."""
from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

_IRI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_DURATION = re.compile(r"^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$")
_TIMESTAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")


def _matches(pattern: re.Pattern[str]) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.match(value):
            raise ValueError(f"{value!r} is not of the form {pattern.pattern}")
        return value
    return AfterValidator(check)


def _timestamp(value: str) -> str:
    datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


IRI = Annotated[str, _matches(_IRI)]
Uuid = Annotated[str, AfterValidator(lambda value: value if str(UUID(value)) == value else "")]
Timestamp = Annotated[str, _matches(_TIMESTAMP), AfterValidator(_timestamp)]
LanguageMap = dict[Annotated[str, _matches(_LANGUAGE)], Annotated[str, Field(min_length=1)]]
Extensions = dict[IRI, Any]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Account(Strict):
    homePage: IRI
    name: Annotated[str, Field(min_length=1)]


class Agent(Strict):
    """4.1: exactly one inverse functional identifier; ours are accounts, so that mbox and name are not even known here."""

    objectType: Literal["Agent"] = "Agent"
    account: Account


class Verb(Strict):
    id: IRI
    display: LanguageMap


class Definition(Strict):
    name: LanguageMap
    type: IRI
    description: LanguageMap | None = None


class Activity(Strict):
    objectType: Literal["Activity"] = "Activity"
    id: IRI
    definition: Definition


class Score(Strict):
    scaled: Annotated[float, Field(ge=-1, le=1)]
    raw: float
    min: float
    max: float

    @model_validator(mode="after")
    def _within(self) -> Score:
        if not self.min < self.max or not self.min <= self.raw <= self.max:
            raise ValueError("raw lies outside of min and max")
        return self


class Result(Strict):
    score: Score | None = None
    success: bool | None = None
    completion: bool | None = None
    duration: Annotated[str, _matches(_DURATION)] | None = None
    extensions: Extensions | None = None


class ContextActivities(Strict):
    parent: list[Activity] = []
    grouping: list[Activity] = []
    category: list[Activity] = []
    other: list[Activity] = []


class Context(Strict):
    registration: Uuid
    contextActivities: ContextActivities | None = None
    language: Annotated[str, _matches(_LANGUAGE)]
    platform: str | None = None
    revision: Annotated[str, Field(min_length=1)] | None = None


class Reference(Strict):
    """2.4.4.3: another statement, known or not yet known to the LRS."""

    objectType: Literal["StatementRef"]
    id: Uuid


class Statement(Strict):
    id: Uuid
    actor: Agent
    verb: Verb
    object: Activity | Reference
    result: Result | None = None
    context: Context
    timestamp: Timestamp

    @model_validator(mode="after")
    def _voids(self) -> Statement:
        """2.3.2: who voids names another statement; 2.4.6: platform and revision belong to activities alone. Ours tell a result of each."""
        refers = isinstance(self.object, Reference)
        if refers is not self.verb.id.endswith("/voided") or refers is not (self.result is None):
            raise ValueError("only what voids refers to a statement, and has no result")
        if refers and (self.context.platform or self.context.revision or self.object.id == self.id):
            raise ValueError("a reference has no platform, no revision, and is not its own")
        return self

    @model_validator(mode="before")
    @classmethod
    def _no_nulls(cls, value: Any) -> Any:
        """2.2: a statement holds no null and no empty object outside of extensions."""
        def look(part: Any) -> None:
            if part is None or part == {}:
                raise ValueError("a null or an empty object")
            for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
                look(inner)
        look(value)
        return value
