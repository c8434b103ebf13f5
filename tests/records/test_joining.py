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
from pekt_xblocks.records.api import RosterError, read_roster
from pekt_xblocks.records.data import LineState, RosterEntry
from pekt_xblocks.records.models import Membership, Role, Run, School


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


LIST = [["Όνομα χρήστη", "Τμήμα"], ["eleni", "Στ1"], ["maria@school.example", "στ1"], [None, None]]


def sheet(*sheets: list[list[str | None]]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for number, rows in enumerate(sheets):
        page = book.active if number == 0 else book.create_sheet()
        for row in rows:
            page.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("content", "name"), [
    (TEXT.encode("utf-8-sig"), "a.csv"), (TEXT.encode("cp1253"), "a.csv"), (TEXT.encode("utf-16"), "a.csv"),
    (TEXT.replace(";", "\t").encode(), "a.txt"), (TEXT.replace(";", ",").encode(), "a.CSV"),
    (sheet(LIST), "τάξη.XLSX"), (sheet(LIST), "a.csv"),
    (sheet([["Οδηγίες"], ["Γράψτε στο δεύτερο φύλλο"]], LIST), "a.xlsx"), (sheet(LIST + [[None, " "]] * 3000), "a.xlsx")])
def test_what_greek_offices_save_is_read(content, name):
    assert read_roster(content, name) == [(2, "eleni", "Στ1", ""), (3, "maria@school.example", "στ1", "")]


@pytest.mark.parametrize("heads", [
    "ΟΝΟΜΑ ΧΡΗΣΤΗ;ΤΜΗΜΑ", "Όνομα_χρήστη*;Τμήμα:", "Username;Class", "E-mail;Ομάδα", "Διεύθυνση email;Τμήμα μαθητή",
    "Ηλ. ταχυδρομείο;Τάξη", "User name;Group", "Λογαριασμός (Open edX);τμημα"])
def test_headings_are_found_however_they_are_written(heads):
    assert read_roster(f"{heads}\neleni;Στ1\n".encode("cp1253"), "a.csv") == [(2, "eleni", "Στ1", "")]


def test_a_list_with_more_columns_is_read_by_the_best_of_them():
    text = "1ο Δημοτικό Πτολεμαΐδας;;;;\n\nΕπώνυμο;Email γονέα;Τάξη;Email μαθητή;Τμήμα;Σχολείο\nΑ.;x@home.example;Β;eleni;Β1;1ο Δημοτικό\n"
    assert read_roster(text.encode(), "a.csv") == [(4, "eleni", "Β1", "1ο Δημοτικό")]


def test_a_parents_address_is_no_pupils():
    with pytest.raises(RosterError, match="headings"):
        read_roster("Email γονέα;Τμήμα\nx@home.example;Β1\n".encode(), "a.csv")


@pytest.mark.parametrize(("content", "name", "code"), [
    (b"", "a.csv", "empty"), (b"\n ;\n", "a.csv", "empty"), (sheet([]), "a.xlsx", "empty"),
    (b"PK\x03\x04", "a.csv", "unreadable"), (b"a;b\n1;2", "a.csv", "headings"), (b"not a zip", "a.xlsx", "unreadable"),
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


def entries(*lines):
    return [RosterEntry(*line) for line in lines]


def test_the_preview_says_what_becomes_of_each_line(class_, run, group):
    api.join(group, class_["eleni"].id)
    api.join(group, class_["maria"].id)
    lines = entries((2, "ELENI", "στ1"), (3, "maria@school.example", "Β1"), (4, "nikos", "Στ1"), (5, "nikos", "Β1"), (6, "kanenas", "Στ1"),
                    (7, "nikos@school.example", "Γ9"))
    assert states(api.preview_roster(run, lines)) == [LineState.STAYS, LineState.MOVES, LineState.JOINS, LineState.TWICE, LineState.UNKNOWN,
                                                      LineState.TWICE]
    assert states(api.preview_roster(run, lines[5:])) == [LineState.NO_CLASS]
    assert Membership.objects.count() == 2


def test_all_is_imported_or_nothing(class_, run, coordinator):
    bad = entries((2, "eleni", "Στ1"), (3, "kanenas", "Στ1"))
    assert LineState.UNKNOWN in states(api.import_roster(coordinator, run, bad))
    assert not Membership.objects.exists()
    api.import_roster(coordinator, run, bad[:1] + entries((3, "maria", "Β1")))
    assert {m.group.name for m in Membership.objects.all()} == {"Στ1", "Β1"}


def test_a_full_run_takes_no_more(class_, run, coordinator):
    run.capacity = 1
    run.save()
    preview = api.import_roster(coordinator, run, entries((2, "eleni", "Στ1"), (3, "maria", "Στ1")))
    assert states(preview) == [LineState.JOINS, LineState.FULL]
    assert not Membership.objects.exists()


@pytest.fixture
def two_schools(group, run):
    """The same class of another school."""
    first, second = (School.objects.create(code=f"s-{n}", name=f"{n}ο Δημοτικό") for n in (1, 2))
    group.school = first
    group.save()
    return group, run.groups.create(name=group.name, school=second)


def test_a_class_of_two_schools_is_asked_for_and_never_guessed(class_, run, coordinator, two_schools):
    assert states(api.preview_roster(run, entries((2, "eleni", "Στ1")))) == [LineState.WHICH]
    done = api.import_roster(coordinator, run, entries((2, "eleni", "Στ1", "1ο ΔΗΜΟΤΙΚΟ"), (3, "maria", "Στ1", "2ο Δημοτικό")))
    assert [line.class_name for line in done] == ["Στ1 (1ο Δημοτικό)", "Στ1 (2ο Δημοτικό)"]
    assert {(m.user_id, m.group) for m in Membership.objects.all()} == {
        (class_["eleni"].id, two_schools[0]), (class_["maria"].id, two_schools[1])}
    moved = api.preview_roster(run, entries((2, "eleni", "Στ1", "2ο Δημοτικό"), (3, "maria", "Στ1", "9ο Δημοτικό")))
    assert states(moved) == [LineState.MOVES, LineState.NO_CLASS] and moved[0].was_in == "Στ1 (1ο Δημοτικό)"


@pytest.mark.parametrize(("written", "meant"), [("Α-1", "Α1"), ("A1", "Α1"), ("α΄ 1", "Α1"), ("Α11", None), ("-", None)])
def test_a_class_is_known_by_how_it_reads(class_, run, written, meant):
    run.groups.create(name="Α1")
    line = api.preview_roster(run, entries((2, "eleni", written)))[0]
    assert (line.class_name if not line.state.fault else None) == meant


def test_a_code_takes_no_more_than_there_are_places(client, group, run, person, coordinator):
    code = api.open_joining(coordinator, group)
    Run.objects.update(capacity=1)
    eleni = person("eleni")
    statuses = []
    for user in (eleni, person("nikos"), eleni):
        client.force_login(user)
        page = client.post(reverse("pekt_records:join"), {"code": code})
        statuses.append(page.status_code)
        assert ("every place is taken" in page.content.decode()) == (page.status_code == 409)
    assert statuses == [302, 409, 302] and [member.user_id for member in Membership.objects.all()] == [eleni.id]


def test_an_address_of_two_accounts_names_neither(class_, person, run):
    person("alli", email="eleni@school.example")
    assert states(api.preview_roster(run, entries((2, "eleni@school.example", "Στ1")))) == [LineState.UNKNOWN]


def test_teachers_import_nothing(person, group, run):
    teacher = person("daskala")
    api.give_role(teacher.id, Role.TEACHER, group=group)
    with pytest.raises(PermissionDenied):
        api.import_roster(teacher, run, [])
