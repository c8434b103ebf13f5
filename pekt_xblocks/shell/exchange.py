"""OLX in and out of a block: whatever comes in is kept, nothing raises, and what could not be read goes out unchanged."""
from __future__ import annotations

import logging
from copy import deepcopy
from typing import Any

from lxml import etree
from xblock.fields import Scope

log = logging.getLogger(__name__)
OWN = ("definition", "source")
_DROPPED = ("url_name", "xblock-family", "org", "course")


class Exchange:
    """Mixed into the block: ``parse_xml`` and ``add_xml_to_node`` with the same signatures in XBlock 5.2 to 6.3."""

    @classmethod
    def parse_xml(cls: Any, node: Any, runtime: Any, keys: Any) -> Any:
        """A block from an element; an empty one is the kind's default, an unreadable one keeps its source."""
        block = runtime.construct_xblock_from_class(cls, keys)
        # Always both: where a field is not set, an import over an existing course keeps the old definition.
        block.definition, block.source = None, ""
        kept = _copy(node)
        try:
            _take_settings(block, kept)
            if not _empty(kept):
                block.definition = _codec().from_element(cls.activity_type(), kept).model_dump(mode="json")
        except Exception:  # noqa: BLE001 - the platform would log it, go on, and lose the activity
            log.info("unreadable %s element kept as it is", kept.tag)
            block.source = etree.tostring(kept, encoding="unicode")
        return block

    def add_xml_to_node(self: Any, node: Any) -> None:
        """Write the definition and every setting that was changed."""
        node.tag = f"pekt_{self.kind}"
        made = self._source_element()
        if made is None and self.definition:
            made = _codec().to_element(self.activity_type().model_validate(self.definition))
        if made is not None:
            for name, value in made.attrib.items():
                node.set(name, value)
            node.text = made.text
            node.extend(list(made))
        for name, text in self._changed_settings():
            node.set(name, text)

    def _source_element(self: Any) -> Any:
        try:  # huge_tree: what was an element once is read again, however deep it lies
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            return etree.fromstring(self.source, parser) if self.source else None
        except etree.XMLSyntaxError:  # deeper than any parser reads, so no course brought it; as text it is not lost
            kept = etree.Element(f"pekt_{self.kind}")
            kept.text = self.source
            return kept

    def _changed_settings(self: Any) -> list[tuple[str, str]]:
        found = []
        for name, field in self.fields.items():
            if field.scope not in (Scope.settings, Scope.content) or name in (*OWN, "children", "parent", "tags", "xml_attributes"):
                continue
            if field.is_set_on(self):
                value = field.read_from(self)
                if value is not None and value != field.default:
                    found.append((name, field.to_string(value)))
        return found


def _codec() -> Any:
    """A learner's page never needs it, and it is a fifth of the package's import time."""
    from pekt_xblocks.olx import codec
    return codec


def _copy(node: Any) -> Any:
    kept = deepcopy(node)
    kept.tail = None
    for name in _DROPPED:
        kept.attrib.pop(name, None)
    return kept


def _take_settings(block: Any, kept: Any) -> None:
    """The platform's own attributes and our settings become fields first; what is left belongs to the definition.

    ``ValueError`` if one can't be read: it stays, the others are taken all the same.
    """
    unread = []
    for name, text in list(kept.attrib.items()):
        field = block.fields.get(name)
        if field is None or name in OWN or field.scope not in (Scope.settings, Scope.content):
            continue
        try:
            value = field.enforce_type(field.from_string(text))
            if value is None and field.default is not None:
                raise ValueError(text)
            setattr(block, name, value)
        except Exception:  # noqa: BLE001 - a platform's field may raise anything
            unread.append(name)
        else:
            del kept.attrib[name]
    if unread:
        raise ValueError(f"unreadable settings: {unread}")


def _empty(node: Any) -> bool:
    return not (node.attrib or (node.text or "").strip() or any(isinstance(child.tag, str) for child in node))
