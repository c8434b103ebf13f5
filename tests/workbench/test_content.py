"""Packages in and out: nothing lost, nothing done twice."""
from __future__ import annotations

import io
import tarfile

import pytest
from completion.models import BlockCompletion
from django.core.management import call_command

from pekt_xblocks.olx import archive
from pekt_xblocks.olx.reader import tree_files
from pekt_xblocks.workbench import export
from pekt_xblocks.workbench.content import load, packages
from pekt_xblocks.workbench.models import Course, Element, UserState

from .call import call
from .conftest import HIDDEN, PAGE, PROBE, QUIZ

pytestmark = pytest.mark.django_db


def rows():
    """Everything that a course's rows say, without numbers of the database."""
    names = ("usage_key", "parent__usage_key", "position", "block_type", "url_name", "staff_only", "fields")
    return sorted(Element.objects.values_list(*names), key=lambda row: row[0])


def put(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def test_the_tree_becomes_rows(course):
    found = {key: (parent, position, hidden) for key, parent, position, _, _, hidden, _ in rows()}
    base = "block-v1:PEKTPE+demo+2026+type@"
    assert found[f"{base}chapter+block@c1"] == (None, 0, False)
    assert found[f"{base}vertical+block@v3"] == (f"{base}sequential+block@s1", 2, True)
    assert found[HIDDEN] == (f"{base}vertical+block@v3", 0, True)
    assert Element.objects.get(usage_key=PROBE).fields == {"display_name": "Η δοκιμή", "weight": 2.0}
    assert "Καλημέρα" in Element.objects.get(usage_key=PAGE).fields["data"]
    assert Element.objects.get(usage_key=QUIZ).fields["display_name"] == "Ερωτήσεις"
    assert course.title == "Δοκιμή" and course.slug == "demo"


def test_an_unchanged_package_costs_nothing(course, folder, django_assert_num_queries):
    with django_assert_num_queries(1):
        report = load(folder)
    assert report.unchanged and not (report.added or report.changed or report.removed)


def test_a_changed_package_changes_what_it_changed(course, folder, be):
    call(be("daphne"), PROBE, "answer_it", {"answer": "α"})
    put(folder, "vertical/v1.xml",
        '<vertical display_name="Διαβάζω"><probe url_name="p1" display_name="Νέα"/><html url_name="h1"/></vertical>')
    report = load(folder)
    assert report.changed == [PROBE] and not report.added and not report.kept
    assert report.removed == ["block-v1:PEKTPE+demo+2026+type@missing+block@m1"]
    assert Element.objects.get(usage_key=PROBE).fields == {"display_name": "Νέα"}
    assert [e.usage_key for e in Element.objects.filter(parent__url_name="v1")] == [PROBE, PAGE]
    assert UserState.objects.get().fields["answer"] == "α"


def test_learners_rows_outlive_their_element(course, folder, be):
    call(be("daphne"), PROBE, "publish_it", {"name": "completion", "data": {"completion": 1.0}})
    call(be("daphne"), PROBE, "answer_it", {"answer": "α"})
    put(folder, "sequential/s1.xml", '<sequential display_name="Πρώτα"><vertical url_name="v2"/></sequential>')
    load(folder)
    assert not Element.objects.filter(usage_key=PROBE).exists()
    assert UserState.objects.count() == 1 and BlockCompletion.objects.count() == 1


def test_a_teacher_s_change_is_not_overwritten(course, folder, be):
    call(be("papagianni"), PROBE, "write_content", {"body": "δικό μου"}, "studio")
    put(folder, "vertical/v1.xml", '<vertical display_name="Διαβάζω"><probe url_name="p1" body="του πακέτου"/></vertical>')
    assert load(folder).kept == [PROBE]
    assert Element.objects.get(usage_key=PROBE).fields["body"] == "δικό μου"
    put(folder, "about/overview.html", "<p>Άλλα λόγια</p>")
    assert load(folder).kept == [PROBE]  # said at each loading, until somebody decides
    assert PROBE in load(folder, force=True).changed
    element = Element.objects.get(usage_key=PROBE)
    assert element.fields == {"body": "του πακέτου"} and not element.edited


def test_force_takes_the_package_s_even_if_it_is_unchanged(course, folder, be):
    call(be("papagianni"), PROBE, "write_content", {"body": "δικό μου"}, "studio")
    assert load(folder).unchanged
    assert load(folder, force=True).changed == [PROBE]
    assert "body" not in Element.objects.get(usage_key=PROBE).fields


def test_what_a_teacher_changed_stays_when_the_package_drops_it(course, folder, be):
    call(be("papagianni"), PROBE, "write_content", {"body": "δικό μου"}, "studio")
    put(folder, "sequential/s1.xml", '<sequential display_name="Πρώτα"><vertical url_name="v2"/></sequential>')
    report = load(folder)
    assert report.kept == [PROBE]
    assert Element.objects.get(usage_key=PROBE).parent.url_name == "v1"
    assert not Element.objects.filter(usage_key=PAGE).exists()


def test_export_is_a_fixed_point(course, folder, tmp_path, be):
    call(be("papagianni"), PROBE, "write_content", {"body": "<&\"'> ά"}, "studio")
    before = rows()
    export.write(course, tmp_path / "out")
    Course.objects.all().delete()
    assert not load(tmp_path / "out").kept
    assert rows() == before
    export.write(Course.objects.get(), tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "out")


def files(folder):
    return {name: path.read_bytes() for name, path in tree_files(folder)}


def test_export_keeps_every_other_file(course, folder, tmp_path):
    export.write(course, tmp_path / "out")
    before, after = files(folder), files(tmp_path / "out")
    assert set(after) == set(before)
    for name in ("static/dot.svg", "about/overview.html", "policies/2026/policy.json", "html/h1.html"):
        assert after[name] == before[name]
    assert b'<wiki slug="x"/>' in after["course/2026.xml"]
    assert '<missing url_name="m1" a="β">' in after["vertical/v1.xml"].decode()


def test_the_package_is_the_same_bytes_each_time_and_unpacks(course, tmp_path):
    first = export.pack(course)
    assert first == export.pack(course)
    with tarfile.open(fileobj=io.BytesIO(first)) as tar:
        assert "course/course.xml" in tar.getnames()
    (tmp_path / "demo.tar.gz").write_bytes(first)
    archive.unpack(tmp_path / "demo.tar.gz", tmp_path / "unpacked")
    assert load(archive.course_folder(tmp_path / "unpacked")).course == course.key


def test_no_course_at_all(tmp_path, db, capsys):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "course.xml").write_text("<course/>")
    (tmp_path / "readme").mkdir()
    assert list(packages(tmp_path)) == [tmp_path / "bad"]
    with pytest.raises(ValueError, match="no course"):
        load(tmp_path / "bad")
    call_command("load_courses", tmp_path)
    assert "no course" in capsys.readouterr().err and not Course.objects.exists()


def test_the_command_tells_what_it_did(db, folder, capsys, be):
    call_command("load_courses", folder.parent)
    assert "demo: 10 new, 0 changed, 0 removed" in capsys.readouterr().out
    call_command("load_courses", folder.parent)
    assert capsys.readouterr().out.strip() == "demo: unchanged"
    call(be("papagianni"), PROBE, "write_content", {"body": "δικό μου"}, "studio")
    put(folder, "vertical/v1.xml", '<vertical display_name="Διαβάζω"><probe url_name="p1" body="του πακέτου"/></vertical>')
    call_command("load_courses", folder.parent)
    assert f"{PROBE} was changed here and in the package" in capsys.readouterr().err
