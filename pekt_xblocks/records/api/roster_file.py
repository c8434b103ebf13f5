"""A class list's file as the offices of schools save it: CSV or XLSX, Greek or English headings anywhere near its top.

Its one rule: nothing is guessed about a pupil. A file without the headings is refused, whatever else it holds.
"""
from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..data import RosterEntry

LINES = 2_000
"""The longest roster."""
_TOP = 10
"""Filled rows among which the headings are looked for: lists come with the school's name above them."""
_ROWS = 50_000
"""Rows of a file that are looked at, empty ones too: a sheet may have a frame around a thousand empty lines."""
_SHEETS = 10
# What a heading is about, the best word first: «Τμήμα» before «Τάξη» where a list has both.
_ACCOUNT = ("ονομα χρηστη", "username", "user name", "χρηστησ", "user", "λογαριασμοσ", "account", "email", "e mail", "ταχυδρομειο",
            "ηλεκτρονικη διευθυνση", "mail")
_CLASS = ("τμημα", "class", "ομαδα", "group", "ταξη")
_SCHOOL = ("σχολειο", "σχολικη μοναδα", "school")
_OTHERS = ("γονε", "κηδεμ", "εκπαιδευτ", "καθηγητ", "δασκαλ", "parent", "guardian", "teacher")
"""Whose address a heading may also name: never the pupil's."""


class RosterError(ValueError):
    """A list that cannot be taken in: ``code`` is unreadable, empty, headings, long or closed (the course takes nobody now)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_roster(content: bytes, name: str) -> list[RosterEntry]:
    """The lines of a CSV or XLSX file, numbered as in the file. ``RosterError``."""
    found = False
    # By what it is, not by its name: spreadsheets are renamed by hand.
    for rows in _sheets(content) if content[:2] == b"PK" or name.lower().endswith(".xlsx") else [_text(content)]:
        filled = _filled(rows)
        found = found or bool(filled)
        for place, (_number, row) in enumerate(filled[:_TOP]):
            columns = [_column(row, words) for words in (_ACCOUNT, _CLASS, _SCHOOL)]
            if None not in columns[:2]:
                return _entries(filled[place + 1:], columns)
    raise RosterError("headings" if found else "empty")


def plain(text: str) -> str:
    """Without accents, case and doubled spaces, so that ΤΜΗΜΑ, Τμήμα and τμημα are one heading."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(stripped.replace("ς", "σ").split()) if stripped else ""


def _filled(rows: Iterable[Sequence[str]]) -> list[tuple[int, Sequence[str]]]:
    """The rows that hold anything, with their numbers."""
    filled = []
    for number, row in enumerate(rows, 1):
        if any(cell.strip() for cell in row):
            filled.append((number, row))
        if number > _ROWS or len(filled) > LINES + _TOP:
            raise RosterError("long")
    return filled


def _column(heads: Sequence[str], words: Sequence[str]) -> int | None:
    """Which heading is one of these words; failing that, which has one in it: «E-mail μαθητή», «Όνομα_χρήστη»."""
    bare = [" ".join("".join(c if c.isalnum() else " " for c in plain(head)).split()) for head in heads[:30]]
    own = [(place, f" {head} ") for place, head in enumerate(bare) if not any(other in head for other in _OTHERS)]
    exact = (place for word in words for place, head in enumerate(bare) if head == word)
    return next(exact, next((place for word in words for place, head in own if f" {word} " in head), None))


def _entries(rows: Iterable[tuple[int, Sequence[str]]], columns: Sequence[int | None]) -> list[RosterEntry]:
    lines = [RosterEntry(number, *(_at(row, column) for column in columns)) for number, row in rows]
    entries = [line for line in lines if line.account or line.class_name]
    if len(entries) > LINES:
        raise RosterError("long")
    return entries


def _at(row: Sequence[str], place: int | None) -> str:
    return row[place].strip()[:254] if place is not None and place < len(row) else ""


def _text(content: bytes) -> Iterator[list[str]]:
    """Greek Excel writes UTF-8 with a BOM, Windows-1253 or UTF-16, with ``;``, tab or comma."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1253"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise RosterError("unreadable")
    top = "\n".join(text.split("\n", _TOP)[:_TOP])
    try:
        yield from csv.reader(io.StringIO(text), delimiter=max(";\t,", key=top.count))
    except csv.Error as error:
        raise RosterError("unreadable") from error


def _sheets(content: bytes) -> Iterator[list[list[str]]]:
    """Each sheet's rows: a list may stand behind a sheet of instructions."""
    from openpyxl import load_workbook

    try:
        for sheet in load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[:_SHEETS]:
            rows = islice(sheet.iter_rows(max_col=30, values_only=True), _ROWS + 1)
            yield [["" if value is None else str(value) for value in row] for row in rows]
    except Exception as error:              # openpyxl fails in as many ways as a file can be broken
        raise RosterError("unreadable") from error
