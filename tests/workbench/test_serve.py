"""Starting the site: steps that are seen, a page that answers, an end without a trace."""
from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from pekt_xblocks.activities import examples
from pekt_xblocks.workbench.serve import is_loopback

from .conftest import KEY

ROOT = Path(__file__).parents[2]


def start(var: Path, courses: Path, *more: str) -> tuple[subprocess.Popen[str], list[str], str]:
    """The process, what it said until it was ready, and its address; the system chooses the port."""
    return run("pekt_xblocks.workbench", "--port", "0", "--var", str(var), "--courses", str(courses), *more)


def run(*arguments: str, **told: str) -> tuple[subprocess.Popen[str], list[str], str]:
    """Start a module that serves a site; ``told`` are its variables, and it has none of ours."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PEKT_", "DJANGO_"))} | told
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    said: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if line.startswith("Open "):
            return process, said, line.split()[1]
    raise AssertionError("".join(said))


def end(process: subprocess.Popen[str], how: int) -> str:
    process.send_signal(how)
    said, _ = process.communicate(timeout=30)
    return said


def test_from_nothing_twice_and_out(folder, tmp_path):
    process, said, address = start(tmp_path / "var", folder.parent)
    try:
        assert [line.split(":")[0] for line in said if ": ready" in line] == ["Database", "People", "Courses", "Hubs"]
        assert "demo: 10 new" in "".join(said)
        with urllib.request.urlopen(address) as page:
            assert page.status == 200 and "Διάλεξε πρόσωπο" in page.read().decode()
    finally:
        rest = end(process, signal.SIGINT)
    assert process.returncode == 0 and "Traceback" not in rest and "Stopped." in rest
    key = (tmp_path / "var" / "secret.key").read_text()
    process, said, address = start(tmp_path / "var", folder.parent)
    rest = end(process, signal.SIGTERM)
    assert process.returncode == 0 and "Traceback" not in rest
    assert "demo: unchanged" in "".join(said) and (tmp_path / "var" / "secret.key").read_text() == key
    assert (tmp_path / "var" / "secret.key").stat().st_mode & 0o077 == 0


class Browser:
    """A person's browser, as far as the site can tell."""

    def __init__(self, address: str) -> None:
        self._address, self._cookies = address.rstrip("/"), CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies)).open

    def get(self, path: str) -> str:
        with self._open(self._address + path) as answer:
            return answer.read().decode()

    def post(self, path: str, data: bytes, kind: str = "application/x-www-form-urlencoded") -> str:
        token = next(cookie.value for cookie in self._cookies if cookie.name == "csrftoken")
        request = urllib.request.Request(self._address + path, data, {"X-CSRFToken": token, "Content-Type": kind})
        with self._open(request) as answer:
            return answer.read().decode()


def test_two_tabs_at_once_lose_nothing(folder, tmp_path):
    process, _said, address = start(tmp_path / "var", folder.parent)
    try:
        browser = Browser(address)
        number = re.search(r'name="person" value="(\d+)"', browser.get("/people/"))
        browser.post("/people/", f"person={number[1]}".encode())
        unit = f"/courses/{KEY}/unit/v2/"
        base = re.search(r'data-handler-base="([^"]+)"', browser.get(unit))[1]
        answer = {"response": examples("quiz").DEFAULT.correct_response().model_dump(mode="json")}

        def submit(number: int) -> int:
            return json.loads(browser.post(f"{base}submit", json.dumps(answer | {"submission_id": f"s{number}"}).encode(),
                                           "application/json"))["attempts"]
        with ThreadPoolExecutor(6) as threads:
            counted = sorted(threads.map(submit, range(6)))
        assert counted == [1, 2, 3, 4, 5, 6]
        assert '"attempts": 6' in browser.get(unit)
    finally:
        end(process, signal.SIGINT)


def test_a_port_in_use_is_said(folder, tmp_path):
    process, _said, address = start(tmp_path / "var", folder.parent)
    try:
        second = subprocess.run(
            [sys.executable, "-m", "pekt_xblocks.workbench", "--port", address.rsplit(":", 1)[1], "--var", str(tmp_path / "var"),
             "--courses", str(folder.parent)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60)
    finally:
        end(process, signal.SIGINT)
    assert second.returncode == 1 and "can't be used" in second.stderr and "Traceback" not in second.stderr


@pytest.mark.parametrize(("host", "alone"), [
    ("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
    ("192.168.1.4", False), ("hub.example", False), ("", False)])
def test_which_addresses_are_this_computer_alone(host, alone):
    assert is_loopback(host) is alone


def test_a_register_that_was_killed_is_served_again(tmp_path):
    """Its page for the Directorate, over HTTP; the diagnosis says how to hear the sites."""
    var = str(tmp_path / "var")
    for how in (signal.SIGKILL, signal.SIGTERM):
        process, _said, address = run("pekt_xblocks.cli", "serve", "--register", "--port", "0", "--var", var, PEKT_METRICS_TOKEN="m" * 32)
        try:
            browser = Browser(address)
            (number,) = re.findall(r'name="person" value="(\d+)"(?:(?!</form>).)*Διεύθυνση', browser.get("/people/"), re.DOTALL)
            browser.post("/people/", f"person={number}".encode())
            assert "Οι ιστότοποι δίπλα δίπλα" in browser.get("/hub/sites/")
            assert json.loads(browser.get("/hub/health/"))["register"]["silent_seconds"] is None
            asked = urllib.request.Request(f"{address}/hub/metrics/", headers={"Authorization": "Bearer " + "m" * 32})
            with urllib.request.urlopen(asked) as counters:
                assert b"pekt_records_missing 0\n" in counters.read()
        finally:
            end(process, how)
    command = [sys.executable, "-m", "pekt_xblocks.cli", "doctor", "--lang", "en", "--register", "--var", var]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert told.returncode == 1 and re.findall(r"FAULT +(\w+)", told.stdout) == ["sites"] and "pekt consume --bus" in told.stdout
