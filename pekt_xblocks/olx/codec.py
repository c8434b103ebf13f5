"""An activity as an OLX element and back, derived from its schema alone, without loss::

    <pekt_quiz layout="stepper">
      <prompt>Which **two** …</prompt>
      <single id="a1"><option id="x" text="…" correct="true"/></single>
    </pekt_quiz>

A field at its default is left out, so a default, once released, never changes.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar
from xml.sax.saxutils import escape

from lxml import etree
from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from pekt_xblocks.core.activity import Activity, Data, unfit
from pekt_xblocks.core.language import N_

from .shape import Field, Record, Scalar, shape_of

A = TypeVar("A", bound=Activity)
At = tuple[str | int, ...]
WIDTH = 120
"""Columns after which a start tag puts each attribute on a line of its own."""

_STRAYS = {
    "olx_attribute": N_("<{element}> has no setting “{name}”. Delete it or correct its name."),
    "olx_element": N_("<{name}> has no place inside <{element}>. Delete it or correct its name."),
    "olx_repeated": N_("<{name}> may stand only once inside <{element}>. Keep one of them."),
    "olx_text": N_("Text stands where only elements may: “{name}”. Move it into an element or delete it."),
}


def tag(cls: type[Activity]) -> str:
    """The element's name, which is also the XBlock's."""
    return f"pekt_{cls.kind}"


def to_element(activity: Activity) -> etree._Element:
    """The element of an activity; ``from_element`` gives the activity back."""
    node = etree.Element(tag(type(activity)))
    full, sparse = activity.model_dump(mode="json"), activity.model_dump(mode="json", exclude_defaults=True)
    _write(node, shape_of(type(activity)), full, sparse)
    return node


def from_element(cls: type[A], node: etree._Element) -> A:
    """The activity of an element; ``pydantic.ValidationError`` where the element is not a ``cls``."""
    reading = read(cls, node)
    if reading.strays:
        raise reading.error()
    return cls.model_validate(reading.data)


def to_text(activity: Activity, **attributes: Any) -> str:
    """The element as text for people and Git; ``attributes`` are the block's own settings and stand first."""
    node = etree.Element(tag(type(activity)))
    for name, value in attributes.items():
        node.set(name, Scalar.text(value))
    made = to_element(activity)
    node.attrib.update(made.attrib)
    node.extend(made)
    return pretty(node)


@dataclass
class Reading:
    """An element as plain data for its model, with the element that each path came from and what had no place."""

    title: str
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[At, etree._Element] = field(default_factory=dict)
    strays: list[InitErrorDetails] = field(default_factory=list)

    def stray(self, code: str, at: At, element: str, name: str) -> None:
        self.strays.append(InitErrorDetails(type=unfit(code, _STRAYS[code], element=element, name=name), loc=at, input=name))

    def error(self) -> ValidationError:
        """The strays as one error."""
        return ValidationError.from_exception_data(self.title, self.strays)

    def place(self, at: At) -> etree._Element:
        """The element nearest to a path."""
        while at not in self.places:
            at = at[:-1]
        return self.places[at]


def read(cls: type[Data], node: etree._Element) -> Reading:
    """Read an element as far as it goes: no element raises."""
    reading = Reading(cls.__name__)
    reading.data = _read(node, shape_of(cls), (), reading)
    return reading


def _write(node: etree._Element, record: Record, full: dict[str, Any], sparse: dict[str, Any]) -> None:
    for place in record.fields.values():
        value, short = full[place.name], sparse.get(place.name)
        if place.name not in sparse or value is None:
            continue
        if place.form == "attribute":
            node.set(place.name, Scalar.text(value))
        elif place.form != "many":
            _write_child(node, place, value, short)
        elif not value and not place.required:
            node.set(place.name, "")  # an empty list where the default is not: no child could say it
        else:
            for each, brief in zip(value, short or [], strict=True):
                _write_child(node, place, each, brief)


def _write_child(node: etree._Element, place: Field, value: Any, short: Any) -> None:
    name = next(iter(place.members)) if len(place.members) == 1 else value["tag"]
    child, member = etree.SubElement(node, name), place.members[name]
    if isinstance(member, Record):
        _write(child, member, value, short)
    else:
        child.text = Scalar.text(value)


def _read(node: etree._Element, record: Record, at: At, reading: Reading) -> dict[str, Any]:
    reading.places[at] = node
    found = dict(_read_attributes(node, record, at, reading))
    _stray_text(node, at, reading)
    for child in node.iterchildren():
        if child.tag in (etree.Comment, etree.PI):
            continue
        place = record.children.get(child.tag)
        if place is None:
            reading.stray("olx_element", at, node.tag, _name(child))
        elif place.form == "many":
            items = found.setdefault(place.name, [])
            items.append(_read_child(child, place, (*at, place.name, len(items)), reading))
        elif place.name in found:
            reading.stray("olx_repeated", at, node.tag, child.tag)
        else:
            found[place.name] = _read_child(child, place, (*at, place.name), reading)
    for place in record.fields.values():
        if place.required and (place.form == "many" or place.nullable):
            found.setdefault(place.name, [] if place.form == "many" else None)
    return found


def _read_attributes(node: etree._Element, record: Record, at: At, reading: Reading) -> Iterator[tuple[str, Any]]:
    for name, text in node.attrib.items():
        place = record.fields.get(name)
        if place and place.form == "attribute":
            yield name, place.scalar.value(text)
        elif place and place.form == "many" and not text:
            yield name, []
        else:
            reading.stray("olx_attribute", at, node.tag, name)


def _read_child(node: etree._Element, place: Field, at: At, reading: Reading) -> Any:
    member = place.members[node.tag]
    if isinstance(member, Record):
        found = _read(node, member, at, reading)
        return {"tag": node.tag, **found} if member.tagged else found
    reading.places[at] = node
    for name in node.attrib:
        reading.stray("olx_attribute", at, node.tag, name)
    for child in node.iterchildren():
        if child.tag not in (etree.Comment, etree.PI):
            reading.stray("olx_element", at, node.tag, _name(child))
    return member.value("".join([node.text or "", *(child.tail or "" for child in node)]))


def _name(node: etree._Element) -> str:
    """How a stray child is called: an entity's ``tag`` is a function."""
    return node.tag if isinstance(node.tag, str) else node.text or ""


def _stray_text(node: etree._Element, at: At, reading: Reading) -> None:
    for text in [node.text, *(child.tail for child in node)]:
        if text and text.strip(" \t\r\n"):
            reading.stray("olx_text", at, node.tag, text.strip()[:40])


def pretty(node: etree._Element, indent: str = "") -> str:
    """An element whose text stands in leaves alone, written so that it reads back the same; ends with a line break."""
    attributes = [f'{name}="{_quoted(value)}"' for name, value in node.attrib.items()]
    line = " ".join([f"{indent}<{node.tag}", *attributes])
    if attributes[1:] and len(line) > WIDTH:
        line = f"\n{indent}    ".join([f"{indent}<{node.tag} {attributes[0]}", *attributes[1:]])
    if len(node):
        return f"{line}>\n{''.join(pretty(child, indent + '  ') for child in node)}{indent}</{node.tag}>\n"
    return f"{line}>{escape(node.text)}</{node.tag}>\n" if node.text else f"{line}/>\n"


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def parsed(text: str) -> etree._Element:
    """The element of a text that this module wrote, without the white space between its children."""
    return etree.fromstring(text, etree.XMLParser(remove_blank_text=True))
