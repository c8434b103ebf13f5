"""For every site: in Studio the activities are offered in libraries, in the LMS the records' scopes to applications.

May be called again after the operator's settings are read.
"""
from __future__ import annotations

from typing import Any

from pekt_xblocks.activities import kinds

SCOPES = {"read": "pekt_records:read", "write": "pekt_records:write", "names": "pekt_records:names"}
"""What a restricted application may be allowed in the records, by what it is needed for."""
STREAM = 1_000_000
"""Events that a Redis stream keeps where the operator has not said: the bus's own 10,000 may be gone after one weekend."""
_SAID = {"read": "Read the hub records without names", "write": "Write in the hub records",
         "names": "Read pupils' names in the hub records"}


def plugin_settings(settings: Any) -> None:
    """Offer the activities in libraries, and the records' scopes to OAuth applications; a bus that is told keeps enough."""
    _offer_blocks(settings)
    if any(facts.get("kind") == "bus" for facts in (getattr(settings, "PEKT_RECORDS_DESTINATIONS", None) or {}).values()):
        settings.EVENT_BUS_REDIS_STREAM_MAX_LEN = getattr(settings, "EVENT_BUS_REDIS_STREAM_MAX_LEN", STREAM)
    provider = getattr(settings, "OAUTH2_PROVIDER", None)
    if provider is not None and "SCOPES" in provider:
        provider["SCOPES"] = {**provider["SCOPES"], **{SCOPES[what]: said for what, said in _SAID.items()}}


def _offer_blocks(settings: Any) -> None:
    """Put the activities into Studio's ``LIBRARY_ENABLED_BLOCKS``: those of ``PEKT_LIBRARY_BLOCKS``, or all where that is not set.

    Only a list that is there is changed: the LMS has none, and in Studio a new one would hide the platform's own blocks.
    """
    offered = getattr(settings, "LIBRARY_ENABLED_BLOCKS", None)
    if offered is not None:
        ours = [f"pekt_{kind}" for kind in kinds()]
        wanted = getattr(settings, "PEKT_LIBRARY_BLOCKS", ours)
        settings.LIBRARY_ENABLED_BLOCKS = [name for name in offered if name not in ours] + [name for name in ours if name in wanted]
