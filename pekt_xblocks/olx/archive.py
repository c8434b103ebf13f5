"""Course packages as ``.tar.gz``: the same tree gives the same bytes, and a stranger's archive is unpacked within limits or not at all."""
from __future__ import annotations

import gzip
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pekt_xblocks.core.language import N_

from .safe import UNSAFE, Refused

TOTAL_BYTES = 200_000_000
MEMBERS = 20_000
RATIO = 100
"""Bytes that one byte of an archive may become; a course comes to about ten."""
READ_BYTES = 8_000_000
TOP = "course"
"""The folder that Studio looks for."""

_BAD_NAME = re.compile(r"[\x00-\x1f\x7f\\:]")


def write(files: Iterable[tuple[str, Path]], out: Path) -> None:
    """Write files (name within the course, where it lies) to ``out``, all at once or not at all."""
    part = out.with_name(out.name + ".part")
    try:
        # Time, owner, mode and order are fixed, and gzip keeps neither name nor time: the same tree gives the same bytes.
        with part.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as packed, \
                tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for name, path in sorted(files):
                member = tarfile.TarInfo(f"{TOP}/{name}")
                member.size, member.mode, member.mtime = path.stat().st_size, 0o644, 0
                with path.open("rb") as content:
                    tar.addfile(member, content)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def unpack(archive: Path, out: Path) -> None:
    """Unpack an archive into ``out``, which must not exist yet; raises ``Refused`` and leaves nothing behind."""
    work = Path(tempfile.mkdtemp(prefix=".unpack-", dir=out.parent))
    try:
        try:
            _extract(archive, work / TOP)
        except (tarfile.TarError, gzip.BadGzipFile, EOFError, OSError, ValueError, OverflowError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(UNSAFE, 1, N_("This is not a whole .tar.gz archive.")) from None
        (work / TOP).rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def course_folder(unpacked: Path) -> Path:
    """The folder that holds ``course.xml`` in an unpacked archive: its one top folder, or itself."""
    inside = [path for path in unpacked.iterdir() if path.is_dir()]
    return inside[0] if len(inside) == 1 and not (unpacked / "course.xml").exists() else unpacked


class _Bounded:
    """A stream that refuses to be read too far or in too big a piece (tarfile reads extended headers whole)."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > READ_BYTES:
            raise Refused(UNSAFE, 1, N_("A header of the archive is far too large."))
        return self._stream.read(size)

    def seek(self, position: int) -> int:
        if position > self._limit:  # tarfile seeks before every header, past what the last member holds
            raise Refused(UNSAFE, 1, N_("The archive unpacks to more than {limit} MB, or to far more than it holds."),
                          limit=TOTAL_BYTES // 1_000_000)
        return self._stream.seek(position)

    def tell(self) -> int:
        return self._stream.tell()


def _extract(archive: Path, out: Path) -> None:
    limit = min(TOTAL_BYTES, archive.stat().st_size * RATIO + 1_000_000)
    with gzip.open(archive) as stream, tarfile.open(fileobj=_Bounded(stream, limit), mode="r:") as tar:  # type: ignore[call-overload,arg-type]
        members = list(_members(tar))  # all of them are judged before the first is written
        out.mkdir()
        for name, member in members:
            target = out / name
            if member.isdir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            content = tar.extractfile(member)
            assert content is not None
            with target.open("xb") as file:
                shutil.copyfileobj(content, file, 1_000_000)


def _members(tar: tarfile.TarFile) -> Iterator[tuple[PurePosixPath, tarfile.TarInfo]]:
    """The members, each judged by its header; the stream itself refuses to go on past what they may hold in total."""
    for count, member in enumerate(tar, 1):
        if count > MEMBERS:
            raise Refused(UNSAFE, 1, N_("The archive holds more than {limit} files."), limit=MEMBERS)
        name = PurePosixPath(member.name)
        if name.is_absolute() or ".." in name.parts or _BAD_NAME.search(member.name) or len(member.name) > 500:
            raise Refused(UNSAFE, 1, N_("The name “{name}” leads out of the package."), name=member.name[:80])
        if not (member.isfile() or member.isdir()) or member.issparse():
            raise Refused(UNSAFE, 1, N_("“{name}” is a link or a device, not a file."), name=member.name[:80])
        yield name, member
