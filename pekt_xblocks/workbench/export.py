"""The site's rows back into a course package: what the tree holds is written anew, every other file goes along as it was."""
from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from xblock.plugin import PluginMissingError

from pekt_xblocks.olx import archive
from pekt_xblocks.olx.reader import tree_files

from . import keys
from .models import Course, Element
from .outline import PAGE
from .runtime import Place, SiteRuntime

_WRITTEN = ("course.xml", "course/", "chapter/", "sequential/", "vertical/", "html/")
_OUR_OWN = ("data",)


def pack(course: Course) -> bytes:
    """The package as ``.tar.gz``: the same rows and files give the same bytes."""
    with tempfile.TemporaryDirectory(prefix="pekt-") as folder:
        tree = Path(folder) / "course"
        write(course, tree)
        archive.write(tree_files(tree), Path(folder) / "course.tar.gz")
        return (Path(folder) / "course.tar.gz").read_bytes()


def write(course: Course, out: Path) -> None:
    """Write the package into the new folder ``out``."""
    for name, data in sorted({**dict(_others(course)), **dict(_tree(course))}.items()):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _others(course: Course) -> Iterator[tuple[str, bytes]]:
    for name, path in tree_files(Path(course.folder)):
        if not name.startswith(_WRITTEN):
            yield name, path.read_bytes()


def _tree(course: Course) -> Iterator[tuple[str, bytes]]:
    key = keys.course_key(course.key)
    children: dict[int | None, list[Element]] = defaultdict(list)
    elements = list(course.elements.all())
    for element in elements:
        children[element.parent_id].append(element)
    yield "course.xml", _xml(etree.Element("course", url_name=key.run, org=key.org, course=key.course))
    top = _course_element(course, key.run)
    top.extend(_pointer(chapter) for chapter in children[None])
    yield f"course/{key.run}.xml", _xml(top)
    for element in elements:
        yield from _files(element, children[element.pk])


def _course_element(course: Course, run: str) -> Any:
    """The course's own element as the package has it, without its chapters."""
    path = Path(course.folder) / "course" / f"{run}.xml"
    if not path.is_file():
        return etree.Element("course", display_name=course.title)
    top = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)).getroot()
    for chapter in top.findall("chapter"):
        top.remove(chapter)
    return top


def _pointer(element: Element) -> Any:
    return etree.Element(element.block_type, url_name=element.url_name)


def _files(element: Element, children: list[Element]) -> Iterator[tuple[str, bytes]]:
    """The file or files of one element; an activity has none, since it stands in its unit."""
    kind, name = element.block_type, element.url_name
    if kind in ("chapter", "sequential", "vertical"):
        node = etree.Element(kind, _attributes(element))
        node.extend(_leaf(child) if kind == "vertical" else _pointer(child) for child in children)
        yield f"{kind}/{name}.xml", _xml(node)
    elif kind == PAGE:
        yield f"html/{name}.xml", _xml(etree.Element(kind, {**_attributes(element), "filename": name}))
        yield f"html/{name}.html", element.fields.get("data", "").encode()


def _attributes(element: Element) -> dict[str, str]:
    return {name: value for name, value in element.fields.items() if name not in _OUR_OWN}


def _leaf(element: Element) -> Any:
    if element.block_type == PAGE:
        return _pointer(element)
    try:
        node = block_olx(element)
    except PluginMissingError:
        node = etree.fromstring(element.source)
    node.attrib.pop("url_name", None)
    # Names come first, as people write them; a title that is its kind's default would be left out, and `check` asks for it.
    attributes = {"url_name": element.url_name, **({"display_name": element.title} if element.title else {}), **node.attrib}
    node.attrib.clear()
    node.attrib.update(attributes)
    return node


def block_olx(element: Element) -> Any:
    """A block's own OLX; ``PluginMissingError`` if its kind is not installed."""
    runtime = SiteRuntime(None, Place.STUDIO, elements={element.usage_key: element})
    block, node = runtime.get_block(element.usage_key), etree.Element(element.block_type)
    block.add_xml_to_node(node)
    return node


def _xml(node: Any) -> bytes:
    etree.indent(node, "  ")
    return etree.tostring(node, encoding="utf-8", pretty_print=True)
