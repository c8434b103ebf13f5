"""Small numbers stay hidden: whatever the table, what is shown leaves each hidden number open."""
from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.records.data import SMALL
from pekt_xblocks.region.small import hidden

KEYS = [(year, hub, module) for year in ("25", "26") for hub in ("a", "b", "c") for module in ("x", "y")]
ROWS = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 30), st.integers(0, 30)), unique_by=lambda row: row[0], max_size=12)


def sums(keys, width):
    """Every set of rows whose sum some report shows."""
    for size in range(width):
        for parts in combinations(range(width), size):
            for head in {tuple(key[part] for part in parts) for key in keys}:
                yield [place for place, key in enumerate(keys) if tuple(key[part] for part in parts) == head]


@given(ROWS)
def test_no_sum_gives_a_hidden_number_away(rows):
    keys, done = [row[0] for row in rows], [row[1] for row in rows]
    learners = [row[1] + row[2] for row in rows]
    gone = hidden(keys, done, learners)
    for place, (value, whole) in enumerate(zip(done, learners, strict=True)):
        assert place in gone or not 0 < value < SMALL and not 0 < whole - value < SMALL
    for line in sums(keys, 3):
        inside = [place for place in line if place in gone]
        shown = [place for place in line if place not in gone and done[place]]
        if inside and shown:            # where everything in a sum is hidden, the sum is no more than the sum
            assert len(inside) > 1 and sum(done[place] for place in inside) >= SMALL


@given(ROWS)
def test_a_report_of_the_sums_hides_what_the_report_of_their_parts_counts_on(rows):
    """Shown by (year, hub) alone, a number that is hidden there is not the sum of numbers that are all shown by module."""
    keys, values = [row[0] for row in rows], [row[1] for row in rows]
    gone = {keys[place] for place in hidden(keys, values)}
    heads = sorted({key[:2] for key in keys})
    whole = hidden(heads, [sum(value for key, value in zip(keys, values, strict=True) if key[:2] == head) for head in heads])
    for place in whole:
        parts = [key for key, value in zip(keys, values, strict=True) if key[:2] == heads[place] and value]
        assert all(key in gone for key in parts)


def test_large_numbers_are_shown_and_nought_is_no_secret():
    assert hidden([("a",), ("b",), ("c",)], [10, 0, 25]) == set()
    assert hidden([("a",), ("b",), ("c",)], [10, 3, 25]) == {0, 1}          # the total less the others would be 3
    assert hidden([("a",), ("b",)], [20, 22], [20, 24]) == {0, 1}           # 2 of 24 did not
    assert hidden([], []) == set()
