"""Registrations as rows of the extract, a batch at a time. Its one rule: rows come from the cursor as the driver has them.

Django's conversion of a row's times and ids costs more than everything else together. Times are in UTC there, whether they say so or not,
and Arrow takes both as UTC; ids are text, with dashes or without, or UUIDs.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Count, QuerySet

from ..delivery import Pseudonyms
from ..models import Attendance, HandIn, Membership, Override, Progress, Run
from .attestations import have, meets, rule
from .outbox import secrets_of

BATCH = 5000
"""Registrations held in memory at a time."""
_FIELDS = (
    "id", "run_id", "registration", "user_id", "group__ref", "group__school__code", "progress__state", "progress__percent",
    "progress__earned", "progress__possible", "progress__done", "progress__total", "progress__units_done", "progress__units_total", "since",
    "until", "current", "progress__started", "progress__first_completed", "progress__last_activity", "progress__computed",
    "attestation__issued", "attestation__revoked")


def registrations(runs: Sequence[Run], names: Pseudonyms) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of ``progress`` in :data:`~..data.extract.TABLES` for these runs, in batches."""
    learners: dict[int, str] = {}                # once for all of a person's registrations
    for portion in _portions(runs):
        witness = _Witness(portion)
        places = {run.id: (str(run.ref), run.course_key, run.module.slug) for run in portion}
        for found in _found(portion):
            if new := {row[3] for row in found} - learners.keys():
                with transaction.atomic():
                    learners |= {user: names.learner(secret) for user, secret in secrets_of(new).items()}
            yield [_row(row, places[row[1]], names, learners, witness) for row in found]


def _portions(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Small classes share their queries: as many runs as make a batch."""
    sizes = dict(Membership.objects.filter(run__in=runs).order_by().values_list("run").annotate(n=Count("id")))
    portion: list[Run] = []
    for run in runs:
        portion.append(run)
        if sum(sizes.get(each.id, 0) for each in portion) >= BATCH:
            yield portion
            portion = []
    if portion:
        yield portion


def _found(runs: Sequence[Run]) -> Iterator[Sequence[Sequence[Any]]]:
    """By their id: no driver holds more than a batch, and rows that come or go meanwhile move no other."""
    wanted, after = Membership.objects.filter(run__in=runs).order_by("id").values_list(*_FIELDS), 0
    while found := _unconverted(wanted.filter(id__gt=after)[:BATCH]):
        after = found[-1][0]
        yield found


def _unconverted(rows: QuerySet[Any, Any]) -> Sequence[Sequence[Any]]:
    with connections[rows.db].cursor() as cursor:
        cursor.execute(*rows.query.get_compiler(rows.db).as_sql())
        return cursor.fetchall()


class _Witness:
    """What hubs witnessed of some runs' registrations: ticks; visits and signed tasks where the module asks for them."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.asked = {run.id: rule(run.module) for run in runs}
        self._visits = self._counted(Attendance.objects.all(), "visits")
        self._signed = self._counted(HandIn.objects.filter(state=HandIn.SIGNED), "sign_offs")
        self._ticked = set(Override.objects.filter(membership__run__in=runs, withdrawn=None).values_list("membership", flat=True))

    def _counted(self, rows: QuerySet[Any], what: str) -> dict[int, int]:
        asking = [run for run, asked in self.asked.items() if asked[what]]
        if not asking:
            return {}
        return dict(rows.filter(membership__run__in=asking).order_by().values_list("membership").annotate(n=Count("id")))

    def score_and_passed(self, member: int, run: int, *progress: Any) -> tuple[int, bool]:
        """A registration's score in percent, and whether it has all that its module asks; ``progress`` as in ``have``."""
        reached = have(*progress, self._visits.get(member, 0), self._signed.get(member, 0))
        return reached["score"], member in self._ticked or meets(self.asked[run], reached)


def _row(row: Sequence[Any], place: tuple[str, ...], names: Pseudonyms, learners: dict[int, str], witness: _Witness) -> tuple[Any, ...]:
    (member, run, registration, user, group, school, state, percent, earned, possible, done, total, units_done, units_total, since, until,
     current, started, completed, last, computed, issued, revoked) = row
    score, passed = witness.score_and_passed(member, run, percent, earned, possible, completed)
    return (names.registration(_dashed(registration)), learners[user], *place, _dashed(group), school, state or Progress.NEW,
            None if state in (None, Progress.UNTRACKED) else percent, score if possible else None, done, total, units_done, units_total,
            since, until, bool(current), started, completed, last, computed, passed, None if revoked else issued)


def _dashed(ref: str | UUID) -> str:
    """As ``str`` writes a UUID; some drivers leave the dashes out."""
    bare = str(ref).replace("-", "")
    return f"{bare[:8]}-{bare[8:12]}-{bare[12:16]}-{bare[16:20]}-{bare[20:]}"
