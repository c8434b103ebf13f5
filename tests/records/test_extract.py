"""The nightly extract: nothing unasked, nobody's name, whole or not at all; and the region's reports of it tell what the register tells."""
from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.api import extract_rows
from pekt_xblocks.records.data.extract import MANIFEST
from pekt_xblocks.records.delivery import parquet as files
from pekt_xblocks.records.models import Export, Group, Membership, Progress, Role, Round, School

from .conftest import COURSE, complete
from .test_progress import leaves
from .test_record import LRS

arrow = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("duckdb")


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.LMS_ROOT_URL = "https://mathimata.example"
    settings.PEKT_RECORDS_EXTRACT = {"folder": str(tmp_path / "out"), "pseudonym_key": "e" * 32}
    return tmp_path / "out"


@pytest.fixture
def several(person, run, tree, group):
    """Twelve learners of two schools: six completed, two more started."""
    group.school = School.objects.create(code="9270011", name="1ο Γυμνάσιο")
    group.save()
    other = Group.objects.create(run=run, name="Β2", school=School.objects.create(code="9270012", name="2ο Γυμνάσιο"))
    people = [person(f"learner{n}", id=987_000 + n) for n in range(12)]
    for n, user in enumerate(people):
        api.join(group if n % 2 else other, user.id)
    for user in people[:6]:
        for key in leaves(tree):
            complete(user, key)
    for user in people[6:8]:
        complete(user, leaves(tree)[0])
    return people


def rows_of(folder: Path, table: str = "progress") -> list[dict]:
    named = json.loads((folder / MANIFEST).read_text())["tables"][table]
    return [row for file in named for row in arrow.ParquetFile(folder / file["path"]).read().to_pylist()]


def test_nothing_is_written_unasked(several, tmp_path, settings, capsys):
    call_command("pekt_records_work")
    call_command("pekt_records_extract")
    assert "nothing is written" in capsys.readouterr().out
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not Export.objects.exists() and not Round.objects.filter(work="extract").exists()


def test_the_night_writes_it_once_and_puts_it_on_record(several, folder):
    call_command("pekt_records_work")
    assert len(rows_of(folder)) == 12
    assert [(row.what, row.rows, row.named, row.hub.code) for row in Export.objects.all()] == [("extract", 12, False, "ptolemaida")]
    made = (folder / MANIFEST).stat().st_mtime_ns
    call_command("pekt_records_work")
    assert (folder / MANIFEST).stat().st_mtime_ns == made and Round.objects.get(work="extract").told == 12


def test_no_name_no_account_and_no_destinations_name_leaves(several, folder, settings):
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS}
    api.extract()
    text = repr([rows_of(folder, table) for table in ("progress", "runs", "modules", "hubs", "schools")])
    known = {str(member.registration) for member in Membership.objects.all()} | {f"{user.id}" for user in several}
    assert "1ο Γυμνάσιο" in text and not [word for word in (*known, "learner0", "Learner0") if word in text]
    told = api.destinations()["lrs"].pseudonyms.registration(Membership.objects.first().registration)
    assert told not in text and len({row["learner"] for row in rows_of(folder)}) == 12
    settings.PEKT_RECORDS_EXTRACT["pseudonym_key"] = LRS["pseudonym_key"]
    with pytest.raises(api.DestinationError, match="key of its own"):
        api.extract()


def test_what_did_not_change_keeps_its_file_and_what_did_does_not(several, folder, tree):
    assert (api.extract().written, api.extract().written) == (1, 0)
    first = sorted(folder.rglob("*.parquet"))
    api.extract()
    (kept,) = set(first) & set(folder.rglob("*.parquet"))
    assert kept.parent == folder / "progress/school_year=2026-27/hub=ptolemaida"
    changes = [lambda: complete(several[10], leaves(tree)[0]), lambda: api.leave(Membership.objects.first()),
               lambda: api.module("dokimi", needs_percent=10), lambda: Group.objects.filter(name="Β2").update(school=None),
               lambda: Membership.objects.filter(id=Membership.objects.last().id).update(group=Group.objects.first().id),
               lambda: api.erase(several[3].id)]
    for change in changes:
        change()
        assert api.extract().written == 1, change
        assert len(list((folder / "progress").rglob("*.parquet"))) == 1


def test_who_was_erased_is_in_no_file_of_the_next(several, folder):
    api.extract()
    before = {row["registration"]: row["learner"] for row in rows_of(folder)}
    api.erase(several[0].id)
    api.extract()
    left = {row["registration"] for row in rows_of(folder)}
    assert len(left) == 11 and left < set(before)
    (gone,) = {learner for registration, learner in before.items() if registration not in left}
    assert not [path for path in folder.rglob("*") if path.is_file() and gone.encode() in path.read_bytes()]
    assert Export.objects.filter(user_id=0).count() == 2


def test_a_purge_leaves_numbers_alone(several, folder, run):
    api.extract()
    api.purge(today=run.year.ends + timedelta(days=800))
    api.extract()
    assert not list((folder / "progress").rglob("*.parquet"))
    assert [(row["learners"], row["completed"]) for row in rows_of(folder, "runs")] == [(12, 6)]
    assert "12" in said("trend", folder) and "12" not in said("schools", folder)


@pytest.mark.parametrize("dies_at", ["write", "publish"])
def test_a_writer_that_dies_leaves_the_old_extract_whole(several, folder, tree, monkeypatch, dies_at):
    api.extract()
    old = (folder / MANIFEST).read_bytes(), rows_of(folder)
    complete(several[11], leaves(tree)[0])
    real = files._settle

    def dies(part, path):
        if path.name == MANIFEST or dies_at == "write":
            raise OSError("no space left")
        real(part, path)

    with monkeypatch.context() as patched:
        patched.setattr(files, "_settle", dies)
        with pytest.raises(CommandError, match="no space left"):
            call_command("pekt_records_extract")
    assert ((folder / MANIFEST).read_bytes(), rows_of(folder)) == old and Round.objects.get(work="extract").failed
    api.extract()
    assert sum(row["started"] is not None for row in rows_of(folder)) == 9
    assert not list(folder.rglob("*.part")) and len(list((folder / "progress").rglob("*.parquet"))) == 1


def test_a_batch_at_a_time_is_the_same_as_all_at_once(several, folder, monkeypatch):
    api.extract()
    whole = sorted(rows_of(folder), key=lambda row: row["registration"])
    monkeypatch.setattr(extract_rows, "BATCH", 5)
    assert api.extract(whole=True).written == 1
    assert sorted(rows_of(folder), key=lambda row: row["registration"]) == whole


def test_each_row_says_what_the_register_says(several, folder, person, run):
    boss = person("syntonistria")
    api.give_role(boss.id, Role.COORDINATOR, hub=run.hub)
    issued = api.issue(boss, list(Membership.objects.filter(user_id__in=[user.id for user in several[:6]])))
    api.revoke(boss, issued[0], "λάθος")
    api.override(boss, Membership.objects.get(user_id=several[7].id), "το έκανε στον Πόλο")
    held = api.standings(list(Membership.objects.all()))
    api.extract()
    rows = {row["registration"]: row for row in rows_of(folder)}
    names = api.extract_setting().pseudonyms
    for member in Membership.objects.select_related("progress", "attestation", "group__school"):
        row, progress = rows[names.registration(member.registration)], member.progress
        assert (row["percent"], row["state"], row["first_completed"]) == (progress.percent, progress.state, progress.first_completed)
        assert (row["school"], row["group"]) == (member.group.school.code, str(member.group.ref))
        assert row["passed"] == held[member.id].passed
    assert sum(row["attested"] is not None for row in rows.values()) == 5 and sum(row["passed"] for row in rows.values()) == 7


def test_the_diagnosis_asks_for_it_where_it_is_wanted(several, folder, settings, capsys):
    def found():
        return [one for one in api.diagnose() if one.check == "extract"]

    assert [(one.level, "pekt_records_extract" in one.mend) for one in found()] == [("fault", True)]
    api.extract()
    assert [one.level for one in found()] == ["fine"]
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {"made": "2026-01-01T00:00:00Z"}))
    assert [one.level for one in found()] == ["fault"]
    settings.PEKT_RECORDS_EXTRACT = None
    assert found() == []


@pytest.mark.parametrize(("facts", "said"), [
    ({"folder": "relative"}, "absolute"), ({"pseudonym_key": "short"}, "pseudonym_key"), ({"folder": None}, "folder"), ({"x": 1}, "x")])
def test_a_wrong_setting_is_named_and_never_shown(db, folder, settings, facts, said):
    settings.PEKT_RECORDS_EXTRACT = settings.PEKT_RECORDS_EXTRACT | facts
    with pytest.raises(CommandError, match=said) as raised:
        call_command("pekt_records_extract")
    assert "short" not in str(raised.value).replace("too_short", "") and "eeee" not in str(raised.value)


def said(report: str, *folders: Path, **more) -> str:
    from pekt_xblocks.region.ask import ask

    (answer,) = ask([report], folders, lambda text: text, **more)
    return "\n".join(";".join(map(str, row)) for row in answer.table.rows)


def test_the_regions_numbers_are_the_registers(several, folder, run):
    api.extract()
    counts = api.year_counts([run.hub], run.year)[run.id]
    assert (counts.learners, counts.started, counts.completed) == (12, 8, 6)
    assert said("completion", folder) == "2026-27;Πόλος Πτολεμαΐδας;Δοκιμή;12;<5;6;6;0"       # 8 of 12: four have not
    assert said("completion", folder, language="en") == "2026-27;Ptolemaida hub;Δοκιμή;12;<5;6;6;0"
    assert said("completion", folder, year="2025-26") == ""
    assert said("funnel", folder) == "Δοκιμή;12;<5;<5;6;6;6;6;0"
    assert said("schools", folder).splitlines()[0].startswith("2026-27;Πόλος Πτολεμαΐδας;1ο Γυμνάσιο;6;")
    api.module("dokimi", competences=["4.1.05", "4.1.06", "1.2"])
    api.extract()
    assert said("digcomp", folder).splitlines() == ["1.2 Αξιολόγηση πληροφοριών;1;12;6;6", "4.1 Προστασία συσκευών;1;12;6;6"]


def test_who_may_need_help_is_whom_the_coordinators_page_names(several, folder, run):
    Progress.objects.filter(membership__user_id__in=[user.id for user in several[6:8]]).update(
        last_activity=timezone.now() - timedelta(days=15))
    named = api.needs_help(api.grid(run, list(run.groups.all())).rows, timezone.now())
    assert sorted(reason for _row, reasons in named for reason in reasons) == ["behind", "behind", *["idle"] * 2, *["never"] * 4]
    api.extract()
    from pekt_xblocks.region import ask as asking

    counts = []
    asking_hidden = asking.hidden
    try:
        asking.hidden = lambda keys, values, learners=None: counts.append(list(values)) or set()
        said("risk", folder)
    finally:
        asking.hidden = asking_hidden
    assert counts == [[6], [4], [2], [2], [6]]                    # learners, never, idle, behind, any


def test_several_sites_are_told_together_and_asked_of_a_terminal(several, folder, settings, tmp_path, capsys):
    from pekt_xblocks.cli import main

    api.extract()
    settings.PEKT_RECORDS_EXTRACT = {"folder": str(tmp_path / "second"), "pseudonym_key": "s" * 32, "site": "https://allo.example"}
    api.extract()
    both = [str(folder), str(tmp_path / "second")]
    assert main(["region", "completion", *both]) == 0
    shown = capsys.readouterr().out
    assert "δεδομένα έως" in shown and "Πόλος Πτολεμαΐδας  Δοκιμή" in shown and "24" in shown and "12" in shown
    out = tmp_path / "a.csv"
    assert main(["region", "completion", *both, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert table[0][0] == "Σχολικό έτος" and table[1][3] == "24"
    assert main(["region", "all", *both, "--out", str(tmp_path / "a.xlsx")]) == 0
    from openpyxl import load_workbook

    assert len(load_workbook(tmp_path / "a.xlsx").sheetnames) == 6


def test_what_cannot_be_asked_is_said(folder, tmp_path, capsys, monkeypatch, several):
    from pekt_xblocks.cli import main
    from pekt_xblocks.region import command

    assert main(["region", "trend", str(tmp_path)]) == 2 and "Δεν υπάρχει απόσπασμα" in capsys.readouterr().err
    api.extract()
    assert main(["region", "all", str(folder), "--out", "x.csv"]) == main(["region", "trend", str(folder), "--out", "x.pdf"]) == 2
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {"schema_version": 99}))
    assert main(["region", "trend", str(folder)]) == 2
    monkeypatch.setattr(command, "NEEDS", ("no_such_package",))
    assert main(["region", "trend", str(folder)]) == 2 and "[analytics]" in capsys.readouterr().err


def test_a_quote_in_a_path_is_a_quote(several, folder, settings):
    settings.PEKT_RECORDS_EXTRACT["folder"] = str(folder) + "'; DROP"
    api.extract()
    assert "12" in said("completion", Path(str(folder) + "'; DROP"))
    assert COURSE in repr(rows_of(Path(str(folder) + "'; DROP")))
