"""Every page as every role, compared with one table: who gets in stands here and nowhere else."""
from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from pekt_xblocks.records import api, tasks
from pekt_xblocks.records.models import Attestation, FileJob, Group, Role

from . import fake_platform

EVERYONE = {"learner", "teacher", "teacher of another class", "coordinator", "coordinator elsewhere", "past coordinator", "directorate",
            "municipality", "municipality elsewhere", "superuser"}
STAFF = {"teacher", "coordinator", "superuser"}
HUB = {"coordinator", "superuser"}
IN_NUMBERS = {"coordinator", "directorate", "municipality", "superuser"}

PAGES: dict[str, tuple[str, set[str], int]] = {
    # name: (method, who gets in, what they get)
    "home": ("get", STAFF | {"teacher of another class"}, 200),
    "run": ("get", STAFF | {"teacher of another class"}, 200),
    "run_table": ("get", STAFF | {"teacher of another class"}, 200),
    "funnel": ("get", STAFF | {"teacher of another class"}, 200),
    "funnel_table": ("get", STAFF | {"teacher of another class"}, 200),
    "roster": ("get", HUB, 200),
    "groups": ("get", STAFF | {"teacher of another class"}, 200),
    "group": ("get", STAFF, 200),
    "group_table": ("get", STAFF, 200),
    "class_attestations": ("get", STAFF, 200),
    "join_code": ("post", STAFF, 302),
    "attest": ("post", HUB, 302),
    "items": ("get", STAFF | {"teacher of another class"}, 200),
    "run_edit": ("get", HUB, 200),
    "group_new": ("post", HUB, 400),
    "teacher_new": ("post", HUB, 404),
    "join_codes": ("get", HUB, 200),
    "week": ("get", STAFF | {"teacher of another class", "coordinator elsewhere"}, 200),
    "tasks": ("get", STAFF | {"teacher of another class"}, 200),
    "attention": ("get", STAFF | {"teacher of another class"}, 200),
    "visits": ("get", STAFF, 200),
    "visit_new": ("get", STAFF, 200),
    "visit": ("get", STAFF, 200),
    "visit_change": ("post", STAFF, 302),
    "class_sheet": ("get", STAFF, 200),
    "learner": ("get", STAFF, 200),
    "programme": ("get", HUB, 200),
    "run_new": ("get", HUB, 200),
    "about": ("get", HUB, 200),
    "equipment": ("get", HUB, 200),
    "attestations": ("get", HUB, 200),
    "hubs": ("get", IN_NUMBERS | {"coordinator elsewhere", "municipality elsewhere"}, 200),
    "hub_year": ("get", IN_NUMBERS, 200),
    "hub_year_table": ("get", IN_NUMBERS, 200),
    "hubs_table": ("get", IN_NUMBERS | {"coordinator elsewhere", "municipality elsewhere"}, 200),
    "equipment_table": ("get", IN_NUMBERS, 200),
    "year_report": ("get", IN_NUMBERS, 200),
    "exports": ("get", HUB | {"coordinator elsewhere"}, 200),
    "exports_table": ("get", HUB | {"coordinator elsewhere"}, 200),
    "own_attestation": ("get", {"learner"}, 200),
    "delivery": ("get", HUB | {"coordinator elsewhere"}, 200),
    "sites": ("get", {"directorate", "superuser"}, 200),
    "sites_table": ("get", {"directorate", "superuser"}, 200),
    "send_again": ("post", HUB | {"coordinator elsewhere"}, 302),
    "attention_table": ("get", STAFF | {"teacher of another class"}, 200),
    "items_table": ("get", STAFF | {"teacher of another class"}, 200),
    "visits_table": ("get", STAFF, 200),
    "attendance_table": ("get", STAFF, 200),
    "programme_table": ("get", HUB, 200),
    "opinions_table": ("get", IN_NUMBERS, 200),
    "tasks_table": ("get", STAFF | {"teacher of another class"}, 200),
    "classes_table": ("get", HUB, 200),
    "refused_table": ("get", HUB | {"coordinator elsewhere"}, 200),
    "learner_table": ("get", STAFF, 200),
    "own_table": ("get", {"learner"}, 200),
    "group_edit": ("get", HUB, 200),
    "learner_edit": ("get", STAFF, 200),
    "visit_edit": ("get", STAFF, 200),
    "schools": ("get", HUB, 200),
    "schools_table": ("get", HUB, 200),
    "changes": ("get", HUB | {"coordinator elsewhere"}, 200),
    "changes_table": ("get", HUB | {"coordinator elsewhere"}, 200),
    "rest_progress": ("get", STAFF | {"teacher of another class", "coordinator elsewhere"}, 200),
    "rest_at_risk": ("get", STAFF | {"teacher of another class", "coordinator elsewhere"}, 200),
    "rest_grid": ("get", STAFF | {"teacher of another class"}, 200),
    "rest_funnel": ("get", STAFF | {"teacher of another class"}, 200),
    "rest_attestation": ("get", EVERYONE | {"stranger", "retired coordinator"}, 200),
    "rest_overrides": ("post", STAFF, 201),
    "rest_exports": ("post", STAFF | {"teacher of another class", "coordinator elsewhere"}, 202),
    "rest_export": ("get", {"coordinator"}, 200),
    "rest_file": ("get", {"coordinator"}, 200),
    "rest_openapi": ("get", EVERYONE | {"stranger", "retired coordinator"}, 200),
    "me": ("get", EVERYONE, 200),
    "my_data": ("get", EVERYONE, 200),
    "join": ("get", EVERYONE, 200),
    "verify": ("get", EVERYONE | {"stranger", "retired coordinator"}, 200),
    "health": ("get", EVERYONE | {"stranger", "retired coordinator"}, 200),
    "metrics": ("get", set(), 200),
}
ELSEWHERE = {"home": {"directorate", "municipality", "coordinator elsewhere", "municipality elsewhere"}}
"""Those whom a page sends on to the page that is theirs."""
OWN = {"rest_export", "rest_file"}
"""What is one person's own: to everyone else it does not exist."""
HIDDEN = {"metrics"}
"""Pages that no person gets, whoever they are: monitoring has a token."""


@pytest.fixture
def people(person, group, run):
    kozani = api.known_hubs()["kozani"]
    other = run.groups.create(name="Β1")
    found = {name: person(name.replace(" ", "-"), is_active=name != "retired coordinator") for name in EVERYONE | {"retired coordinator"}}
    api.join(group, found["learner"].id)
    for name, kind, hub, where in (
            ("teacher", Role.TEACHER, None, group), ("teacher of another class", Role.TEACHER, None, other),
            ("coordinator", Role.COORDINATOR, run.hub, None), ("coordinator elsewhere", Role.COORDINATOR, kozani, None),
            ("past coordinator", Role.COORDINATOR, run.hub, None), ("retired coordinator", Role.COORDINATOR, run.hub, None),
            ("directorate", Role.DIRECTORATE, None, None), ("municipality", Role.MUNICIPALITY, run.hub, None),
            ("municipality elsewhere", Role.MUNICIPALITY, kozani, None)):
        api.give_role(found[name].id, kind, hub=hub, group=where)
    yesterday = timezone.localdate() - timedelta(days=1)
    Role.objects.filter(user_id=found["past coordinator"].id).update(since=yesterday, until=yesterday)
    found["superuser"].is_superuser = True
    found["superuser"].save()
    return found


@pytest.fixture
def papers(people, group):
    """The learner of the people has an attestation."""
    api.override(people["coordinator"], group.memberships.get(), "λόγος")
    api.issue(people["coordinator"], list(group.memberships.all()))


def pattern(name):
    patterns = next(p for p in get_resolver("tests.records.urls").url_patterns).url_patterns
    return next(found for found in patterns if found.name == name).pattern


def address(page, run, group, maker=None):
    """A page's address at the hub, run and class of the people; ``maker`` asked for the file behind a link."""
    first = str(pattern(page)).partition("/")[0]
    of = {"runs": run.ref, "classes": group.ref, "hubs": run.hub.code, "me": getattr(group.memberships.first(), "registration", None)}
    of |= {"learners": of["me"], "visits": group.visits.get_or_create(hub=run.hub, minutes=45, defaults={"starts": timezone.now()})[0].ref}
    of["api"] = Attestation.objects.values_list("verify_code", flat=True).first() or "NONE"
    known = {name: of.get(first) for name in ("ref", "code", "registration")}
    known["form"] = "xlsx" if "paper:" in str(pattern(page)) else "csv"
    if page in ("rest_export", "rest_file"):
        known["ref"] = _ordered(maker).ref
    return reverse(f"pekt_records:{page}", kwargs={key: known[key] for key in pattern(page).converters})


def _ordered(maker):
    """A file that is ready, for whoever asked for it."""
    held = FileJob.objects.filter(user_id=maker.id).first() or api.ask_for_file(maker, "csv", False, {}, "el")
    tasks.make_files()
    return held


def call(client, page, run, group, maker, method):
    """Ask for a page, with what it needs beyond its address."""
    where = address(page, run, group, maker)
    if page in ("rest_overrides", "rest_exports"):
        said = {"registration": str(group.memberships.get().registration), "reason": "λόγος"} if page == "rest_overrides" else {}
        return client.post(where, said, content_type="application/json")
    return getattr(client, method)(where, {"run": run.ref} if page in ("rest_grid", "rest_funnel") else {})


@pytest.mark.parametrize("page", PAGES)
def test_the_table_holds(client, people, papers, run, group, page):
    method, let_in, status = PAGES[page]
    wanted = {name: status if name in let_in else 403 for name in EVERYONE}
    away = 401 if page.startswith("rest_") else 302
    wanted |= {name: status if name in let_in else away for name in ("stranger", "retired coordinator")}
    if page in OWN:
        wanted |= {name: 404 for name in EVERYONE - let_in}
    wanted |= dict.fromkeys(ELSEWHERE.get(page, ()), 302) | (dict.fromkeys(wanted, 404) if page in HIDDEN else {})
    got = {}
    for name in wanted:
        client.logout()
        if name != "stranger":
            client.force_login(people[name])
        got[name] = call(client, page, run, group, people["coordinator"], method).status_code
    assert got == wanted


def test_every_page_stands_in_the_table():
    patterns = next(p for p in get_resolver("tests.records.urls").url_patterns).url_patterns
    assert {pattern.name for pattern in patterns} == set(PAGES)


PLACED = [page for page, row in PAGES.items() if row[1] != EVERYONE and "stranger" not in row[1] and page not in HIDDEN
          and page not in ("rest_export", "rest_file", "own_attestation", "own_table")]
"""Pages that may be of a hub, a run or a class; those left out are of one person."""
STRANGERS = ["learner", "teacher", "teacher of another class", "coordinator", "past coordinator", "municipality", "stranger",
             "retired coordinator"]


@pytest.fixture
def elsewhere(people, person):
    """Kozani's run and class, with a learner who has an attestation, and the person who manages them."""
    kozani = api.known_hubs()["kozani"]
    fake_platform.make_tree("course-v1:PEKTPE+allo+2026")
    run = api.run(kozani, api.module("allo", title_el="Άλλο"), "course-v1:PEKTPE+allo+2026", timezone.localdate())
    group = run.groups.create(name="Κ1")
    member = api.join(group, person("kozanitis", last_name="Κοζανίτης").id)
    api.override(people["coordinator elsewhere"], member, "λόγος")
    api.issue(people["coordinator elsewhere"], list(group.memberships.all()))
    return run, group


@pytest.mark.parametrize("page", PLACED)
def test_nothing_of_another_hub_opens(client, people, elsewhere, page):
    """Those of Ptolemaida at Kozani's addresses: refused, sent away, or shown a page on which Kozani does not occur."""
    run, group = elsewhere
    for name in STRANGERS:
        client.logout()
        if name != "stranger":
            client.force_login(people[name])
        got = call(client, page, run, group, people["coordinator elsewhere"], PAGES[page][0])
        if got.status_code in (200, 201, 202, 302) and not pattern(page).converters.keys() - {"form"}:
            said = got.content.decode("utf-8", "replace")
            assert not any(word in said for word in ("Κοζανίτης", "Κ1", "Κοζάνης", "kozani", str(run.ref), str(group.ref))), name
        else:
            assert got.status_code in (401, 403) or (got.status_code == 302 and "/login/" in got["Location"]), (name, got.status_code)


@pytest.mark.parametrize("page", ["join_code", "attest", "send_again", "group_new", "teacher_new", "visit_change"])
def test_what_changes_something_is_never_a_link(client, people, run, group, page):
    client.force_login(people["coordinator"])
    assert client.get(address(page, run, group)).status_code == 405


@pytest.mark.parametrize("page", ["run", "run_table", "home", "groups"])
def test_a_teacher_of_another_class_sees_nobody_of_this_one(client, people, run, group, page):
    client.force_login(people["teacher of another class"])
    said = client.get(address(page, run, group)).content.decode()
    assert "Learner</th>" not in said.replace('class="name">Learner</th>', "") and "Στ1" not in said


@pytest.mark.parametrize("page", ["hubs", "hub_year", "hub_year_table", "hubs_table"])
@pytest.mark.parametrize("who", ["directorate", "municipality"])
def test_numbers_pages_name_nobody_and_hide_the_few(client, people, person, run, group, page, who):
    for i in range(3):
        api.join(group, person(f"pupil{i}", last_name="Μαθητόπουλος").id)      # four with the learner
    client.force_login(people[who])
    said = client.get(address(page, run, group)).content.decode()
    assert "Μαθητόπουλος" not in said and "hidden" in said
    client.force_login(people["coordinator"])
    assert "hidden" not in client.get(address("hub_year_table", run, group)).content.decode()


@pytest.mark.parametrize("action", sorted(set().union(*api.ACTIONS.values())))
def test_the_two_ways_of_asking_agree(people, run, action):
    every = list(Group.objects.all())
    for name, user in people.items():
        assert set(api.groups(user, action)) == {group for group in every if api.may(user, action, group=group)}, name


@pytest.mark.parametrize("page", [page for page in PAGES if PAGES[page][0] == "get"])
def test_every_page_says_up_to_when_its_data_go(client, people, papers, run, group, page):
    for name in sorted(PAGES[page][1] - {"stranger", "retired coordinator"}):
        client.force_login(people[name])
        said = call(client, page, run, group, people["coordinator"], "get")
        if said["Content-Type"].startswith("text/html"):
            assert "Data up to" in said.content.decode(), name
