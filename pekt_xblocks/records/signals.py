"""What the records listen to; receivers only hand on to the api, in the sender's transaction."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from . import api, platform, tasks

score_changed = Signal()
"""Sent by the workbench with the arguments of the platform's PROBLEM_WEIGHTED_SCORE_CHANGED."""


def on_completion(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """``post_save`` and ``post_delete`` of edx-completion's BlockCompletion; ``raw`` rows come from a fixture, for the reconciliation."""
    if not raw:
        api.touched(str(instance.context_key), instance.user_id)
        tasks.soon()


def on_score(sender: Any, *, user_id: int, course_id: str, usage_id: str, weighted_earned: float | None, weighted_possible: float | None,
             score_deleted: bool = False, modified: datetime | None = None, **kwargs: Any) -> None:
    """A learner's score on a block, new, changed or deleted."""
    with transaction.atomic():
        api.scored(user_id, str(course_id), str(usage_id), weighted_earned or 0.0, weighted_possible or 0.0,
                   modified or timezone.now(), withdrawn=bool(score_deleted))
        if score_deleted and "+type@pekt_" in str(usage_id):
            # "Delete learner's state" leaves the completion of blocks that publish their own.
            platform.forget_completion(user_id, str(usage_id))
    tasks.soon()


def on_unenrolment(sender: Any, enrollment: Any, **kwargs: Any) -> None:
    """openedx-events' COURSE_UNENROLLMENT_COMPLETED."""
    api.end_membership(enrollment.user.id, str(enrollment.course.course_key))


def on_cohort_change(sender: Any, user: Any, course_key: Any, **kwargs: Any) -> None:
    """COHORT_MEMBERSHIP_UPDATED, sent for joining, moving and leaving alike: the learner may see other blocks now."""
    api.touched(str(course_key), user.id)
    tasks.soon()


def on_published(sender: Any, course_key: Any, **kwargs: Any) -> None:
    """Studio's course_published; sent several times for one import, so it only leaves a mark."""
    api.mark_everyone(str(course_key))


def on_retirement(sender: Any, user: Any, **kwargs: Any) -> None:
    """USER_RETIRE_LMS_MISC and, for good, USER_RETIRE_LMS_CRITICAL: an error here makes the platform try the retirement again."""
    api.erase(user.id)
