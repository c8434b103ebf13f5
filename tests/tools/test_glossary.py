"""One word for one thing: what the Greek catalogues say, by the table in conf/locale/README.md."""
from __future__ import annotations

import re
import unicodedata

import pytest
from babel.messages.pofile import read_po

from tools.messages import ROOT

LOCALE = ROOT / "conf/locale"
ROW = re.compile(r"^\| ([a-z, -]+) \| (\w+) \|", re.MULTILINE)
ROWS = [(english.split(", "), greek) for english, greek in ROW.findall((LOCALE / "README.md").read_text(encoding="utf-8"))]
ELSEWHERE = r"(?!\.toml| of measure)"        # module.toml is a file; a unit of measure is another thing


def plain(text: str) -> str:
    """Small letters without accents, so that one stem finds every case and number of a word."""
    return "".join(each for each in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(each))


def english_says(words: list[str], text: str) -> bool:
    return bool(re.search(rf"\b({'|'.join(map(re.escape, words))})(s|ing)?\b{ELSEWHERE}", text, re.IGNORECASE))


def greek_says(word: str, text: str) -> bool:
    return bool(re.search(rf"\b{plain(word).removesuffix('ς')[:-1]}", plain(text)))


def broken(english: str, greek: str, words: list[str], word: str) -> bool:
    """Whether a message and its Greek break a row: English words of which the first is the thing's name, and the Greek one."""
    said = greek_says(word, greek)
    return (english_says(words[:1], english) and not said) or (said and not english_says(words, english))


@pytest.mark.parametrize(("words", "word"), ROWS, ids=[word for _, word in ROWS])
def test_a_thing_has_one_name(words, word):
    found = []
    for part in sorted((LOCALE / "parts").glob("*.po")):
        with part.open("rb") as file:
            for message in read_po(file, locale="el"):
                forms = [" ".join(each) if isinstance(each, tuple | list) else each for each in (message.id, message.string)]
                if forms[0] and broken(*forms, words, word):
                    found.append(f"{part.name}: “{forms[0]}” as «{forms[1]}»")
    assert found == []


@pytest.mark.parametrize(("english", "greek", "breaks"), [
    ("Open the module", "Άνοιξε το μάθημα", False),
    ("Open the module", "Άνοιξε την ενότητα", True),
    ("Two sections", "Δύο μαθήματα", True),
    ("It is in module.toml", "Είναι στο module.toml", False),
    ("Of the courses", "Των μαθημάτων", False),
])
def test_rows_are_felt(english, greek, breaks):
    assert broken(english, greek, ["module", "course"], "μάθημα") is breaks


def test_the_table_is_read():
    assert len(ROWS) >= 6
