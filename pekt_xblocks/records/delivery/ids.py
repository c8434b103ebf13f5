"""The lasting id of a record: made from what it tells, so that sending it again is always the same record."""
from __future__ import annotations

from uuid import UUID, uuid5

_NAMESPACE = UUID("0c0f2a52-6c2b-5c55-9a0e-5d6a3f0b7e11")


def record_id(registration: str, activity: str, verb: str, milestone: str, attempt: int) -> str:
    """registration | activity | verb | milestone | attempt, as a UUID."""
    return str(uuid5(_NAMESPACE, "|".join([registration, activity, verb, milestone, str(attempt)])))
