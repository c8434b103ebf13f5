"""Joining by code and by roster; the roster's preview is what happens, or nothing does."""
from __future__ import annotations

import io
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pekt_xblocks.records import api, platform
from pekt_xblocks.records.api.joining import RosterError, read_roster
from pekt_xblocks.records.data import LineState
from pekt_xblocks.records.models import Membership, Role, Run


@pytest.fixture
def coordinator(person, run):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    return user


def test_a_learner_joins_by_code(coordinator, group, person):
    code = api.open_joining(coordinator, group)
    assert api.open_joining(coordinator, group) == code
    user = person("eleni")
    assert api.join_by_code(user.id, f" {code[:4].lower()}-{code[4:]}").group == group


@pytest.mark.parametrize("how", ["closed", "run closed", "wrong", "empty"])
def test_a_code_that_lets_nobody_in(coordinator, group, person, how):
    code = api.open_joining(coordinator, group)
    if how == "closed":
        api.close_joining(coordinator, group)
    if how == "run closed":
        Run.objects.update(state=Run.CLOSED)
    with pytest.raises(LookupError):
        api.join_by_code(person("eleni").id, {"wrong": "22222222", "empty": " - "}.get(how, code))


def test_a_list_for_a_course_that_takes_nobody_changes_nothing(coordinator, group, person, monkeypatch, client):
    for name in ("eleni", "nikos"):
        person(name)
    taken = []

    def enrol(user_id, course_key):
        taken.append(user_id)
        if len(taken) == 2:
            raise api.NotEnrolled(course_key)
    monkeypatch.setattr(platform, "enrol", enrol)
    client.force_login(coordinator)
    url = reverse("pekt_records:roster", args=[group.run.ref])
    file = SimpleUploadedFile("list.csv", f"username;class\neleni;{group.name}\nnikos;{group.name}\n".encode())
    signed = re.search(r'name="signed" value="([^"]+)"', client.post(url, {"file": file}).content.decode()).group(1)
    page = client.post(url, {"signed": signed})
    assert page.status_code == 400 and "The course takes no learners now" in page.content.decode()
    assert len(taken) == 2 and not Membership.objects.exists()


def test_learners_make_no_codes(learner, group):
    with pytest.raises(PermissionDenied):
        api.open_joining(learner, group)


TEXT = "Όνομα χρήστη;ΤΜΗΜΑ\r\neleni;Στ1\r\nmaria@school.example;στ1\r\n\r\n"


def sheet() -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in (["Όνομα χρήστη", "Τμήμα"], ["eleni", "Στ1"], ["maria@school.example", "στ1"], [None, None]):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("content", "name"), [
    (TEXT.encode("utf-8-sig"), "a.csv"), (TEXT.encode("cp1253"), "a.csv"), (TEXT.encode("utf-16"), "a.csv"),
    (TEXT.replace(";", "\t").encode(), "a.txt"), (TEXT.replace(";", ",").encode(), "a.CSV"), (sheet(), "τάξη.XLSX")])
def test_what_greek_offices_save_is_read(content, name):
    assert read_roster(content, name) == [(2, "eleni", "Στ1"), (3, "maria@school.example", "στ1")]


@pytest.mark.parametrize(("content", "name", "code"), [
    (b"", "a.csv", "unreadable"), (b"a;b\n1;2", "a.csv", "headings"), (b"not a zip", "a.xlsx", "unreadable"),
    (b"\xff\xfe\x00", "a.csv", "unreadable"),
    (TEXT.encode() + b"x;y\n" * 2001, "a.csv", "long")])
def test_a_file_that_is_no_roster_says_why(content, name, code):
    with pytest.raises(RosterError) as error:
        read_roster(content, name)
    assert error.value.code == code


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]))
def test_any_bytes_are_read_or_refused(content, name):
    try:
        read_roster(content, name)
    except RosterError:
        pass


@pytest.fixture
def class_(person, group, run):
    run.groups.create(name="Β1")
    return {name: person(name, email=f"{name}@school.example") for name in ("eleni", "maria", "nikos")}


def states(preview):
    return [line.state for line in preview]


def test_the_preview_says_what_becomes_of_each_line(class_, run, group):
    api.join(group, class_["eleni"].id)
    api.join(group, class_["maria"].id)
    lines = [(2, "ELENI", "στ1"), (3, "maria@school.example", "Β1"), (4, "nikos", "Στ1"), (5, "nikos", "Β1"), (6, "kanenas", "Στ1"),
             (7, "nikos@school.example", "Γ9")]
    assert states(api.preview_roster(run, lines)) == [LineState.STAYS, LineState.MOVES, LineState.JOINS, LineState.TWICE, LineState.UNKNOWN,
                                                      LineState.TWICE]
    assert states(api.preview_roster(run, lines[5:])) == [LineState.NO_CLASS]
    assert Membership.objects.count() == 2


def test_all_is_imported_or_nothing(class_, run, coordinator):
    bad = [(2, "eleni", "Στ1"), (3, "kanenas", "Στ1")]
    assert LineState.UNKNOWN in states(api.import_roster(coordinator, run, bad))
    assert not Membership.objects.exists()
    api.import_roster(coordinator, run, bad[:1] + [(3, "maria", "Β1")])
    assert {m.group.name for m in Membership.objects.all()} == {"Στ1", "Β1"}


def test_a_full_run_takes_no_more(class_, run, coordinator):
    run.capacity = 1
    run.save()
    preview = api.import_roster(coordinator, run, [(2, "eleni", "Στ1"), (3, "maria", "Στ1")])
    assert states(preview) == [LineState.JOINS, LineState.FULL]
    assert not Membership.objects.exists()


def test_an_address_of_two_accounts_names_neither(class_, person, run):
    person("alli", email="eleni@school.example")
    assert states(api.preview_roster(run, [(2, "eleni@school.example", "Στ1")])) == [LineState.UNKNOWN]


def test_teachers_import_nothing(person, group, run):
    teacher = person("daskala")
    api.give_role(teacher.id, Role.TEACHER, group=group)
    with pytest.raises(PermissionDenied):
        api.import_roster(teacher, run, [])
