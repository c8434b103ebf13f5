"""A course folder as a package for Studio: only a clean course is packed, and the same course gives the same bytes."""
from __future__ import annotations

from pathlib import Path

from .archive import write
from .check import check, clean
from .fault import Fault
from .reader import tree_files

_NOT_PACKED = {"README.md"}


def pack(course: Path | str, out: Path | str) -> list[Fault]:
    """Write the package to ``out``, unless the course has faults: those are returned, and nothing is written."""
    course = Path(course)
    faults = check(course)
    if clean(faults):
        write(((name, path) for name, path in tree_files(course) if name not in _NOT_PACKED), Path(out))
    return faults
