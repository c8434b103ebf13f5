"""Everything wrong with a course, for people: ``check`` takes a folder or an archive and raises nothing for what is in it."""
from __future__ import annotations

import tempfile
from pathlib import Path

from .archive import course_folder, unpack
from .course import Course, read_course
from .fault import Fault
from .inspection import inspect
from .rules import every_check
from .safe import Refused


def check(path: Path | str) -> list[Fault]:
    """The faults and advice of a course folder or ``.tar.gz``, in the order of files and lines."""
    path = Path(path)
    if path.is_dir():
        return check_course(read_course(path))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "unpacked"
        try:
            unpack(path, target)
        except Refused as refused:
            return [refused.fault("")]
        return check_course(read_course(course_folder(target)))


def check_course(course: Course) -> list[Fault]:
    """The faults and advice of a course as read."""
    checks = every_check()  # before anything else: a fault asks for its rule
    found = inspect(course)
    told = (fault for each in checks for fault in each(found)) if course.chapters or course.whole else ()
    faults = [*course.faults, *found.faults, *told]
    return sorted(faults, key=lambda fault: (fault.file, fault.line, fault.rule, fault.message, str(fault.params)))


def clean(faults: list[Fault]) -> bool:
    """Whether a course may be packed: advice does not keep it from that."""
    return not any(fault.level == "fault" for fault in faults)
