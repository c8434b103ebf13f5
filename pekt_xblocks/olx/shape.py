"""How the fields of an activity lie in an element, read from its JSON Schema; a schema OLX can't hold is refused here, by ``TypeError``.

A scalar lies in an attribute, long text in a child element, a list in one child element for each item, a union in a child named
after the member's ``tag``.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from pekt_xblocks.core.activity import Data

Node = Mapping[str, Any]
Form = Literal["attribute", "text", "one", "many"]

LONG_TEXT = {"markdown", "code", "lines"}
"""Formats of text that may run over several lines: written as a child element, not an attribute."""
SCALARS = {"string", "integer", "number", "boolean"}


@dataclass(frozen=True)
class Scalar:
    """Text, number or yes/no; ``choices`` are the values of a closed list that are not text, by how they are written.

    ``says`` is how a learner reads a text: "markdown", "plain", "media" (an address), or "" if it is a name, choice or number.
    """

    choices: Mapping[str, Any]
    says: str = ""

    @staticmethod
    def text(value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return str(value)

    def value(self, text: str) -> Any:
        """What the text stands for; the model reads numbers and yes/no itself."""
        return self.choices.get(text, text)


@dataclass(frozen=True)
class Field:
    """One field: ``nodes`` are the schemas of what it holds, by element name (by nothing for an attribute)."""

    name: str
    form: Form
    required: bool
    nullable: bool
    nodes: Mapping[str, Node]
    book: Book

    @cached_property
    def members(self) -> Mapping[str, Scalar | Record]:
        """What may stand in the field, by element name."""
        return {name: self.book.member(node) for name, node in self.nodes.items()}

    @cached_property
    def scalar(self) -> Scalar:
        (only,) = self.members.values()
        assert isinstance(only, Scalar)
        return only


class Record:
    """The fields of one object, by name and by the child elements they own; ``tagged`` if its element's name tells a union's member."""

    def __init__(self, node: Node, book: Book) -> None:
        self.tagged = "tag" in node.get("properties", {})
        self.fields = {field.name: field for field in book.fields(node)}
        self.children: dict[str, Field] = {}
        for field in self.fields.values():
            for name in field.nodes if field.form != "attribute" else ():
                if name in self.children:
                    raise TypeError(f"{node.get('title')}: two fields write <{name}>")
                self.children[name] = field


class Book:
    """The schemas of one model, so that references resolve; each becomes a ``Record`` once, when first met."""

    def __init__(self, definitions: Mapping[str, Node]) -> None:
        self._definitions = definitions
        self._records: dict[int, Record] = {}

    def resolve(self, node: Node) -> tuple[Node, bool]:
        """The schema a node stands for, and whether nothing may stand in its place."""
        if "$ref" in node:
            return self._definitions[node["$ref"].rpartition("/")[2]], False
        if "anyOf" in node:
            present = [option for option in node["anyOf"] if option.get("type") != "null"]
            if len(present) != 1 or len(present) == len(node["anyOf"]):
                raise TypeError(f"a union needs a tag: {node}")
            return self.resolve(present[0])[0], True
        return node, False

    def member(self, node: Node) -> Scalar | Record:
        node, _ = self.resolve(node)
        if "properties" in node or node.get("type") == "object":
            if id(node) not in self._records:
                self._records[id(node)] = Record(node, self)
            return self._records[id(node)]
        values = node.get("enum") or ([node["const"]] if "const" in node else [])
        if not values and node.get("type") not in SCALARS:
            raise TypeError(f"neither text, number nor object: {node}")
        said = _says(node) if node.get("type") == "string" and not values else ""
        return Scalar({Scalar.text(value): value for value in values if not isinstance(value, str)}, said)

    def fields(self, node: Node) -> Iterator[Field]:
        if node.get("additionalProperties") is not False:
            raise TypeError(f"{node.get('title')}: OLX holds no free keys")
        for name, written in node.get("properties", {}).items():
            if name != "tag":
                yield self._field(name, written, name in node.get("required", ()))

    def _field(self, name: str, written: Node, required: bool) -> Field:
        node, nullable = self.resolve(written)
        if nullable and written.get("default") is not None:
            raise TypeError(f"{name}: nothing can't be told from the default")
        form: Form
        if node.get("type") == "array":
            if nullable:
                raise TypeError(f"{name}: nothing can't be told from an empty list")
            form, nodes = "many", self._named(node["items"], written.get("item", name))
        elif "oneOf" in node or node.get("type") == "object":
            form, nodes = "one", self._named(node, name)
        else:
            form = "text" if {written.get("format"), node.get("format")} & LONG_TEXT else "attribute"
            nodes = {name: node}
        return Field(name, form, required, nullable, nodes, self)

    def _named(self, node: Node, name: str) -> dict[str, Node]:
        """The schemas that a node allows, by the element that each is written as."""
        node, nullable = self.resolve(node)
        if nullable:
            raise TypeError(f"{name}: an item can't be nothing")
        if "oneOf" in node:
            return {tag: each for option in node["oneOf"] for tag, each in self._named(option, "").items()}
        tag = node.get("properties", {}).get("tag", {})
        tags = tag.get("enum") or ([tag["const"]] if "const" in tag else [name])
        if "" in tags:
            raise TypeError(f"a union's member needs a tag: {node.get('title')}")
        return dict.fromkeys(tags, node)


def _says(node: Node) -> str:
    if node.get("format") in ("markdown", "media"):
        return str(node["format"])
    return "" if "pattern" in node or node.get("format") in ("id", "code", "date", "date-time") else "plain"


@cache
def shape_of(cls: type[Data]) -> Record:
    """How a model lies in an element; ``TypeError`` where it can't."""
    schema = cls.model_json_schema()
    record = Book(schema.get("$defs", {})).member(schema)
    assert isinstance(record, Record)
    met, ahead = {id(record)}, [record]
    while ahead:  # every reachable record is made once, so that a schema is refused here and not while a course is read
        for member in (m for field in ahead.pop().fields.values() for m in field.members.values()):
            if isinstance(member, Record) and id(member) not in met:
                met.add(id(member))
                ahead.append(member)
    return record
