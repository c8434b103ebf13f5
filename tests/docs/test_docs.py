"""What README and the guides name is there: files, pictures, make targets, commands, settings; the limits of size hold or are on record."""
from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from pekt_xblocks.cli import _parser

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PICTURES = sorted((ROOT / "docs" / "pictures").rglob("*.png"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`|^ {4}(.+)$", re.MULTILINE)
LIMITS = ROOT / "docs/decisions/0020-where-the-size-limits-are-exceeded.md"
NOT_OURS = {"Για προχωρημένους", "Λάθος!", "όλα είναι απάτη"}
"""Quotes that are on no screen of ours: a heading of Studio's, what one should not write, what somebody may think."""
NOT_YET = re.compile(r"^##+ (?:Not there yet|Δεν υπάρχουν ακόμη)$.*?(?=^##? |\Z)", re.MULTILINE | re.DOTALL)


def links(page: Path) -> list[str]:
    return [target for target in LINK.findall(page.read_text(encoding="utf-8")) if not re.match(r"[a-z]+:", target)]


def commands(page: Path, word: str) -> list[list[str]]:
    """What follows ``word`` wherever a page's code says it, up to a comment; what is announced as missing does not count."""
    promised = NOT_YET.sub("", page.read_text(encoding="utf-8"))
    said = [one or two for one, two in CODE.findall(promised)]
    return [found.split() for text in said for found in re.findall(rf"(?:^|&& |\./){word} ([^#&]+)", text)]


def code_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "*.py", "*.js", "*.css"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a checkout")
    return [name for name in listed.stdout.split() if "vendor" not in name and (ROOT / name).is_file()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not (page.parent / target.split("#")[0]).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {words[0] for words in commands(page, "make")} <= targets
    ours = next(action.choices for action in _parser()._actions if action.dest == "command")
    assert ours is not None
    assert {words[0] for words in commands(page, "pekt")} <= set(ours)
    for words in commands(page, "manage.py"):
        name = words[1]
        assert not name.startswith("pekt_") or (ROOT / f"pekt_xblocks/records/management/commands/{name}.py").is_file(), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_setting_named_is_read(page: Path) -> None:
    named = set(re.findall(r"PEKT_[A-Z_]+", page.read_text(encoding="utf-8")))
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("pekt_xblocks/**/*.py"))
    assert {name for name in named if name not in code} == set()


def test_what_the_guides_quote_is_on_the_screen() -> None:
    """In Greek quotes stands what a button, page or course says, word for word."""
    places = ["conf/locale/parts/*.po", "courses/**/*.xml", "courses/**/*.toml", "pekt_xblocks/workbench/management/commands/*.py"]
    screen = "".join(path.read_text(encoding="utf-8") for place in places for path in ROOT.glob(place))
    filled_in = re.sub(r"\{\w+\}", "{}", screen)
    for page in [ROOT / "README.md", *ROOT.glob("docs/el/*.md")]:
        prose = re.sub(r"^\|.*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)  # tables give examples of wording
        quoted = {" ".join(quote.split()) for quote in re.findall(r"«([^»]+)»", prose)}
        # A number that a guide gives as an example stands for what the screen fills in.
        unsaid = {quote for quote in quoted - NOT_OURS if quote not in screen and re.sub(r"\d+", "{}", quote) not in filled_in}
        assert unsaid == set(), page.name


def test_every_picture_is_light_and_shown() -> None:
    shown = {(page.parent / target).resolve() for page in PAGES for target in links(page)}
    assert {picture.name: picture.stat().st_size for picture in PICTURES if picture.stat().st_size > 150_000} == {}
    assert [picture.name for picture in PICTURES if picture.resolve() not in shown] == []


def test_the_script_takes_every_picture() -> None:
    script = (ROOT / "tools/pictures.js").read_text(encoding="utf-8")
    taken = set(re.findall(r"await picture\('([\w/-]+)'", script))
    taken |= {f"gallery/{kind}-{look}" for kind in re.findall(r"\['(\w+)', '\w+'\]", script) for look in ("phone", "dark")}
    assert {f"{name}.png" for name in taken} == {picture.relative_to(ROOT / "docs" / "pictures").as_posix() for picture in PICTURES}


def test_long_files_and_functions_are_on_record() -> None:
    record, long = LIMITS.read_text(encoding="utf-8"), []
    for name in code_files():
        text = (ROOT / name).read_text(encoding="utf-8")
        if text.count("\n") > 300:
            long.append(name)
        if name.endswith(".py"):
            long += [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                     and node.end_lineno is not None and node.end_lineno - node.lineno >= 30]
    assert [name for name in long if f"`{name}`" not in record] == []


def test_decisions_are_short_and_numbered() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    numbers = [int(page.name[:4]) for page in pages]        # ranges are given out ahead, so numbers may be missing, but none comes twice
    assert len(set(numbers)) == len(numbers)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. ") and text.count("\n") <= 60, page.name


def test_every_surprise_of_the_platform_has_its_test() -> None:
    table = (ROOT / "tests/platform/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*\| (.+) \|$", table, re.MULTILINE)
    assert [int(number) for number, _tests in rows] == list(range(1, 13))
    for _number, tests in rows:
        named = re.findall(r"`([\w/.]+)::(\w+)`", tests)
        assert named
        for path, test in named:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), test
