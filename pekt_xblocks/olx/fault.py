"""What is wrong in a course, and the rules it breaks; a rule is registered once, where it is kept."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pekt_xblocks.core import faults as core_faults
from pekt_xblocks.core.activity import Data
from pekt_xblocks.core.language import words

RULES: dict[str, Rule] = {}
"""Every rule by its id."""


@dataclass(frozen=True)
class Fault:
    """Something to mend at a place: ``file`` within the course, ``line`` from 1; ``message`` is of the catalogue."""

    file: str
    line: int
    rule: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def level(self) -> Literal["fault", "advice"]:
        """Whether it keeps a course from being packed."""
        return RULES[self.rule].level

    def say(self, language: str | None) -> str:
        """The fault as one plain sentence."""
        return words(language)(self.message).format_map(self.params)


@dataclass(frozen=True)
class DefinitionFault(Fault):
    """A fault of a definition, said as the editor would say it, after the place in the form's own titles."""

    inner: core_faults.Fault | None = None
    model: type[Data] = Data

    def say(self, language: str | None) -> str:
        assert self.inner is not None
        place = core_faults.place(self.inner, self.model, language)
        return ": ".join(part for part in (place, core_faults.say(self.inner, language)) if part)


@dataclass(frozen=True)
class Rule:
    """A rule by its id; ``advice`` (of the catalogue) says why it is there and what to do."""

    id: str
    advice: str
    level: Literal["fault", "advice"] = "fault"

    def fault(self, file: str, line: int, message: str, **params: Any) -> Fault:
        return Fault(file, line, self.id, message, params)


def rule(id: str, advice: str, level: Literal["fault", "advice"] = "fault") -> Rule:
    """Register a rule; ``ValueError`` for an id that is taken."""
    if id in RULES:
        raise ValueError(id)
    RULES[id] = Rule(id, advice, level)
    return RULES[id]
