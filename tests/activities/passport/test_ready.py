"""The ready-made statements of the editor: some for each competence, in both languages, as the kind itself would take them."""
import pytest

from pekt_xblocks.activities.passport import ready
from pekt_xblocks.activities.passport.activity import Passport, Statement
from pekt_xblocks.core.digcomp import COMPETENCES
from pekt_xblocks.core.language import words


@pytest.mark.parametrize("language, begins", [("el", "Μπορώ να "), ("en", "I can ")])
def test_each_is_a_statement_in_the_first_person_short_enough_to_read_at_once(language, begins):
    told = Passport.author_act({"statements": "junk"}, "ready", {}, words(language))["statements"]
    for n, each in enumerate(told):
        Statement(id=f"s{n}", **each)
        assert each["text"].startswith(begins) and each["text"].endswith(".") and len(each["text"].split()) <= 15, each
    assert len({each["text"] for each in told}) == len(told)


def test_every_competence_has_some_in_the_frameworks_order():
    codes = [code for code, _text in ready.STATEMENTS]
    assert list(dict.fromkeys(codes)) == [each.code for each in COMPETENCES] and all(codes.count(code) >= 2 for code in codes)


def test_other_calls_are_refused():
    with pytest.raises(LookupError):
        Passport.author_act({}, "run", {})
