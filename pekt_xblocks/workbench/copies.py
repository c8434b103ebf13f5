"""Working copies: what is changed here is a copy of the package in ``courses/``; its one rule: that package itself is never written."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from pekt_xblocks.olx.reader import tree_files

from .models import Course


def built_here(course: Course) -> bool:
    """Whether the course's files are a working copy, which may be written."""
    return settings.PEKT_BUILT in Path(course.folder).parents


def adopt(course: Course) -> Path:
    """The working copy of a course's files, made now if there is none; what is read from ``courses/`` later leaves this course alone."""
    if not built_here(course):
        folder = settings.PEKT_BUILT / next(each for each in numbered(course.slug) if not (settings.PEKT_BUILT / each).exists())
        for name, path in tree_files(Path(course.folder)):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / name)
        course.folder = str(folder)
        course.save(update_fields=["folder"])
    return Path(course.folder)


def numbered(name: str) -> Iterator[str]:
    """The name, then the name with 2, 3 and so on: until one is free."""
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1
