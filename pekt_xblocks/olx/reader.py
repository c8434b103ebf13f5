"""Reads a course tree file by file: each is opened here, within the folder and within limits, and whatever is wrong becomes a fault."""
from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from pekt_xblocks.core.language import N_

from .course import Chapter, Course, Leaf, Sequential, Vertical
from .fault import Fault, Rule, rule
from .module import read_module
from .safe import FILE_BYTES, UNSAFE, Refused, parse

JSON_BYTES = 500_000
FILES = 20_000
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_CHILDREN = {"course": "chapter", "chapter": "sequential", "sequential": "vertical"}

TREE = rule("tree", N_("A course is chapters of sequentials of verticals; an element with only a url_name points at the file of that name "
                       "in the folder of its kind. What stands elsewhere, or has no file, is dropped by Studio without a word."))
NAME = rule("name", N_("A url_name is written in Latin letters, digits, - and _ and stands once in the whole course: "
                       "learners' work is kept by it."))
FILE = rule("file", N_("A file that the course names must be there, in UTF-8, with the letters of its name exactly so."))
POLICY = rule("policy", N_("policies/RUN/policy.json and grading_policy.json tell the platform the title and how grades count."))


class Reader:
    """One reading of one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real = root.resolve()
        self.faults: list[Fault] = []
        self.whole = True

    def course(self) -> Course:
        """Everything that can be read."""
        files = dict(self._files())
        pointer = self._xml("course.xml", "course.xml", 1, "course")
        origin = {} if pointer is None else dict(pointer.attrib)
        run = self._name(origin.get("url_name", ""), "course.xml", 1) if pointer is not None else ""
        node, file, _ = self._follow(pointer, run, "course.xml") if pointer is not None and run else (None, "course.xml", 1)
        module, faults = read_module(self.root)
        self.faults += faults
        chapters = tuple(self._level(node, file)) if node is not None else ()
        policy = self._json(f"policies/{run}/policy.json") if run else {}
        own = policy.get(f"course/{run}", {})
        attributes = {**(dict(node.attrib) if node is not None else {}), **(own if isinstance(own, dict) else {})}
        return Course(
            self.root, origin.get("org", ""), origin.get("course", ""), run, str(attributes.get("display_name", "")), attributes,
            chapters, module, policy, self._json(f"policies/{run}/grading_policy.json") if run else {},  # type: ignore[arg-type]
            {name.removeprefix("static/"): path for name, path in files.items() if name.startswith("static/")},
            self.whole, tuple(self.faults))

    def _fault(self, rule: Rule, file: str, line: int, message: str, **params: Any) -> None:
        self.whole = self.whole and rule is POLICY
        self.faults.append(rule.fault(file, line, message, **params))

    # -- files ------------------------------------------------------------------------------------------------------

    def _files(self) -> Iterator[tuple[str, Path]]:
        """Every file by its name within the course; links are refused, not followed."""
        try:
            yield from tree_files(self.root)
        except Refused as refused:
            self._fault(refused.rule, "", refused.line, refused.message, **refused.params)

    def _bytes(self, name: str, asked_by: str, line: int, limit: int) -> bytes | None:
        path = self.root / name
        try:
            if path.is_symlink() or not path.is_file() or self._real not in path.resolve().parents:
                self._fault(FILE, asked_by, line, N_("The file {name} is missing."), name=name)
            elif path.stat().st_size > limit:
                self._fault(UNSAFE, name, 1, N_("The file is larger than {limit} MB."), limit=limit / 1_000_000)
            else:
                return path.read_bytes()
        except (OSError, ValueError):
            self._fault(FILE, asked_by, line, N_("The file {name} can't be read."), name=name)
        return None

    def _xml(self, name: str, asked_by: str, line: int, root: str) -> etree._Element | None:
        data = self._bytes(name, asked_by, line, FILE_BYTES)
        if data is None:
            return None
        try:
            node = parse(data)
        except Refused as refused:
            self._fault(refused.rule, name, refused.line, refused.message, **refused.params)
            return None
        if node.tag == root:
            return node
        self._fault(TREE, name, node.sourceline or 1, N_("<{root}> must be the outermost element here, not <{element}>."),
                    root=root, element=node.tag)
        return None

    def _json(self, name: str) -> dict[str, Any]:
        data = self._bytes(name, name, 1, JSON_BYTES)
        if data is None:
            return {}
        try:
            found = json.loads(data)
        except (ValueError, RecursionError) as error:
            self._fault(POLICY, name, getattr(error, "lineno", 1), N_("This is not readable JSON."))
            return {}
        if isinstance(found, dict):
            return found
        self._fault(POLICY, name, 1, N_("This must be a JSON object."))
        return {}

    # -- the tree ---------------------------------------------------------------------------------------------------

    def _name(self, name: str, file: str, line: int) -> str:
        if _NAME.fullmatch(name):
            return name
        self._fault(NAME, file, line, N_("“{name}” can't be a url_name."), name=name[:60])
        return ""

    def _follow(self, node: etree._Element, name: str, file: str) -> tuple[etree._Element | None, str, int]:
        """The element itself, or the one in its own file if it only points there."""
        line = node.sourceline or 1
        if len(node) or (node.text or "").strip() or set(node.attrib) - {"url_name", "org", "course"}:
            return node, file, line
        target = f"{node.tag}/{name}.xml"
        found = self._xml(target, file, line, str(node.tag))
        return found, target, 1 if found is None else found.sourceline or 1

    def _level(self, parent: etree._Element, file: str) -> Iterator[Any]:
        """The chapters of a course, the sequentials of a chapter, the verticals of a sequential."""
        kind = _CHILDREN[str(parent.tag)]
        self._no_text(parent, file)
        for child in parent.iterchildren("*"):
            if child.tag != kind:
                if child.tag not in ("wiki", "textbook"):
                    self._fault(TREE, file, child.sourceline or 1, N_("<{element}> has no place inside <{parent}>, only <{kind}> has."),
                                element=child.tag, parent=parent.tag, kind=kind)
                continue
            url_name = self._name(child.get("url_name", ""), file, child.sourceline or 1)
            node, where, line = self._follow(child, url_name, file) if url_name else (None, file, 1)
            if node is not None:
                yield self._part(url_name, node, where, line)

    def _part(self, url_name: str, node: etree._Element, file: str, line: int) -> Chapter | Sequential | Vertical:
        common = (url_name, node.get("display_name", ""), file, line, _staff_only(node), dict(node.attrib))
        if node.tag == "chapter":
            return Chapter(*common, tuple(self._level(node, file)))
        if node.tag == "sequential":
            return Sequential(*common, tuple(self._level(node, file)))
        return Vertical(*common, tuple(self._leaves(node, file)))

    def _leaves(self, vertical: etree._Element, file: str) -> Iterator[Leaf]:
        self._no_text(vertical, file)
        for child in vertical.iterchildren("*"):
            url_name = self._name(child.get("url_name", ""), file, child.sourceline or 1)
            if not url_name:
                continue
            if str(child.tag).startswith("pekt_"):
                yield Leaf(url_name, child.get("display_name", ""), file, child.sourceline or 1, _staff_only(child), dict(child.attrib),
                           str(child.tag), child)
            else:
                leaf = self._foreign(url_name, child, file)
                if leaf is not None:
                    yield leaf

    def _foreign(self, url_name: str, child: etree._Element, file: str) -> Leaf | None:
        """A block of the platform's own; of a page of text the HTML, too."""
        node, where, line = self._follow(child, url_name, file)
        if node is None:
            return None
        common = (url_name, node.get("display_name", ""), where, line, _staff_only(child) or _staff_only(node), dict(node.attrib),
                  str(node.tag), node)
        if node.tag != "html":
            return Leaf(*common)
        name = node.get("filename")
        if not name:
            return Leaf(*common, _inner(node), where, line)
        page = f"html/{name}.html"
        data = self._bytes(page, where, line, FILE_BYTES) if self._name(name, where, line) else None
        try:
            return Leaf(*common, "" if data is None else data.decode("utf-8"), page)
        except UnicodeDecodeError:
            self._fault(FILE, page, 1, N_("The file must be written in UTF-8."))
            return Leaf(*common, "", page)

    def _no_text(self, node: etree._Element, file: str) -> None:
        for text in [node.text, *(child.tail for child in node)]:
            if text and text.strip():
                self._fault(TREE, file, node.sourceline or 1, N_("Text stands outside of any block: “{text}”."), text=text.strip()[:40])


def tree_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder by its name within it, sorted, hidden ones left out; ``Refused`` for links and too many files."""
    count = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *sorted(names)]:
            path = Path(folder) / name
            count += 1
            if count > FILES:
                raise Refused(UNSAFE, 1, N_("The course holds more than {limit} files."), limit=FILES)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise Refused(UNSAFE, 1, N_("“{name}” is a link or a device, not a file."), name=str(path.relative_to(root)))
            if name in names and not name.startswith("."):
                yield path.relative_to(root).as_posix(), path


def _staff_only(node: etree._Element) -> bool:
    return node.get("visible_to_staff_only", "").lower() == "true"


def _inner(node: etree._Element) -> str:
    """The content of an inline page as it was written."""
    return (node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node)
