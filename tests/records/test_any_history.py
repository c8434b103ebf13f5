"""Whatever happens, in whatever order, and whenever the worker dies: nothing lost, nothing doubled, a difference of nought."""
from __future__ import annotations

import json
import random
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from completion.models import BlockCompletion
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from opaque_keys.edx.keys import CourseKey, UsageKey

from pekt_xblocks.records import api
from pekt_xblocks.records.models import BlockScore, Delivery, Dirty, Group, Lease, Membership, Progress, Recount, Rollup

from . import fake_platform
from .children import child
from .conftest import COURSE, complete
from .receivers import Receiver, StrictLRS
from .test_progress import DAY, leaves, sends_score
from .test_record import HOOK, LRS

PEOPLE, UNITS, LEAVES = 2, 2, 2
WHO, LEAF = st.integers(0, PEOPLE - 1), st.integers(0, UNITS * LEAVES - 1)     # few, so that steps meet on the same leaf
HEARD = [
    st.tuples(st.sampled_from(["complete", "complete", "rolled_back", "delete"]), WHO, LEAF),
    st.tuples(st.just("score"), WHO, LEAF, st.integers(0, 2), st.integers(0, 5)),
    st.tuples(st.just("reset"), WHO),
    st.tuples(st.just("publish"), st.integers(1, UNITS), st.integers(1, LEAVES)),
    st.tuples(st.just("killed"), st.integers(0, 40)),
    st.tuples(st.just("moves"), WHO, st.integers(0, 1)),
    st.tuples(st.sampled_from(["leaves", "comes_anew"]), WHO),
    st.tuples(st.sampled_from(["work", "again"])),
]
UNHEARD = st.one_of(st.tuples(st.sampled_from(["behind", "changed_behind"]), WHO, LEAF),
                    st.tuples(st.sampled_from(["moved_behind", "miscounted"]), WHO))
"""Rows that the platform writes without a signal: the reconciliation finds them."""
MODES = st.sampled_from(["worker", "inline"])
SOME = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Killed(BaseException):
    """The worker's process is gone."""


class World:
    """Two learners of a course of four leaves; every step is something that a platform does."""

    def __init__(self, users: list[Any], group: Group) -> None:
        self.users, self.groups = users, [group, Group.objects.create(run=group.run, name="Στ2")]
        self.every = leaves(fake_platform.make_tree(COURSE, units=UNITS, leaves=LEAVES))
        self.newest: dict[tuple[int, str], tuple[int, int]] = {}
        self.last: Callable[[], None] = lambda: None

    def step(self, name: str, *facts: Any) -> None:
        if name != "again":                                             # the platform sends a signal twice now and then
            self.last = lambda: getattr(self, name)(*facts)
        self.last()

    def complete(self, who: int, leaf: int) -> None:
        complete(self.users[who], self.every[leaf])

    def rolled_back(self, who: int, leaf: int) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            complete(self.users[who], self.every[leaf], 0.5)
            raise ZeroDivisionError

    def behind(self, who: int, leaf: int) -> None:
        usage = UsageKey.from_string(self.every[leaf])
        BlockCompletion.objects.bulk_create([BlockCompletion(
            user=self.users[who], context_key=usage.course_key, block_key=usage, block_type="pekt_quiz", completion=1.0)],
            ignore_conflicts=True)

    def changed_behind(self, who: int, leaf: int) -> None:
        self._rows(who, leaf).update(completion=0.25)

    def delete(self, who: int, leaf: int) -> None:
        self._rows(who, leaf).delete()

    def reset(self, who: int) -> None:
        BlockCompletion.objects.clear_learning_context_completion(self.users[who], CourseKey.from_string(COURSE))

    def score(self, who: int, leaf: int, earned: int, hours: int) -> None:
        """Scores come late and in any order; the newest holds."""
        key = (who, self.every[leaf])
        if hours >= self.newest.get(key, (-1, 0))[0]:
            self.newest[key] = (hours, earned)
        sends_score(self.users[who], self.every[leaf], float(earned), modified=DAY + timedelta(hours=hours))

    def publish(self, units: int, leaves: int) -> None:
        fake_platform.make_tree(COURSE, units=units, leaves=leaves)
        api.mark_everyone(COURSE)

    def moves(self, who: int, group: int) -> None:
        """Into a class of the run, or back into one after leaving: with a new registration then."""
        api.join(self.groups[group], self.users[who].id)

    def leaves(self, who: int) -> None:
        api.end_membership(self.users[who].id, COURSE)

    def comes_anew(self, who: int) -> None:
        """A person is erased, and the site's account joins again."""
        api.erase(self.users[who].id)
        self.newest = {key: score for key, score in self.newest.items() if key[0] != who}
        self.moves(who, 1)

    def moved_behind(self, who: int) -> None:
        Membership.objects.filter(user_id=self.users[who].id).update(group=self.groups[1])

    def miscounted(self, who: int) -> None:
        Rollup.objects.filter(group=self.groups[who]).update(learners=9, percents=1)

    def work(self) -> None:
        api.work()

    def killed(self, after: int) -> None:
        """The worker dies before its nth statement; what its transaction had written goes with it, and its lease runs out."""
        left = [after]

        def dies(execute: Any, sql: str, *rest: Any) -> Any:
            if not sql.startswith("ROLLBACK"):
                left[0] -= 1
                if left[0] < 0:
                    raise Killed
            return execute(sql, *rest)

        try:
            with connection.execute_wrapper(dies):
                api.work()
        except Killed:
            pass
        Lease.objects.update(until=timezone.now() - timedelta(seconds=1))

    def _rows(self, who: int, leaf: int) -> Any:
        return BlockCompletion.objects.filter(user=self.users[who], block_key=UsageKey.from_string(self.every[leaf]))


def expected(user: Any) -> tuple[int, int]:
    """Leaves done and in all, counted plainly."""
    seen = leaves(fake_platform.TREES[COURSE])
    kept = BlockCompletion.objects.filter(user=user, completion=1.0)
    return sum(str(row.block_key) in seen for row in kept), len(seen)


@pytest.fixture
def told(settings):
    settings.LMS_ROOT_URL = "https://mathimata.example"
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS, "hook": HOOK}
    return settings


@SOME
@given(mode=MODES, history=st.lists(st.one_of(HEARD), min_size=1, max_size=15))
@example(mode="inline", history=[("complete", 0, 0), ("reset", 0)])
@example(mode="inline", history=[("complete", 0, 0), ("delete", 0, 0)])
@example(mode="inline", history=[("score", 0, 0, 2, 5), ("score", 0, 0, 1, 3), ("again",)])
@example(mode="worker", history=[("complete", 0, 0), ("killed", 9), ("complete", 0, 0), ("publish", 1, 2), ("killed", 20)])
def test_the_signals_alone_are_enough(mode, history, group, person, told):
    """At any moment, whoever's progress is not the truth is marked, so that the worker will find them."""
    for step in histories(mode, history, group, person, told):
        assert sum(course.differed for course in api.reconcile(fix=False)) == 0, step
        assert api.miscounted(fix=False) == 0, step


@SOME
@given(mode=MODES, history=st.lists(st.one_of(*HEARD, UNHEARD, UNHEARD), min_size=1, max_size=15))
@example(mode="inline", history=[("behind", 0, 0), ("changed_behind", 0, 0)])
def test_what_no_signal_told_is_found_too(mode, history, group, person, told):
    assert len(list(histories(mode, history, group, person, told))) == len(history)


def histories(mode, history, group, person, told):
    """Each step once it is done; in the end the worker and the reconciliation run, and everything must be true."""
    told.PEKT_RECORDS_SETTLE = mode
    with transaction.atomic():
        world = World([person(f"learner{i}") for i in range(PEOPLE)], group)
        for user in world.users:
            api.join(group, user.id)
        for step in history:
            world.step(*step)
            yield step
        api.work()
        api.reconcile()
        api.miscounted()
        check(world)
        transaction.set_rollback(True)


def check(world: World) -> None:
    """Every row against its sources, and the outbox against the rows."""
    assert sum(course.differed for course in api.reconcile(fix=False)) == 0 and not Dirty.objects.exists()
    assert {(score.user_id, score.usage_key): score.earned for score in BlockScore.objects.all()} == {
        (world.users[who].id, key): earned for (who, key), (_hours, earned) in world.newest.items()}
    assert api.miscounted(fix=False) == 0 and not Recount.objects.exists()
    for group in world.groups:
        assert numbers(group) == counted(group)
    for row in Progress.objects.select_related("membership"):
        if row.membership.current:
            user = next(user for user in world.users if user.id == row.membership.user_id)
            assert (row.done, row.total) == expected(user)
        for destination in ("lrs", "hook"):
            told = list(Delivery.objects.filter(destination=destination, membership=row.membership_id).values_list("milestone", flat=True))
            assert len(told) == len(set(told))
            assert ("started" in told, "completed" in told) == (bool(row.started), bool(row.first_completed))
    assert api.untold() == 0
    current = Membership.objects.filter(current=True)
    assert current.count() == current.filter(progress__isnull=False).count() == current.values("user_id").distinct().count()
    ids = list(Delivery.objects.values_list("destination", "record"))
    assert len(ids) == len(set(ids))


def numbers(group: Group) -> list[Any]:
    """What is kept of a class; one that nobody was ever in has no row."""
    kept = Rollup.objects.filter(group=group).values_list("learners", "started", "completed", "percents", "last_activity").first()
    return list(kept or (0, 0, 0, 0, None))


def counted(group: Group) -> list[Any]:
    """The same, counted plainly."""
    members = Membership.objects.filter(group=group)
    rows = list(Progress.objects.filter(membership__in=members))
    return [len(members), sum(row.started is not None for row in rows), sum(row.first_completed is not None for row in rows),
            sum(row.percent for row in rows), max((row.last_activity for row in rows if row.last_activity), default=None)]


FILL = """
    settings.PEKT_RECORDS_SETTLE = "worker"
    call_command("migrate", verbosity=0)
    Switch.objects.update_or_create(name="completion.enable_completion_tracking", defaults={"active": True})
    run = api.run(api.known_hubs()["kozani"], api.module("m", title_el="M"), COURSE, date(2026, 10, 1))
    group = Group.objects.create(run=run, name="A")
    for i in range(8):
        user = User.objects.create(username=f"u{i}")
        api.join(group, user.id)
        for leaf in [leaf for unit in fake_platform.TREES[COURSE].units for leaf in unit.leaves]:
            BlockCompletion.objects.submit_completion(user, UsageKey.from_string(leaf.usage_key), 1.0)
"""
WORK = """
    import os, signal
    from django.db import connection
    from pekt_xblocks.records.api import progress
    progress.BATCH = 3
    Lease.objects.update(holder=None)                   # the dead one's, and what it held, would end by themselves after a while
    Delivery.objects.update(held_until=None)
    left = [POINT]
    def dies(execute, *rest):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*rest)
    with connection.execute_wrapper(dies):
        api.work()
        api.send()
    print(POINT - left[0], sorted(set(Progress.objects.values_list("done", flat=True))), Delivery.objects.filter(state="sent").count(),
          Delivery.objects.count(), Dirty.objects.count(), [course.differed for course in api.reconcile(fix=False)], api.untold(),
          *Rollup.objects.values_list("learners", "started", "completed", "percents"), api.miscounted(fix=False))
"""


def test_worker_and_sender_killed_at_any_statement_lose_and_double_nothing(tmp_path):
    lrs = StrictLRS()
    receiver = Receiver(lrs)
    facts = json.dumps(LRS | {"url": receiver.url, "batch": 3})
    database = tmp_path / "records.sqlite3"
    assert child(FILL, database, facts).wait() == 0
    dice = random.Random()                              # any point will do: print it, so that a failure can be seen again
    points = sorted(dice.sample(range(1, 60), 6))
    print("killed at", points)
    died = 0
    for point in points:
        worker = child(WORK.replace("POINT", str(point)), database, facts)
        worker.communicate()
        died += worker.returncode == -signal.SIGKILL
    last = child(WORK.replace("POINT", "1000000"), database, facts).communicate()[0].strip()
    receiver.close()
    assert died and last.split(" ", 1)[1] == "[4] 16 16 0 [0] 0 (8, 8, 8, 800) 0"       # eight learners, started and completed
    assert len(lrs.kept) == 16
