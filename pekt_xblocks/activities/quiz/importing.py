"""Questions of other systems become items of a quiz; its one rule: total on any bytes, and every item it gives is valid."""
from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from pydantic import ValidationError

from pekt_xblocks.core import faults
from pekt_xblocks.core.importing import Imported, Importer, Problem
from pekt_xblocks.core.language import N_, supported

from . import aiken, gift, moodle_xml, sheet, tabular
from .activity import Quiz
from .draft import Read, Unfit, item_id, item_of

_MOST_READ, _MOST_PROBLEMS, _MOST_ITEMS = 1_000, 200, 50
_NO_TEXT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

FORMATS = {"auto": N_("Find out by itself"), "gift": "GIFT", "aiken": "Aiken", "moodle_xml": "Moodle XML",
           "csv": N_("Table (CSV)"), "xlsx": N_("Spreadsheet (XLSX)")}
_EMPTY = N_("No question was found here.")
_TOO_MANY = N_("A quiz takes at most {limit} questions: {count} were left out.")
_TOO_LONG = N_("Only the first {limit} questions were read.")
_DOCUMENT = N_("Files of Word, LibreOffice, old Excel (.xls), PDF and pictures can't be read here. Copy the questions and paste them, "
               "or save a sheet as XLSX or CSV.")
# How such files begin: PDF; Word and Excel before 2007; PNG, JPEG, GIF. Later ones are archives, known by a name inside.
_BEGINNINGS = (b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_ZIP = b"PK\x03\x04"
_PACKED = (b"word/document", b"application/vnd.oasis.opendocument")


def read(form: str, data: bytes) -> Imported:
    """The items of a file in a format (``auto``: guessed) and what could not be taken; the same bytes give the same items."""
    form = form if form in _READERS else guess(data)
    if _is_document(data):
        return Imported((), (Problem(0, _DOCUMENT),), form)
    questions, problems = [], []
    try:
        for each in islice(_READERS[form](data), _MOST_READ + 1):
            (problems if isinstance(each, Problem) else questions).append(each)
    except Unfit as unfit:
        problems.append(Problem(0, unfit.message, unfit.params))
    if len(questions) + len(problems) > _MOST_READ:
        problems.append(Problem(0, _TOO_LONG, {"limit": _MOST_READ}, taken=True))
    items, more = _items(questions)
    found = sorted([*problems, *more], key=lambda problem: (problem.line, problem.taken))
    return Imported(items, tuple(found[:_MOST_PROBLEMS]) or _nothing(items), form)


def _is_document(data: bytes) -> bool:
    if data.startswith(_ZIP):
        return b"xl/workbook" not in data and any(name in data for name in _PACKED)
    return data.startswith(_BEGINNINGS)


def _nothing(items: tuple[Any, ...]) -> tuple[Problem, ...]:
    return () if items else (Problem(0, _EMPTY),)


def _items(questions: Iterable[Any]) -> tuple[tuple[dict[str, Any], ...], list[Problem]]:
    items: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    left = 0
    for question in questions:
        if len(items) >= _MOST_ITEMS:
            left += 1
            continue
        try:
            item, told = item_of(question)
            item |= {"id": next(name for name in _names(item) if name not in items)}
            items[item["id"]] = Quiz.model_validate({"items": [item]}).items[0].model_dump(mode="json")
        except Unfit as unfit:
            problems.append(Problem(question.line, unfit.message, unfit.params))
        except ValidationError as error:
            problems.append(_unfit(question.line, error))
        else:
            problems += [Problem(question.line, message, taken=True) for message in dict.fromkeys(told)]
    if left:
        problems.append(Problem(0, _TOO_MANY, {"limit": _MOST_ITEMS, "count": left}))
    return tuple(items.values()), problems


def _names(item: dict[str, Any]) -> Iterator[str]:
    yield item["id"]
    again = 1
    while True:
        yield item_id(item, again)
        again += 1


def _unfit(line: int, error: ValidationError) -> Problem:
    fault = faults.faults_of(error, Quiz)[0]
    return Problem(line, fault.message, fault.params)


def guess(data: bytes) -> str:
    """The format that bytes most likely have."""
    if data.startswith(_ZIP):
        return "xlsx"
    text = _text(data)[:65_536].lstrip()
    if text.startswith("<"):
        return "moodle_xml"
    if "{" in text and "}" in text:
        return "gift"
    if aiken.looks_like(text):
        return "aiken"
    head = text.partition("\n")[0]
    return "csv" if any(sign in head for sign in ";,\t") else "gift"


def _text(data: bytes) -> str:
    """Bytes as text, whatever a spreadsheet of a Greek office wrote: UTF-8, UTF-16 with its mark, or Windows Greek."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1253", "replace")
    return _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


_READERS: dict[str, Callable[[bytes], Iterator[Read]]] = {
    "gift": lambda data: gift.read(_text(data)), "aiken": lambda data: aiken.read(_text(data)), "moodle_xml": moodle_xml.read,
    "csv": lambda data: tabular.read_csv(_text(data)), "xlsx": tabular.read_xlsx}

IMPORTER = Importer(into="items", formats=FORMATS, read=read, template=lambda language: tabular.template(greek=supported(language) == "el"),
                    sheet=(lambda language: sheet.template(greek=supported(language) == "el")) if sheet.WRITABLE else None)
