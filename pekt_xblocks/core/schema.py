"""An activity's JSON Schema in the editor's closed vocabulary, with every reference put in place and every word translated."""
from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from .activity import Data
from .language import words

_WORDS = ("title", "description")


@cache
def editor_schema(cls: type[Data], language: str | None = "el") -> dict[str, Any]:
    """The schema of a definition (or of settings) for the Studio form; shared and not to be changed by its readers.

    ``title`` and ``description`` are in ``language``; a class that was given no title of its own has none.
    """
    schema = cls.model_json_schema()
    return _inline(schema, schema.pop("$defs", {}), words(language))


def _inline(node: Any, defs: dict[str, Any], say: Callable[[str], str]) -> Any:
    if isinstance(node, list):
        return [_inline(each, defs, say) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return _inline({**_own_words(defs[name], name), **{k: v for k, v in node.items() if k != "$ref"}}, defs, say)
    return {key: _worded(key, value, say) or _inline(value, defs, say)
            for key, value in node.items() if key not in ("discriminator", "$defs")}


def _worded(key: str, value: Any, say: Callable[[str], str]) -> Any:
    if key in _WORDS and isinstance(value, str) and value:
        return say(value)
    if key == "labels" and all(isinstance(label, str) for label in value.values()):
        return {name: say(label) for name, label in value.items()}
    return None


def _own_words(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """Without the title and docstring that pydantic takes from the class: those are for engineers."""
    return {k: v for k, v in schema.items() if k != "description" and not (k == "title" and v == name)}
