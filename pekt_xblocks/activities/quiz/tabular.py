"""Questions in the rows of a sheet, CSV or XLSX; its one rule: columns are known by their headings, in Greek or English."""
from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence

from pekt_xblocks.core.importing import Problem
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.matching import fold

from . import wording
from .draft import Answer, Question, Read, Unfit, number

_ROWS, _COLUMNS, _UNPACKED = 1_000, 40, 20_000_000
_ANSWERS = 8

_HEADINGS = {"kind": ("Είδος", "Kind", "Type"), "prompt": ("Ερώτηση", "Question"), "right": ("Σωστές", "Σωστή", "Right", "Correct"),
             "off": ("Ανοχή", "Tolerance"), "note": ("Εξήγηση", "Explanation"),
             **{f"answer{n}": (f"Απάντηση {n}", f"Answer {n}", f"Option {n}") for n in range(1, _ANSWERS + 1)},
             **{f"told{n}": (f"Σχόλιο {n}", f"Feedback {n}") for n in range(1, _ANSWERS + 1)}}
_COLUMN = {fold(name): column for column, names in _HEADINGS.items() for name in names}
_KINDS = {fold(name): kind for kind, names in {
    "choice": ("επιλογή", "μία σωστή", "choice", "single"), "several": ("πολλές σωστές", "several", "multiple"),
    "truefalse": ("σωστό/λάθος", "σωστό λάθος", "true/false", "truefalse"), "short": ("λέξη", "σύντομη", "text", "short"),
    "number": ("αριθμός", "number"), "match": ("αντιστοίχιση", "match")}.items() for name in names}
_TRUE = {fold(word) for word in ("σωστό", "σ", "αληθές", "ναι", "true", "t", "yes", "1")}
_FALSE = {fold(word) for word in ("λάθος", "λ", "ψευδές", "όχι", "false", "f", "no", "2", "0")}

_NO_HEADINGS = N_("The first row must hold the headings “Question” and “Answer 1”. Download the template to see them.")
_NO_XLSX = N_("This site can't read XLSX. Save the sheet as CSV and choose that file.")
_BAD_XLSX = N_("This is no sound XLSX file. Save the sheet as CSV and choose that file.")
_NO_KIND = N_("The kind “{kind}” is not known. Leave it empty, or write one of those in the template.")
_NO_TRUTH = N_("Write “true” or “false” in the column “Right”.")
_NUMBERS = N_("Write the numbers of the right answers in the column “Right”, such as 1 or 1,3.")
_PAIRS = N_("Write every pair in a cell of its own, as: left = right.")
_LONG = N_("Only the first {limit} rows were read.")

Row = dict[str, str]


def read_csv(text: str) -> Iterator[Read]:
    """The questions of a CSV text whose columns are apart by comma, semicolon or tab."""
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from _questions((rows.line_num, row) for row in rows)
    except csv.Error as error:
        raise Unfit(N_("Row {row} can't be read: {reason}."), row=rows.line_num, reason=str(error)) from None


def read_xlsx(data: bytes) -> Iterator[Read]:
    """The questions of the first sheet of an XLSX file."""
    yield from _questions(enumerate(_sheet(data), 1))


def _sheet(data: bytes) -> list[Sequence[str]]:
    try:
        import openpyxl
    except ImportError:
        raise Unfit(_NO_XLSX) from None
    try:
        _harmless(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [[_cell(each) for each in row] for row in book.worksheets[0].iter_rows(
            max_row=_ROWS + 2, max_col=_COLUMNS, values_only=True)]
    except Exception:  # noqa: BLE001 - the file may be anything, and openpyxl promises nothing about what it raises
        raise Unfit(_BAD_XLSX) from None


def _harmless(data: bytes) -> None:
    """Raises where the archive unpacks to more than a sheet needs, or declares entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > 500 or sum(each.file_size for each in archive.infolist()) > _UNPACKED:
            raise ValueError("too large")
        for each in archive.infolist():
            if each.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(each):
                raise ValueError("document type")


def _cell(value: object) -> str:
    """A cell as a person reads it: 3.0 is 3."""
    if value is None:
        return ""
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _questions(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[Read]:
    _, head = next(rows, (0, ()))
    columns = [_COLUMN.get(fold(name)) for name in head[:_COLUMNS]]
    if "prompt" not in columns or "answer1" not in columns:
        raise Unfit(_NO_HEADINGS)
    for count, (line, cells) in enumerate(rows):
        if count >= _ROWS:
            yield Problem(line, _LONG, {"limit": _ROWS}, taken=True)
            return
        row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name and cell.strip()}
        if not row:
            continue
        try:
            yield _question(line, row)
        except Unfit as unfit:
            yield Problem(line, unfit.message, unfit.params)


def _question(line: int, row: Row) -> Question:
    prompt, note = wording.from_plain(row.get("prompt", "")), wording.from_plain(row.get("note", ""))
    named = row.get("kind", "")
    kind = _KINDS.get(fold(named)) if named else ("choice" if "right" in row else "short")
    if kind is None:
        raise Unfit(_NO_KIND, kind=named[:40])
    if kind == "match":
        return Question(line, "match", prompt, pairs=tuple(_pairs(row)), note=note)
    answers, made = _WAYS[kind](row), "choice" if kind == "several" else kind
    several = kind == "several" or (kind == "choice" and sum(each.share for each in answers) > 1)
    return Question(line, made, prompt, answers, note=note, several=several)  # type: ignore[arg-type]


def _given(row: Row) -> list[tuple[int, str, str]]:
    """(number, answer, Markdown feedback) of the answers that are filled in."""
    return [(n, row[f"answer{n}"], wording.from_plain(row.get(f"told{n}", ""))) for n in range(1, _ANSWERS + 1) if f"answer{n}" in row]


def _right(row: Row) -> set[int]:
    """The numbers in the column «Right»."""
    said = [each for each in row.get("right", "").replace(".", ",").replace(";", ",").replace(" ", ",").split(",") if each]
    if not said or not all(each.isascii() and each.isdigit() and 1 <= int(each[:4]) <= _ANSWERS for each in said):
        raise Unfit(_NUMBERS)
    return {int(each[:4]) for each in said}


def _choices(row: Row) -> tuple[Answer, ...]:
    right = _right(row)
    return tuple(Answer(wording.from_plain(text), float(n in right), told) for n, text, told in _given(row))


def _truth(row: Row) -> tuple[Answer, ...]:
    said = fold(row.get("right", ""))
    if said not in _TRUE | _FALSE:
        raise Unfit(_NO_TRUTH)
    return (Answer("", float(said in _TRUE), wording.from_plain(row.get("told1", ""))),
            Answer("", float(said in _FALSE), wording.from_plain(row.get("told2", ""))))


def _words(row: Row) -> tuple[Answer, ...]:
    """Without «Right» every answer is accepted."""
    right = _right(row) if "right" in row else set(range(1, _ANSWERS + 1))
    return tuple(Answer(wording.line(text), float(n in right), told) for n, text, told in _given(row))


def _numbers(row: Row) -> tuple[Answer, ...]:
    right = _right(row) if "right" in row else {1}
    off = abs(number(row.get("off", "0")))
    return tuple(Answer(text, float(n in right), told, off) for n, text, told in _given(row))


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    for _, text, _ in _given(row):
        left, equals, right = text.partition("=")
        if not equals:
            raise Unfit(_PAIRS)
        yield wording.from_plain(left), wording.line(right)


_WAYS: dict[str, Callable[[Row], tuple[Answer, ...]]] = {
    "choice": _choices, "several": _choices, "truefalse": _truth, "short": _words, "number": _numbers}


_COLUMNS_SHOWN = ["kind", "prompt", "right", *(f"{name}{n}" for n in range(1, 5) for name in ("answer", "told")), "off", "note"]
KINDS_SHOWN = (("επιλογή", "πολλές σωστές", "σωστό/λάθος", "λέξη", "αριθμός", "αντιστοίχιση"),
               ("choice", "several", "true/false", "text", "number", "match"))
"""The kinds as the template offers them, in Greek and English."""


def rows(greek: bool) -> list[list[str]]:
    """The template's rows: headings, then one example of each kind."""
    at = 0 if greek else 1
    return [[_HEADINGS[column][at] for column in _COLUMNS_SHOWN],
            *([sample.get(column, "") for column in _COLUMNS_SHOWN] for sample in _SAMPLES[at])]


def template(greek: bool) -> str:
    """A CSV file to fill in; semicolons, because that is what a Greek spreadsheet opens."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows(greek))
    return "\ufeff" + out.getvalue()


_SAMPLES: tuple[list[Row], list[Row]] = ([
    {"kind": "επιλογή", "prompt": "Ποιο είναι λογισμικό;", "right": "2", "answer1": "Η οθόνη", "told1": "Αυτή την πιάνεις: είναι υλικό.",
     "answer2": "Ο φυλλομετρητής", "told2": "Ναι, είναι πρόγραμμα.", "answer3": "Το πληκτρολόγιο"},
    {"kind": "πολλές σωστές", "prompt": "Τι κάνει έναν κωδικό δυνατό;", "right": "1,3", "answer1": "Πολλοί χαρακτήρες",
     "answer2": "Το όνομά σου", "told2": "Αυτό το ξέρουν και άλλοι.", "answer3": "Λέξεις που δεν ταιριάζουν"},
    {"kind": "σωστό/λάθος", "prompt": "Το Διαδίκτυο και ο Ιστός είναι το ίδιο.", "right": "λάθος",
     "note": "Ο Ιστός είναι μια υπηρεσία του."},
    {"kind": "λέξη", "prompt": "Πώς λέγεται το μήνυμα που ψαρεύει κωδικούς;", "answer1": "ψάρεμα", "answer2": "phishing"},
    {"kind": "αριθμός", "prompt": "Πόσα bit έχει ένα byte;", "answer1": "8", "off": "0"},
    {"kind": "αντιστοίχιση", "prompt": "Ταίριαξε κατάληξη και είδος.", "answer1": "png = εικόνα", "answer2": "mp3 = ήχος"},
], [
    {"kind": "choice", "prompt": "Which one is software?", "right": "2", "answer1": "The screen", "told1": "You can touch it: hardware.",
     "answer2": "The browser", "told2": "Yes, it is a program.", "answer3": "The keyboard"},
    {"kind": "several", "prompt": "What makes a password strong?", "right": "1,3", "answer1": "Many characters", "answer2": "Your name",
     "told2": "Others know it too.", "answer3": "Words that don't belong together"},
    {"kind": "true/false", "prompt": "The internet and the Web are the same.", "right": "false", "note": "The Web is one of its services."},
    {"kind": "text", "prompt": "What is a message called that fishes for passwords?", "answer1": "phishing"},
    {"kind": "number", "prompt": "How many bits are in a byte?", "answer1": "8", "off": "0"},
    {"kind": "match", "prompt": "Match ending and kind.", "answer1": "png = picture", "answer2": "mp3 = sound"},
])
