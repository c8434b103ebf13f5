"""What is wrong in a definition, said to its author: validation errors become faults at a field, in plain Greek or English."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from .activity import Data
from .language import N_, words
from .schema import editor_schema

Place = tuple["str | int", ...]

_MESSAGES = {
    "missing": N_("Fill this in."),
    "string_too_short": N_("Write something here."),
    "string_too_long": N_("Use at most {max_length} characters."),
    "too_short": N_("Add at least {min_length}."),
    "too_long": N_("At most {max_length} fit here."),
    "extra_forbidden": N_("This field is not known here."),
    "bool_type": N_("Choose yes or no."),
    "bool_parsing": N_("Choose yes or no."),
    "int_type": N_("Write a whole number."),
    "int_parsing": N_("Write a whole number."),
    "int_from_float": N_("Write a whole number."),
    "float_type": N_("Write a number."),
    "float_parsing": N_("Write a number."),
    "finite_number": N_("Write a number."),
    "greater_than_equal": N_("Write {ge} or more."),
    "greater_than": N_("Write more than {gt}."),
    "less_than_equal": N_("Write {le} or less."),
    "less_than": N_("Write less than {lt}."),
    "literal_error": N_("Choose one of: {expected}."),
    "enum": N_("Choose one of: {expected}."),
    "union_tag_invalid": N_("This kind is not known here: {tag}."),
    "union_tag_not_found": N_("Choose a kind."),
}
_PATTERNS = {
    "media": N_("Give a picture of the course's files, such as /static/map.svg."),
    "id": N_("Use small Latin letters, digits and dashes."),
}
_UNREADABLE = N_("This can't be read.")
_ONE = {N_("Questions"): N_("Question"), N_("Options"): N_("Option"), N_("Reasons"): N_("Option"), N_("Hints"): N_("Hint"),
        N_("Gaps"): N_("Gap"), N_("Pairs"): N_("Pair"), N_("Steps"): N_("Step"), N_("Cards"): N_("Card"), N_("Bins"): N_("Bin"),
        N_("Statements"): N_("Statement"), N_("Criteria"): N_("Criterion"), N_("Messages"): N_("Message"), N_("Maps"): N_("Map"),
        N_("Actions"): N_("Action")}
"""What one part of a list is called, by the list's title; a part of any other list goes by that title."""


@dataclass(frozen=True)
class Fault:
    """Something its author must mend: ``at`` is the way to the field, ``message`` a catalogue message with ``params``."""

    at: Place
    code: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)


def faults_of(error: ValidationError, cls: type[Data]) -> list[Fault]:
    """The faults of a definition that did not validate as a ``cls``, each at its own field as the form knows it."""
    return [_fault(each, cls) for each in error.errors(include_url=False, include_input=False)]


def say(fault: Fault, language: str | None) -> str:
    """The fault as one plain sentence."""
    return worded(fault.message, fault.params, language)


def headline(fault: Fault, language: str | None) -> str:
    """The fault as one sentence that names its part by number, «Η ερώτηση 4 δεν έχει σωστή επιλογή»; empty where it has none such."""
    number = next((step + 1 for step in fault.at if isinstance(step, int)), None)
    told = fault.params.get("headline")
    return worded(told, {**fault.params, "number": number}, language) if told and number else ""


def worded(message: str, params: Mapping[str, Any], language: str | None) -> str:
    """A catalogue message in a language, with what its author gave filled in."""
    return words(language)(message).format_map(_Blank(params))


def place(fault: Fault, cls: type[Data], language: str | None) -> str:
    """Where the fault is, in the form's own words: «Ερώτηση 4 · Επιλογή 2»; empty for the whole."""
    names: list[str] = []
    node: Any = editor_schema(cls, language)
    one = {words(language)(several): words(language)(single) for several, single in _ONE.items()}
    for step in fault.at:
        if isinstance(step, int):
            several = names.pop() if names else ""
            names.append(f"{one.get(several, several)} {step + 1}".strip())
            node = node.get("items", {})
        else:
            node = _property(node, step)
            names.append(node.get("title") or step)
    return " · ".join(names)


class _Blank(dict[str, Any]):
    """A missing parameter must never hide the rest of a message."""

    def __missing__(self, key: str) -> str:
        return "…"


def _fault(error: Any, cls: type[Data]) -> Fault:
    code, params, loc = error["type"], dict(error.get("ctx") or {}), error["loc"]
    at, node = _locate((*loc[:-1], *params.pop("at")) if "at" in params else loc, editor_schema(cls, "en"))
    if "message" in params:
        return Fault(at, code, params.pop("message"), params)
    if code == "string_pattern_mismatch" and node.get("format") in _PATTERNS:
        return Fault(at, f"{node['format']}_pattern", _PATTERNS[node["format"]])
    return Fault(at, code, _MESSAGES.get(code, _UNREADABLE), {k: v for k, v in params.items() if isinstance(v, str | int | float)})


def _locate(loc: Place, node: Any) -> tuple[Place, Any]:
    """pydantic's location without the union tags in it, and the schema there."""
    at: list[str | int] = []
    for step in loc:
        branch = _branch(node, step)
        if branch is not None:
            node = branch
            continue
        at.append(step)
        node = node.get("items", {}) if isinstance(step, int) else _property(node, step)
    return tuple(at), node


def _branch(node: Any, tag: Any) -> Any:
    for member in node.get("oneOf", ()):
        if member.get("properties", {}).get("tag", {}).get("const") == tag:
            return member
    return None


def _property(node: Any, name: str) -> Any:
    for each in (node, *node.get("oneOf", ())):
        if name in each.get("properties", {}):
            return each["properties"][name]
    return {}
