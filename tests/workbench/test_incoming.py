"""Packages that a teacher uploads: taken over as working copies, never over what is here without asking, hostile ones not at all."""
from __future__ import annotations

import io
import tarfile

import pytest

from pekt_xblocks.olx.archive import write
from pekt_xblocks.olx.reader import tree_files
from pekt_xblocks.workbench import building, copies, incoming
from pekt_xblocks.workbench.models import Course, Element

from .conftest import KEY, PROBE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR, settings.PEKT_BUILT = tmp_path / "var", tmp_path / "var" / "modules"


@pytest.fixture
def teacher(be):
    return be("papagianni")


def title() -> str:
    return Element.objects.get(url_name="v1").title


def upload(browser, data: bytes):
    file = io.BytesIO(data)
    file.name = "package.tar.gz"
    return browser.post("/build/upload/", {"package": file})


def packed(folder, tmp_path) -> bytes:
    write(tree_files(folder), tmp_path / "packed.tar.gz")
    return (tmp_path / "packed.tar.gz").read_bytes()


def test_a_package_comes_in_and_is_a_working_copy(teacher, folder, tmp_path, settings):
    answer = upload(teacher, packed(folder, tmp_path))
    assert answer.url == f"/build/{KEY}/check/" and copies.built_here(Course.objects.get())
    assert Element.objects.filter(usage_key=PROBE).exists() and not list((settings.VAR / "incoming").iterdir())


def test_a_package_of_a_module_that_is_here_asks_first(teacher, course, folder, tmp_path, settings):
    data = packed(folder, tmp_path)
    building.rename(Element.objects.get(url_name="v1"), "Άλλο όνομα")
    for answer, stays in (("keep", True), ("take", False)):
        waiting = upload(teacher, data).url
        assert waiting.startswith("/build/upload/") and title() == "Άλλο όνομα"
        assert "υπάρχει ήδη" in teacher.get(waiting).content.decode()
        teacher.post(waiting, {answer: ""})
        assert (title() == "Άλλο όνομα") is stays and not list((settings.VAR / "incoming").iterdir())
    assert teacher.get(waiting).status_code == 404


@pytest.mark.parametrize("data", [b"", b"no archive", b"\x1f\x8b\x08\x00" + b"x" * 50])
def test_what_is_no_package_is_refused_at_its_field(teacher, data, settings):
    answer = upload(teacher, data)
    assert answer.status_code == 422 and 'id="package-fault"' in answer.content.decode()
    assert not Course.objects.exists() and not any((settings.VAR / "incoming").glob("*"))


def test_a_hostile_package_is_refused(teacher, settings, tmp_path):
    def tar(name, link=None):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w:gz") as file:
            member = tarfile.TarInfo(name)
            if link:
                member.type, member.linkname = tarfile.SYMTYPE, link
            file.addfile(member)
        return out.getvalue()
    for data in (tar("../evil"), tar("course/x", "/etc/passwd"), tar("course/readme.txt")):
        assert upload(teacher, data).status_code == 422
    assert not Course.objects.exists() and not any((settings.VAR / "incoming").glob("*"))


def test_a_package_is_read_no_further_than_the_limit(teacher, settings, monkeypatch):
    monkeypatch.setattr(incoming, "BYTES", 1000)
    assert "πολύ μεγάλο" in upload(teacher, b"x" * 2000).content.decode()
    assert not any((settings.VAR / "incoming").glob("*"))
