"""Sending what waits in the outbox. Its one rule: what became of a batch is stored only after its answer, so a death loses nothing.

Whoever sends again after a death or a lost answer sends the same ids with the same text, which a destination knows already.
"""
from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import connections, router, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ..data import ERASED, Sent
from ..delivery import Answer, Bus, Destination, Outcome, post, produce
from ..models import Channel, Delivery
from .outbox import destinations
from .worker import LEASE, Busy, lease

log = logging.getLogger(__name__)

FIRST, LONGEST, ASKED = timedelta(seconds=30), timedelta(hours=1), timedelta(days=1)
"""The wait after the first failure, doubled with each, up to the longest; a destination may ask for more, up to a day."""
STUBBORN = 5
"""Failures in a row after which a destination that answers 500 is sent the records one by one: one of them may be what upsets it."""
Renew = Callable[[], object]


def send(only: str = "") -> list[Sent]:
    """Send what is due to every destination, or to one; a destination that another process sends to is passed over."""
    rounds = []
    for name, destination in destinations().items():
        if only in ("", name):
            try:
                with lease(f"send {name}") as renew:
                    rounds.append(_round(destination, renew))
            except Busy:
                rounds.append(Sent(name, busy=True))
    return rounds


def _round(destination: Destination, renew: Renew) -> Sent:
    """Batch after batch until nothing is left or the destination fails, which ends the round: a later one tries again."""
    channel = Channel.objects.get_or_create(name=destination.name)[0]
    if channel.not_before and channel.not_before > timezone.now():
        return Sent(destination.name, waits_until=channel.not_before, reason=channel.reason)
    sent = dead = 0
    while rows := _claim(destination, renew):
        taken, refused, failed = _deliver(destination, rows, renew)
        if failed and failed.suspect and channel.failures >= STUBBORN:
            taken, refused, failed = _one_by_one(destination, rows, renew)
        sent, dead = sent + taken, dead + refused
        if failed:
            _release(rows)
            until = _back_off(channel, failed)
            log.warning("%s could not be sent to: %s", destination.name, failed.reason)
            return Sent(destination.name, sent, dead, waits_until=until, reason=failed.reason)
        _works(channel)
    return Sent(destination.name, sent, dead)


def _claim(destination: Destination, renew: Renew) -> list[Delivery]:
    """The oldest records that wait, held for as long as the lease: nobody else takes them, and nobody erased is waited for."""
    renew()
    now = timezone.now()
    free = Q(held_until=None) | Q(held_until__lt=now)
    skip = connections[router.db_for_write(Delivery)].features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = Delivery.objects.select_for_update(skip_locked=skip).filter(free, destination=destination.name, state=Delivery.WAITING)
        rows = list(waiting.order_by("id")[:destination.batch])
        _of(rows).update(held_until=now + LEASE, tries=F("tries") + 1)
    return rows


def _deliver(destination: Destination, rows: list[Delivery], renew: Renew) -> tuple[int, int, Answer | None]:
    """How many were taken and refused, and the failure that stopped it. A refused batch is halved down to the records at fault."""
    renew()
    bodies, now = [row.body for row in rows], timezone.now()
    answer = produce(destination, bodies, now) if isinstance(destination, Bus) else post(destination, bodies, now)
    if answer.outcome is Outcome.TAKEN:
        return _taken(rows), 0, None
    if answer.outcome is Outcome.FAILED:
        return 0, 0, answer
    if len(rows) == 1:
        return 0, _refused(rows, answer.reason), None
    half = len(rows) // 2
    taken, refused, failed = _deliver(destination, rows[:half], renew)
    if failed is None:
        more, worse, failed = _deliver(destination, rows[half:], renew)
        taken, refused = taken + more, refused + worse
    return taken, refused, failed


def _one_by_one(destination: Destination, rows: list[Delivery], renew: Renew) -> tuple[int, int, Answer | None]:
    """Like ``_deliver``. A record that is answered with 500 while others are taken is refused; if none is taken, it is the destination."""
    taken = refused = 0
    upset: list[tuple[Delivery, Answer]] = []
    for row in rows:
        more, worse, failed = _deliver(destination, [row], renew)
        taken, refused = taken + more, refused + worse
        if failed and not failed.suspect:
            return taken, refused, failed
        if failed:
            upset.append((row, failed))
    if upset and not taken:
        return taken, refused, upset[0][1]
    return taken, refused + sum(_refused([row], answer.reason) for row, answer in upset), None


def _of(rows: Iterable[Delivery]) -> QuerySet[Delivery]:
    return Delivery.objects.filter(id__in=[row.id for row in rows])


def _taken(rows: list[Delivery]) -> int:
    found = _of(rows)
    found.filter(milestone=ERASED).delete()                        # nothing is left of someone erased, not even that it was told
    found.update(state=Delivery.SENT, sent=timezone.now(), held_until=None, reason="")
    return len(rows)


def _refused(rows: list[Delivery], reason: str) -> int:
    return _of(rows).update(state=Delivery.DEAD, held_until=None, reason=reason[:300])


def _release(rows: list[Delivery]) -> None:
    _of(rows).filter(state=Delivery.WAITING).update(held_until=None)


def _works(channel: Channel) -> None:
    channel.failures, channel.not_before, channel.last_success, channel.reason = 0, None, timezone.now(), ""
    channel.save()


def _back_off(channel: Channel, failed: Answer) -> datetime:
    """When to try again; spread, so that many sites do not return at once."""
    wait = min(FIRST * 2 ** min(channel.failures, 20), LONGEST) * random.uniform(0.5, 1)
    asked = min(timedelta(seconds=failed.wait), ASKED)
    channel.failures, channel.not_before, channel.reason = channel.failures + 1, timezone.now() + max(wait, asked), failed.reason[:300]
    channel.save()
    return channel.not_before
