"""Course packages into the site's rows: nothing that learners did is touched, nothing that teachers changed here is lost unasked."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from lxml import etree
from xblock.fields import ScopeIds
from xblock.plugin import PluginMissingError

from pekt_xblocks.olx.course import Course as Package
from pekt_xblocks.olx.course import Leaf, Part, read_course
from pekt_xblocks.olx.fault import Fault
from pekt_xblocks.olx.reader import tree_files

from . import keys
from .models import Course, Element
from .runtime import Place, SiteRuntime


@dataclass
class Report:
    """What one loading did: usage keys by what happened to them. ``kept`` were changed both here and in the package."""

    course: str
    unchanged: bool = False
    ours: bool = False
    """Left alone: the module is built here, in a working copy of its own."""
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    faults: tuple[Fault, ...] = ()


def load(folder: Path, *, force: bool = False) -> Report:
    """Take over the package in a folder. ``force`` overwrites what teachers changed here. ``ValueError`` if it is no course."""
    checksum = _checksum(folder)
    known = Course.objects.filter(folder=str(folder)).first()
    if known is not None and known.checksum == checksum and not force:
        return Report(known.key, unchanged=True)
    package = read_course(folder)
    try:
        keys.course_key(package.key)
    except LookupError:
        raise ValueError(f"{folder}: no course") from None
    if not force and _built_elsewhere(package.key, folder):
        return Report(package.key, ours=True)
    with transaction.atomic():
        course, _new = Course.objects.update_or_create(key=package.key, defaults={
            "slug": package.course, "title": package.title or package.course, "folder": str(folder), "checksum": checksum,
            "about": package.module.model_dump(mode="json") if package.module else {}, "attributes": dict(package.attributes)})
        return _Loading(course, Report(package.key, faults=package.faults), force).run(package)


def _built_elsewhere(key: str, folder: Path) -> bool:
    known = Course.objects.filter(key=key).values_list("folder", flat=True).first()
    return known is not None and Path(known) != folder and settings.PEKT_BUILT in Path(known).parents


def _checksum(folder: Path) -> str:
    found = hashlib.sha256()
    for name, path in tree_files(folder):
        found.update(f"{name}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


class _Loading:
    """One package on its way into one course's rows."""

    def __init__(self, course: Course, report: Report, force: bool) -> None:
        self.course, self.report, self.force = course, report, force
        self.rows = {element.usage_key: element for element in Element.objects.filter(course=course)}
        self.seen: set[str] = set()

    def run(self, package: Package) -> Report:
        self._level(package.chapters, None, staff_only=False)
        self._remove({usage: row for usage, row in self.rows.items() if usage not in self.seen})
        return self.report

    def _level(self, parts: tuple[Any, ...], parent: Element | None, *, staff_only: bool) -> None:
        for position, part in enumerate(parts):
            block_type = part.block_type if isinstance(part, Leaf) else type(part).__name__.lower()
            usage = str(keys.course_key(self.course.key).make_usage_key(block_type, part.url_name))
            if usage in self.seen:  # the reader has a fault for it
                continue
            self.seen.add(usage)
            hidden = staff_only or part.staff_only
            row = self._take(part, usage, block_type, {"parent": parent, "position": position, "staff_only": hidden})
            self._level(_below(part), row, staff_only=hidden)

    def _take(self, part: Part, usage: str, block_type: str, place: dict[str, Any]) -> Element:
        source, row = _source(part, block_type), self.rows.get(usage)
        changes = dict(place)
        if row is None:
            row = Element(course=self.course, usage_key=usage, block_type=block_type, url_name=part.url_name)
            told, fresh = self.report.added, True
        elif row.edited and row.source != source and not self.force:
            told, fresh = self.report.kept, False
        else:
            told, fresh = self.report.changed, row.source != source or (row.edited and self.force)
        if fresh:
            changes |= {"source": source, "fields": _fields(part, usage, block_type), "edited": False}
        if fresh or told is self.report.kept:
            told.append(usage)
        if row.pk is None or any(getattr(row, name) != value for name, value in changes.items()):
            for name, value in changes.items():
                setattr(row, name, value)
            row.save()
        return row

    def _remove(self, gone: dict[str, Element]) -> None:
        """Rows that the package no longer has; what teachers changed stays, with all that it stands in."""
        by_pk = {row.pk: row for row in self.rows.values()}
        stay: set[int | None] = set()
        for usage, row in gone.items():
            if row.edited and not self.force:
                self.report.kept.append(usage)
                above: Element | None = row
                while above is not None:
                    stay.add(above.pk)
                    above = by_pk.get(above.parent_id)
        self.report.removed += [usage for usage, row in gone.items() if row.pk not in stay]
        Element.objects.filter(usage_key__in=self.report.removed).delete()


def _below(part: Any) -> tuple[Any, ...]:
    for name in ("sequentials", "verticals", "leaves"):
        if hasattr(part, name):
            return getattr(part, name)
    return ()


def _source(part: Part, block_type: str) -> str:
    """The element's own OLX, without what stands in it where that has rows of its own."""
    if isinstance(part, Leaf):
        node = etree.tostring(part.element, encoding="unicode", with_tail=False)
        return node if part.html is None else f"{node}\n{part.html}"
    return etree.tostring(etree.Element(block_type, dict(part.attributes)), encoding="unicode")


def _fields(part: Part, usage: str, block_type: str) -> dict[str, Any]:
    """The fields of a row. A block reads its own; elements of the tree and pages keep their attributes as written."""
    if not isinstance(part, Leaf) or part.html is not None:
        attributes = {name: value for name, value in part.attributes.items() if name not in ("url_name", "filename")}
        return attributes | ({"data": part.html} if isinstance(part, Leaf) else {})
    scratch = Element(usage_key=usage, block_type=block_type)
    try:
        read_block(scratch, part.element)
    except PluginMissingError:
        return {"display_name": part.display_name} if part.display_name else {}
    return scratch.fields


def read_block(element: Element, node: Any) -> None:
    """Set an element's fields from OLX, by its block's own reader; ``PluginMissingError`` if its kind is not installed."""
    runtime = SiteRuntime(None, Place.STUDIO, elements={element.usage_key: element})
    key = keys.usage_key(element.usage_key)
    node = etree.fromstring(etree.tostring(node, with_tail=False))
    node.attrib.pop("url_name", None)
    runtime.load_block_type(element.block_type).parse_xml(node, runtime, ScopeIds(None, element.block_type, key, key)).save()


def packages(folder: Path) -> Iterator[Path]:
    """The folder itself if it holds a course, else the folders below it that do."""
    for path in [folder] if (folder / "course.xml").is_file() else sorted(folder.iterdir()) if folder.is_dir() else ():
        if (path / "course.xml").is_file():
            yield path


