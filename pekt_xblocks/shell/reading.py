"""Definitions read once: a process that has validated a definition does not validate it again for the next learner."""
from __future__ import annotations

from typing import Any

from pekt_xblocks.core.activity import Activity

_MOST = 500
_read: dict[str, tuple[Any, Activity]] = {}


def activity_of(cls: type[Activity], usage_key: str, definition: Any) -> Activity:
    """The activity of a stored definition; ``ValidationError`` if it is none. Only an equal definition is taken for known."""
    known = _read.get(usage_key)
    if known is None or known[0] != definition:
        known = (definition, cls.model_validate(definition))
        if len(_read) >= _MOST:
            _read.clear()
        _read[usage_key] = known
    return known[1]
