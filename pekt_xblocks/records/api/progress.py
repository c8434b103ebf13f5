"""From completions and scores to progress. Its one rule: computed whole from its sources, under a lock taken before they are read.

So a later computation has always read later sources, repeating one changes nothing, and the order of events does not matter.
"""
from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .. import platform
from ..data import CourseTree, Measure, Sources, measure
from ..models import BlockScore, Dirty, Membership, Outline, Progress, Run
from .storage import upsert

log = logging.getLogger(__name__)

BATCH = 200
"""Learners computed in one transaction."""
_COMPUTED = ["outline_id", "done", "total", "units_done", "units_total", "percent", "units", "earned", "possible", "state",
             "started", "first_completed", "last_activity"]


def mark(course_key: str, user_ids: Iterable[int]) -> None:
    """Say that these learners' progress is to be computed; part of the transaction that changed its sources."""
    now = timezone.now()
    Dirty.objects.bulk_create([Dirty(user_id=user, course_key=course_key, since=now) for user in user_ids], batch_size=1000)


def touched(course_key: str, user_id: int) -> None:
    """A source changed: mark the learner and, where progress is computed inline, compute it in the same transaction."""
    Dirty(user_id=user_id, course_key=course_key, since=timezone.now()).save(force_insert=True)
    if inline():
        try:
            with transaction.atomic():
                settle_learner(course_key, user_id)
        except Exception:                       # the mark stays and the worker tries again: a learner's submission never fails for this
            log.exception("progress in %s was not computed", course_key)


def inline() -> bool:
    """Whether progress is computed with the change itself (``PEKT_RECORDS_SETTLE = "inline"``) or by the worker."""
    default = "inline" if getattr(settings, "PEKT_RECORDS_PLATFORM", None) else "worker"
    return getattr(settings, "PEKT_RECORDS_SETTLE", default) == "inline"


def settle_learner(course_key: str, user_id: int) -> None:
    """Compute one learner's progress now."""
    _settle_users(course_key, [user_id])


def settle(limit: int | None = None) -> int:
    """Work the marks off, oldest course first, a batch of learners at a time; returns how many learners were computed.

    A course that cannot be read keeps its marks and does not hold up the others.
    """
    settled, failed = 0, set()
    while limit is None or settled < limit:
        first = Dirty.objects.exclude(course_key__in=failed).order_by("id").values_list("course_key", flat=True).first()
        if first is None:
            break
        users = list(Dirty.objects.filter(course_key=first).order_by("user_id").values_list("user_id", flat=True).distinct()[:BATCH])
        try:
            with transaction.atomic():
                _settle_users(first, users)
            settled += len(users)
        except Exception:
            log.exception("progress in %s was not computed", first)
            failed.add(first)
    return settled


def _settle_users(course_key: str, users: list[int]) -> None:
    # Exactly the marks seen now: one that another transaction adds meanwhile must outlive this computation.
    marks = list(Dirty.objects.filter(course_key=course_key, user_id__in=users).values_list("id", flat=True))
    recompute(course_key, users)
    Dirty.objects.filter(id__in=marks).delete()


def recompute(course_key: str, user_ids: Collection[int]) -> int:
    """Compute the progress of these learners' current registrations in every run of the course; returns how many rows changed.

    To be called in a transaction. ``LookupError`` where the platform has no such course.
    """
    runs = list(Run.objects.filter(course_key=course_key).values_list("id", flat=True))
    members = Membership.objects.filter(run_id__in=runs, user_id__in=user_ids, current=True).order_by("id")
    members = list(members.select_for_update().values_list("id", "user_id"))
    if not members:
        return 0
    users = sorted({user for _, user in members})
    trees = _trees(course_key, users)
    sources = read_sources(course_key, users)
    stored = {row[0]: row[1:] for row in Progress.objects.filter(
        membership_id__in=[member for member, _ in members]).values_list("membership_id", *_COMPUTED)}
    first = platform.first_completions(course_key, [user for member, user in members if not (stored.get(member) or [None] * 13)[10]])
    now, changed = timezone.now(), []
    for member, user in members:
        row = _row(trees[user], sources[user], stored.get(member), first.get(user))
        if row != stored.get(member):
            changed.append(Progress(membership_id=member, computed=now, **dict(zip(_COMPUTED, row, strict=True))))
    upsert(Progress, changed, key=["membership"], fields=[name.removesuffix("_id") for name in _COMPUTED] + ["computed"])
    return len(changed)


def _row(tree: tuple[int, CourseTree], sources: Sources, old: tuple[Any, ...] | None, first: datetime | None) -> tuple[Any, ...]:
    """The stored columns; what is sticky comes from the old row."""
    outline, course = tree
    m = measure(course, sources)
    state = _state(m, sources)
    started = (old[10] if old else None) or first or sources.newest
    completed = (old[11] if old else None) or (sources.newest if state == Progress.COMPLETED else None)
    return (outline, m.done, m.total, m.units_done, m.units_total, m.percent, list(m.units), m.earned, m.possible, state,
            started, completed, sources.newest)


def _state(m: Measure, sources: Sources) -> str:
    if not m.total:
        return Progress.UNTRACKED
    if m.percent == 100:
        return Progress.COMPLETED
    return Progress.STARTED if m.percent or any(sources.completion.values()) or sources.scores else Progress.NEW


def read_sources(course_key: str, users: Collection[int]) -> dict[int, Sources]:
    """What each learner's progress is computed from."""
    completion: dict[int, dict[str, float]] = {user: {} for user in users}
    for user, key, value in platform.completions(course_key, users):
        completion[user][key] = value
    newest = platform.newest_completions(course_key, users)
    scores: dict[int, dict[str, tuple[float, float]]] = {}
    kept = BlockScore.objects.filter(course_key=course_key, user_id__in=users, withdrawn=False)
    for user, key, earned, possible, modified in kept.values_list("user_id", "usage_key", "earned", "possible", "modified"):
        scores.setdefault(user, {})[key] = (earned, possible)
        newest[user] = max(newest.get(user, modified), modified)
    return {user: Sources(completion[user], scores.get(user, {}), newest.get(user)) for user in users}


def _trees(course_key: str, users: Collection[int]) -> dict[int, tuple[int, CourseTree]]:
    """Each learner's (outline id, visible tree); computed once per set of access groups."""
    whole = platform.course_tree(course_key)
    outline = _outline(whole)
    access = platform.access_groups(course_key, users)
    none: frozenset[str] = frozenset()
    seen = {groups: (outline, whole.seen_by(groups)) for groups in {*access.values(), none}}
    return {user: seen[access.get(user, none)] for user in users}


def _outline(tree: CourseTree) -> int:
    """The id of this tree's outline, kept as the newest that was seen, with its titles of today."""
    units = [[unit.id, unit.title, unit.section, len(unit.leaves)] for unit in tree.units]
    newest = Outline.objects.filter(course_key=tree.course_key).order_by("-seen", "-id").first()
    if newest and (newest.version, newest.units, newest.unknown) == (tree.version, units, list(tree.unknown)):
        return newest.id
    facts = {"units": units, "unknown": list(tree.unknown), "seen": timezone.now()}
    return Outline.objects.update_or_create(course_key=tree.course_key, version=tree.version, defaults=facts)[0].id


def scored(user_id: int, course_key: str, usage_key: str, earned: float, possible: float, modified: datetime,
           withdrawn: bool = False) -> None:
    """Keep a learner's score of a block unless a newer one is known already; to be called in a transaction."""
    new = BlockScore(user_id=user_id, course_key=course_key, usage_key=usage_key, earned=earned, possible=possible,
                     withdrawn=withdrawn, modified=modified)
    BlockScore.objects.bulk_create([new], ignore_conflicts=True)
    BlockScore.objects.filter(user_id=user_id, usage_key=usage_key, modified__lte=modified).update(
        earned=earned, possible=possible, withdrawn=withdrawn, modified=modified)
    touched(course_key, user_id)
