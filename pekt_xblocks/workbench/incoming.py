"""Packages that somebody uploads: unpacked within limits, looked at, and taken over only once nothing here would be lost unasked."""
from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext

from pekt_xblocks.olx import archive
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.safe import Refused

from . import keys
from .building import short_name, take_over
from .models import Course

BYTES = 50_000_000
"""Bytes of the largest package."""
_TOKEN = re.compile(r"[a-f0-9]{32}")
_WAITING = 20
"""Packages that may lie unpacked and unanswered; the oldest goes first."""


class Unacceptable(ValueError):
    """A file that is no package that this site can take; the message says why, in the reader's language."""


@dataclass(frozen=True)
class Waiting:
    """An unpacked package: ``token`` names it, ``known`` is the module here that it would replace, ``same`` if it is from ``courses/``."""

    token: str
    key: str
    title: str
    slug: str
    known: Course | None


def receive(chunks: Iterable[bytes]) -> Waiting:
    """Unpack an upload and look what it is; raises ``Unacceptable`` and leaves nothing behind."""
    token = secrets.token_hex(16)
    place = _place(token)
    place.mkdir(parents=True)
    try:
        _write(chunks, place / "package.tar.gz")
        archive.unpack(place / "package.tar.gz", place / "unpacked")
        (place / "package.tar.gz").unlink()
        found = look(token)
    except Refused as refused:
        shutil.rmtree(place)
        raise Unacceptable(refused.fault("").say(get_language())) from None
    except Exception:
        shutil.rmtree(place)
        raise
    _tidy()
    return found


def _write(chunks: Iterable[bytes], path: Path) -> None:
    size = 0
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > BYTES:
                raise Unacceptable(gettext("This file is too large: at most %(limit)s MB.") % {"limit": BYTES // 1_000_000})
            file.write(chunk)


def look(token: str) -> Waiting:
    """What waits under a token; ``LookupError`` if nothing does, ``Unacceptable`` if it is no course."""
    if not _TOKEN.fullmatch(token) or not (_place(token) / "unpacked").is_dir():
        raise LookupError(token)
    package = read_course(archive.course_folder(_place(token) / "unpacked"))
    try:
        keys.course_key(package.key)
    except LookupError:
        told = package.faults[0].say(get_language()) if package.faults else ""
        raise Unacceptable(" ".join([gettext("There is no course in this package."), told]).strip()) from None
    return Waiting(token, package.key, package.title or package.course, package.course, Course.objects.filter(key=package.key).first())


def accept(token: str) -> Course:
    """Take over what waits under a token, in place of the module of the same key if there is one; raises as ``look`` does."""
    found = look(token)
    folder = settings.PEKT_BUILT / (short_name(found.slug))
    folder.parent.mkdir(parents=True, exist_ok=True)
    archive.course_folder(_place(token) / "unpacked").rename(folder)
    shutil.rmtree(_place(token))
    return take_over(folder, force=True)


def refuse(token: str) -> None:
    """Forget what waits under a token."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(_place(token), ignore_errors=True)


def _place(token: str) -> Path:
    return settings.VAR / "incoming" / token


def _tidy() -> None:
    waiting = sorted((settings.VAR / "incoming").iterdir(), key=lambda path: path.stat().st_mtime)
    for path in waiting[:-_WAITING]:
        shutil.rmtree(path, ignore_errors=True)
