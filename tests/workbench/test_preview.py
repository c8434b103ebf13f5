"""``pekt preview``: the pages are what the files say at this moment, faults stand on them, and nothing is left behind."""
from __future__ import annotations

import signal
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError

import pytest

from .conftest import KEY
from .test_serve import end, run

UNIT = f"courses/{KEY}/unit/v1/"


@pytest.fixture
def site(folder: Path):
    """A browser of the site that previews the course: what it answers to an address, and to a question with an ETag."""
    process, said, address = run("pekt_xblocks.cli", "preview", str(folder), "--port", "0")
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def answer(path: str, etag: str = "") -> tuple[int, str, str]:
        try:
            with browser.open(urllib.request.Request(f"{address}/{path}", headers={"If-None-Match": etag} if etag else {})) as reply:
                return reply.status, reply.headers["ETag"], reply.read().decode()
        except HTTPError as error:
            return error.code, error.headers["ETag"], error.read().decode()
    yield answer
    rest = end(process, signal.SIGTERM)
    assert process.returncode == 0 and "Traceback" not in "".join(said) + rest


def test_a_page_follows_its_file(site, folder: Path) -> None:
    assert "Καλημέρα" in site(UNIT)[2]
    status, etag, _ = site("preview/")
    assert status == 204 and site("preview/", etag)[0] == 304
    assert f'data-tag={etag}' in site(UNIT)[2]
    (folder / "html" / "h1.html").write_text("<p>Καλησπέρα</p>", encoding="utf-8")
    status, fresh, _ = site("preview/", etag)
    assert status == 204 and fresh != etag and site("preview/", fresh)[0] == 304
    page = site(UNIT)[2]
    assert "Καλησπέρα" in page and "Καλημέρα" not in page


def test_a_fault_stands_on_the_page_and_goes_when_it_is_mended(site, folder: Path) -> None:
    course = folder / "course" / "2026.xml"
    sound = course.read_text(encoding="utf-8")
    course.write_text("<course>", encoding="utf-8")
    page = site(f"courses/{KEY}/")
    assert page[0] == 200 and "course/2026.xml:1" in page[2]
    course.write_text(sound, encoding="utf-8")
    page = site(UNIT)
    assert page[0] == 200 and "Καλημέρα" in page[2] and "course/2026.xml:1" not in page[2]


def test_what_is_no_course_is_not_previewed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pekt_xblocks import cli
    assert cli.main(["preview", str(tmp_path)]) == 2
    assert "course.xml" in capsys.readouterr().err
