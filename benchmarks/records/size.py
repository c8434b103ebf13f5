"""Reports, an update and an extract among many registrations: 20 modules, classes of 20, 20,000 registrations to a hub."""
from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from completion.models import BlockCompletion
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey, UsageKey

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Group, Hub, Membership, Outline, Progress, Run
from tests.records import fake_platform

from .site import PLACE, milliseconds, settings, show

MODULES, PER_RUN, CLASS = 20, 1000, 20
COURSE = "course-v1:PEKTPE+M{:02}+2026"
MEMBERS = """
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {rows})
    INSERT INTO pekt_records_membership (id, registration, run_id, group_id, user_id, since, until, current)
    SELECT {base} + i, printf('%032x', {base} + i), {run} + i / {per_run}, {group} + i / {size},
           {user} + (i / {per_hub}) * {per_run} + i % {per_run}, '2026-10-01 08:00:00', NULL, 1 FROM n"""
PROGRESS = """
    INSERT INTO pekt_records_progress (membership_id, outline_id, done, total, units_done, units_total, percent, units, earned, possible,
                                       state, started, first_completed, last_activity, computed)
    SELECT id, {outline}, p * 2, 200, p * 4 / 10, 40, p, '[]', p / 10.0, 10.0,
           CASE p WHEN 0 THEN 'new' WHEN 100 THEN 'completed' ELSE 'started' END,
           CASE p WHEN 0 THEN NULL ELSE '2026-10-01 09:00:00' END, CASE p WHEN 100 THEN '2026-10-20 09:00:00' END,
           CASE p WHEN 0 THEN NULL ELSE '2026-10-20 09:00:00' END, '2026-10-21 09:00:00'
    FROM (SELECT id, CASE WHEN h < 20 THEN 0 WHEN h > 120 THEN 100 ELSE h - 20 END AS p
          FROM (SELECT id, (id * 2654435761 % 4294967296) % 160 AS h FROM pekt_records_membership WHERE id >= {base}))"""
PLAIN = """
    SELECT r.hub_id, r.module_id, count(*), count(p.started), count(p.first_completed) FROM pekt_records_membership m
    JOIN pekt_records_run r ON r.id = m.run_id LEFT JOIN pekt_records_progress p ON p.membership_id = m.id {where} GROUP BY 1, 2"""


def main(rows: int) -> None:
    hubs, runs = prepare(rows)
    year, one = runs[0].year, hubs[0]
    classes = Group.objects.count()
    counting = milliseconds(api.miscounted, 1)
    print(f"\n{rows} registrations, {len(hubs)} hubs, {len(runs)} runs; SQLite {(PLACE / 'bench.sqlite3').stat().st_size / 1e6:.0f} MB")
    show(f"  all {classes} classes counted for the first time", counting, "ms")
    here = milliseconds(lambda: plain(f"WHERE r.hub_id = {one.id}"), 3)
    everywhere = milliseconds(plain, 2)
    show("plain GROUP BY, one hub", here, "ms")
    show("  report of one hub's year", milliseconds(lambda: api.year_counts([one], year), 3), "ms", here)
    first = runs[0]
    three = list(first.groups.all()[:3])
    show("  grid of one run's three classes", milliseconds(lambda: api.grid(first, three)), "ms")
    show("plain GROUP BY, the region", everywhere, "ms")
    show("  every hub's year from the register", milliseconds(lambda: api.year_counts(hubs, year), 1), "ms", everywhere)
    marked = change(first)
    show("  update: 200 learners of one run, each a block", *paced(api.settle, marked))
    extracts(rows, everywhere)


def prepare(rows: int) -> tuple[list[Hub], list[Run]]:
    """The register with so many rows, made in SQL; on SQLite alone."""
    per_hub = MODULES * PER_RUN
    if connection.vendor != "sqlite" or rows % per_hub:
        raise SystemExit(f"--rows: a multiple of {per_hub}, on SQLite")
    hubs = Hub.objects.bulk_create([Hub(code=f"hub{n:03}", name_el=f"Πόλος {n}", name_en=f"Hub {n}") for n in range(rows // per_hub)])
    modules = [api.module(f"m{n:02}", title_el=f"Ενότητα {n}", competences=["4.1", f"{n % 5 + 1}.1"]) for n in range(MODULES)]
    year = api.school_year(timezone.localdate())
    runs = Run.objects.bulk_create([Run(hub=hub, module=module, year=year, course_key=COURSE.format(n)) for hub in hubs
                                    for n, module in enumerate(modules)], batch_size=500)
    groups = Group.objects.bulk_create([Group(run=run, name=f"Τ{n}") for run in runs for n in range(PER_RUN // CLASS)], batch_size=5000)
    tree = fake_platform.make_tree(COURSE.format(0), units=40, leaves=5)
    outline = Outline.objects.create(course_key=tree.course_key, version=tree.version, seen=timezone.now(), unknown=[],
                                     units=[[unit.id, unit.title, unit.section, 5] for unit in tree.units])
    base = (Membership.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    place = {"rows": rows, "base": base, "run": runs[0].id, "group": groups[0].id, "per_run": PER_RUN, "per_hub": per_hub, "size": CLASS,
             "user": 10**6, "outline": outline.id}
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS.format(**place))
        cursor.execute(PROGRESS.format(**place))
        cursor.execute("ANALYZE")
    assert Progress.objects.filter(membership_id__gte=base).count() == rows
    return hubs, runs


def plain(where: str = "") -> list[Any]:
    """The reference: what a page would ask without the register's own words."""
    with connection.cursor() as cursor:
        cursor.execute(PLAIN.format(where=where))
        return cursor.fetchall()


def change(run: Run) -> int:
    """Two hundred learners of a run complete one block more and are marked; returns how many."""
    users = list(Membership.objects.filter(run=run).values_list("user_id", flat=True)[:200])
    User.objects.bulk_create([User(id=user, username=f"big{user}") for user in users], ignore_conflicts=True)
    key = UsageKey.from_string(fake_platform.TREES[run.course_key].units[0].leaves[0].usage_key)
    BlockCompletion.objects.bulk_create([BlockCompletion(user_id=user, context_key=CourseKey.from_string(run.course_key), block_key=key,
                                                         block_type="pekt_quiz", completion=1.0) for user in users], ignore_conflicts=True)
    api.mark(run.course_key, users)
    return len(users)


def paced(work: Callable[[], Any], number: int) -> tuple[float, str]:
    """So many a second of this process's time."""
    start = time.process_time()
    work()
    return number / (time.process_time() - start), "a second"


def extracts(rows: int, everywhere: float) -> None:
    """The extract, once whole and once with little new, and the region's reports of it by DuckDB as the limit."""
    from pekt_xblocks.region.ask import ask
    from pekt_xblocks.region.reports import REPORTS

    settings.PEKT_RECORDS_EXTRACT = {"folder": str(PLACE / "extract"), "pseudonym_key": "b" * 32}
    show("  extract as Parquet, whole", *paced(api.extract, rows))
    again = milliseconds(api.extract, 1)
    show("  extract again, nothing new", again / 1000, "s")
    size = sum(path.stat().st_size for path in (PLACE / "extract").rglob("*.parquet"))
    print(f"    {size / 1e6:.0f} MB")
    for name in REPORTS:
        taken = milliseconds(lambda name=name: ask([name], [PLACE / "extract"], str), 2)
        show(f"  pekt region {name}, all hubs (DuckDB, its threads' time together)", taken, "ms", everywhere)
