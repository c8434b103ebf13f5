"""The ``course_files`` service, which this site alone has: the course's pictures to choose from, and a place for new ones."""
from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from pekt_xblocks.core.pictures import another_name

from .assets import version
from .copies import adopt
from .media import TYPES, course_folder, media_path
from .models import Course

ROOM = 40_000_000
"""Bytes of all files of a course; a package of more could not be uploaded again."""


class CourseFiles:
    """The files of one course."""

    def __init__(self, course: str) -> None:
        self._course = course

    def pictures(self) -> list[dict[str, Any]]:
        """The course's pictures by name: ``url`` is where this site serves it, ``size`` its bytes."""
        folder, found = course_folder(self._course), []
        for path in sorted((folder / "static").glob("*")):
            try:
                media_path(folder, path.name)
            except LookupError:
                continue
            if TYPES[path.suffix.lower()].startswith("image/"):
                found.append(self._told(path))
        return found

    def add(self, name: str, data: bytes) -> dict[str, Any]:
        """Keep a picture under a name that is fit for a file; the very same file twice is once.

        ``FileExistsError`` with a free name if another file has this one, ``OverflowError`` if the course is full.
        """
        folder = adopt(Course.objects.select_for_update().get(key=self._course)) / "static"
        folder.mkdir(exist_ok=True)
        there = {path.name.lower(): path for path in folder.iterdir()}
        known = there.get(name)
        if known is not None and known.is_file() and known.read_bytes() == data:
            return self._told(known)
        if known is not None:
            raise FileExistsError(next(each for each in (another_name(name, number) for number in count(2)) if each not in there))
        if len(data) + sum(path.stat().st_size for path in there.values()) > ROOM:
            raise OverflowError(name)
        with (folder / name).open("xb") as file:
            file.write(data)
        return self._told(folder / name)

    def _told(self, path: Path) -> dict[str, Any]:
        url = f"{reverse('media', args=[self._course, path.name])}?v={quote(version(path))}"
        return {"name": path.name, "url": url, "size": path.stat().st_size}
