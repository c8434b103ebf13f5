"""However the package is installed, it serves every front-end file and nothing else, and ships nothing that holds an answer."""
from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from benchmarks import inbox, quiz, robot
from benchmarks.wheel import weight

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parent.parent.parent
PINS = ROOT / "requirements" / "platform-pins.txt"
# Files by which a careless pattern would show itself: each holds an answer or is none of a browser's business.
TRAPS = ["pekt_xblocks/activities/quiz/answers.json", "pekt_xblocks/activities/quiz/released.xml", "pekt_xblocks/activities/notes.md",
         "pekt_xblocks/core/secret.txt", "pekt_xblocks/translations/el/LC_MESSAGES/text.po", "pekt_xblocks/static/learner/.DS_Store"]
PUBLISHED = re.compile(r"""pekt_xblocks/(
    static/(learner|studio|records|workbench|vendor)/[\w./-]+\.(js|mjs|css|svg|png|webp|cur|txt)
    | static/vendor/([\w./-]*LICEN[CS]E[\w.-]*|versions\.json)
    | activities/[a-z_]+/\w+\.(js|css)
    | translations/(el|en)/LC_MESSAGES/text\.mo
    | records/documents/fonts/(NotoSans-\w+\.ttf|OFL\.txt)
    | (records|workbench)/(locale/(el|en)/LC_MESSAGES/django\.mo | templates/[\w/]+\.(html|txt) | fixtures/\w+\.json))""", re.VERBOSE)
# What `pip install pekt-xblocks` may bring to a platform: its requirements, what those require, and pip's own.
LIGHT = set("""
    pekt-xblocks xblock web-fragments pydantic pydantic-core annotated-types typing-extensions typing-inspection lxml markdown-it-py mdurl
    fs appdirs six mako markupsafe python-dateutil pytz tzdata pyyaml simplejson webob legacy-cgi setuptools pip""".split())


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Runs a command away from the checkout; its output."""
    ran = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True,
                         env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONPATH": ""})
    assert ran.returncode == 0, f"{command}\n{ran.stdout[-2000:]}\n{ran.stderr[-4000:]}"
    return ran.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A copy of what Git has, with traps laid: files that no build may take along."""
    copy = tmp_path_factory.mktemp("checkout") / "pekt"
    listed = run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name, follow_symlinks=False)
    for trap in TRAPS:
        path = copy / trap
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("the answer is 42")
    return copy


@pytest.fixture(scope="module")
def sdist(checkout, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", out, checkout)
    (made,) = out.glob("*.tar.gz")
    return made


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory) -> Path:
    """The wheel built from the sdist alone."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", out, sdist)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """The Python of a fresh environment that has the wheel with its requirements, and nothing else."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(home, with_pip=True)
    run(home / "bin" / "python", "-m", "pip", "install", "-q", wheel, "setuptools>=77")
    return home / "bin" / "python"


def probed(python: Path) -> dict:
    return json.loads(run(python, Path(__file__).with_name("probe.py"), cwd=Path("/")))


def assert_serves(found: dict, checkout: Path) -> None:
    folders = {path.parent.name: path.parent for path in checkout.glob("pekt_xblocks/activities/*/activity.py")}
    assert found["blocks"] == sorted(f"pekt_{kind}" for kind in folders)
    assert found["leaks"] == []
    for kind, folder in folders.items():
        for path in ("static/learner/boot.js", "static/learner/kit.js", "static/learner/kit.css", "static/studio/boot.js"):
            assert found["opened"][f"pekt_{kind}:{path}"] > 0, path
        for path in folder.iterdir():
            if path.suffix in (".js", ".css"):
                assert found["opened"][f"pekt_{kind}:activities/{kind}/{path.name}"] > 0
    assert found["greek"] and found["scripts"] == ["pekt"] and found["apps"] == ["cms.djangoapp", "lms.djangoapp"]


def test_the_wheel_of_the_sdist_in_a_fresh_environment(python, checkout):
    found = probed(python)
    assert_serves(found, checkout)
    assert set(found["installed"]) <= LIGHT, set(found["installed"]) - LIGHT


@pytest.mark.parametrize("way", [[], ["-e"]], ids=["plain", "editable"])
def test_the_checkout(python, checkout, way):
    run(python, "-m", "pip", "install", "-q", "rjsmin", "rcssmin")
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--force-reinstall", *way, checkout)
    found = probed(python)
    assert_serves(found, checkout)
    assert Path(found["home"]).is_relative_to(checkout) is bool(way)


def test_the_wheel_publishes_front_end_files_and_nothing_else(wheel, checkout):
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert [name for name in names if not name.startswith("pekt_xblocks/")] == []
    published = [name for name in names if not name.endswith(".py")]
    assert [name for name in published if not PUBLISHED.fullmatch(name)] == []
    scripts = {f"pekt_xblocks/{path.relative_to(checkout)}" for path in checkout.glob("static/**/*") if path.suffix in (".js", ".css")}
    assert scripts <= set(published)


@pytest.mark.parametrize("page", [robot, inbox], ids=["robot", "inbox"])
def test_a_whole_page_opens_in_20_kb(wheel, page):
    with zipfile.ZipFile(wheel) as made:
        assert {f"pekt_xblocks/{path}" for path in page.PAGE} <= set(made.namelist())
        assert weight(made, *page.PAGE) <= page.MOST_PAGE


def test_a_first_block_opens_in_12_kb_and_each_further_kind_in_3(wheel, checkout):
    kinds = {path.parent.name for path in checkout.glob("pekt_xblocks/activities/*/activity.py")}
    with zipfile.ZipFile(wheel) as made:
        weights = {kind: weight(made, *quiz.opening(kind)) for kind in kinds}
        frame = weight(made, *(f"static/learner/{name}" for name in quiz.FIRST))
    assert {kind: bytes_ for kind, bytes_ in weights.items() if not 0 < bytes_ <= 3000} == {}
    assert frame + max(weights.values()) <= 12000


def test_what_is_shipped_is_smaller_and_says_the_same(wheel, checkout, tmp_path):
    with zipfile.ZipFile(wheel) as made:
        made.extractall(tmp_path)
    shipped = [path for path in (tmp_path / "pekt_xblocks").rglob("*") if path.suffix in (".js", ".css") and "vendor" not in path.parts]
    names = [str(path.relative_to(tmp_path)) for path in shipped]
    run("node", ROOT / "tests/packaging/same_code.mjs", tmp_path, checkout, *names, cwd=ROOT)
    assert sum(path.stat().st_size for path in shipped) < 0.85 * sum((checkout / name).stat().st_size for name in names)


def test_the_sdist_holds_no_tests_and_no_courses(sdist):
    names = {name.split("/", 1)[-1] for name in tarfile.open(sdist).getnames()}
    assert {"setup.py", "LICENSE", "pekt_xblocks/static/learner/boot.js"} <= names
    assert [name for name in names if name.split("/")[0] in ("tests", "courses", "tools", "node_modules")] == []
    assert [name for name in names if name.endswith((".json", ".po", ".xml")) and "fixtures" not in name and "vendor" not in name] == []


def test_a_checkout_without_symbolic_links_refuses(checkout, tmp_path):
    """Git writes a link as a file that holds the target, where links are switched off."""
    copy = tmp_path / "windows"
    shutil.copytree(checkout, copy, symlinks=True)
    (copy / "pekt_xblocks/static").unlink()
    (copy / "pekt_xblocks/static").write_text("../static")
    ran = subprocess.run([sys.executable, "setup.py", "--version"], cwd=copy, capture_output=True, text=True)
    assert ran.returncode != 0 and "check the repository out with symbolic links" in ran.stderr


# What the package may add to an image of the platform: the rest of what it needs is there.
ADDED = set("pekt-xblocks markdown-it-py mdurl reportlab xlsxwriter openpyxl et-xmlfile segno".split())


def frozen(python: Path) -> dict[str, str]:
    return {name.lower().replace("_", "-"): version for name, _, version in (
        line.partition("==") for line in run(python, "-m", "pip", "list", "--format", "freeze").split())}


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Path:
    """The Python of an environment with the versions that the platform pins."""
    home = tmp_path_factory.mktemp("image") / "venv"
    venv.create(home, with_pip=True)
    run(home / "bin" / "python", "-m", "pip", "install", "-q", "-r", PINS)
    return home / "bin" / "python"


def test_the_wheel_changes_no_version_that_the_platform_pins(wheel, image):
    before = frozen(image)
    pins = dict(line.lower().split("==") for line in PINS.read_text().splitlines() if not line.startswith("#"))
    assert {name: before[name] for name in pins} == pins
    run(image, "-m", "pip", "install", "-q", f"{wheel}[records]", "-c", PINS)
    after = frozen(image)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() <= ADDED, after.keys() - before.keys()
    run(image, "-m", "pip", "check")
    assert probed(image)["greek"]
