"""Is what a learner typed the text or number meant? Forgives how it is typed, never what it says; total over every string.

Choices where the writing is ambiguous, each with its row in ``tests/core/test_matching.py``:

- Accents are dropped, so «ή» (or) equals «η» (the), «πότε» equals «ποτέ».
- Case is dropped, so a unit ``Mb`` equals ``MB``.
- ``1.250`` is one thousand two hundred and fifty, ``1,250`` is one and a quarter, as Greek writes them; ``readings`` gives the other too.
- ``50%`` with ``%`` among the units is 50, not one half.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from unicodedata import category, decimal, normalize

LONGEST = 2_000
"""Characters beyond which a text matches nothing."""
LONGEST_NUMBER = 80
"""Characters beyond which a text is no number."""
FORGIVING_FROM = 5
"""Letters from which a slip of the keyboard may be forgiven: in a shorter word it makes another word."""

_QUOTES = "'\"«»‹›“”„‟"
_FINAL = ".,;:!?·…"
# Typed in several ways, meant as one: apostrophes (also the Greek tonos typed alone), dashes and the minus sign.
_ONE_FOR_MANY = str.maketrans(
    dict.fromkeys("’‘‛ʼʹ΄`´᾽᾿\u1fcd\u1fce\u1fcf\u1ffd\u1fef＇", "'") | dict.fromkeys("‐‑‒–—―−﹣－", "-") | {"＋": "+"})

# Letters drawn alike in capitals or in small; after case is dropped, Greek on the left. Never two letters of one alphabet.
_DRAWN_ALIKE = {"α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "nv", "ο": "o", "ρ": "p",
                "τ": "t", "υ": "yu", "χ": "x", "ω": "w"}
_ALIKE = frozenset((greek, letter) for greek, latin in _DRAWN_ALIKE.items() for letter in latin) | frozenset(
    (letter, greek) for greek, latin in _DRAWN_ALIKE.items() for letter in latin)


def fold(text: str) -> str:
    """A text without what typing adds to it: accents, dialytika, case, final ς, needless spaces, quotes, punctuation at the end.

    A text of punctuation alone keeps it: «.» can be an answer. Idempotent.
    """
    # Marks go first: normalising a long run of them takes quadratic time.
    bare = _without_marks(text)
    for _ in range(2):  # normalising and casefolding can write a character that goes further
        bare = _without_marks(normalize("NFKD", bare.translate(_ONE_FOR_MANY))).casefold()
    spaced = " ".join(bare.split())
    return spaced.rstrip(_FINAL + _QUOTES + " ").lstrip(_QUOTES + " ") or spaced


def _without_marks(text: str) -> str:
    """Without combining marks and invisible characters (soft hyphen, zero-width space, byte-order mark)."""
    return text if text.isascii() else "".join(c for c in text if category(c) not in ("Mn", "Me", "Cf"))


_ARTICLES = frozenset(map(fold, (
    "ο η το οι τα του της των τον τη την τους τις ένας μια ένα ενός μιας έναν the a an").split()))


def same_text(given: str, accepted: str, *, tolerance: int = 0, articles: bool = False) -> bool:
    """Does ``given`` say what ``accepted`` says?

    Latin letters pass for Greek ones drawn alike, and the other way round. With ``articles``, articles may be left out or added.
    Up to ``tolerance`` letters wrong, missing or too many are forgiven where the accepted text has at least five; a digit never is.
    """
    if len(given) > LONGEST or len(accepted) > LONGEST:
        return False
    mine, theirs = fold(given), fold(accepted)
    if articles:
        mine, theirs = _without_articles(mine), _without_articles(theirs)
    if _alike(mine, theirs):
        return True
    if tolerance <= 0 or len(theirs) < FORGIVING_FROM or _digits(mine) != _digits(theirs):
        return False
    return _slips(mine, theirs, tolerance) <= tolerance


def _same_letter(one: str, other: str) -> bool:
    return one == other or (one, other) in _ALIKE


def _alike(one: str, other: str) -> bool:
    return one == other or len(one) == len(other) and all(map(_same_letter, one, other))


def _digits(text: str) -> list[str]:
    return [c for c in text if c.isdecimal()]


def _without_articles(text: str) -> str:
    """Without its articles, unless it is nothing else."""
    kept = [word for word in text.split() if not any(_alike(word, article) for article in _ARTICLES)]
    return " ".join(kept) or text


def _slips(one: str, other: str, most: int) -> int:
    """Levenshtein distance of two texts, or ``most + 1`` if it is more; time grows with length times ``most`` at worst.

    After each slip it knows how far into ``one`` that many slips reach on each diagonal (Ukkonen 1985, Myers 1986).
    """
    goal, reached = len(other) - len(one), {}
    for slips in range(most + 1):
        farther: dict[int, int] = {}
        for shift in range(-slips, slips + 1):
            ways = (reached.get(shift, -2) + 1, reached.get(shift - 1, -2), reached.get(shift + 1, -2) + 1)
            at = min(max(ways) if slips else 0, len(one), len(other) - shift)
            if at < 0 or at + shift < 0:
                continue
            while at < len(one) and at + shift < len(other) and _same_letter(one[at], other[at + shift]):
                at += 1
            farther[shift] = at
        if farther.get(goal) == len(one):
            return slips
        reached = farther
    return most + 1


_NUMBER = re.compile(r"(?P<before>[^\d+.,-]*)(?P<sign>[+-]?) ?(?P<figures>\d[\d., ]*|[.,]\d+)(?P<after>.*)", re.ASCII | re.DOTALL)
_THOUSANDS = r"[1-9]\d{0,2}(?:%s\d{3})+"
# The ways to write a number, in the order in which an ambiguous one is read: Greek first.
_GREEK = re.compile(rf"(?P<whole>\d+|{_THOUSANDS % '[.]'}|{_THOUSANDS % ' '})?(?:,(?P<part>\d+))?", re.ASCII)
_ENGLISH = re.compile(rf"(?P<whole>\d+|{_THOUSANDS % ','}|{_THOUSANDS % ' '})?(?:\.(?P<part>\d+))?", re.ASCII)


def readings(text: str, units: Iterable[str] = ()) -> tuple[Fraction, ...]:
    """Every number a text can mean, the Greek reading first: ``1.250`` is 1250, or 1.25 to who types a point for the comma.

    A unit may stand before or after if ``units`` lists it; any other word makes it no number: ``()``.
    """
    if len(text) > LONGEST_NUMBER:
        return ()
    found = _NUMBER.fullmatch(_plain(text))
    if not found or not _listed((found["before"], found["after"]), units):
        return ()
    figures = found["figures"].rstrip(_FINAL + " ")
    values = dict.fromkeys(_value(match) for way in (_GREEK, _ENGLISH) if (match := way.fullmatch(figures)))
    return tuple(-value if found["sign"] == "-" else value for value in values)


def _plain(text: str) -> str:
    """Figures of any script as 0-9, one kind of minus, one kind of space."""
    kept = (c for c in text.translate(_ONE_FOR_MANY) if category(c) != "Cf")
    return " ".join("".join(str(decimal(c)) if c.isdecimal() else c for c in kept).split())


def _listed(around: Sequence[str], units: Iterable[str]) -> bool:
    """Is what stands around a number nothing, or one of the units?"""
    words = [word for word in map(fold, around) if word.strip(_FINAL)]
    return not words or len(words) == 1 and any(_alike(words[0], fold(unit)) for unit in units)


def _value(match: re.Match[str]) -> Fraction:
    whole = re.sub(r"\D", "", match["whole"] or "")
    return Fraction(f"{whole or 0}.{match['part'] or 0}")


def read_number(text: str, units: Iterable[str] = ()) -> Fraction | None:
    """The number a text means, by the Greek reading where there are two; None if it is no number. See ``readings``."""
    return next(iter(readings(text, units)), None)


def close(given: Fraction | None, value: Fraction | Decimal | float, tolerance: Fraction | Decimal | float = 0,
          relative: bool = False) -> bool:
    """Is ``given`` within ``tolerance`` of ``value``, bounds included? With ``relative``, tolerance is a share of ``value``.

    A float counts as the decimal number it is written as, so that 0.1 is one tenth. None is close to nothing.
    """
    if given is None:
        return False
    meant, allowed = _exact(value), _exact(tolerance)
    return abs(given - meant) <= (allowed * abs(meant) if relative else allowed)


def same_number(given: str, value: Fraction | Decimal | float, tolerance: Fraction | Decimal | float = 0, *, relative: bool = False,
                units: Iterable[str] = ()) -> bool:
    """Is one of the readings of what was typed ``close`` to the value?"""
    return any(close(reading, value, tolerance, relative) for reading in readings(given, tuple(units)))


def _exact(number: Fraction | Decimal | float) -> Fraction:
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)
