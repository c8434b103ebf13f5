"""Papers and files: what stands on them, in Greek too, whose they are, and what becomes of them where they cannot be made."""
from __future__ import annotations

import io
import sys
import uuid
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from pekt_xblocks.records import api
from pekt_xblocks.records.data import CourseTree, Leaf, Table, Unit
from pekt_xblocks.records.documents.sheets import sheet_names, xlsx_bytes
from pekt_xblocks.records.models import Attestation, Equipment, Export, Membership, Role, School, Visit

from . import fake_platform
from .conftest import complete
from .test_progress import leaves


@pytest.fixture
def coordinator(person, run, client):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    client.force_login(user)
    return user


@pytest.fixture
def paper(coordinator, person, group, run):
    run.module.needs_visits, run.module.competences = 2, ["4.2", "4.2.05", "1.2.01"]
    run.module.save()
    user = person("eleni", first_name="Ελένη", last_name="Παπαδοπούλου-Ὀδυσσέως")
    member = api.join(group, user.id)
    api.override(coordinator, member, "λόγος")
    return api.issue(coordinator, [Membership.objects.select_related("run__module", "run__hub", "run__year", "group__run").get()])[0]


def text_of(response) -> str:
    assert response["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


def test_a_class_is_printed_by_name_in_the_readers_language(client, coordinator, paper, person, group):
    address = reverse("pekt_records:class_attestations", args=[group.ref])
    client.cookies["django_language"] = "el"
    said = text_of(client.get(address))
    assert "Βεβαίωση" in said and "Παπαδοπούλου-Ὀδυσσέως Ελένη" in said and "Δήμος Εορδαίας" in said
    assert f"{paper.verify_code[:5]}-{paper.verify_code[5:]}" in said and "http://testserver/hub/verify/" in said
    assert paper.serial in said and "DigComp 1.2, 4.2" in said and "Με επιβεβαίωση του εκπαιδευτικού" in said
    client.cookies["django_language"] = "en"
    assert "This attests that" in text_of(client.get(address))
    assert list(Export.objects.values_list("what", "rows", "named")) == [("attestations", 1, True)] * 2


def test_every_letter_is_in_the_file(client, coordinator, paper, group):
    """A font that is not embedded shows Greek as squares elsewhere."""
    response = client.get(reverse("pekt_records:class_attestations", args=[group.ref]))
    fonts = PdfReader(io.BytesIO(response.content)).pages[0]["/Resources"]["/Font"].values()
    used = [font.get_object() for font in fonts]
    assert any("NotoSans" in font["/BaseFont"] for font in used)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used if "Noto" in font["/BaseFont"])


def test_what_was_revoked_is_not_printed(client, coordinator, paper, group):
    api.revoke(coordinator, paper, "κατά λάθος")
    assert client.get(reverse("pekt_records:class_attestations", args=[group.ref])).status_code == 404
    assert not Export.objects.exists()


def test_a_learner_prints_their_own_alone(client, paper, person):
    mine = Attestation.objects.get().membership
    address = reverse("pekt_records:own_attestation", args=[mine.registration])
    client.force_login(person("allos"))
    assert client.get(address).status_code == 403
    assert client.get(reverse("pekt_records:own_attestation", args=[uuid.uuid4()])).status_code == 403
    from django.contrib.auth.models import User
    client.force_login(User.objects.get(id=mine.user_id))
    assert address in client.get(reverse("pekt_records:me")).content.decode()
    assert paper.serial in text_of(client.get(address))
    assert not Export.objects.exists()                      # one's own paper leaves no hub


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_names_leave_only_where_they_are_asked_for_and_that_is_written_down(client, coordinator, learner, run, group, form):
    def cells(name, ref, **query):
        got = client.get(reverse(f"pekt_records:{name}", args=[ref, form]), query).content
        return got.decode("utf-8-sig") if form == "csv" else "\n".join(
            str(cell.value) for row in load_workbook(io.BytesIO(got)).active.iter_rows() for cell in row)

    code = api.pseudonym(run.hub, run.year, learner.id)
    for name, ref in (("run_table", run.ref), ("group_table", group.ref)):
        assert "Eleni" not in cells(name, ref) and code in cells(name, ref)
        assert "Eleni" in cells(name, ref, names=1)
    assert list(Export.objects.order_by("id").values_list("named", flat=True)) == [False, False, True] * 2


def test_a_code_leads_nowhere_else(run, learner):
    kozani = api.known_hubs()["kozani"]
    other_year = api.school_year(date(2030, 1, 1))
    codes = {api.pseudonym(run.hub, run.year, learner.id), api.pseudonym(kozani, run.year, learner.id),
             api.pseudonym(run.hub, other_year, learner.id), api.pseudonym(run.hub, run.year, learner.id + 1)}
    assert len(codes) == 4 and all(len(code) == 10 for code in codes)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXT.map(lambda text: "=" + text), st.floats(-1e9, 1e9), st.dates(date(1901, 1, 1)),
                          st.integers(-10**9, 10**9) | st.none()), max_size=5))
def test_a_sheet_gives_back_what_was_put_in_and_runs_nothing(rows):
    book = load_workbook(io.BytesIO(xlsx_bytes([Table("Φύλλο [1]", ["α", "β", "γ", "δ"], rows)])))
    sheet = book.active
    assert sheet.freeze_panes == "A2" and [cell.value for cell in sheet[1]] == ["α", "β", "γ", "δ"]
    for row, line in zip(rows, sheet.iter_rows(min_row=2), strict=True):
        text, number, day, whole = line
        assert text.data_type in ("s", "inlineStr") and text.value == row[0]
        assert number.value == pytest.approx(row[1]) and day.value == datetime(row[2].year, row[2].month, row[2].day) and day.is_date
        assert whole.value == row[3]


def test_times_are_local_in_a_sheet():
    moment = datetime(2026, 11, 5, 10, 30, tzinfo=UTC)                 # 12:30 in Athens
    sheet = load_workbook(io.BytesIO(xlsx_bytes([Table("t", ["when"], [[moment]])]))).active
    assert sheet["A2"].value == datetime(2026, 11, 5, 12, 30) and "hh:mm" in sheet["A2"].number_format


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_every_title_names_a_sheet(titles):
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles) and all(0 < len(name) <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)


def test_without_the_extra_pages_load_and_say_so(client, coordinator, paper, group, run, monkeypatch):
    for package in ("xlsxwriter", "segno", "reportlab"):
        monkeypatch.setitem(sys.modules, package, None)
    for module in [name for name in sys.modules if name.startswith(("reportlab.", "pekt_xblocks.records.documents."))]:
        if not module.endswith("sheets"):
            monkeypatch.delitem(sys.modules, module)
    client.post(reverse("pekt_records:join_code", args=[group.ref]), {"open": "1"})
    page = client.get(reverse("pekt_records:group", args=[group.ref])).content.decode()
    assert client.get(reverse("pekt_records:group_table", args=[group.ref, "csv"])).status_code == 200 and "<svg" not in page
    for address in (reverse("pekt_records:group_table", args=[group.ref, "xlsx"]),
                    reverse("pekt_records:class_attestations", args=[group.ref])):
        got = client.get(address)
        assert got.status_code == 501 and "pekt-xblocks[records]" in got.content.decode()


def test_the_log_shows_who_took_what(client, coordinator, learner, run, person):
    client.get(reverse("pekt_records:run_table", args=[run.ref, "csv"]), {"names": 1})
    with translation.override("en"):
        page = client.get(reverse("pekt_records:exports")).content.decode()
    assert "Kyriaki" in page and "Learners and units" in page and "<b>yes</b>" in page
    assert "to the end of the next school year" in page and "10 school years" in page
    elsewhere = person("allos")
    api.give_role(elsewhere.id, Role.COORDINATOR, hub=api.known_hubs()["kozani"])
    client.force_login(elsewhere)
    assert "Kyriaki" not in client.get(reverse("pekt_records:exports")).content.decode()


@pytest.fixture
def a_year(coordinator, group, run, tree, person):
    """Six learners, two of them through, an equal class last year, things in the room."""
    run.module.competences, run.module.equipment = ["4.1.05", "4.2"], ["robot_kit"]
    run.module.save()
    Equipment.objects.create(hub=run.hub, kind="robot_kit", name="Κιτ", quantity=8)
    Equipment.objects.create(hub=run.hub, kind="robot_kit", name="Σπασμένο", quantity=1, state=Equipment.REPAIR)
    group.school = School.objects.create(code="s", name="91ο Γυμνάσιο")
    group.save()
    users = [person(f"p{i}") for i in range(6)]
    for user in users:
        api.join(group, user.id)
    for user in users[:2]:
        for key in leaves(tree):
            complete(user, key)
    api.open_visit(coordinator, group, minutes=90)
    Visit.objects.create(hub=run.hub, group=group, starts=timezone.now(), minutes=45)           # planned, not made
    last = api.run(run.hub, run.module, "course-v1:PEKTPE+dokimi+2025", date(2025, 10, 1))
    fake_platform.make_tree(last.course_key)
    for user in users[:5]:
        api.join(last.groups.get_or_create(name="Στ1")[0], user.id)
    return users


def test_the_report_tells_the_year(a_year, run):
    report = api.year_report(run.hub, run.year, hides=False)
    assert (report.total.learners, report.total.completed, report.total.passed, report.total.hours) == (6, 2, 2, 1.5)
    assert report.before_year == "2025-26" and report.before.learners == 5 and report.before.passed == 0
    assert [(line.code, line.modules, line.completed) for line in report.covered] == [("4.1", 1, 2), ("4.2", 1, 2)]
    assert [(line.kind, line.works, line.repair, line.modules) for line in report.used] == [("robot_kit", 8, 1, ("Δοκιμή",))]
    assert report.schools[0][0] == "91ο Γυμνάσιο" and report.schools[0][1].learners == 6
    assert (report.schools[0][1].visits, report.schools[0][1].hours) == (report.total.visits, report.total.hours) == (1, 1.5)


def test_the_report_hides_what_would_tell_a_pupil(a_year, run):
    report = api.year_report(run.hub, run.year, hides=True)
    assert report.total.learners == 6 and report.total.completed is None and report.total.passed is None
    assert {line.completed for line in report.covered} == {None}
    Membership.objects.filter(user_id__in=[user.id for user in a_year[:2]]).delete()
    api.miscounted()
    report = api.year_report(run.hub, run.year, hides=True)
    assert report.total.learners is None and report.schools[0][1].learners is None


def test_self_checks_are_counted_and_never_read(a_year, run, tree):
    base = run.course_key.replace("course-v1:", "block-v1:")
    check = Leaf(f"{base}+type@pekt_passport+block@before", "pekt_passport", None, title="Πριν ξεκινήσω")
    units = (Unit("s", "Αρχή", "Α", (check,)), *tree.units)
    fake_platform.TREES[run.course_key] = CourseTree(run.course_key, "Δοκιμή", units)
    for user in a_year[:5]:
        complete(user, check.usage_key)
    assert [(c.title, c.given) for c in api.year_report(run.hub, run.year, hides=False).self_checks] == [("Πριν ξεκινήσω", 5)]
    assert api.year_report(run.hub, run.year, hides=True).self_checks[0].given is None       # one did not: that tells a pupil too


def test_the_report_costs_the_same_for_every_number_of_learners(a_year, run, group, person, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        api.year_report(run.hub, run.year, hides=True)
    for i in range(30):
        api.join(group, person(f"more{i}").id)
    with django_assert_num_queries(len(few)):
        api.year_report(run.hub, run.year, hides=True)


def test_paper_and_spreadsheet_say_the_same(client, a_year, run):
    client.cookies["django_language"] = "el"
    paper = text_of(client.get(reverse("pekt_records:year_report", args=[run.hub.code, "pdf"]), {"year": "2026-27"}))
    got = client.get(reverse("pekt_records:year_report", args=[run.hub.code, "xlsx"]), {"year": "2026-27"})
    book = load_workbook(io.BytesIO(got.content))
    assert [sheet.title for sheet in book][:2] == ["Η χρονιά σε αριθμούς", "Πρόγραμμα του έτους"]
    first = {row[0].value: [cell.value for cell in row[1:]] for row in book.worksheets[0].iter_rows(min_row=2)}
    assert first["Μαθητές"] == [6, 5, 1] and first["Ολοκλήρωσαν, % των μαθητών"][0] == 33
    for said in ("Ετήσια έκθεση 2026-27", "Πόλος Πτολεμαΐδας", "Δήμος Εορδαίας", "33%", "91ο Γυμνάσιο", "Προστασία συσκευών",
                 "Δεδομένα έως", "Σελίδα 1 από"):
        assert said in paper
    assert not any(user.last_name in paper for user in a_year)
    assert Export.objects.filter(what="report").count() == 2


def test_a_year_without_runs_is_a_report_too(client, coordinator, run):
    got = client.get(reverse("pekt_records:year_report", args=["ptolemaida", "pdf"]))
    assert "Yearly report" in text_of(got)


def test_tables_of_the_rounds_say_what_the_pages_say(client, a_year, coordinator, group, run, tree):
    for user in a_year[2:4]:
        complete(user, leaves(tree)[0])
    visit = group.visits.get(minutes=90)
    api.attend(coordinator, visit, a_year[0].id)

    def lines(name, *arguments, **query):
        text = client.get(reverse(f"pekt_records:{name}", args=[*arguments, "csv"]), query).content.decode("utf-8-sig")
        return [line.split(";") for line in text.splitlines()[1:]]

    assert ["90", "1"] in [line[3:5] for line in lines("visits_table", group.ref)]
    assert sorted(how for _who, how in lines("attendance_table", visit.ref)) == ["", "", "", "", "", "yes"]
    assert ["P0", "yes"] in lines("attendance_table", visit.ref, names=1)
    assert [line[4:6] for line in lines("programme_table", run.hub.code, year="2026-27")] == [["1", "6"]]
    assert lines("items_table", run.ref) == []
    assert sorted(line[0] for line in lines("attention_table", names=1)) == ["P4", "P5"]
    found = lines("attention_table")
    assert {line[0] for line in found} == {api.pseudonym(run.hub, run.year, user.id) for user in a_year[4:]}
    assert {line[3] for line in found} == {"has not started"}
    assert {row.what for row in api.files_taken([run.hub])} == {"visits", "attendance", "programme", "items", "attention"}
