"""Taking in what other sites say on the bus. Its one rule: an event is stored, or kept as unread; never dropped, never counted twice."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DataError, transaction
from django.utils import timezone

from ..data import MILESTONES, sums
from ..delivery.bus import TOPIC
from ..models import Channel, Forgotten, Received, Told, Unread

BEAT = "bus consumer"
_TEXTS = ("site", "hub", "hub_name", "year", "run", "module", "title", "learner")


def registers() -> bool:
    """Whether this site takes in what others say."""
    return getattr(settings, "PEKT_RECORDS_REGISTER", None) is not None


def consumes() -> dict[str, Any]:
    """``PEKT_RECORDS_REGISTER``: topic, group and the consumer's own options; empty where this site only tells."""
    given = getattr(settings, "PEKT_RECORDS_REGISTER", None)
    if given is None:
        return {}
    redis = str(getattr(settings, "EVENT_BUS_CONSUMER", "")).startswith("edx_event_bus_redis.")
    # By default a Redis consumer passes over what was said while it was away. The name is lasting: what it held is read again.
    options = {"consumer_name": "register", "check_backlog": True} if redis else {}
    return {"topic": TOPIC, "group_id": "pekt-register"} | options | given


def keep(kind: str, said: Any) -> None:
    """Take in an event of ``delivery.events``; one that makes no sense is kept as unread."""
    takers: dict[str, Callable[[Any], None]] = {"milestone": _milestone, "erasure": _erasure, "total": _total}
    try:
        with transaction.atomic():
            takers[kind](said)
    except (ValueError, DataError) as error:
        keep_unread(error, said)


def keep_unread(error: BaseException, said: object) -> None:
    """Keep what could not be read, with the reason."""
    Unread.objects.create(reason=f"{type(error).__name__}: {error}"[:300], body=repr(said)[:10_000])


def beat() -> None:
    """The consumer lives."""
    Channel.objects.update_or_create(name=BEAT, defaults={"last_success": timezone.now()})


def beaten() -> datetime | None:
    """When the consumer last gave a sign of life."""
    return Channel.objects.filter(name=BEAT).values_list("last_success", flat=True).first()


def _milestone(said: Any) -> None:
    if said.milestone not in MILESTONES:
        raise ValueError(f"milestone {said.milestone!r}")
    if not 0 <= said.percent <= 100:
        raise ValueError(f"percent {said.percent}")
    texts = {name: getattr(said, name) for name in _TEXTS}
    for name, text in texts.items():
        if len(text) > Received._meta.get_field(name).max_length:
            raise ValueError(f"{name} is too long")
    if not Forgotten.objects.filter(site=said.site, learner=said.learner).exists():
        row = {"registration": UUID(said.registration), "milestone": said.milestone, "at": _time(said.at), "percent": said.percent}
        Received.objects.get_or_create(site=texts.pop("site"), record=UUID(said.id), defaults=texts | row)


def _erasure(said: Any) -> None:
    Forgotten.objects.get_or_create(site=said.site, learner=said.learner)
    gone = Received.objects.filter(site=said.site, learner=said.learner)
    _count_without(said.site, sums(gone.values_list("run", "record")), _time(said.at))
    gone.delete()


def _count_without(site: str, gone: dict[str, tuple[int, int]], at: datetime) -> None:
    """What the site told of these runs before still counted who is forgotten now; nothing is missing because of that."""
    for told in Told.objects.select_for_update().filter(site=site, run__in=gone, at__lt=at):
        records, mark = gone[told.run]
        told.records, told.mark = max(0, told.records - records), max(0, told.mark - mark)
        told.save()


def _total(said: Any) -> None:
    at = _time(said.at)
    row, new = Told.objects.get_or_create(site=said.site, run=said.run, defaults={"at": at, "records": said.records, "mark": said.mark})
    if not new and row.at < at:
        row.at, row.records, row.mark = at, said.records, said.mark
        row.save()


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at
