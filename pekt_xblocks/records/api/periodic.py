"""The periodic work's rounds: what is due, and each remembered with the number it told, for health, metrics and diagnosis to read.

A round's line in the log is ``key=value`` pairs about the work, and never says whose records it touched.
"""
from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from ..data import Upkeep
from ..models import Dirty, Recount, Round

log = logging.getLogger("pekt_xblocks.records.rounds")

NIGHT = 2
"""The hour of the site's time at which the nightly work becomes due (``PEKT_RECORDS_NIGHT``)."""
LAG = 900
"""Seconds that a learner's progress may wait to be computed (``PEKT_RECORDS_LAG``)."""


@dataclass
class Told:
    """The number that a round tells at its end: learners computed, rows deleted, a difference left."""

    number: int | None = None


@contextmanager
def round_of(work: str) -> Iterator[Told]:
    """Remember that a piece of work was done: now, how long it took, the number told, and whether it failed."""
    began, told, failed = time.monotonic(), Told(), True
    try:
        yield told
        failed = False
    finally:
        seconds = round(time.monotonic() - began, 3)
        Round.objects.update_or_create(work=work, defaults={"ended": timezone.now(), "seconds": seconds, "told": told.number,
                                                            "failed": failed})
        log.log(logging.ERROR if failed else logging.INFO, "round work=%s told=%s seconds=%s failed=%s", work, told.number, seconds,
                str(failed).lower())


def due_tonight(work: str) -> bool:
    """Whether a piece of nightly work has not been done since the last night began; a site that was down at night does it later."""
    return not Round.objects.filter(work=work, ended__gte=_night(timezone.localtime())).exists()


def _night(now: datetime) -> datetime:
    begins = now.replace(hour=getattr(settings, "PEKT_RECORDS_NIGHT", NIGHT), minute=0, second=0, microsecond=0)
    return begins if begins <= now else begins - timedelta(days=1)


def upkeep() -> Upkeep:
    """How the periodic work fares."""
    now = timezone.now()
    oldest = min(filter(None, (model.objects.aggregate(since=Min("since"))["since"] for model in (Dirty, Recount))), default=None)
    rounds = {row.work: row for row in Round.objects.all()}
    return Upkeep(
        waiting=Dirty.objects.values("course_key", "user_id").distinct().count(),
        oldest=max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
        limit=float(getattr(settings, "PEKT_RECORDS_LAG", LAG)),
        ago={work: (now - row.ended).total_seconds() for work, row in rounds.items()},
        failed=tuple(sorted(work for work, row in rounds.items() if row.failed)),
        difference=rounds["reconcile"].told if "reconcile" in rounds else None)
