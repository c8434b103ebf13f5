"""How the deliveries fare, and sending again what was refused or what a destination lost."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Count, Min, Q, QuerySet

from ..data import Health
from ..models import Channel, Delivery, Hub
from .outbox import destinations

SHOWN = 100
"""Refused records that a page shows."""


def delivery_health() -> list[Health]:
    """Every configured destination; ``DestinationError`` where the settings are wrong."""
    states = [Delivery.WAITING, Delivery.DEAD, Delivery.SENT]
    counts = {row["destination"]: row for row in Delivery.objects.values("destination").order_by().annotate(
        **{state: Count("id", filter=Q(state=state)) for state in states}, oldest=Min("made", filter=Q(state=Delivery.WAITING)))}
    channels = {channel.name: channel for channel in Channel.objects.all()}
    found = []
    for name, destination in destinations().items():
        row, channel = counts.get(name, {}), channels.get(name) or Channel(name=name)
        waiting, dead, sent = (row.get(state, 0) for state in states)
        found.append(Health(name, destination.kind, urlsplit(destination.url).hostname or "", waiting, row.get("oldest"), dead, sent,
                            channel.last_success, channel.not_before, channel.reason))
    return found


def refused(hubs: Collection[Hub], limit: int = SHOWN) -> list[Delivery]:
    """What destinations refused of these hubs' records, the newest first."""
    shown = ("membership__run__module", "membership__run__hub", "membership__group")
    return list(_refused(hubs).select_related(*shown).order_by("-id")[:limit])


def send_again(hubs: Collection[Hub] | None = None) -> int:
    """Queue the refused records of these hubs, or all of them, anew; returns how many."""
    return _refused(hubs).update(state=Delivery.WAITING, held_until=None)


def send_all_again(destination: str, since: datetime) -> int:
    """Queue what a destination took since a time, as after it was restored from a backup: it knows by the ids what it still has."""
    return Delivery.objects.filter(destination=destination, state=Delivery.SENT, sent__gte=since).update(state=Delivery.WAITING)


def _refused(hubs: Collection[Hub] | None) -> QuerySet[Delivery]:
    found = Delivery.objects.filter(state=Delivery.DEAD, destination__in=list(destinations()))
    return found if hubs is None else found.filter(membership__run__hub__in=hubs)
