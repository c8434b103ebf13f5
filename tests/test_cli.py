"""``pekt``: what it prints, where, and the exit status that scripts go by."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pekt_xblocks import cli

COURSE = Path(__file__).parent / "olx" / "sample" / "phishing"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.main([str(each) for each in arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A course with one fault and one piece of advice."""
    course = Path(shutil.copytree(COURSE, tmp_path / "broken"))
    page = course / "html" / "learn_mistake_text.html"
    page.write_text(page.read_text(encoding="utf-8") + '<p><img src="/static/gone.svg" alt="x"/> Ένα password.</p>\n', encoding="utf-8")
    return course


def test_a_sound_course_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", COURSE) == (0, f"{COURSE}: κανένα σφάλμα.\n", "")


def test_a_folder_of_courses_is_every_course_in_it(capsys: pytest.CaptureFixture[str], broken: Path) -> None:
    shutil.copytree(COURSE, broken.parent / "sound")
    status, out, _ = run(capsys, "check", broken.parent, "--lang", "en")
    assert status == 1 and f"{broken.parent}/sound: no faults." in out and f"{broken}: faults 1, advice 1." in out


def test_faults_come_as_file_line_message_and_rule_in_both_languages(capsys: pytest.CaptureFixture[str], broken: Path) -> None:
    page = broken / "html" / "learn_mistake_text.html"
    assert run(capsys, "check", broken) == (1, (
        f"{page}:11: Το αρχείο gone.svg δεν υπάρχει στο static/. [reference]\n"
        f"{page}:11: σύσταση: Αντί για «password»: κωδικός. [wording]\n"
        f"{broken}: σφάλματα 1, συστάσεις 1.\n"), "")
    assert run(capsys, "check", "--lang", "en", COURSE, broken) == (1, (
        f"{COURSE}: no faults.\n"
        f"{page}:11: The file gone.svg is not in static/. [reference]\n"
        f"{page}:11: advice: Instead of “password”: κωδικός. [wording]\n"
        f"{broken}: faults 1, advice 1.\n"), "")


def test_advice_fails_only_where_it_is_asked_to(capsys: pytest.CaptureFixture[str], broken: Path) -> None:
    shutil.copy(broken / "static" / "hook.svg", broken / "static" / "gone.svg")
    assert run(capsys, "check", broken)[0] == 0
    assert run(capsys, "check", "--strict", broken)[0] == 1


def test_a_rule_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "--explain", "alt", "--lang", "en")[:2] == (0, run(capsys, "check", "--lang", "en", "--explain", "alt")[1])
    status, _, error = run(capsys, "check", "--explain", "nothing")
    assert status == 2 and "blanket" in error


def test_packs_unpacks_and_checks_a_package(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    package = tmp_path / "p.tar.gz"
    status, out, _ = run(capsys, "pack", COURSE, "-o", package)
    assert status == 0 and out.endswith(f"Γράφτηκε: {package}\n")
    assert run(capsys, "check", package) == (0, f"{package}: κανένα σφάλμα.\n", "")
    assert run(capsys, "unpack", package, tmp_path / "out")[0] == 0
    assert run(capsys, "check", tmp_path / "out" / "course")[0] == 0
    assert run(capsys, "unpack", package, tmp_path / "out")[0] == 2


def test_a_course_with_faults_is_not_packed(capsys: pytest.CaptureFixture[str], tmp_path: Path, broken: Path) -> None:
    assert run(capsys, "pack", broken, "-o", tmp_path / "p.tar.gz")[0] == 1
    assert not (tmp_path / "p.tar.gz").exists()


def test_a_hostile_package_is_a_fault(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.tar.gz"
    bad.write_bytes(b"hello")
    assert run(capsys, "check", bad, "--lang", "en")[:2] == (1, (
        f"{bad}:1: This is not a whole .tar.gz archive. [unsafe]\n{bad}: faults 1, advice 0.\n"))
    assert run(capsys, "unpack", bad, tmp_path / "out")[0] == 1 and not (tmp_path / "out").exists()


def test_new_writes_a_course_once_and_prints_an_activity(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "new", "course", "demo", "--under", tmp_path)[0] == 0
    assert run(capsys, "check", tmp_path / "demo")[0] == 0
    assert run(capsys, "new", "course", "demo", "--under", tmp_path)[0] == 2
    assert run(capsys, "new", "course", "../demo", "--under", tmp_path)[0] == 2
    status, out, _ = run(capsys, "new", "quiz", "warm_up")
    assert status == 0 and out.startswith('<pekt_quiz url_name="warm_up" ') and out.endswith("</pekt_quiz>\n")
    assert "quiz" in run(capsys, "new", "riddle")[2]


@pytest.mark.parametrize("arguments", [["check"], ["check", "/nowhere"], ["pack", "/nowhere"], ["unpack", "/nowhere", "/nowhere/x"]])
def test_misuse_exits_with_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    status, out, error = run(capsys, *arguments)
    assert (status, out) == (2, "") and error


def test_a_package_goes_into_a_folder_under_its_course_s_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "pack", COURSE, "-o", tmp_path)[0] == 0
    assert [each.name for each in tmp_path.iterdir()] == ["phishing.tar.gz"]


def test_what_cannot_be_written_is_told_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    nowhere, file = tmp_path / "nowhere" / "p.tar.gz", tmp_path / "file"
    file.touch()
    for arguments in (["pack", COURSE, "-o", nowhere], ["pack", COURSE, "-o", file / "p.tar.gz"],
                      ["new", "course", "demo", "--under", file]):
        status, _, error = run(capsys, *arguments)
        assert status == 2 and error.startswith("Δεν γίνεται ανάγνωση ή εγγραφή στο ") and str(tmp_path) in error
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_who_stops_reading_gets_no_traceback(broken: Path) -> None:
    command = [sys.executable, "-m", "pekt_xblocks.cli", "check", str(broken)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as checking:
        assert checking.stdout and checking.stderr
        checking.stdout.close()
        assert (checking.stderr.read(), checking.wait()) == (b"", 1)


def test_a_terminal_without_greek_and_a_name_that_is_no_text_are_told_all_the_same(broken: Path) -> None:
    (broken / "static" / "\udcff.svg").touch()
    for encoding in ("ascii", "utf-8"):
        done = subprocess.run([sys.executable, "-m", "pekt_xblocks.cli", "check", broken], capture_output=True, check=False,
                              env={**os.environ, "PYTHONIOENCODING": encoding})
        assert (done.returncode, done.stderr) == (1, b"") and b"\\udcff.svg" in done.stdout


def test_ctrl_c_ends_without_a_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(path: Path) -> None:
        raise KeyboardInterrupt
    monkeypatch.setattr(cli, "check", stopped)
    assert run(capsys, "check", COURSE) == (130, "", "")


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0 and capsys.readouterr().out.startswith("pekt-xblocks 0.")


def test_unknown_commands_exit_with_2() -> None:
    assert subprocess.run([sys.executable, "-m", "pekt_xblocks.cli", "bake"], capture_output=True).returncode == 2


def test_without_the_workbench_serve_says_what_to_install(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "find_spec", lambda name: None)
    status, _, error = run(capsys, "serve")
    assert status == 2 and "pekt-xblocks[workbench]" in error


def test_checking_a_course_needs_no_django() -> None:
    """A platform image, or a phone's terminal, checks courses without the site's packages."""
    code = ("import sys; from pekt_xblocks import cli; cli.main(['check', sys.argv[1]]); "
            "print(*sorted({name.split('.')[0] for name in sys.modules}))")
    done = subprocess.run([sys.executable, "-c", code, str(COURSE)], capture_output=True, text=True, check=True)
    assert not {"django", "xblock", "rest_framework"} & set(done.stdout.splitlines()[-1].split())
