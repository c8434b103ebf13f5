"""Several sites' hubs side by side, from what the bus brought; and what is missing of what each site says it sent."""
from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from ..data import ATTESTED, COMPLETED, PASSED, REVOKED, STARTED, Counts, Listening, SiteHub, SiteState, sums
from ..delivery import Answer, Bus, Outcome
from ..delivery.bus import produce_totals
from ..models import Delivery, Received, Run, Told, Unread
from .outbox import destinations
from .receiving import beaten, registers

_COLUMNS = {STARTED: "started", COMPLETED: "completed", PASSED: "passed", ATTESTED: "attested"}
_CHUNK = 2_000


def site_years() -> list[str]:
    """The school years that any site told of, the newest first."""
    return list(Received.objects.order_by("-year").values_list("year", flat=True).distinct())


def site_hubs(year: str) -> list[SiteHub]:
    """Every hub of every site in a year; ``learners`` are registrations of which anything was told."""
    rows = Received.objects.filter(year=year).order_by().values("site", "hub")
    names = {(row["site"], row["hub"]): row for row in rows.annotate(name=Max("hub_name"), n=Count("registration", distinct=True))}
    reached: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    valid = rows.filter(milestone__in=_COLUMNS).exclude(milestone=ATTESTED, registration__in=_taken_back(year))
    for row in valid.values("site", "hub", "milestone").annotate(n=Count("registration", distinct=True)):
        reached[row["site"], row["hub"]][_COLUMNS[row["milestone"]]] = row["n"]
    return [SiteHub(*key, row["name"], Counts(learners=row["n"], **reached[key])) for key, row in sorted(names.items())]


def _taken_back(year: str) -> Any:
    """Registrations whose every attestation was revoked: each has its own record, and so has each revocation."""
    revoked = Received.objects.filter(year=year, milestone=REVOKED).values("registration")
    papers = Received.objects.filter(year=year, milestone__in=(ATTESTED, REVOKED), registration__in=revoked).values("registration")
    held = papers.annotate(held=Count("id", filter=Q(milestone=ATTESTED)) - Count("id", filter=Q(milestone=REVOKED)))
    return held.filter(held__lte=0).values("registration")


def site_states() -> list[SiteState]:
    """Every site that ever said anything."""
    newest = {row["site"]: row for row in Received.objects.order_by().values("site").annotate(at=Max("taken"), n=Count("id"))}
    told: dict[str, list[Told]] = defaultdict(list)
    for one in Told.objects.all():
        told[one.site].append(one)
    return [_state(site, newest.get(site, {}), told[site]) for site in sorted(newest.keys() | told.keys())]


def missing() -> int:
    """Records that sites say they sent and that have not come."""
    return sum(state.missing for state in site_states())


def unread() -> int:
    """Events that could not be taken in."""
    return Unread.objects.count()


def listening() -> Listening | None:
    """How this register fares; None where it is none."""
    if not registers():
        return None
    heard = beaten()
    return Listening((timezone.now() - heard).total_seconds() if heard else None, Unread.objects.count(), missing())


def tell_totals() -> list[tuple[str, int, str]]:
    """Have every bus told how much was sent, run by run; (destination, runs, why not)."""
    found = []
    for destination in destinations().values():
        if isinstance(destination, Bus):
            sent = Delivery.objects.filter(destination=destination.name, state=Delivery.SENT, membership__isnull=False)
            sent_of = sums(_each(sent, "membership__run__course_key"))
            # A run of which nothing is left is told of too: the register still holds the total of before.
            runs = sorted({*sent_of, *Run.objects.values_list("course_key", flat=True)})
            totals = [{"run": run, "records": n, "mark": mark} for run in runs for n, mark in [sent_of.get(run, (0, 0))]]
            answer = produce_totals(destination, totals, timezone.now()) if totals else Answer(Outcome.TAKEN)
            found.append((destination.name, len(totals), answer.reason))
    return found


def resend(since: Any = None, run: str = "") -> int:
    """Queue again what the bus took, of a time or a run; a register knows by the ids what it has. Returns how many records."""
    buses = [name for name, destination in destinations().items() if isinstance(destination, Bus)]
    rows = Delivery.objects.filter(destination__in=buses, state=Delivery.SENT)
    rows = rows.filter(sent__gte=since) if since else rows
    rows = rows.filter(membership__run__course_key=run) if run else rows
    return Delivery.objects.filter(id__in=list(rows.values_list("id", flat=True))).update(state=Delivery.WAITING, held_until=None)


def _state(site: str, row: dict[str, Any], told: list[Told]) -> SiteState:
    came = sums(_each(Received.objects.filter(site=site), "run"))
    lost = [n for one in told if (n := _lost(one, *came.get(one.run, (0, 0))))]
    at = max((one.at for one in told), default=None)
    return SiteState(site, row.get("at"), row.get("n", 0), at, len(lost) if told else None, sum(lost))


def _lost(told: Told, records: int, mark: int) -> int:
    """How many of a run's records are missing for certain. More than were told of is no fault: they came after the word."""
    return max(told.records - records, int(records == told.records and mark != told.mark), 0)


def _each(rows: Any, run: str) -> Any:
    return rows.order_by().values_list(run, "record").iterator(chunk_size=_CHUNK)
