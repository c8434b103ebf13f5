"""Each class in numbers, kept for the pages that count many classes. Its one rule: counted from the rows under a lock, never added to.

So it is always the function of the rows: counting twice, late or in any order changes nothing.
"""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils import timezone

from ..models import Group, Membership, Recount, Rollup
from .storage import upsert

BATCH = 500
"""Classes counted in one transaction."""
_COUNTS = {"learners": Count("id"), "started": Count("progress__started"), "completed": Count("progress__first_completed"),
           "percents": Sum("progress__percent", default=0), "last_activity": Max("progress__last_activity")}
_EMPTY = (0, 0, 0, 0, None)


def recount_later(groups: Iterable[int]) -> None:
    """Say that the registrations of these classes changed; part of the transaction that changed them."""
    now = timezone.now()
    Recount.objects.bulk_create([Recount(group_id=group, since=now) for group in sorted(set(groups))], batch_size=1000)


def recounted(groups: Collection[int]) -> int:
    """Count these classes and keep what differs; returns how many did. To be called in a transaction, after its last registration.

    Whoever counts a class waits for the one before, and so sees what that one wrote.
    """
    if not groups:
        return 0
    kept = _locked(groups)
    missing = sorted(set(groups) - set(kept))
    if missing:
        Rollup.objects.bulk_create([Rollup(group_id=group, computed=timezone.now()) for group in missing], ignore_conflicts=True)
        kept |= _locked(missing)
    changed = _differing(groups, kept)
    now = timezone.now()
    upsert(Rollup, ["group_id", *_COUNTS, "computed"], [(group, *counts, now) for group, counts in changed.items()], "group_id")
    return len(changed)


def settle_groups(between: Callable[[], object] = lambda: None) -> None:
    """Work the marks of classes off."""
    while True:
        between()
        with transaction.atomic():
            # Exactly the marks seen now: one that another transaction adds meanwhile must outlive this count.
            marks = dict(Recount.objects.order_by("id").values_list("id", "group_id")[:BATCH])
            recounted(set(marks.values()))
            Recount.objects.filter(id__in=marks).delete()
        if len(marks) < BATCH:
            return


def miscounted(fix: bool = True) -> int:
    """How many classes' kept numbers are not what their rows say, those marked apart; with ``fix`` they are counted anew."""
    found, groups = 0, list(Group.objects.filter(recounts=None).order_by("id").values_list("id", flat=True))
    for start in range(0, len(groups), BATCH):
        batch = groups[start:start + BATCH]
        with transaction.atomic():
            found += recounted(batch) if fix else len(_differing(batch, _kept(batch)))
    return found


def _differing(groups: Collection[int], kept: dict[int, tuple[Any, ...]]) -> dict[int, tuple[Any, ...]]:
    """The numbers of the classes whose numbers are not those kept."""
    rows = Membership.objects.filter(group__in=groups).order_by().values_list("group").annotate(**_COUNTS)
    true = {group: tuple(counts) for group, *counts in rows.values_list("group", *_COUNTS)}
    return {group: true.get(group, _EMPTY) for group in sorted(groups) if true.get(group, _EMPTY) != kept.get(group, _EMPTY)}


def _locked(groups: Collection[int]) -> dict[int, tuple[Any, ...]]:
    return _kept(groups, Rollup.objects.select_for_update())


def _kept(groups: Collection[int], rows: Any = None) -> dict[int, tuple[Any, ...]]:
    found = (Rollup.objects if rows is None else rows).filter(group__in=groups).order_by("group_id")
    return {group: tuple(counts) for group, *counts in found.values_list("group_id", *_COUNTS)}
