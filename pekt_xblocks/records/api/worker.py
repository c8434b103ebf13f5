"""The worker's rounds: one process at a time settles what is marked, and the reconciliation looks for what no signal told."""
from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..data import Reconciled
from ..models import Dirty, Lease, Membership
from .periodic import round_of
from .progress import BATCH, differences, mark, settle

LEASE = timedelta(minutes=2)
"""A holder renews its lease before each batch; after its death another takes over when this has passed."""


class Busy(Exception):
    """Another process holds the lease."""


@contextmanager
def lease(name: str, length: timedelta = LEASE) -> Iterator[Callable[[], None]]:
    """Hold the right to do ``name``; yields the call that renews it. ``Busy`` if another holds it, at the start or later."""
    holder = uuid.uuid4()
    Lease.objects.get_or_create(name=name, defaults={"until": timezone.now()})

    def renew() -> None:
        now = timezone.now()
        free = Q(holder=holder) | Q(holder=None) | Q(until__lt=now)
        if not Lease.objects.filter(free, name=name).update(holder=holder, until=now + length):
            raise Busy(name)

    renew()
    try:
        yield renew
    finally:
        Lease.objects.filter(name=name, holder=holder).update(holder=None)


def work() -> int:
    """Settle everything marked; returns how many learners. ``Busy`` while another worker does."""
    with lease("settle") as renew, round_of("settle") as told:
        told.number = settle(between=renew)
        return told.number


def reconcile(fix: bool = True) -> list[Reconciled]:
    """Compare every stored progress with its sources, course by course.

    Learners already marked are not counted: they are known to wait. With ``fix`` those found are marked and settled.
    """
    found = []
    for course in Membership.objects.filter(current=True).order_by("run__course_key").values_list("run__course_key", flat=True).distinct():
        waiting = Dirty.objects.filter(course_key=course)
        if waiting.filter(user_id=None).exists():
            continue
        members = Membership.objects.filter(run__course_key=course, current=True).exclude(user_id__in=waiting.values("user_id"))
        users = list(members.order_by("user_id").values_list("user_id", flat=True).distinct())
        missed = [user for start in range(0, len(users), BATCH) for user in _missed(course, users[start:start + BATCH])]
        if fix:
            mark(course, missed)
        found.append(Reconciled(course, len(users), len(missed)))
    if fix:
        settle()
    return found


def _missed(course_key: str, users: list[int]) -> list[int]:
    with transaction.atomic():
        missed = list(differences(course_key, users))
    return list(Membership.objects.filter(id__in=missed).values_list("user_id", flat=True))
