"""Forgetting with time: rows about people go when their years have passed, and the run's numbers are kept first."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from ..data import PEOPLE, Purged
from ..models import Attestation, BlockScore, Change, Export, Group, Hub, Membership, Retention, Role, Run, SchoolYear, Tally, WrongCode
from .counts import year_counts
from .outbox import forget_strangers
from .progress import regrouped
from .register import year_of
from .rollups import recounted
from .yearly import passed_counts

YEARS: dict[str, int | None] = {
    Retention.REGISTRATIONS: 1, Retention.ATTESTATIONS: 10, Retention.ROLES: 1, Retention.EXPORTS: 2, Retention.CHANGES: 2,
}
"""How many school years after their own the rows of each kind are kept where nobody has set it."""
WRONG_CODES = timedelta(days=1)


def retention() -> dict[str, int | None]:
    """The years that each kind is kept, None for good: as set, else as ``YEARS`` says."""
    return dict(sorted((YEARS | dict(Retention.objects.filter(kind__in=YEARS).values_list("kind", "years"))).items()))


def _enter_kinds() -> None:
    """Put the kinds that nobody has set yet on file, where an operator can set them."""
    for kind, years in YEARS.items():
        Retention.objects.get_or_create(kind=kind, defaults={"years": years})


def purge(dry: bool = False, today: date | None = None) -> list[Purged]:
    """Delete what is past its years and tell how many rows of each kind went; ``dry`` only tells. All of it or nothing."""
    today = today or timezone.localdate()
    with transaction.atomic():
        _enter_kinds()
        done = [Purged(kind, cutoff(years, today), _PURGES[kind](cutoff(years, today)))
                for kind, years in retention().items() if years is not None]
        day = today - WRONG_CODES
        done.append(Purged("codes", day, WrongCode.objects.filter(at__lt=_midnight(day)).delete()[0]))
        if dry:
            transaction.set_rollback(True)
    return done


def cutoff(years: int, today: date) -> date:
    """The first day whose rows are still kept: the start of the school year so many years before today's."""
    return date(year_of(today) - years, 9, 1)


def _registrations(before: date) -> int:
    old = Run.objects.filter(year__ends__lt=before, memberships__isnull=False).distinct()
    classes = list(Group.objects.filter(run__in=old).values_list("id", flat=True))
    recounted(classes)                      # what is kept for good must not rest on a count that waits
    for year in SchoolYear.objects.filter(runs__in=old).distinct():
        _keep_counts(old, year)
    rows = Membership.objects.filter(run__year__ends__lt=before).delete()[0]
    regrouped(*classes)
    member = Membership.objects.filter(user_id=OuterRef("user_id"), run__course_key=OuterRef("course_key"))
    orphans = BlockScore.objects.filter(~Exists(member), modified__lt=_midnight(before)).values_list("id", flat=True)
    rows += BlockScore.objects.filter(id__in=list(orphans)).delete()[0]
    return rows + forget_strangers()


def _keep_counts(old: QuerySet[Run], year: SchoolYear) -> None:
    counts, now = year_counts(list(Hub.objects.all()), year), timezone.now()
    met = passed_counts(old.filter(id__in=counts))
    for run in old.filter(id__in=counts):
        shown = {name: value for name, value in asdict(replace(counts[run.id], passed=met[run.id])).items() if name in PEOPLE}
        Tally.objects.update_or_create(run=run, defaults={"counts": shown, "taken": now})


def _attestations(before: date) -> int:
    return Attestation.objects.filter(issued__lt=_midnight(before)).delete()[0]


def _roles(before: date) -> int:
    return Role.objects.filter(until__lt=before).delete()[0]


def _exports(before: date) -> int:
    return Export.objects.filter(at__lt=_midnight(before)).delete()[0]


def _changes(before: date) -> int:
    return Change.objects.filter(at__lt=_midnight(before)).delete()[0]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


_PURGES: dict[str, Callable[[date], int]] = {
    Retention.REGISTRATIONS: _registrations, Retention.ATTESTATIONS: _attestations, Retention.ROLES: _roles, Retention.EXPORTS: _exports,
    Retention.CHANGES: _changes,
}
