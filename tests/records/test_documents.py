"""Papers and files: what stands on them, in Greek too, whose they are, and what becomes of them where they cannot be made."""
from __future__ import annotations

import io
import sys
import uuid
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from pekt_xblocks.records import api
from pekt_xblocks.records.data import Table
from pekt_xblocks.records.documents.sheets import sheet_names, xlsx_bytes
from pekt_xblocks.records.models import Attestation, Export, Membership, Role


@pytest.fixture
def coordinator(person, run, client):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    client.force_login(user)
    return user


@pytest.fixture
def paper(coordinator, person, group, run):
    run.module.needs_visits, run.module.competences = 2, ["4.2"]
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
    assert paper.serial in said and "DigComp 4.2" in said and "Με επιβεβαίωση του εκπαιδευτικού" in said
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
