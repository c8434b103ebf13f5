"""Packages: the same tree gives the same bytes, and a hostile archive leaves nothing behind."""
from __future__ import annotations

import gzip
import io
import os
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pekt_xblocks.olx import archive
from pekt_xblocks.olx.archive import course_folder, unpack
from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.pack import pack
from pekt_xblocks.olx.reader import tree_files
from pekt_xblocks.olx.safe import Refused

Build = Callable[[tarfile.TarFile], None]


def member(name: str, content: bytes = b"x", **more: object) -> Build:
    def add(tar: tarfile.TarFile) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        for key, value in more.items():
            setattr(info, key, value)
        tar.addfile(info, io.BytesIO(content))
    return add


def written(path: Path, *builds: Build) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for build in builds:
            build(tar)
    return path


def declared(size: int) -> Build:
    """A member that says it is larger than what follows."""
    def add(tar: tarfile.TarFile) -> None:
        info = tarfile.TarInfo("course/big")
        info.size = size
        assert tar.fileobj
        tar.fileobj.write(info.tobuf(tar.format))
        tar.offset += 512
    return add


NOISE = random.Random(1).randbytes(archive.READ_BYTES // 2 + 1).hex()
"""Text that hardly packs: no bomb, only large."""


HOSTILE: dict[str, list[Build]] = {
    "climbs out": [member("course/../../evil")],
    "absolute": [member("/tmp/evil")],
    "backslash": [member("course\\..\\evil")],
    "drive": [member("C:evil")],
    "line break": [member("course/a\nb")],
    "symbolic link": [member("course/a", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")],
    "write through a link": [member("course/a", b"", type=tarfile.SYMTYPE, linkname="/tmp"), member("course/a/evil")],
    "hard link": [member("course/a", b"", type=tarfile.LNKTYPE, linkname="/etc/passwd")],
    "device": [member("course/a", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=3)],
    "pipe": [member("course/a", b"", type=tarfile.FIFOTYPE)],
    "twice": [member("course/a"), member("course/a")],
    "file as folder": [member("course/a"), member("course/a/b")],
    "declares 10 GB": [declared(10_000_000_000)],
    "zeros": [member("course/a", b"\0" * 30_000_000)],
    "many zeros": [member(f"course/{n}", b"\0" * 100_000) for n in range(300)],
    "too many": [member(f"course/{n}", b"") for n in range(archive.MEMBERS + 1)],
    "huge header": [member("course/a", pax_headers={"comment": NOISE})],
    "long name": [member("course/" + "a" * 600)],
}


@pytest.mark.parametrize("builds", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_archive_is_a_fault_and_leaves_nothing(tmp_path: Path, builds: list[Build]) -> None:
    bad = written(tmp_path / "bad.tar.gz", *builds)
    (fault,) = check(bad)
    assert fault.rule == "unsafe" and fault.say("el") and fault.say("en")
    with pytest.raises(Refused):
        unpack(bad, tmp_path / "out")
    assert os.listdir(tmp_path) == ["bad.tar.gz"]


@pytest.mark.parametrize("data", [
    b"", b"hello", gzip.compress(b"hello", mtime=0), gzip.compress(b"\0" * 512, mtime=0)[:-9], b"\x1f\x8b\x08"])
def test_what_is_no_archive_is_a_fault(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.tar.gz").write_bytes(data)
    assert check(tmp_path / "bad.tar.gz")


def test_the_same_course_gives_the_same_bytes_wherever_and_whenever(course: Path, tmp_path: Path) -> None:
    assert not pack(course, tmp_path / "1.tar.gz")
    for path in course.rglob("*"):
        os.utime(path, (1, 1))
        if path.is_file():
            path.chmod(0o600)
    moved = course.rename(tmp_path / "elsewhere")
    (moved / ".hidden").write_text("x")
    assert not pack(moved, tmp_path / "2.tar.gz")
    made = (tmp_path / "1.tar.gz").read_bytes()
    assert made == (tmp_path / "2.tar.gz").read_bytes()
    assert made[3:8] == bytes(5)  # gzip's own header: neither a name nor a time


def test_the_order_in_which_files_come_does_not_matter(course: Path, tmp_path: Path) -> None:
    files = list(tree_files(course))
    archive.write(files, tmp_path / "1")
    archive.write(files[::-1], tmp_path / "2")
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_a_package_unpacks_to_what_was_packed_and_stays_clean(course: Path, tmp_path: Path) -> None:
    pack(course, tmp_path / "p.tar.gz")
    unpack(tmp_path / "p.tar.gz", tmp_path / "out")
    back = course_folder(tmp_path / "out")
    assert back.name == "course"
    (course / "README.md").unlink()
    assert {name: path.read_bytes() for name, path in tree_files(back)} == {name: path.read_bytes() for name, path in tree_files(course)}
    assert check(tmp_path / "p.tar.gz") == []


def test_a_course_with_faults_is_not_packed(course: Path, tmp_path: Path) -> None:
    (course / "html" / "learn_what_text.html").unlink()
    assert pack(course, tmp_path / "p.tar.gz")
    assert not list(tmp_path.glob("p.tar.gz*"))
