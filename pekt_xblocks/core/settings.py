"""The settings that every activity has, the same in every kind: how often, for how much, with what help."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator

from .activity import Data, Note, unfit
from .exact import exact
from .language import N_

_COMPETENCE = re.compile(r"[1-5]\.[1-6](\.\d{2})?")


class Settings(Data):
    """What an author sets beside the definition; each name is an XBlock field of the settings scope and an OLX attribute."""

    display_name: Annotated[Note, Field(
        title=N_("Title"), description=N_("What learners see above the activity."), max_length=200)] = ""
    scored: Annotated[bool, Field(
        title=N_("Counts for the grade"), description=N_("Off: the activity is complete once it is answered."))] = True
    weight: Annotated[float, Field(
        title=N_("Points"), description=N_("Points of this activity in the grade book."), ge=0, le=100)] = 1.0
    max_attempts: Annotated[int, Field(
        title=N_("Attempts"), description=N_("How many times a learner may submit; 0 = as often as they like."), ge=0, le=100)] = 0
    pass_mark: Annotated[float, Field(
        title=N_("Pass mark"), description=N_("Share of the points that passes, from 0 to 1."), ge=0, le=1)] = 0.75
    show_solution: Annotated[Literal["never", "after_pass", "after_last", "after_due"], Field(
        title=N_("Show the solution"), description=N_("When a learner may see the correct response."),
        json_schema_extra={"labels": {"never": N_("Never"), "after_pass": N_("After passing"),
                                      "after_last": N_("After the last attempt"), "after_due": N_("After the due date")}})] = "after_pass"
    feedback_mode: Annotated[Literal["per_option", "score_only"], Field(
        title=N_("Feedback"), description=N_("What a learner sees after submitting."),
        json_schema_extra={"labels": {"per_option": N_("For each answer"), "score_only": N_("Only the score")}})] = "per_option"
    hints_mode: Annotated[Literal["always", "after_try", "never"], Field(
        title=N_("Hints"), description=N_("When hints can be opened."),
        json_schema_extra={"labels": {"always": N_("At any time"), "after_try": N_("After the first attempt"),
                                      "never": N_("Never")}})] = "always"
    competences: Annotated[Note, Field(
        title=N_("Competences (DigComp)"), description=N_("Codes with a space between them, such as 4.1 or 4.1.05."),
        json_schema_extra={"format": "competences"})] = ""
    minutes: Annotated[int, Field(
        title=N_("Minutes"), description=N_("How long it takes, about."), ge=0, le=240)] = 0
    try_penalty: Annotated[float, Field(
        title=N_("Penalty for each further attempt"), description=N_("Share of the points lost by each attempt after the first."),
        ge=0, le=1, json_schema_extra={"group": "rare"})] = 0.0
    hint_penalty: Annotated[float, Field(
        title=N_("Penalty for each hint"), description=N_("Share of the points lost by each hint opened."),
        ge=0, le=1, json_schema_extra={"group": "rare"})] = 0.0

    @field_validator("competences")
    @classmethod
    def _known_codes(cls, text: str) -> str:
        for code in text.split():
            if not _COMPETENCE.fullmatch(code):
                raise unfit("competence", N_("“{given}” is not a DigComp code. Write codes such as 4.1 or 4.1.05."), given=code)
        return text

    @classmethod
    def nearest(cls, values: Mapping[str, Any]) -> Settings:
        """Settings from values that nobody checked (an old course, an inherited None): what can't be read is at its default."""
        return _nearest(tuple((name, value) for name, value in values.items()
                              if value is not None and name in cls.model_fields and isinstance(value, str | int | float)))

    def exact(self, name: str) -> Fraction:
        """A share such as the pass mark as the exact number its author wrote."""
        return exact(getattr(self, name))


_DEFAULTS = {name: field.default for name, field in Settings.model_fields.items()}


class InForce:
    """Reads like ``Settings``, but asks for each setting when it is first needed.

    A platform's store is asked for one field at a time, and a learner's page needs half of them. ``read`` gives a stored value or None.
    """

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read

    def __getattr__(self, name: str) -> Any:
        if name not in _DEFAULTS:
            raise AttributeError(name)
        value = self._read(name)
        found = self.__dict__[name] = _DEFAULTS[name] if value is None else getattr(Settings.nearest({name: value}), name)
        return found

    exact = Settings.exact

    def whole(self) -> Settings:
        """All of them."""
        return Settings.nearest({name: getattr(self, name) for name in _DEFAULTS})


@lru_cache(maxsize=1024)
def _nearest(values: tuple[tuple[str, Any], ...]) -> Settings:
    found: dict[str, Any] = {}
    for name, value in values:
        try:
            Settings.model_validate({name: value})
        except ValidationError:
            continue
        found[name] = value
    return Settings.model_validate(found)
