"""What monitoring asks: whether the worker keeps up, and counters. Numbers about the site alone, never about a person."""
from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from .. import api
from ..data import Listening, Upkeep


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while the worker keeps up, 503 when someone waits longer than ``PEKT_RECORDS_LAG`` seconds or the database doesn't answer."""
    try:
        fares = api.upkeep()
    except DatabaseError:
        return _unkept({"status": "no database"}, 503)
    said = {"status": "behind" if fares.behind else "ok", "waiting": fares.waiting, "oldest_seconds": round(fares.oldest),
            "limit_seconds": round(fares.limit), "seconds_since": {work: round(ago) for work, ago in sorted(fares.ago.items())},
            "failed": list(fares.failed), "difference": fares.difference}
    if (heard := api.listening()) is not None:
        said["register"] = {"silent_seconds": None if heard.silent is None else round(heard.silent), "unread": heard.unread,
                            "missing": heard.missing}
    return _unkept(said, 503 if fares.behind else 200)


def _unkept(said: dict[str, object], status: int) -> JsonResponse:
    return JsonResponse(said, status=status, headers={"Cache-Control": "no-store"})


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counters in Prometheus' text format; the page is there only for those whom the settings let in."""
    if not _let_in(request):
        raise Http404
    said = "".join(f"{line}\n" for line in _lines(api.upkeep()))
    return HttpResponse(said, content_type="text/plain; version=0.0.4; charset=utf-8", headers={"Cache-Control": "no-store"})


def _let_in(request: HttpRequest) -> bool:
    """Every restriction that is set must hold: the token, the networks. With neither nobody is let in."""
    token, networks = getattr(settings, "PEKT_METRICS_TOKEN", ""), getattr(settings, "PEKT_METRICS_FROM", ())
    if token and not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return False
    if networks:
        address = ipaddress.ip_address(request.META["REMOTE_ADDR"])
        return any(address in ipaddress.ip_network(network) for network in networks)
    return bool(token)


def _lines(fares: Upkeep) -> Iterator[str]:
    yield from _gauge("waiting", "Learners whose progress waits to be computed.", {"": fares.waiting})
    yield from _gauge("oldest_waiting_seconds", "For how long the first of them has waited.", {"": fares.oldest})
    yield from _gauge("round_age_seconds", "Time since a piece of periodic work last ended.",
                      {f'{{work="{work}"}}': ago for work, ago in sorted(fares.ago.items())})
    yield from _gauge("round_failed", "Whether a piece of periodic work failed the last time.",
                      {f'{{work="{work}"}}': int(work in fares.failed) for work in sorted(fares.ago)})
    if fares.difference is not None:
        yield from _gauge("difference", "Learners and classes that differed from their sources after the last reconciliation.",
                          {"": fares.difference})
    yield from _delivery(timezone.now())
    yield from _register(api.listening())


def _delivery(now: datetime) -> Iterator[str]:
    try:
        each = {f'{{destination="{one.destination}"}}': one for one in api.delivery_health()}
    except api.DestinationError:
        yield from _gauge("destinations_unreadable", "Whether PEKT_RECORDS_DESTINATIONS is wrong.", {"": 1})
        return
    yield from _gauge("unsent", "Records that wait to be sent.", {label: one.waiting for label, one in each.items()})
    yield from _gauge("oldest_unsent_seconds", "For how long the first of them has waited.",
                      {label: (now - one.oldest).total_seconds() if one.oldest else 0.0 for label, one in each.items()})
    yield from _gauge("dead", "Records that the destination refused.", {label: one.refused for label, one in each.items()})


def _register(heard: Listening | None) -> Iterator[str]:
    if heard is not None:
        if heard.silent is not None:
            yield from _gauge("consumer_silent_seconds", "Time since the register's consumer gave a sign of life.", {"": heard.silent})
        yield from _gauge("unread", "Events that the register could not take in.", {"": heard.unread})
        yield from _gauge("missing", "Records that sites say they sent and that have not come.", {"": heard.missing})


def _gauge(name: str, says: str, values: dict[str, float]) -> Iterator[str]:
    yield f"# HELP pekt_records_{name} {says}"
    yield f"# TYPE pekt_records_{name} gauge"
    for labels, value in values.items():
        yield f"pekt_records_{name}{labels} {value:g}"
