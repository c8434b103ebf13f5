"""What a block publishes, turned into the rows and signals that the platform turns it into; other events into a log line."""
from __future__ import annotations

import json
import logging
from typing import Any

from completion.models import BlockCompletion
from django.contrib.auth.models import User
from django.utils import timezone

from pekt_xblocks.records.signals import score_changed

from .models import Score

log = logging.getLogger("tracking")


def publish(user: User | None, block: Any, name: str, data: dict[str, Any]) -> None:
    """Take up an event. Of a visitor without a name nothing is kept."""
    if user is not None and name == "grade":
        _grade(user, block, data)
    elif user is not None and name == "completion":
        complete(user, block.scope_ids.usage_id, data["completion"])
    elif name not in ("grade", "completion"):
        log.info(json.dumps({"event": name, "course": str(block.scope_ids.usage_id.course_key), "usage": str(block.scope_ids.usage_id),
                             "data": data}, ensure_ascii=False, default=str))


def complete(user: User, usage_key: Any, share: float) -> None:
    """How much of an element a learner has done, 0..1."""
    BlockCompletion.objects.submit_completion(user=user, block_key=usage_key, completion=float(share))


def _grade(user: User, block: Any, data: dict[str, Any]) -> None:
    earned, possible = data.get("value"), data.get("max_value")
    if earned is None or possible is None:
        return
    usage_key = block.scope_ids.usage_id
    place = {"user": user, "usage_key": str(usage_key)}
    kept = Score.objects.filter(**place).first() if data.get("only_if_higher") else None
    if kept is not None and _share(kept.earned, kept.possible) > _share(earned, possible):
        return
    modified = timezone.now()
    score = Score(**place, earned=earned, possible=possible, modified=modified)
    Score.objects.bulk_create([score], update_conflicts=True, unique_fields=["user", "usage_key"],
                              update_fields=["earned", "possible", "modified"])
    _tell(user, usage_key, *_weighted(earned, possible, getattr(block, "weight", None)), modified, bool(data.get("score_deleted")))


def _tell(user: User, usage_key: Any, earned: float, possible: float, modified: Any, deleted: bool) -> None:
    """The signal that the grade book sends on the platform (``PROBLEM_WEIGHTED_SCORE_CHANGED``), with its arguments."""
    score_changed.send(sender=None, user_id=user.pk, course_id=str(usage_key.course_key), usage_id=str(usage_key),
                       weighted_earned=earned, weighted_possible=possible, score_deleted=deleted, modified=modified)


def _share(earned: float, possible: float) -> float:
    return earned / possible if possible else 0.0


def _weighted(earned: float, possible: float, weight: float | None) -> tuple[float, float]:
    """Raw points to weighted ones, as the platform's ``weighted_score``."""
    if weight is None or not possible:
        return earned, possible
    return earned * weight / possible, weight
