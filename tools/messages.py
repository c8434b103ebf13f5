"""The messages that the sources say, found in their text: a message built from pieces is not found, so there are none."""
from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pekt_xblocks.shell.front import WORD

ROOT = Path(__file__).parent.parent


class Message(NamedTuple):
    """What a catalogue is asked for; ``plural`` is empty where there is one form."""

    text: str
    plural: str = ""
    context: str = ""


class Use(NamedTuple):
    """A message and the place that says it, as ``path:line`` below the repository."""

    message: Message
    place: str


# Name of the call -> what its first arguments are.
_CALLS = {name: ("text",) for name in ("N_", "_", "say", "words()", "gettext", "gettext_lazy", "gettext_noop")} | {
    name: ("text", "plural") for name in ("ngettext", "ngettext_lazy")} | {
    name: ("context", "text") for name in ("pgettext", "pgettext_lazy")} | {
    name: ("context", "text", "plural") for name in ("npgettext", "npgettext_lazy")}


def in_python(path: Path) -> Iterator[Use]:
    """``N_("…")``, ``say("…")``, ``words(language)("…")`` and Django's gettext family, where the text stands in the call."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (names := _CALLS.get(_called(node.func))):
            given = [arg.value for arg in node.args[:len(names)] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if len(given) == len(names):
                yield Use(Message(**dict(zip(names, given, strict=True))), _place(path, node.lineno))


def _called(func: ast.expr) -> str:
    """The last name of what is called: ``N_``, ``say`` of ``self.say``; ``words()`` of ``words(language)("…")``."""
    if isinstance(func, ast.Call):
        return _called(func.func) + "()"
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def in_script(path: Path) -> Iterator[Use]:
    """``t('…')`` and ``kit.t('…')``: exactly what the block sends to the page."""
    source = path.read_text(encoding="utf-8")
    for found in WORD.finditer(source):
        yield Use(Message(re.sub(r"\\(.)", r"\1", found[1] or found[2])), _place(path, source.count("\n", 0, found.start()) + 1))


_LITERAL = r"""u?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)")


def in_template(path: Path) -> Iterator[Use]:
    """``{% translate %}``, ``{% blocktranslate %}`` and ``_("…")``, as Django itself reads them."""
    from django.conf import settings
    from django.utils.translation.template import templatize
    if not settings.configured:
        settings.configure()
    source = templatize(path.read_text(encoding="utf-8"))
    for found in _IN_TEMPLATE.finditer(source):
        names, given = _CALLS[found[1]], [ast.literal_eval(text) for text in re.findall(_LITERAL, found[2])]
        if len(given) >= len(names):
            yield Use(Message(**dict(zip(names, given, strict=False))), _place(path, source.count("\n", 0, found.start()) + 1))


def _place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


READERS: dict[str, Callable[[Path], Iterator[Use]]] = {".py": in_python, ".js": in_script, ".html": in_template, ".txt": in_template}


def found(folders: list[str]) -> list[Use]:
    """Every use of a message in files below these folders (or in these files), in the order of their paths."""
    paths = sorted(path for name in folders for path in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*")))
    return [use for path in paths if path.suffix in READERS and "vendor" not in path.parts for use in READERS[path.suffix](path)]
