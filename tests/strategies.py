"""Values drawn from a JSON Schema of the editor's vocabulary, with or without ``$ref``: ``values(schema)``."""
from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

# Control characters have tests of their own; here they would only be thrown away.
TEXT = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n <>&\"' ά[]*`")
NESTED = 3
"""Levels of a schema that holds itself before its lists stay as short as they may be."""


def values(schema: dict[str, Any]) -> SearchStrategy[Any]:
    """Any value the schema allows (cross-field rules aside)."""
    return _values(schema, schema.get("$defs", {}), {})


def _values(schema: dict[str, Any], defs: dict[str, Any], met: dict[str, int]) -> SearchStrategy[Any]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _values(defs[name], defs, {**met, name: met.get(name, 0) + 1})
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    for union in ("oneOf", "anyOf"):
        if union in schema:
            options = [o for o in schema[union] if not _too_deep(o, met)] or schema[union]
            return st.one_of([_values(option, defs, met) for option in options])
    return _SHAPES[schema["type"]](schema, defs, met)


def _too_deep(schema: dict[str, Any], met: dict[str, int]) -> bool:
    return met.get(schema.get("$ref", "").rpartition("/")[2], 0) >= NESTED


def _object(schema: dict[str, Any], defs: dict[str, Any], met: dict[str, int]) -> SearchStrategy[Any]:
    if isinstance(schema.get("additionalProperties"), dict):
        names = _string({"type": "string", **schema.get("propertyNames", {})})
        return st.dictionaries(names, _values(schema["additionalProperties"], defs, met), max_size=min(5, schema.get("maxProperties", 5)))
    required = set(schema.get("required", ()))
    fields = {name: _values(field, defs, met) for name, field in schema.get("properties", {}).items()
              if name in required or not _too_deep(field, met)}
    # The tag of a union's member tells it from the others even where it has a default.
    required |= {"tag"} & fields.keys()
    return st.fixed_dictionaries({k: v for k, v in fields.items() if k in required},
                                 optional={k: v for k, v in fields.items() if k not in required})


def _array(schema: dict[str, Any], defs: dict[str, Any], met: dict[str, int]) -> SearchStrategy[Any]:
    least = schema.get("minItems", 0)
    if not least and _too_deep(schema["items"], met):
        return st.just([])
    most = min(schema.get("maxItems", least + 3), least + 3)
    items = schema["items"]
    if "id" in _properties(items, defs):  # items tell themselves apart by id: drawn distinct, or nearly all would be thrown away
        return st.lists(_values(items, defs, met), min_size=least, max_size=most, unique_by=lambda item: item.get("id"))
    return st.lists(_values(items, defs, met), min_size=least, max_size=most)


def _properties(schema: dict[str, Any], defs: dict[str, Any]) -> set[str]:
    schema = defs[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "oneOf" in schema:
        return set.intersection(*(_properties(option, defs) for option in schema["oneOf"]))
    return set(schema.get("properties", ()))


def _string(schema: dict[str, Any], *_: Any) -> SearchStrategy[str]:
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if schema.get("format") == "id":
        return st.from_regex(re.compile(r"[a-z][a-z0-9_-]{0,4}"), fullmatch=True)
    if "pattern" in schema:
        found = st.from_regex(re.compile(schema["pattern"], re.ASCII))
        # Python's $ also matches before a last line break; JSON Schema's and pydantic's do not.
        return found.filter(lambda text: not text.endswith("\n") and (most is None or len(text) <= most))
    return st.text(TEXT, min_size=least, max_size=min(12, most) if most is not None else max(12, least))


def _integer(schema: dict[str, Any], *_: Any) -> SearchStrategy[int]:
    return st.integers(schema.get("minimum", schema.get("exclusiveMinimum", -2) + 1 if "exclusiveMinimum" in schema else None),
                       schema.get("maximum", schema.get("exclusiveMaximum", 2) - 1 if "exclusiveMaximum" in schema else None))


def _number(schema: dict[str, Any], *_: Any) -> SearchStrategy[float]:
    return st.floats(schema.get("minimum", schema.get("exclusiveMinimum")), schema.get("maximum", schema.get("exclusiveMaximum")),
                     allow_nan=False, allow_infinity=False,
                     exclude_min="exclusiveMinimum" in schema, exclude_max="exclusiveMaximum" in schema)


_SHAPES = {"object": _object, "array": _array, "string": _string, "integer": _integer, "number": _number,
           "boolean": lambda *_: st.booleans(), "null": lambda *_: st.none()}
