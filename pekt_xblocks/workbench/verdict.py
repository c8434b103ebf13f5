"""What `pekt check` says of a module as it stands here, each fault with the page where it is mended."""
from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext

from pekt_xblocks.core.language import words
from pekt_xblocks.olx.check import check_course
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.fault import RULES, Fault
from pekt_xblocks.olx.inspection import Inspection, inspect
from pekt_xblocks.olx.module import NAME as MODULE
from pekt_xblocks.olx.owner import owner

from .export import write
from .models import Course, Element
from .outline import PAGE


@dataclass(frozen=True)
class Finding:
    """One fault: ``text`` says what, ``why`` the rule; ``where`` names the place and ``address`` leads there, both may be empty."""

    text: str
    why: str
    where: str
    address: str
    advice: bool


def findings(course: Course) -> list[Finding]:
    """Everything that `pekt check` says of the package that this module would give now; faults first."""
    with tempfile.TemporaryDirectory(prefix="pekt-") as folder:
        write(course, Path(folder) / "course")
        package = read_course(Path(folder) / "course")
        inspection = inspect(package)
        faults = check_course(package)
    elements = {each.url_name: each for each in course.elements.select_related("parent")}
    found = [_finding(course, inspection, elements, fault) for fault in faults]
    return sorted(found, key=lambda each: each.advice)


def _finding(course: Course, inspection: Inspection, elements: dict[str, Element], fault: Fault) -> Finding:
    language = get_language()
    name, way = owner(inspection, fault)
    element, text = elements.get(name), fault.say(language)
    where, address = fault.file, ""
    if element is not None:
        if element.title:  # people know a title, not the name that the file has for it
            text = text.replace(f"«{name}»", f"«{element.title}»").replace(f"“{name}”", f"“{element.title}”")
        where, address = _place(element), _address(course, element, way, text)
    elif fault.file == MODULE:
        where, address = gettext("The module's facts"), reverse("build_facts", args=[course.key])
    return Finding(text, words(language)(RULES[fault.rule].advice), where, address, fault.level == "advice")


def _place(element: Element) -> str:
    above = element.parent.title if element.parent else ""
    return " · ".join(each for each in (above, element.title or element.url_name) if each)


def _address(course: Course, element: Element, way: tuple[str | int, ...], text: str) -> str:
    """The editor of a block, at the field and with the fault in it; of anything else its place on the building page."""
    if element.block_type in ("chapter", "sequential", "vertical"):
        return reverse("build", args=[course.key]) + f"#{element.url_name}"
    if element.block_type == PAGE:
        return reverse("build_text", args=[element.usage_key])
    asked = {"from": "check", "at": ".".join(str(step) for step in way), "say": text}
    return reverse("edit", args=[element.usage_key]) + "?" + urlencode({name: value for name, value in asked.items() if value})
