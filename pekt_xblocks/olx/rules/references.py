"""Links, pictures and files: whatever a text points at is there, is ours, and can be seen by everyone."""
from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pekt_xblocks.core.language import N_
from pekt_xblocks.olx.fault import Fault, rule
from pekt_xblocks.olx.inspection import Inspection
from pekt_xblocks.olx.reader import tree_files

from . import checked

REFERENCE = rule("reference", N_("A reference names a file in static/ as /static/NAME, or a block of the course as /jump_to_id/URL_NAME. "
                                 "Studio keeps such references right in every copy of the course; nothing else survives an import."))
UNUSED = rule("unused", N_("A file that nothing points at makes the package heavier for every phone that loads it."), "advice")
ALT = rule("alt", N_("Whoever can't see a picture reads its alternative text: say all that is needed to answer, but not the answer itself. "
                     "A picture that tells nothing has role=\"presentation\" and alt=\"\"."))
FOREIGN = rule("foreign", N_("Pages hold text and pictures. Scripts, frames and files of other sites fail behind school filters and can "
                             "follow children around."))
SIZE = rule("size", N_("Pictures above 60 kB keep learners on weak networks waiting: use SVG or WebP, or make it smaller."), "advice")
PICTURE_BYTES = 60_000
_PARTS = {"chapter", "sequential", "vertical", "html"}
STATIC_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


@checked
def references_resolve(found: Inspection) -> Iterator[Fault]:
    names = {part.url_name for part in found.course.parts()}
    for piece in found.pieces:
        for line, address in piece.page.addresses:
            at, target = piece.at(line), unquote(address.split("#")[0].split("?")[0])
            if target.startswith("/static/"):
                if target.removeprefix("/static/") not in found.course.static:
                    yield REFERENCE.fault(piece.file, at, N_("The file {name} is not in static/."), name=target.removeprefix("/static/"))
            elif target.startswith("/jump_to_id/"):
                if target.removeprefix("/jump_to_id/") not in names:
                    yield REFERENCE.fault(piece.file, at, N_("No block of this course has the url_name “{name}”."),
                                          name=target.removeprefix("/jump_to_id/"))
            elif not address.startswith(("https://", "mailto:", "#")):
                yield REFERENCE.fault(piece.file, at, N_("“{address}” is no address that works in a course."), address=address[:80])


@checked
def the_courses_picture_is_there(found: Inspection) -> Iterator[Fault]:
    name = str(found.course.attributes.get("course_image", ""))
    if name and name not in found.course.static:
        yield REFERENCE.fault(f"course/{found.course.run}.xml", 1, N_("The file {name} is not in static/."), name=name)


@checked
def pages_hold_nothing_foreign(found: Inspection) -> Iterator[Fault]:
    for piece in found.pieces:
        for line, name in piece.page.foreign:
            yield FOREIGN.fault(piece.file, piece.at(line), N_("{name} can't stand in a page."), name=name)
        for image in piece.page.images:
            if not image.source.startswith("/static/"):
                yield FOREIGN.fault(piece.file, piece.at(image.line), N_("The picture {name} is not among the course's files."),
                                    name=image.source[:80] or "?")


@checked
def pictures_have_words(found: Inspection) -> Iterator[Fault]:
    for piece in found.pieces:
        for image in piece.page.images:
            if not image.decorative and not (image.alt or "").strip():
                yield ALT.fault(piece.file, piece.at(image.line), N_("The picture {name} has no alternative text."), name=image.source[:80])


@checked
def files_are_used_and_light(found: Inspection) -> Iterator[Fault]:
    pointed = {unquote(address.split("#")[0].split("?")[0]) for piece in found.pieces for _, address in piece.page.addresses}
    pointed.add(f"/static/{found.course.attributes.get('course_image')}")
    for name, path in found.course.static.items():
        if not STATIC_NAME.fullmatch(name):
            yield REFERENCE.fault(f"static/{name}", 1, N_("Studio keeps files in one folder: name it in Latin letters, digits, - and _."))
        elif f"/static/{name}" not in pointed and found.course.whole:
            yield UNUSED.fault(f"static/{name}", 1, N_("Nothing points at this file."))
        if path.suffix.lower() in {".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"} and path.stat().st_size > PICTURE_BYTES:
            yield SIZE.fault(f"static/{name}", 1, N_("The picture is {size} kB."), size=round(path.stat().st_size / 1000))


@checked
def every_part_is_reached(found: Inspection) -> Iterator[Fault]:
    """A unit whose line was deleted above it is gone from the course, though its file is there."""
    reached = {part.file for part in found.course.parts()} | {leaf.html_file for leaf in found.course.leaves()}
    for name, _ in tree_files(found.course.root) if found.course.whole else ():
        if name.split("/")[0] in _PARTS and name not in reached:
            yield UNUSED.fault(name, 1, N_("Nothing points at this file."))
