"""The pace of computing progress: 200 blocks in 40 units, half of them completed, beside a plain loop and completion-aggregator."""
from __future__ import annotations

import time
from collections.abc import Sequence
from random import Random
from statistics import median

from completion.models import BlockCompletion
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models.signals import post_save
from django.test import Client
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey, UsageKey
from waffle.models import Switch

from pekt_xblocks.records import api
from pekt_xblocks.records.api.progress import recompute
from pekt_xblocks.records.data import CourseTree, Sources, measure
from pekt_xblocks.records.models import Group, Membership, Outline, Progress, Role, Run
from tests.records import fake_platform

from .site import HAS_AGGREGATOR, milliseconds, per_second

COURSE = "course-v1:PEKTPE+DS101+2026"


def prepare(learners: int, course_key: str = COURSE, units: int = 40, leaves: int = 5, hub: str = "kozani") -> tuple[Run, list[int]]:
    """A course, a run and its learners, each with a random half of the blocks completed; nothing computed yet."""
    call_command("migrate", verbosity=0, run_syncdb=True)
    Switch.objects.update_or_create(name="completion.enable_completion_tracking", defaults={"active": True})
    tree = fake_platform.make_tree(course_key, units=units, leaves=leaves)
    run = api.run(api.known_hubs()[hub], api.module("ds101", title_el="Δοκιμή"), course_key, timezone.localdate())
    User.objects.bulk_create([User(username=f"{hub}{i}") for i in range(learners)], batch_size=1000)
    users = list(User.objects.filter(username__startswith=hub).order_by("id").values_list("id", flat=True))
    groups = [Group.objects.create(run=run, name=f"Τ{i}") for i in range(max(1, learners // 20))]
    now = timezone.now()
    Membership.objects.bulk_create([Membership(run=run, group=groups[i % len(groups)], user_id=user, since=now)
                                    for i, user in enumerate(users)], batch_size=1000)
    random, course = Random(1), CourseKey.from_string(course_key)
    keys = [UsageKey.from_string(leaf.usage_key) for unit in tree.units for leaf in unit.leaves]
    done = ((user, key) for user in users for key in keys[1:] if random.random() < .5)
    BlockCompletion.objects.bulk_create((BlockCompletion(user_id=user, context_key=course, block_key=key, block_type="pekt_quiz",
                                                         completion=1.0) for user, key in done), batch_size=1000)
    return run, users


def change_one(users: Sequence[int]) -> None:
    """Everybody completes the first block, behind the signals' back, and is marked."""
    key = UsageKey.from_string(fake_platform.TREES[COURSE].units[0].leaves[0].usage_key)
    BlockCompletion.objects.bulk_create([BlockCompletion(user_id=user, context_key=key.course_key, block_key=key, block_type="pekt_quiz",
                                                         completion=1.0) for user in users], batch_size=1000)
    api.mark(COURSE, users)


class PlainRow(models.Model):
    """What the plain loop writes: a row per learner and unit, as completion-aggregator does."""

    user_id = models.BigIntegerField()
    unit = models.CharField(max_length=100)
    percent = models.FloatField()
    modified = models.DateTimeField()

    class Meta:
        app_label = "pekt_benchmark"
        constraints = [models.UniqueConstraint(fields=["user_id", "unit"], name="plain_once")]


def plain_loop(users: Sequence[int], tree: CourseTree) -> None:
    """The reference: one learner after the other, one ``update_or_create`` per unit."""
    for user in users:
        rows = BlockCompletion.objects.filter(user_id=user, context_key=CourseKey.from_string(COURSE))
        m = measure(tree, Sources({str(row.block_key): row.completion for row in rows}))
        with transaction.atomic():
            for unit, percent in zip(tree.units, m.units, strict=True):
                PlainRow.objects.update_or_create(user_id=user, unit=unit.id, defaults={"percent": percent, "modified": timezone.now()})


def milliseconds_per_completion(users: Sequence[int], blocks: int = 50) -> float:
    """Median over learners of a stored completion's time."""
    keys = [UsageKey.from_string(leaf.usage_key) for unit in fake_platform.TREES[COURSE].units for leaf in unit.leaves][:blocks]
    BlockCompletion.objects.filter(user_id__in=users).delete()
    people, spent = list(User.objects.filter(id__in=users)), []
    for user in people:
        start = time.process_time()
        for key in keys:
            with transaction.atomic():
                BlockCompletion.objects.submit_completion(user, key, 1.0)
        spent.append((time.process_time() - start) * 1000 / blocks)
    return median(spent)


def marking(users: Sequence[int]) -> tuple[float, float]:
    """Milliseconds per completion without and with the records listening, taken in turns so that both meet the same machine."""
    from pekt_xblocks.records.signals import on_completion

    without, listening = [], []
    for start in range(0, len(users), 10):
        chunk = users[start:start + 10]
        post_save.disconnect(sender=BlockCompletion, dispatch_uid="pekt-records-completion")
        without.append(milliseconds_per_completion(chunk[:5]))
        post_save.connect(on_completion, sender=BlockCompletion, dispatch_uid="pekt-records-completion")
        listening.append(milliseconds_per_completion(chunk[5:]))
    return median(without), median(listening)


def main(learners: int = 1000) -> None:
    run, users = prepare(learners)
    tree = fake_platform.TREES[COURSE]
    with connection.schema_editor() as editor:
        editor.create_model(PlainRow)
    first, again = references(users, tree)
    api.mark(COURSE, users)
    say("full: first computation", per_second(api.settle, learners), first)
    api.mark(COURSE, users)
    say("nothing changed", per_second(api.settle, learners), again)
    change_one(users)
    say("incremental: one block each", per_second(api.settle, learners), again)
    fake_platform.make_tree(COURSE, units=41, leaves=5)
    api.mark(COURSE, users)
    say("full: a unit added to the course", per_second(api.settle, learners), again)
    assert Progress.objects.count() == learners and Outline.objects.count() == 2
    say("recompute without marks", per_second(lambda: whole(users), learners), again)
    without, listening = marking(users[:60])
    print(f"{'a completion without / with its mark, ms':58} {without:8.3f} {listening:8.3f}  +{listening - without:.3f}")
    groups = list(run.groups.all())
    print(f"{f'grid of {learners} learners x {len(tree.units)} units, ms':58} {1000 / per_second(lambda: api.grid(run, groups), 1):8.1f}")
    one = 1000 / per_second(lambda: [api.grid(run, groups[:1]) for _ in range(20)], 20)
    print(f"{'grid of one group of 20, ms':58} {one:8.1f}")
    print(f"{'page of 350 learners x 130 units, request to HTML, ms':58} {wide_page():8.1f}")


def wide_page() -> float:
    """Milliseconds of a coordinator's page with as many cells as the largest that Moodle's users complain of."""
    course_key = "course-v1:PEKTPE+WIDE+2026"
    run, users = prepare(350, course_key, units=130, leaves=2, hub="florina")
    api.mark(course_key, users)
    api.settle()
    coordinator, client = User.objects.create(username="coordinator"), Client()
    api.give_role(coordinator.id, Role.COORDINATOR, hub=run.hub)
    client.force_login(coordinator)
    assert client.get(f"/hub/runs/{run.ref}/").content.count(b'<td class="cell ') == 350 * 130
    return milliseconds(lambda: client.get(f"/hub/runs/{run.ref}/"))


def references(users: Sequence[int], tree: CourseTree) -> tuple[float, float]:
    """Learners per second of the plain loop, the first time and again; completion-aggregator's are shown beside them."""
    sample = users[:50]
    first, again = (per_second(lambda: plain_loop(sample, tree), len(sample)) for _ in range(2))
    say("plain loop of update_or_create, first", first, 1)
    say("plain loop of update_or_create, again", again, 1)
    if HAS_AGGREGATOR:
        from . import aggregator

        made, few = aggregator.prepare(tree), sample[:20]
        say(f"completion-aggregator, first ({made.nodes} rows each)", per_second(lambda: aggregator.update(COURSE, few), len(few)), 1)
        key = UsageKey.from_string(tree.units[0].leaves[1].usage_key)
        aggregator.completes(few, key)
        say("completion-aggregator, incremental: one block each",
            per_second(lambda: aggregator.update(COURSE, few, frozenset([key])), len(few)), 1)
        assert aggregator.rows() == len(few) * made.nodes
    return first, again


def whole(users: Sequence[int]) -> None:
    for start in range(0, len(users), 200):
        with transaction.atomic():
            recompute(COURSE, users[start:start + 200])


def say(what: str, rate: float, reference: float) -> None:
    print(f"{what + ', learners/s':58} {rate:8.0f}" + (f"  x{rate / reference:.0f}" if reference != 1 else ""))

