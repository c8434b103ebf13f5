"""From completions and scores to progress. Its one rule: computed whole from its sources, under a lock taken before they are read.

So a later computation has always read later sources, repeating one changes nothing, and the order of events does not matter.
"""
from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from .. import platform
from ..data import CourseTree, Measure, Sources, measure
from ..models import BlockScore, Dirty, Membership, Progress, Run
from .outbox import tell
from .rollups import recount_later, recounted, settle_groups
from .sources import read_sources, trees
from .storage import insert, upsert

log = logging.getLogger(__name__)

BATCH = 500
"""Learners computed in one transaction."""
_MARK = ["user_id", "course_key", "since"]
_COMPUTED = ["outline_id", "done", "total", "units_done", "units_total", "percent", "units", "earned", "possible", "state",
             "started", "first_completed", "last_activity"]

_waiting: ContextVar[set[tuple[str, int]] | None] = ContextVar("waiting", default=None)


def mark(course_key: str, user_ids: Iterable[int]) -> None:
    """Say that these learners' progress is to be computed; part of the transaction that changed its sources."""
    now = timezone.now()
    insert(Dirty, _MARK, [(user, course_key, now) for user in user_ids])


def mark_everyone(course_key: str) -> None:
    """Say that a course's tree may have changed: one row, however many learners; safe in Studio's process."""
    insert(Dirty, _MARK, [(None, course_key, timezone.now())])


def touched(course_key: str, user_id: int) -> None:
    """A source changed: mark the learner and, where progress is computed inline, compute it in the same transaction."""
    insert(Dirty, _MARK, [(user_id, course_key, timezone.now())])
    waiting = _waiting.get()
    if waiting is not None:
        waiting.add((course_key, user_id))
    elif inline():
        _settle_inline(course_key, user_id)


@contextmanager
def together() -> Iterator[None]:
    """Compute inline progress once for all that changes inside, at its end, instead of at each change.

    A submission changes a score and a completion. Each leaves its mark at once, in its own transaction: what fails inside, or
    between here and there, loses nothing. Progress read inside is that of before.
    """
    waiting: set[tuple[str, int]] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    if inline():
        for course_key, user_id in sorted(waiting):
            _settle_inline(course_key, user_id)


def _settle_inline(course_key: str, user_id: int) -> None:
    try:
        with transaction.atomic():
            settle_learner(course_key, user_id)
    except Exception:                           # the mark stays and the worker tries again: a learner's submission never fails for this
        log.exception("progress in %s was not computed", course_key)


def regrouped(*groups: int) -> None:
    """Registrations of these classes came, went or moved: mark the classes and, where progress is computed inline, count them too."""
    recount_later(groups)
    if inline():
        settle_groups()


def inline() -> bool:
    """Whether progress is computed with the change itself (``PEKT_RECORDS_SETTLE = "inline"``) or by the worker."""
    default = "inline" if getattr(settings, "PEKT_RECORDS_PLATFORM", None) else "worker"
    return getattr(settings, "PEKT_RECORDS_SETTLE", default) == "inline" and not platform.in_studio()


def settle_learner(course_key: str, user_id: int) -> None:
    """Compute one learner's progress now."""
    _settle_users(course_key, [user_id])


def settle(limit: int | None = None, between: Callable[[], object] = lambda: None) -> int:
    """Work the marks off, oldest course first, a batch of learners at a time; returns how many learners were computed.

    A course that cannot be read keeps its marks and does not hold up the others. ``between`` is called before each batch.
    """
    settled, failed = 0, set()
    while limit is None or settled < limit:
        between()
        course = _ripe().exclude(course_key__in=failed).order_by("id").values_list("course_key", flat=True).first()
        if course is None:
            break
        try:
            with transaction.atomic():
                _spread(course)
                waiting = Dirty.objects.filter(course_key=course, user_id__isnull=False).order_by("user_id")
                users = list(waiting.values_list("user_id", flat=True).distinct()[:BATCH])
                _settle_users(course, users)
            settled += len(users)
        except Exception:
            log.exception("progress in %s was not computed", course)
            failed.add(course)
    settle_groups(between)
    return settled


def _ripe() -> QuerySet[Dirty]:
    """The marks that can be worked off: a course that was published a moment ago may still read as it was before."""
    return Dirty.objects.filter(Q(user_id__isnull=False) | Q(since__lte=timezone.now() - platform.publish_lag()))


def _spread(course_key: str) -> None:
    """Turn a mark for everyone into one for each learner."""
    everyone = list(_ripe().filter(course_key=course_key, user_id=None).values_list("id", flat=True))
    if everyone:
        members = Membership.objects.filter(run__course_key=course_key, current=True)
        mark(course_key, members.values_list("user_id", flat=True).distinct())
        Dirty.objects.filter(id__in=everyone).delete()


def _settle_users(course_key: str, users: list[int]) -> None:
    # Exactly the marks seen now: one that another transaction adds meanwhile must outlive this computation.
    marks = list(Dirty.objects.filter(course_key=course_key, user_id__in=users).values_list("id", flat=True))
    recompute(course_key, users)
    Dirty.objects.filter(id__in=marks).delete()


def recompute(course_key: str, user_ids: Collection[int]) -> int:
    """Compute the progress of these learners' current registrations in every run of the course; returns how many rows changed.

    To be called in a transaction. ``LookupError`` where the platform has no such course.
    """
    changed, now = differences(course_key, user_ids), timezone.now()
    upsert(Progress, ["membership_id", *_COMPUTED, "computed"], [(member, *row, now) for member, row in changed.items()], "membership_id")
    told = list(changed)
    tell(told)
    recounted(set(Membership.objects.filter(id__in=told).values_list("group_id", flat=True)))
    return len(changed)


def differences(course_key: str, user_ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """What has to be stored, by registration, of those learners whose stored progress is not what their sources say now.

    Locks the registrations.
    """
    runs = list(Run.objects.filter(course_key=course_key).values_list("id", flat=True))
    found = Membership.objects.filter(run_id__in=runs, user_id__in=user_ids, current=True).order_by("id")
    members = list(found.select_for_update().values_list("id", "user_id"))
    if not members:
        return {}
    users = sorted({user for _, user in members})
    seen = trees(course_key, users)
    sources = read_sources(course_key, users)
    stored = {row[0]: row[1:] for row in Progress.objects.filter(
        membership_id__in=[member for member, _ in members]).values_list("membership_id", *_COMPUTED)}
    first = platform.first_completions(course_key, {user for member, user in members if not _started(stored.get(member))})
    rows = {member: _row(seen[user], sources[user], stored.get(member), first.get(user)) for member, user in members}
    return {member: row for member, row in rows.items() if row != stored.get(member)}


def _started(row: tuple[Any, ...] | None) -> datetime | None:
    return row[_COMPUTED.index("started")] if row else None


def _row(tree: tuple[int, CourseTree], sources: Sources, old: tuple[Any, ...] | None, first: datetime | None) -> tuple[Any, ...]:
    """The stored columns; what is sticky comes from the old row."""
    outline, course = tree
    m = measure(course, sources)
    state = _state(m, sources)
    started = _started(old) or first or sources.newest
    completed = (old[_COMPUTED.index("first_completed")] if old else None) or (sources.newest if state == Progress.COMPLETED else None)
    return (outline, m.done, m.total, m.units_done, m.units_total, m.percent, list(m.units), m.earned, m.possible, state,
            started, completed, sources.newest)


def _state(m: Measure, sources: Sources) -> str:
    if not m.total:
        return Progress.UNTRACKED
    if m.percent == 100:
        return Progress.COMPLETED
    return Progress.STARTED if m.percent or any(sources.completion.values()) or sources.scores else Progress.NEW


def scored(user_id: int, course_key: str, usage_key: str, earned: float, possible: float, modified: datetime,
           withdrawn: bool = False) -> None:
    """Keep a learner's score of a block unless a newer one is known already; to be called in a transaction."""
    new = BlockScore(user_id=user_id, course_key=course_key, usage_key=usage_key, earned=earned, possible=possible,
                     withdrawn=withdrawn, modified=modified)
    BlockScore.objects.bulk_create([new], ignore_conflicts=True)
    BlockScore.objects.filter(user_id=user_id, usage_key=usage_key, modified__lte=modified).update(
        earned=earned, possible=possible, withdrawn=withdrawn, modified=modified)
    touched(course_key, user_id)
