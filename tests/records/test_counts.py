"""Numbers of the year, and which of them are too small to show."""
from __future__ import annotations

import csv
import io
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.records import api
from pekt_xblocks.records.data import PEOPLE, SMALL, Counts, Grid, LearnerRow, hide_small, hide_sums
from pekt_xblocks.records.models import Equipment, Role, Run, School, Tally

from .conftest import complete
from .test_progress import leaves


def test_a_year_in_numbers(learner, person, group, run, tree):
    group.school = School.objects.create(code="s", name="Σχολείο")
    group.save()
    coordinator = person("kyriaki")
    api.give_role(coordinator.id, Role.COORDINATOR, hub=run.hub)
    idle = person("nikos")
    api.join(group, idle.id)
    for key in leaves(tree):
        complete(learner, key)
    visit = api.open_visit(coordinator, group, minutes=90)
    api.attend(coordinator, visit, learner.id)
    api.attend(coordinator, visit, idle.id)
    api.issue(coordinator, list(group.memberships.all()))
    counts = api.year_counts([run.hub], run.year)
    assert counts == {run.id: Counts(groups=1, schools=1, visits=1, hours=1.5, learners=2, started=1, completed=1, attested=1, attended=2)}
    assert api.total(counts.values(), 1) == counts[run.id]


ROWS = st.lists(st.builds(lambda learners, shares, attended: Counts(
    learners=learners, started=int(learners * shares[0]), completed=int(learners * shares[0] * shares[1]),
    attested=int(learners * shares[0] * shares[1] * shares[2]), attended=attended),
    st.integers(0, 12), st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), st.integers(0, 30)), max_size=6)


@given(ROWS)
def test_no_small_number_is_shown_or_can_be_worked_out(rows):
    whole = api.total(rows, 0)
    shown, total = hide_small(rows, whole)
    for name in PEOPLE:
        true, seen = [getattr(row, name) for row in rows], [getattr(row, name) for row in shown]
        assert all(value is None or value == 0 or value >= SMALL for value in [*seen, getattr(total, name)])
        if name not in ("learners", "attended"):        # how many did not is as telling as how many did
            assert not any(value is not None and 0 < row.learners - value < SMALL for row, value in zip(rows, seen, strict=True))
        assert all(value in (None, real) for value, real in zip(seen, true, strict=True))
        hidden = [real for value, real in zip(seen, true, strict=True) if value is None]
        if getattr(total, name) is not None and hidden:
            assert len(hidden) > 1 and sum(hidden) >= SMALL
            rest = sum(row.learners - getattr(row, name) for row, value in zip(rows, seen, strict=True) if value is None)
            assert name in ("learners", "attended") or rest == 0 or rest >= SMALL


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_nor_from_the_hubs_side_by_side(hubs):
    """What is unknown of all tables together is the numbers hidden beneath hidden totals: one total over all must not tell their sum."""
    parts, rows = [], []
    for each in hubs:
        own = api.total(each, 0)
        parts.append((each, *hide_small(each, own)))
        rows.append(own)
    total = hide_sums(parts, api.total(rows, 0))
    for name in PEOPLE:
        value = getattr(total, name)
        beneath = [row for each, shown, own in parts if getattr(own, name) is None
                   for row, seen in zip(each, shown, strict=True) if getattr(seen, name) is None]
        assert value in (None, sum(getattr(row, name) for row in rows)) and (value is None or value == 0 or value >= SMALL)
        if value is not None and beneath:
            assert len(beneath) > 1 and sum(getattr(row, name) for row in beneath) >= SMALL


def test_what_a_hubs_own_page_hides_is_not_told_beside_the_other_hubs(client, person, run):
    """Runs of 23 and 3: with the hub's 26 beside the first, anybody could tell the second."""
    other = Run.objects.create(hub=run.hub, module=run.module, year=run.year, course_key="course-v1:PEKTPE+other+2026", state=Run.OPEN)
    for each, learners in ((run, 23), (other, 3)):
        counts = {name: learners for name in PEOPLE if name != "passed"} | {"started": 0, "completed": 0, "attested": 0}
        Tally.objects.create(run=each, counts=counts, taken=timezone.now())
    kozani = api.known_hubs()["kozani"]
    mayor, director = person("zisis"), person("dova")
    for hub in (run.hub, kozani):
        api.give_role(mayor.id, Role.MUNICIPALITY, hub=hub)
    api.give_role(director.id, Role.DIRECTORATE)

    def learners(user, name, *args):
        client.force_login(user)
        file = client.get(reverse(f"pekt_records:{name}", args=[*args, "csv"])).content.decode("utf-8-sig")
        heads, *rows = csv.reader(io.StringIO(file), delimiter=";")
        return [row[heads.index("Learners")] for row in rows]
    assert learners(mayor, "hub_year_table", run.hub.code) == ["23", "hidden", "hidden"]
    beside = dict(zip([hub.code for hub in api.hubs(mayor, "see_small_counts")], learners(mayor, "hubs_table"), strict=False))
    assert beside == {run.hub.code: "hidden", "kozani": "0"} and learners(mayor, "hubs_table")[-1] == "hidden"
    assert learners(director, "hubs_table")[-1] == "hidden"
    coordinator = person("kyriaki")
    api.give_role(coordinator.id, Role.COORDINATOR, hub=run.hub)
    assert learners(coordinator, "hubs_table") == ["26", "26"]


def test_equipment_says_what_can_run(run):
    run.module.equipment = ["robot_kit", "pc"]
    run.module.save()
    Equipment.objects.create(hub=run.hub, kind="pc", name="Φορητοί", quantity=12)
    Equipment.objects.create(hub=run.hub, kind="robot_kit", name="Σπασμένο", state=Equipment.REPAIR)
    assert api.runnable(run.hub) == [(run.module, ["robot_kit"])]


def row(state, percent, group="Α", days=0, **more):
    last = timezone.now() - timedelta(days=days) if days is not None else None
    return LearnerRow("r", 1, "n", group, percent, (), None, state, last, more.get("first"), False)


def test_who_may_need_help():
    now = timezone.now()
    rows = [row("started", 80), row("started", 70), row("started", 60, days=15), row("started", 15), row("new", 0, days=None),
            row("new", 0), row("started", 10, first=now), row("completed", 100, days=99)]
    assert [reasons for _, reasons in api.needs_help(rows, now)] == [["idle"], ["behind"], ["never"], ["unreported"]]


def test_a_class_that_has_not_begun_needs_no_help():
    assert api.needs_help([row("new", 0, days=None) for _ in range(5)], timezone.now()) == []


def test_who_opened_a_module_and_reported_nothing_is_named_in_a_class_of_such():
    now = timezone.now()
    found = api.needs_help([row("new", 0), row("new", 0, days=2), row("new", 0, days=None)], now)
    assert [(each.last_activity < now - timedelta(days=1), reasons) for each, reasons in found] == [(True, ["unreported"])]


def test_the_funnel_counts_each_step(learner, person, group, run, tree):
    api.join(group, person("nikos").id)
    complete(learner, leaves(tree)[0])
    assert api.funnel(run, [group], [("Μονάδα", 0)]) == [("registered", 2), ("started", 1), ("Μονάδα", 0), ("completed", 0),
                                                         ("attested", 0)]


def test_a_grid_of_nobody(run, group):
    assert isinstance(api.grid(run, [group]), Grid)
