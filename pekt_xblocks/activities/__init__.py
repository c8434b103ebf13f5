"""One folder per activity kind. To add one, add a folder; nothing else changes."""
from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from pekt_xblocks.core.activity import Activity
from pekt_xblocks.core.template import Template

FOLDER = Path(__file__).parent


def kinds() -> list[str]:
    """The kinds there are, by name; found without importing any."""
    return sorted(path.parent.name for path in FOLDER.glob("*/activity.py"))


@cache
def activity_type(kind: str) -> type[Activity]:
    """The activity type of a kind; ``LookupError`` if there is none."""
    if kind not in kinds():
        raise LookupError(kind)
    module = import_module(f"{__name__}.{kind}.activity")
    (found,) = [v for v in vars(module).values()
                if isinstance(v, type) and issubclass(v, Activity) and v.__module__ == module.__name__]
    return found


def activity_types() -> dict[str, type[Activity]]:
    """Activity types by kind, in the order of their names."""
    return {kind: activity_type(kind) for kind in kinds()}


def examples(kind: str) -> ModuleType:
    """The kind's ``examples``: DEFAULT, RESPONSES, SAME_TO_LEARNER."""
    return import_module(f"{__name__}.{kind}.examples")


def templates(kind: str) -> tuple[Template, ...]:
    """The kind's starting points for authors, in the order in which they are offered."""
    return import_module(f"{__name__}.{kind}.templates").TEMPLATES
