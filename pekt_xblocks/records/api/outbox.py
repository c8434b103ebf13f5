"""What is to leave the site, written in the transaction of what it tells of. Its one rule: each milestone once for each destination."""
from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ..data import COMPLETED, ERASED, STARTED, Reached, Record, milestones
from ..delivery import DestinationError, Destinations, read_destinations
from ..models import Alias, Delivery, Membership

log = logging.getLogger(__name__)

_BATCH = 200
_SHOWN = ("run__hub", "run__module", "run__year", "progress", "attestation")
News = tuple[Membership, str, str, int, datetime]
"""Registration, destination, milestone, edition (1, or which attestation of several it speaks of), time."""


def destinations() -> Destinations:
    """The configured destinations by name; ``DestinationError`` where the settings are wrong."""
    site = getattr(settings, "LMS_ROOT_URL", None) or ""
    return read_destinations(settings.PEKT_RECORDS_DESTINATIONS, site) if delivers() else {}


def delivers() -> bool:
    """Whether the operator has named any destination."""
    return bool(getattr(settings, "PEKT_RECORDS_DESTINATIONS", None))


def tell(members: Collection[int]) -> int:
    """Queue what is new of these registrations; part of the transaction that changed them. Returns how many records were queued."""
    if not members:
        return 0
    try:
        wanted = destinations()
    except DestinationError as error:       # stops deliveries, never a learner's progress; ``queue_past`` finds what was missed
        log.error("nothing is queued for delivery: %s", error)
        return 0
    news = list(_news(members, wanted)) if wanted else []
    secrets = secrets_of({member.user_id for member, *_ in news})
    rows = [_delivery(wanted, secrets[new[0].user_id], new) for new in news]
    Delivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def queue_past() -> int:
    """Queue what is still to be told of everyone: for a destination added later. Returns how many records were queued."""
    ids = list(Membership.objects.order_by("id").values_list("id", flat=True))
    queued = 0
    for start in range(0, len(ids), _BATCH):
        with transaction.atomic():
            queued += tell(ids[start:start + _BATCH])
    return queued


def untold() -> int:
    """How many records are missing from the outbox: 0 unless a destination was added or its settings were wrong."""
    ids, wanted = list(Membership.objects.values_list("id", flat=True)), destinations()
    return sum(1 for start in range(0, len(ids), _BATCH) for _ in _news(ids[start:start + _BATCH], wanted))


def forget(user_id: int) -> int:
    """Destroy a person's pseudonyms. Destinations that understand it are asked to forget whom they were told of; returns how many."""
    alias = Alias.objects.filter(user_id=user_id).first()
    if alias is None:
        return 0
    # Locked: a sender passes them over from now on, and those it took before this show their try.
    mine = list(Membership.objects.filter(user_id=user_id).values_list("id", flat=True))
    queued = Delivery.objects.select_for_update().filter(membership__in=mine)
    told = {name for name, tries in queued.values_list("destination", "tries") if tries}
    now, rows = timezone.now(), []
    for name, destination in destinations().items():
        body = destination.erasure(destination.pseudonyms.learner(alias.secret), now) if name in told else None
        if body:
            rows.append(_row(name, None, ERASED, body, now))
    Delivery.objects.bulk_create(rows)
    alias.delete()
    return len(rows)


def forget_strangers() -> int:
    """Destroy the pseudonyms of those who have no registration any more; returns how many."""
    known = Membership.objects.filter(user_id=OuterRef("user_id"))
    return Alias.objects.filter(id__in=list(Alias.objects.filter(~Exists(known)).values_list("id", flat=True))).delete()[0]


def _news(members: Collection[int], wanted: Destinations) -> Iterable[News]:
    told: dict[tuple[int, str, int], set[str]] = {}
    sent = Delivery.objects.filter(membership__in=members).values_list("membership", "destination", "edition", "milestone")
    for *of, milestone in sent:
        told.setdefault(tuple(of), set()).add(milestone)
    for member in Membership.objects.filter(id__in=members).select_related(*_SHOWN).prefetch_related("former_attestations").order_by("id"):
        editions = _reached(member)
        for name, destination in wanted.items():
            if destination.wants(member.run.hub.code):
                for edition, reached in editions.items():
                    for milestone, at in milestones(reached, told.get((member.id, name, edition), ())).items():
                        yield member, name, milestone, edition, at


def _reached(member: Any) -> dict[int, Reached]:
    """How far a registration has come, with its first attestation; and by its edition each attestation that replaced another."""
    papers = {paper.edition: paper for paper in member.former_attestations.all()}
    if hasattr(member, "attestation"):
        papers[member.attestation.edition] = member.attestation
    found = {edition: Reached(attested=paper.issued, revoked=paper.revoked) for edition, paper in sorted(papers.items())}
    progress, first = getattr(member, "progress", None), found.get(1, Reached())
    if progress is None:
        return {1: first, **found}
    return found | {1: Reached(progress.percent, progress.score_percent, member.run.module.needs_score or None, progress.started,
                               progress.first_completed, first.attested, first.revoked, progress.last_activity)}


def secrets_of(users: Collection[int]) -> dict[int, UUID]:
    """Each person's secret, made where there is none."""
    found = dict(Alias.objects.filter(user_id__in=users).values_list("user_id", "secret"))
    missing = set(users) - set(found)
    if missing:
        Alias.objects.bulk_create([Alias(user_id=user) for user in sorted(missing)], ignore_conflicts=True)
        # Locked, hence read as they are now: another transaction may have made them first.
        found |= dict(Alias.objects.select_for_update().filter(user_id__in=missing).values_list("user_id", "secret"))
    return found


def _delivery(wanted: Destinations, secret: UUID, new: News) -> Delivery:
    member, name, milestone, edition, at = new
    destination = wanted[name]
    pseudonyms = destination.pseudonyms
    record = replace(_record(member, milestone, at, pseudonyms.learner(secret), pseudonyms.registration(member.registration)),
                     attempt=edition)
    return _row(name, member.id, milestone, destination.body(record), timezone.now(), edition)


def _record(member: Any, milestone: str, at: datetime, learner: str, registration: str) -> Record:
    run, progress = member.run, getattr(member, "progress", None)
    started = progress.started if progress and milestone != STARTED else None
    return Record(
        milestone, at, learner, registration, run.hub.code, _named(run.hub.name_el, run.hub.name_en), run.year.name, run.course_key,
        run.module.slug, _named(run.module.title_el, run.module.title_en), run.module.version,
        percent=100 if milestone == COMPLETED else progress.percent if progress else 0,
        score=(progress.earned, progress.possible) if progress and progress.possible else None,
        seconds=max(0, int((at - started).total_seconds())) if started else None)


def _named(greek: str, english: str) -> dict[str, str]:
    return {"el": greek} | ({"en": english} if english else {})


def _row(name: str, member: int | None, milestone: str, body: dict[str, Any], now: datetime, edition: int = 1) -> Delivery:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Delivery(destination=name, membership_id=member, milestone=milestone, edition=edition, record=UUID(body["id"]), body=text,
                    made=now)
