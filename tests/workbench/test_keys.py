"""Keys from addresses: a real key or a LookupError, whatever the text."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.workbench import keys

COURSE, USAGE = "course-v1:PEKTPE+phishing+2026", "block-v1:PEKTPE+phishing+2026+type@pekt_quiz+block@e1"
_PIECES = st.lists(st.sampled_from([
    "course-v1:", "block-v1:", "library-v1:", "PEKTPE", "+", "type@", "block@", "pekt_quiz", "ά", "\n", " ", "/", "@", "%00", "\0"]))


def test_real_keys():
    assert str(keys.course_key(COURSE)) == COURSE and keys.course_key(COURSE).run == "2026"
    assert str(keys.usage_key(USAGE)) == USAGE and str(keys.usage_key(USAGE).course_key) == COURSE


@pytest.mark.parametrize("text", ["", "x", "course-v1:a+b", f"{COURSE}\n", f" {COURSE}", "library-v1:a+b", USAGE, "i4x://a/b/c/d", "a/b/c"])
def test_no_course_keys(text):
    with pytest.raises(LookupError):
        keys.course_key(text)


@pytest.mark.parametrize("text", ["", "x", COURSE, "block-v1:a+b+c", f"{USAGE}\n", "i4x://a/b/c/d", "lb:a:b:c:d"])
def test_no_usage_keys(text):
    with pytest.raises(LookupError):
        keys.usage_key(text)


@given(st.one_of(st.text(max_size=40), _PIECES.map("".join)))
def test_any_text_is_a_key_that_reads_back_or_none(text):
    for read in (keys.course_key, keys.usage_key):
        try:
            assert str(read(text)) == text
        except LookupError:
            pass
