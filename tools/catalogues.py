"""Makes the catalogues from ``conf/locale/parts/``; its one rule: every message said has its Greek, and nothing else stands there.

``python -m tools.catalogues`` writes the compiled catalogues, ``--check`` only tells what is wrong with them; ``--atlas FOLDER`` lays the
activities' words out for an Open edX site that keeps translations of its own.
"""
from __future__ import annotations

import argparse
import gettext
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from .messages import ROOT, Message, Use, found

PARTS = ROOT / "conf" / "locale" / "parts"
LANGUAGES = ("el", "en")
Texts = dict[Message, tuple[str, ...]]
"""One text per plural form, by message."""


@dataclass(frozen=True)
class Domain:
    """One catalogue: where its messages are said, where it is written, and which parts it is made of (empty: all others)."""

    sources: tuple[str, ...]
    catalogue: str
    areas: tuple[str, ...] = ()

    def path(self, language: str) -> Path:
        """Where the compiled catalogue of a language stands."""
        return ROOT / self.catalogue.format(language)


P = "pekt_xblocks/"
DOMAINS = (
    Domain((f"{P}core", f"{P}activities", f"{P}olx", f"{P}shell", f"{P}studio.py", f"{P}block.py", f"{P}cli.py", f"{P}region",
            "static/learner", "static/studio"), P + "translations/{}/LC_MESSAGES/text.mo"),
    Domain((f"{P}records", "static/records"), P + "records/locale/{}/LC_MESSAGES/django.mo",
           ("records", "delivery", "rounds", "corrections", "bus")),
    Domain((f"{P}workbench", "static/workbench"), P + "workbench/locale/{}/LC_MESSAGES/django.mo", ("workbench",)),
)
_NAMED = {area for domain in DOMAINS for area in domain.areas}


@dataclass(frozen=True)
class Entry:
    """A message of one part, with its text and the place where it stands."""

    message: Message
    texts: tuple[str, ...]
    fuzzy: bool
    place: str


def entries(domain: Domain, language: str) -> Iterator[Entry]:
    """Everything the domain's parts hold in a language; ``PoFileError`` where one is not a PO file."""
    for path in sorted(PARTS.glob(f"*.{language}.po")):
        area = path.name.split(".")[0]
        if area in domain.areas or not domain.areas and area not in _NAMED:
            yield from _part(path, language)


_MESSAGE = re.compile(r"""
    ^(?:\#.*\n)*                                             # comments, flags
    (?:msgctxt\ .*\n(?:".*\n)*)?
    msgid\ .*\n(?:(?:"|msgid_plural|msgstr).*(?:\n|\Z))*""", re.MULTILINE | re.VERBOSE)


def _part(path: Path, language: str) -> Iterator[Entry]:
    text = path.read_text(encoding="utf-8")
    # One message at a time: babel would let a later translation replace an earlier one without a word.
    for block in _MESSAGE.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        catalog = read_po(io.StringIO(block[0]), locale=language, abort_invalid=True)
        for message in filter(lambda each: each.id, catalog):
            one, plural = message.id if isinstance(message.id, tuple) else (message.id, "")
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            yield Entry(Message(one, plural, message.context or ""), tuple(said), message.fuzzy, f"{path.relative_to(ROOT)}:{line}")


def texts(domain: Domain, language: str) -> Texts:
    """What the catalogue of a language says: its parts, and in English the messages themselves."""
    own = {use.message: tuple(filter(None, use.message[:2])) for use in found(list(domain.sources))} if language == "en" else {}
    return own | {entry.message: entry.texts for entry in entries(domain, language)}


def compiled(path: Path) -> dict[object, str]:
    """What a compiled catalogue holds apart from its header; nothing if there is none."""
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        held = dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    held.pop("", None)
    return held


def compile_to(path: Path, language: str, said: Texts) -> bool:
    """Writes a catalogue unless it says the same already; tells whether it did."""
    made = io.BytesIO()
    write_mo(made, _catalog(language, said))
    made.seek(0)
    fresh = dict(gettext.GNUTranslations(made)._catalog)  # type: ignore[attr-defined]
    fresh.pop("", None)
    if path.is_file() and compiled(path) == fresh:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.getvalue())
    return True


def _catalog(language: str, said: Texts) -> Catalog:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    catalog = Catalog(locale=language, project="pekt-xblocks", revision_date=day, creation_date=day)
    for message, forms in sorted(said.items()):
        catalog.add((message.text, message.plural) if message.plural else message.text,
                    forms if message.plural else forms[0], context=message.context or None)
    return catalog


def lay_out(folder: Path) -> None:
    """The activities' words as atlas lays them (``<module>/<language>/LC_MESSAGES/django.po`` and ``.mo``), for a site that has its own."""
    for language in LANGUAGES:
        said = texts(DOMAINS[0], language)
        place = folder / P / language / "LC_MESSAGES"
        compile_to(place / "django.mo", language, said)
        with (place / "django.po").open("wb") as file:
            write_po(file, _catalog(language, said), width=140)


_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]|<[a-z]+|</[a-z]+")


def faults(domain: Domain) -> Iterator[str]:
    """What is wrong with the parts of a domain, as ``place: sentence``."""
    uses: dict[Message, Use] = {}
    for use in found(list(domain.sources)):
        uses.setdefault(use.message, use)
    greek: dict[Message, Entry] = {}
    for language in reversed(LANGUAGES):
        known: dict[Message, Entry] = {}
        for entry in entries(domain, language):
            yield from _entry_faults(entry, uses, known.setdefault(entry.message, entry))
        greek = known
    for message in uses.keys() - greek.keys():
        yield f"{uses[message].place}: no Greek for “{message.text}”"


def _entry_faults(entry: Entry, uses: Iterable[Message], first: Entry) -> Iterator[str]:
    name = f"“{entry.message.text}”"
    if entry.message not in uses:
        yield f"{entry.place}: nothing says {name}"
    if entry.fuzzy:
        yield f"{entry.place}: {name} is marked fuzzy"
    if not all(entry.texts) or len(entry.texts) != 1 + bool(entry.message.plural):
        yield f"{entry.place}: {name} has no text, or not one for each plural form"
    if first.texts != entry.texts:
        yield f"{entry.place}: {name} says something else than in {first.place}"
    wanted = set(_PLACEHOLDER.findall(entry.message.plural or entry.message.text))
    for text in filter(None, entry.texts):
        # The singular may say "one" in words, so that its number is the one placeholder to leave out.
        held = set(_PLACEHOLDER.findall(text))
        if held != wanted and not (entry.message.plural and text == entry.texts[0] and held < wanted):
            yield f"{entry.place}: {name} and its text differ in {', '.join(sorted(wanted ^ held))}"


def stale() -> list[Path]:
    """Compiled catalogues that do not say what their parts say."""
    found_stale = []
    for domain in DOMAINS:
        for language in LANGUAGES:
            if compiled(domain.path(language)) != _flat(texts(domain, language)):
                found_stale.append(domain.path(language))
    return found_stale


def _flat(said: Texts) -> dict[object, str]:
    """Texts by the keys that gettext gives them."""
    flat: dict[object, str] = {}
    for message, forms in said.items():
        key = f"{message.context}\x04{message.text}" if message.context else message.text
        flat |= {(key, n): form for n, form in enumerate(forms)} if message.plural else {key: forms[0]}
    return flat


def main(argv: list[str] | None = None) -> int:
    """Writes the catalogues, or checks them; 1 if something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tools.catalogues", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a missing, unused, fuzzy or stale message")
    parser.add_argument("--atlas", type=Path, metavar="FOLDER", help="lay the activities' words out as in conf/plugins-locale/xblock.v1")
    given = parser.parse_args(argv)
    checking = given.check
    try:
        if given.atlas:
            lay_out(given.atlas)
            return 0
        wrong = sorted(fault for domain in DOMAINS for fault in faults(domain))
        if checking:
            wrong += [f"{path.relative_to(ROOT)}: not up to date, run python -m tools.catalogues" for path in stale()]
        else:
            for domain in DOMAINS:
                for language in LANGUAGES:
                    if compile_to(domain.path(language), language, texts(domain, language)):
                        print(f"wrote {domain.path(language).relative_to(ROOT)}")
    except PoFileError as error:
        wrong = [f"conf/locale/parts: {error}"]
    print("\n".join(wrong), file=sys.stderr if checking else sys.stdout)
    return 1 if checking and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
