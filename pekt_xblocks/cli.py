"""``pekt serve | consume | preview | demo | doctor | check | pack | unpack | new | region``; faults make it end with 1."""
from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from pekt_xblocks.activities import kinds
from pekt_xblocks.core.language import LANGUAGES, N_, words
from pekt_xblocks.olx import new
from pekt_xblocks.olx.archive import unpack
from pekt_xblocks.olx.check import check, clean
from pekt_xblocks.olx.fault import RULES, Fault
from pekt_xblocks.olx.pack import pack
from pekt_xblocks.olx.rules import every_check
from pekt_xblocks.olx.safe import Refused
from pekt_xblocks.region import command as region

Say = Callable[[str], str]
OK, FAULTS, MISUSE, STOPPED = 0, 1, 2, 130

_COUNTED = N_("{path}: faults {faults}, advice {advice}.")
_CLEAN = N_("{path}: no faults.")
_PACKED = N_("Written: {path}")
_NOT_PACKED = N_("Not packed: mend the faults first.")
_NO_PATH = N_("There is nothing at {path}.")
_NO_CHOICE = N_("Say what to check: a course's folder, a folder of courses or a package. For example: pekt check courses/phishing")
_NO_WAY = N_("This could not be read or written: {path} ({reason}).")
_NO_COURSE = N_("There is no course at {path}: course.xml is missing.")
_EXISTS = N_("{path} is there already.")
_SLUG = N_("“{slug}” can't be a short name: small Latin letters, digits and _ only.")
_NO_RULE = N_("There is no rule “{rule}”. The rules are: {rules}.")
_NO_KIND = N_("There is no activity kind “{kind}”. The kinds are: {kinds}.")
_NO_WORKBENCH = N_("The local site is not installed. Run: pip install 'pekt-xblocks[workbench]'")
_ADVICE = N_("advice")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    given = _parser().parse_args(arguments)
    say = words(given.lang)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without Greek, or a file's name that is no text: told as well as it can be
            stream.reconfigure(errors="backslashreplace")
    try:
        status = int(given.run(given, say))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # who reads has seen enough, as `head` has; what Python writes at its end must have a place to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTS
    except KeyboardInterrupt:
        return STOPPED
    except OSError as error:
        if not given.on_files or error.filename is None:
            raise
        return _misuse(say(_NO_WAY).format(path=error.filename2 or error.filename, reason=error.strerror))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pekt", description="Courses and activities of PEKTPE on this machine.")
    parser.add_argument("--version", action="version", version=f"pekt-xblocks {version('pekt-xblocks')}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="language of messages (el)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[..., int], help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=help, description=help)
        made.set_defaults(run=run, on_files=False)
        return made

    _add_site(command)
    _add_courses(command)
    region.add(command)
    return parser


def _add_site(command: Callable[..., argparse.ArgumentParser]) -> None:
    made = command("serve", _serve, "serve the local site: take, author and report on courses/")
    made.add_argument("--port", type=int, default=8000)
    made.add_argument("--host", default="127.0.0.1", help="address to listen on (this machine alone)")
    _add_var(made)
    made.add_argument("--courses", type=Path, help="where courses are (courses)")
    made.add_argument("--demo", action="store_true", help="with a fictional school year of all hubs")
    made.add_argument("--register", action="store_true", help="without courses: only show what other sites tell on the bus")
    made.add_argument("--bus", metavar="REDIS", default="", help="the bus's Redis, as redis://127.0.0.1:6379/0")
    made = command("consume", _consume, "take in what other sites tell on the bus, for the register in the same --var")
    made.add_argument("--bus", metavar="REDIS", required=True, help="the bus's Redis, as redis://127.0.0.1:6379/0")
    _add_var(made)
    made = command("preview", _preview, "open one course on the local site; its pages follow the files while you write")
    made.add_argument("course", type=Path)
    made.add_argument("--port", type=int, default=8000)
    _add_var(command("demo", _demo, "fill the local site's records with a fictional school year"))
    made = command("doctor", _doctor, "look the local site over, and say how to mend what is wrong")
    made.add_argument("--register", action="store_true", help="a site that only shows what other sites tell on the bus")
    _add_var(made)


def _add_var(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--var", type=Path, default=Path(os.environ.get("PEKT_VAR", "var")), help="where its state is kept (var)")


def _add_courses(any_command: Callable[..., argparse.ArgumentParser]) -> None:
    def command(name: str, run: Callable[..., int], help: str) -> argparse.ArgumentParser:
        made = any_command(name, run, help)
        made.set_defaults(on_files=True)
        return made

    made = command("check", _check, "say what is wrong in courses")
    made.add_argument("path", nargs="*", type=Path, help="course folders, a folder of them, or .tar.gz packages")
    made.add_argument("--explain", metavar="RULE", help="say why a rule is there and what to do")
    made.add_argument("--strict", action="store_true", help="count advice as faults")
    made = command("pack", _pack, "write a clean course as a package for Studio")
    made.add_argument("course", type=Path)
    made.add_argument("-o", "--out", type=Path, help="the package, or a folder for it (COURSE.tar.gz here)")
    made = command("unpack", _unpack, "unpack a package within limits")
    made.add_argument("package", type=Path)
    made.add_argument("folder", type=Path, help="a folder that is not there yet")
    made = command("new", _new, "start a course, or print an activity to paste into a page")
    made.add_argument("what", help="course, or an activity kind")
    made.add_argument("name", nargs="?", default="", help="the course's short name, or the activity's url_name")
    made.add_argument("--under", type=Path, default=Path("courses"), help="where courses are (courses)")


def _check(given: argparse.Namespace, say: Say) -> int:
    if given.explain:
        return _explain(given.explain, say)
    if not given.path:
        return _misuse(say(_NO_CHOICE))
    status = OK
    for path in given.path:
        if not path.exists():
            return _misuse(say(_NO_PATH).format(path=path))
    for course in (course for path in given.path for course in _courses(path)):
        faults = check(course)
        _tell(course, faults, given.lang)
        if not clean(faults) or given.strict and faults:
            status = FAULTS
    return status


def _courses(path: Path) -> list[Path]:
    """The course at a path, or all courses in a folder of them."""
    inside = [] if (path / "course.xml").exists() else sorted(each.parent for each in path.glob("*/course.xml"))
    return inside or [path]


def _explain(rule: str, say: Say) -> int:
    every_check()  # registers every rule
    if rule not in RULES:
        return _misuse(say(_NO_RULE).format(rule=rule, rules=", ".join(sorted(RULES))))
    print(say(RULES[rule].advice))
    return OK


def _pack(given: argparse.Namespace, say: Say) -> int:
    if not given.course.is_dir():
        return _misuse(say(_NO_PATH).format(path=given.course))
    name = f"{given.course.resolve().name}.tar.gz"
    out = given.out / name if given.out and given.out.is_dir() else given.out or Path(name)
    faults = pack(given.course, out)
    _tell(given.course, faults, given.lang)
    if clean(faults):
        print(say(_PACKED).format(path=out))
        return OK
    print(say(_NOT_PACKED), file=sys.stderr)
    return FAULTS


def _unpack(given: argparse.Namespace, say: Say) -> int:
    if given.folder.exists():
        return _misuse(say(_EXISTS).format(path=given.folder))
    if not given.package.is_file():
        return _misuse(say(_NO_PATH).format(path=given.package))
    try:
        unpack(given.package, given.folder)
    except Refused as refused:
        _tell(given.package, [refused.fault("")], given.lang)
        return FAULTS
    print(say(_PACKED).format(path=given.folder))
    return OK


def _new(given: argparse.Namespace, say: Say) -> int:
    if given.what == "course":
        folder = given.under / given.name
        try:
            new.new_course(folder, given.name)
        except ValueError:
            return _misuse(say(_SLUG).format(slug=given.name))
        except FileExistsError:
            return _misuse(say(_EXISTS).format(path=folder))
        print(say(_PACKED).format(path=folder))
        return OK
    if given.what not in kinds():
        return _misuse(say(_NO_KIND).format(kind=given.what, kinds=", ".join(kinds())))
    print(new.new_activity(given.what, given.name), end="")
    return OK


def _serve(given: argparse.Namespace, say: Say) -> int:
    if not _has_workbench():
        return _misuse(say(_NO_WORKBENCH))
    from pekt_xblocks.workbench.serve import serve  # Django and its apps: no other command waits for them
    return serve(host=given.host, port=given.port, var=given.var, courses=given.courses, demo=given.demo,
                 register=given.register, bus=given.bus)


def _consume(given: argparse.Namespace, say: Say) -> int:
    if not _has_workbench():
        return _misuse(say(_NO_WORKBENCH))
    os.environ |= {"PEKT_REGISTER": "1", "PEKT_BUS": given.bus}
    from pekt_xblocks.workbench.serve import command
    return command(given.var, "pekt_records_consume")


def _preview(given: argparse.Namespace, say: Say) -> int:
    if not _has_workbench():
        return _misuse(say(_NO_WORKBENCH))
    if not (given.course / "course.xml").is_file():
        return _misuse(say(_NO_COURSE).format(path=given.course))
    from pekt_xblocks.workbench.serve import serve
    with TemporaryDirectory(prefix="pekt-preview-") as var:  # what is tried here is nobody's work
        return serve(port=given.port, var=var, courses=given.course.resolve(), preview=True)


def _demo(given: argparse.Namespace, say: Say) -> int:
    if not _has_workbench():
        return _misuse(say(_NO_WORKBENCH))
    os.environ["PEKT_VAR"] = str(given.var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pekt_xblocks.workbench.settings")
    from pekt_xblocks.workbench.serve import prepare
    prepare(demo=True)
    return OK


def _doctor(given: argparse.Namespace, say: Say) -> int:
    if not _has_workbench():
        return _misuse(say(_NO_WORKBENCH))
    os.environ["PEKT_REGISTER"] = "1" if given.register else "0"
    from pekt_xblocks.workbench.serve import command
    return command(given.var, "pekt_doctor", "--lang", given.lang)


def _has_workbench() -> bool:
    return all(find_spec(name) for name in ("django", "workbench", "completion"))


def _tell(path: Path, faults: list[Fault], language: str) -> None:
    """Every fault on a line of its own, as editors and people read it; then how many."""
    say = words(language)
    for fault in faults:
        place = f"{path / fault.file if path.is_dir() else f'{path}/{fault.file}' if fault.file else path}:{fault.line}"
        note = f"{say(_ADVICE)}: " if fault.level == "advice" else ""
        print(f"{place}: {note}{fault.say(language)} [{fault.rule}]")
    advice = sum(fault.level == "advice" for fault in faults)
    print(say(_COUNTED if faults else _CLEAN).format(path=path, faults=len(faults) - advice, advice=advice))


def _misuse(message: str) -> int:
    print(message, file=sys.stderr)
    return MISUSE


if __name__ == "__main__":
    sys.exit(main())
