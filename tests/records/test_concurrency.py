"""Many at once, and death in the middle: nothing lost, nothing doubled, a difference of nought."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from pekt_xblocks.records import api
from pekt_xblocks.records.data import CheckIn
from pekt_xblocks.records.models import Attendance, Attestation, Dirty, Membership, Progress, Role

from . import fake_platform
from .conftest import COURSE, complete
from .test_progress import leaves, progress

ROOT = Path(__file__).parents[2]


@pytest.fixture
def server(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time; tests/records/databases.sh runs this")


def at_once(work, items, threads=8):
    def alone(item):
        try:
            return work(item)
        finally:
            connection.close()
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(alone, items))


@pytest.mark.database
@pytest.mark.parametrize("mode", ["inline", "worker"])
def test_a_learner_in_eight_tabs(server, learner, settings, mode):
    settings.PEKT_RECORDS_SETTLE = mode
    keys = leaves(fake_platform.make_tree(COURSE, units=4, leaves=6))
    at_once(lambda key: complete(learner, key), keys)
    if mode == "worker":
        api.work()
    assert (progress(learner).done, progress(learner).percent) == (24, 100)
    assert not Dirty.objects.exists()
    assert [course.differed for course in api.reconcile(fix=False)] == [0]


@pytest.mark.database
def test_a_class_works_while_the_worker_does(server, group, person, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    people = [person(f"l{i}") for i in range(6)]
    for user in people:
        api.join(group, user.id)
    keys = leaves(fake_platform.make_tree(COURSE, units=3, leaves=4))

    def one(item):
        if item is None:
            return api.settle()
        return complete(*item)

    jobs = [(user, key) for key in keys for user in people]
    for place in range(len(jobs), 0, -9):
        jobs.insert(place, None)
    at_once(one, jobs)
    api.work()
    assert list(Progress.objects.values_list("percent", flat=True)) == [100] * 6
    assert [course.differed for course in api.reconcile(fix=False)] == [0]


@pytest.mark.database
def test_thirty_learners_check_in_at_once(server, group, person):
    teacher = person("daskala")
    api.give_role(teacher.id, Role.TEACHER, group=group)
    users = [person(f"l{i}").id for i in range(30)]
    for user in users:
        api.join(group, user)
    visit = api.open_visit(teacher, group)
    code = api.visit_code(visit).digits
    assert set(at_once(lambda user: api.check_in(user, COURSE, code), [*users, *users])) == {CheckIn.RECORDED, CheckIn.ALREADY}
    assert Attendance.objects.count() == 30


@pytest.mark.database
def test_two_taps_at_once_open_one_visit(server, group, person):
    teacher = person("daskala")
    api.give_role(teacher.id, Role.TEACHER, group=group)
    assert len(set(at_once(lambda _: api.open_visit(teacher, group).id, range(8)))) == 1


@pytest.mark.database
def test_two_taps_at_once_put_one_attestation_in_a_revoked_ones_place(server, learner, person, run):
    boss, member = person("kyriaki"), Membership.objects.get()
    api.give_role(boss.id, Role.COORDINATOR, hub=run.hub)
    api.override(boss, member, "λόγος")
    assert sum(len(made) for made in at_once(lambda _: api.issue(boss, [member]), range(8))) == 1
    api.revoke(boss, Attestation.objects.get(), "λάθος")
    assert sum(made is not None for made in at_once(lambda _: api.reissue(boss, member), range(8))) == 1
    assert set(Attestation.objects.values_list("membership", "formerly")) == {(None, member.id), (member.id, None)}


WORKER = textwrap.dedent("""
    import os, sys
    import django
    from django.conf import settings
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    settings.PEKT_RECORDS_SETTLE = "worker"
    django.setup()
    from pekt_xblocks.records import api
    from pekt_xblocks.records.api import progress
    from tests.records import fake_platform
    fake_platform.make_tree("{course}")
    progress.BATCH = 5
    {body}
""")
FILL = """
    from datetime import date
    from completion.models import BlockCompletion
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from opaque_keys.edx.keys import UsageKey
    from pekt_xblocks.records.models import Group
    from waffle.models import Switch
    call_command("migrate", verbosity=0)
    Switch.objects.update_or_create(name="completion.enable_completion_tracking", defaults={{"active": True}})
    run = api.run(api.known_hubs()["kozani"], api.module("m", title_el="M"), "{course}", date(2026, 10, 1))
    group = Group.objects.create(run=run, name="A")
    for i in range(20):
        user = User.objects.create(username=f"u{{i}}")
        api.join(group, user.id)
        for unit in fake_platform.TREES["{course}"].units:
            BlockCompletion.objects.submit_completion(user, UsageKey.from_string(unit.leaves[i % 2].usage_key), 1.0)
"""
SETTLE = """
    from pekt_xblocks.records.models import Lease
    Lease.objects.update(holder=None)                   # the dead worker's would end by itself after a while
    stored = progress.upsert
    def told(*args, **kwargs):
        print("before", flush=True); sys.stdin.readline()
        stored(*args, **kwargs)
        print("after", flush=True); sys.stdin.readline()
    progress.upsert = told
    api.work()
"""
VERDICT = """
    from pekt_xblocks.records.models import Dirty, Lease, Progress
    Lease.objects.update(holder=None)
    api.work()
    print(sorted(set(Progress.objects.values_list("done", flat=True))), Progress.objects.count(), Dirty.objects.count(),
          [course.differed for course in api.reconcile(fix=False)])
"""


def child(body: str, database: Path) -> subprocess.Popen[str]:
    code = WORKER.replace("{body}", textwrap.dedent(body).strip().replace("{{", "{").replace("}}", "}")).replace("{course}", COURSE)
    return subprocess.Popen([sys.executable, "-c", code, str(database)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.records.settings", "PEKT_TEST_DATABASE": ""})


def test_a_worker_killed_at_any_point_loses_nothing(tmp_path):
    database = tmp_path / "records.sqlite3"
    assert child(FILL, database).wait() == 0
    for point in (1, 2, 5):                             # before the first batch is stored, after it, before the third
        worker = child(SETTLE, database)
        for step in range(point):
            if not worker.stdout.readline():
                break
            if step < point - 1:
                worker.stdin.write("on\n")
                worker.stdin.flush()
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
    last = child(VERDICT, database)
    assert last.communicate()[0].strip() == "[2] 20 0 [0]"
