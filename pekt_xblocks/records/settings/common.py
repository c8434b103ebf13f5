"""For every site: in Studio the activities are offered in libraries. May be called again after the operator's settings are read."""
from __future__ import annotations

from typing import Any

from pekt_xblocks.activities import kinds


def plugin_settings(settings: Any) -> None:
    """Put the activities into Studio's ``LIBRARY_ENABLED_BLOCKS``: those of ``PEKT_LIBRARY_BLOCKS``, or all where that is not set.

    Only a list that is there is changed: the LMS has none, and in Studio a new one would hide the platform's own blocks.
    """
    offered = getattr(settings, "LIBRARY_ENABLED_BLOCKS", None)
    if offered is not None:
        ours = [f"pekt_{kind}" for kind in kinds()]
        wanted = getattr(settings, "PEKT_LIBRARY_BLOCKS", ours)
        settings.LIBRARY_ENABLED_BLOCKS = [name for name in offered if name not in ours] + [name for name in ours if name in wanted]
