"""Events for the tracking log: what happened and how it went, never who in words, never a text that a learner wrote."""
from __future__ import annotations

from typing import Any

from pekt_xblocks.core import reply
from pekt_xblocks.core.attempt import Outcome, State
from pekt_xblocks.core.settings import Settings

_PREFIX = "pekt.activity."
_BUCKETS = ((30, "0-30"), (60, "-60"), (180, "-180"), (600, "-600"))


def publish(block: Any, name: str, more: dict[str, Any] | None = None) -> None:
    """An event of the family, e.g. ``pekt.activity.started``; the platform adds the learner's id and the time."""
    block.runtime.publish(block, _PREFIX + name, {"block_type": f"pekt_{block.kind}", "usage_id": block.usage_key(), **(more or {})})


def seconds_bucket(seconds: Any) -> str:
    """How long a page was open, coarse on purpose: ``0-30``, ``-60``, ``-180``, ``-600``, ``600+``; empty if the page did not tell."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds >= 0:
        return ""
    return next((name for limit, name in _BUCKETS if seconds <= limit), "600+")


def submitted(block: Any, outcome: Outcome, state: State, settings: Settings, seconds: Any = None) -> None:
    """A graded submission: codes and points by part."""
    assert outcome.score is not None and outcome.attempt is not None
    publish(block, "submitted", {
        "attempt": outcome.attempt.number, "earned": reply.rounded(outcome.score.earned), "possible": reply.rounded(outcome.score.possible),
        "state": state.status, "hints": outcome.attempt.hints,
        "seconds_bucket": seconds_bucket(seconds), "competences": settings.competences.split(),
        "parts": [{"id": p.id, "code": p.code, "earned": reply.rounded(p.earned)} for p in outcome.score.parts]})
