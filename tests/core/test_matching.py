"""Text and number matching: a table of what counts as the same, and laws that hold for every string."""
from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pekt_xblocks.core.matching import LONGEST, close, fold, read_number, readings, same_number, same_text

SAME = [
    # (what was typed, what is accepted)
    ("οδός", "οδός"),
    ("ΟΔΟΣ", "οδός"),
    ("οδοσ", "οδός"),
    ("Οδός", "ΟΔΌΣ"),
    ("μάϊος", "Μάιος"),
    ("ΜΑΪΟΣ", "μάιος"),
    ("ρολόι", "ΡΟΛΟΪ"),
    ("προϋπόθεση", "προυποθεση"),
    ("εξαΰλωση", "ΕΞΑΫΛΩΣΗ"),
    ("ή", "η"),  # accents are dropped even where they tell words apart
    ("πότε", "ποτέ"),
    ("  κωδικός   πρόσβασης ", "κωδικός πρόσβασης"),
    ("κωδικός\u00a0πρόσβασης", "κωδικός πρόσβασης"),
    ("κωδικός\nπρόσβασης", "κωδικός πρόσβασης"),
    ("κωδικός.", "κωδικός"),
    ("κωδικός ;", "κωδικός"),
    ("κωδικός\u037e", "κωδικός"),  # the Greek question mark
    ("κωδικός\u0387", "κωδικός"),  # the Greek ano teleia
    ("κωδικός;!…", "κωδικός"),
    ("«κωδικός»", "κωδικός"),
    ("“κωδικός”.", "κωδικός"),
    ("κωδικός", "κωδικός."),
    ("k\u1f71λος", "κάλος"),  # tonos of the polytonic block, Latin k
    ("ᾅδης", "Άδης"),  # polytonic
    ("κω\u00adδικός", "κωδικός"),  # soft hyphen
    ("\ufeffκωδικός\u200b", "κωδικός"),
    ("κωδικός", unicodedata.normalize("NFD", "κωδικός")),
    ("σ’ αυτό", "σ' αυτό"),
    ("σ΄ αυτό", "σ' αυτό"),
    ("e–mail", "e-mail"),
    ("e‑mail", "e-mail"),
    ("NAI", "ναι"),  # Latin capitals
    ("OXI", "όχι"),
    ("POMΠOT", "ρομπότ"),
    ("Kaι", "και"),
    ("ΡΙΝ", "PIN"),  # Greek capitals for Latin
    ("ΒΑΝ", "BAN"),
    ("ΟΚ", "ok"),
    ("κωδικός ΡΙΝ", "κωδικός PIN"),  # both alphabets in one
    ("ﬁle", "file"),
    ("ＷＷＷ", "www"),
    ("Straße", "STRASSE"),
    (".", "."),
    ("C++", "c++"),
    (".exe", ".EXE"),
    ("µm", "μm"),  # micro sign
]
DIFFERENT = [
    ("", "κωδικός"),
    ("   ", "."),
    ("!", "?"),
    (".", ".."),
    ("κωδικος πρόσβασης", "κωδικός"),
    ("κωδικό", "κωδικός"),
    ("nan", "van"),  # N and V are both drawn like a Greek letter, not like each other
    ("nai", "vai"),
    ("p", "π"),  # same sound, other drawing
    ("kodikos", "κωδικός"),  # Greeklish is not look-alikes
    ("c", "c++"),
    ("exe", ".exe"),
    ("2021", "2020"),
    ("το ποντίκι", "ποντίκι"),
]


@pytest.mark.parametrize(("typed", "accepted"), SAME)
def test_same(typed, accepted):
    assert same_text(typed, accepted) and same_text(accepted, typed)


@pytest.mark.parametrize(("typed", "accepted"), DIFFERENT)
def test_different(typed, accepted):
    assert not same_text(typed, accepted)


@pytest.mark.parametrize(("typed", "accepted", "same"), [
    ("το ποντίκι", "ποντίκι", True),
    ("ποντίκι", "το ποντίκι", True),
    ("o υπολογιστής", "υπολογιστής", True),  # a Latin o
    ("κωδικός τράπεζας", "ο κωδικός της τράπεζας", True),
    ("the mouse", "mouse", True),
    ("ένας υπολογιστής", "υπολογιστής", True),
    ("του", "το", False),  # nothing but articles: they are the answer
    ("", "το", False),
    ("στο ποντίκι", "ποντίκι", False),  # holds a preposition
])
def test_articles(typed, accepted, same):
    assert same_text(typed, accepted, articles=True) is same


@pytest.mark.parametrize(("typed", "accepted", "tolerance", "same"), [
    ("πληκτρολόγο", "πληκτρολόγιο", 1, True),
    ("πληκρολόγιο", "πληκτρολόγιο", 1, True),
    ("πληκτρολλόγιο", "πληκτρολόγιο", 1, True),
    ("πλικτρολόγιο", "πληκτρολόγιο", 1, True),
    ("πλικτρολόγειο", "πληκτρολόγιο", 1, False),
    ("πλικτρολόγειο", "πληκτρολόγιο", 2, True),
    ("πληκτρολόγο", "πληκτρολόγιο", 0, False),
    ("φίλε", "φίλα", 1, False),  # four letters
    ("φίλος", "φύλος", 1, True),
    ("2025", "2026", 1, False),
    ("έκδοση 11", "έκδοση 12", 1, False),  # a digit is never a slip
    ("έκδωση 12", "έκδοση 12", 1, True),
])
def test_slips(typed, accepted, tolerance, same):
    assert same_text(typed, accepted, tolerance=tolerance) is same


NUMBERS = [
    ("5", "5"), ("-5", "-5"), ("−5", "-5"), ("– 5", "-5"), ("+5", "5"), ("＋５", "5"), ("007", "7"), ("٣", "3"),
    ("3,5", "7/2"), ("3.5", "7/2"), (" 3,5 ", "7/2"), ("3,5.", "7/2"), (",5", "1/2"), (".5", "1/2"), ("5.", "5"), ("5,", "5"),
    ("1.250", "1250"), ("1,250", "5/4"), ("0.250", "1/4"), ("0,250", "1/4"), ("1250.500", "2501/2"), ("12.3456", "7716/625"),
    ("1.250,5", "2501/2"), ("1,250.5", "2501/2"), ("1 250,5", "2501/2"), ("1\u00a0250", "1250"), ("1\u202f250.5", "2501/2"),
    ("1.250.000", "1250000"), ("1,250,000", "1250000"), ("1 250 000", "1250000"), ("1.250.000,75", "5000003/4"),
]
NOT_NUMBERS = ["", " ", "-", ",", ".", "πέντε", "5 λεπτά", "5%", "12 5", "1.2.3", "1.25,5", "1,25,5", "1.250.00", "1.250 000", "10²", "1e3",
               "0x10", "1/2", "--5", "5-", "5-3", "1_000", "∞", "nan", "inf", "½", "5 5", "012.345.678", "9" * 200]


@pytest.mark.parametrize(("typed", "value"), NUMBERS)
def test_number(typed, value):
    assert read_number(typed) == Fraction(value)


@pytest.mark.parametrize("typed", NOT_NUMBERS)
def test_no_number(typed):
    assert read_number(typed) is None and readings(typed) == ()


@pytest.mark.parametrize(("typed", "value"), [
    ("5 λεπτά", 5), ("5 ΛΕΠΤΑ.", 5), ("5λεπτά", 5), ("50%", 50), ("50 %", 50), ("€5", 5), ("5€", 5), ("5 €.", 5), ("1.250 €", 1250),
    ("5 m²", 5), ("5 MB", 5), ("5 mb", 5), ("5 ΜΒ", 5), ("-5 °C", -5), ("5", 5), ("5 χλμ", 5), ("5χλμ.", 5),
    ("5 λεπτό", None), ("λεπτά 5 λεπτά", None), ("περίπου 5", None), ("5 GB", None), ("λεπτά", None), ("5 λεπτά 3", None),
])
def test_units(typed, value):
    assert read_number(typed, ("λεπτά", "%", "€", "m²", "MB", "°C", "χλμ.")) == value


@pytest.mark.parametrize(("number", "value", "tolerance", "relative", "near"), [
    ("0,1", 0.1, 0, False, True),  # the float is one tenth, as it is written
    ("0,3", 0.3, 0.0, False, True),
    ("3,14", 3.14159, 0.01, False, True),
    ("3,1", 3.14159, 0.01, False, False),
    ("3,15", 3.14, 0.01, False, True),  # bounds included, exactly
    ("105", 100, 0.05, True, True),
    ("105,01", 100, 0.05, True, False),
    ("-105", -100, 0.05, True, True),
    ("0", 0, 0.05, True, True),
    ("0,0001", 0, 0.05, True, False),
])
def test_close(number, value, tolerance, relative, near):
    assert close(read_number(number), value, tolerance, relative) is near


def test_no_number_is_close_to_nothing():
    assert not close(None, 0, 1000)


def test_a_point_for_the_comma_is_read_both_ways():
    assert readings("3.142") == (3142, Fraction(3142, 1000)) and readings("3,142") == (Fraction(3142, 1000), 3142)
    assert same_number("3.142", 3.142) and same_number("1.250 €", 1250, units=["€"]) and not same_number("3.142", 314.2)


typed_texts = st.text() | st.text(alphabet="ΐάΆϊσςΣοoOνvn .;·«»'’´΄`\u1ffd-\u0301\u00ad\u037e\u1f71\ufeffİßﬁ﹘…12,")


@given(typed_texts)
@example("﹘")
@example("İ")
@example("ͅ.")
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(typed_texts)
@example("σ\u1ffd αυτό")
@example("σ\u1fef αυτό")
def test_typing_alone_changes_nothing(text):
    assert same_text(text, text)
    for form in ("NFC", "NFD"):  # the other two forms tear a tonos typed alone, an apostrophe here, off into a space and a mark
        assert same_text(unicodedata.normalize(form, text), text)


@given(st.text(alphabet="ΑΒΓΔΕάέήίόύώϊϋΐΰσςqwQWν 12"))
def test_case_and_accents_never_matter(text):
    assert same_text(text.upper(), text) and same_text(text.lower(), text) and same_text(text, fold(text))


@given(typed_texts, typed_texts, st.booleans())
def test_same_is_symmetric(one, other, articles):
    assert same_text(one, other, articles=articles) is same_text(other, one, articles=articles)


def plain_levenshtein(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
    return row[-1]


@given(st.text("δξσ", max_size=12), st.text("δξσ", min_size=5, max_size=12), st.integers(0, 6))
def test_tolerance_is_levenshtein_distance(typed, accepted, tolerance):
    assert same_text(typed, accepted, tolerance=tolerance) is (plain_levenshtein(typed, accepted) <= tolerance)


@given(st.text(), st.text(), st.integers(-2, 10), st.booleans(), st.lists(st.text(max_size=5), max_size=3))
def test_total(typed, accepted, tolerance, articles, units):
    assert same_text(typed, accepted, tolerance=tolerance, articles=articles) in (True, False)
    value = read_number(typed, units)
    assert value is None or isinstance(value, Fraction)


@given(st.text(alphabet="0123456789.,-+ %€"))
def test_number_like_texts_never_raise(typed):
    for value in readings(typed, ("%", "€")):
        assert close(value, value) and same_number(typed, value, units=("%", "€"))


@given(st.fractions(min_value=-10**9, max_value=10**9, max_denominator=1).map(int), st.integers(0, 999_999))
def test_every_greek_and_english_writing_is_read(whole, part):
    expected = abs(whole) + Fraction(f"0.{part:06d}")
    english = f"{abs(whole):,}.{part:06d}"
    greek = english.translate(str.maketrans(",.", ".,"))
    assert read_number(english) == read_number(greek) == read_number(greek.replace(".", " ")) == expected
    assert read_number("-" + greek) == -expected


@pytest.mark.parametrize("hostile", ["\u0301\u0316" * 500_000, "α" * 1_000_000, "ο " * 400_000, "1." * 400_000, "«" * 1_000_000,
                                     "ﷺ" * 4_000])
def test_hostile_length_is_answered_without_work(hostile):
    """Bounded by construction: past ``LONGEST`` nothing is read, below it nothing is quadratic."""
    assert not same_text(hostile, "κωδικός", tolerance=5, articles=True) and read_number(hostile, ["€"]) is None
    assert not same_text(hostile[:LONGEST], "κωδικός", tolerance=5, articles=True)
    assert fold(hostile[:LONGEST]) is not None
