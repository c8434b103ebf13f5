"""The rules a course is held to: one small function each, found from the modules here; to add one, write one."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from pekt_xblocks.olx.fault import Fault
from pekt_xblocks.olx.inspection import Inspection

Check = Callable[[Inspection], Iterator[Fault]]
_CHECKS: list[Check] = []


def checked(check: Check) -> Check:
    """Marks a function as one that every course goes through."""
    _CHECKS.append(check)
    return check


@cache
def every_check() -> tuple[Check, ...]:
    """All of them, their rules registered."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem != "__init__":
            import_module(f"{__name__}.{path.stem}")
    return tuple(_CHECKS)
