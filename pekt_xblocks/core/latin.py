"""Greek letters in Latin ones, for names that addresses and files are made of; never for what anybody reads."""
from __future__ import annotations

from unicodedata import normalize

_LETTERS = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", [
    "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o"],
    strict=True))


def latin(text: str) -> str:
    """Small letters without accents, Greek ones spelled in Latin: what is neither stays as it is."""
    return "".join(_LETTERS.get(letter, letter) for letter in normalize("NFD", text.lower()) if not "\u0300" <= letter <= "\u036f")
