"""What a fault is about: the part of the course, and the field of its definition; the nearest that file and line tell."""
from __future__ import annotations

from pekt_xblocks.core.settings import Settings

from .codec import At
from .course import Leaf
from .fault import DefinitionFault, Fault
from .inspection import Block, Inspection

SETTINGS = "settings"
"""The first step of a way that leads to a setting, not into the definition."""

_SETTING = {"title": "display_name", "minutes": "minutes", "competence": "competences"}
"""Rules about a block's settings, and the setting that each is about."""


def owner(found: Inspection, fault: Fault) -> tuple[str, At]:
    """(url_name, way to the field) of what a fault is about; an empty name where it is about the course as a whole."""
    lines = [(part.html_line, part.url_name) for part in found.course.leaves() if part.html_file == fault.file]
    lines += [(part.line, part.url_name) for part in found.course.parts() if part.file == fault.file and not (
        isinstance(part, Leaf) and part.html_file)]
    before = [each for each in lines if each[0] <= fault.line]
    name = max(before, key=lambda each: each[0])[1] if before else ""
    block = next((each for each in found.blocks if each.leaf.url_name == name), None)
    return name, _way(block, fault)


def _way(block: Block | None, fault: Fault) -> At:
    if isinstance(fault, DefinitionFault) and fault.inner is not None:
        return (SETTINGS, *fault.inner.at) if fault.model is Settings else fault.inner.at
    if block is None:
        return ()
    if fault.rule in _SETTING:
        return SETTINGS, _SETTING[fault.rule]
    inside = [(element.sourceline or 0, at) for at, element in block.reading.places.items() if (element.sourceline or 0) <= fault.line]
    # Of elements on one line the outermost: a fault that knew better would have said so.
    return max(inside, key=lambda each: (each[0], -len(each[1])))[1] if inside else ()
