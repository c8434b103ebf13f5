"""Reading a program: total over any JSON, idempotent, within its limits."""

import pytest
from hypothesis import given, settings

from pekt_xblocks.activities.robot import program
from pekt_xblocks.activities.robot.program import BadProgram, read

from .drawn import JSON, PROGRAMS, RAW, readable


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_is_a_program_or_a_clear_refusal(raw):
    try:
        made = read(raw)
    except BadProgram as bad:
        assert bad.code and isinstance(bad.path, tuple)
    else:
        assert read(made) == made


@settings(max_examples=60, deadline=None)
@given(RAW)
def test_reading_changes_no_node_but_the_normal_form(raw):
    made = readable(raw)
    if made is not None:
        assert [path for path, _ in program.walk(made)] == [path for path, _ in program.walk(raw)]
        assert program.count(made) == program.count(raw) <= program.MOST_NODES


@settings(max_examples=60, deadline=None)
@given(PROGRAMS)
def test_normal_form_is_a_fixed_point(made):
    assert read(made) == made


def test_normal_form():
    assert read([["while", ["not", ["at_goal"]], [["move"]]]]) == [["until", ["at_goal"], [["move"]]]]
    assert read([["if", ["at_goal"], [["move"]], []]]) == [["if", ["at_goal"], [["move"]]]]


@pytest.mark.parametrize(
    "raw, code",
    [
        (None, "not_a_list"),
        ({}, "not_a_list"),
        ("move", "not_a_list"),
        ([[]], "not_a_list"),
        (["move"], "not_a_list"),
        ([[["move"]]], "not_a_list"),
        ([["fly"]], "unknown_command"),
        ([["move", 1]], "arguments"),
        ([["repeat", 3]], "arguments"),
        ([["repeat", 10**9, []]], "number"),
        ([["repeat", True, []]], "number"),
        ([["repeat", 2.0, []]], "number"),
        ([["repeat", float("nan"), []]], "number"),
        ([["repeat", "3", []]], "number"),
        ([["if", ["at_home"], []]], "unknown_condition"),
        ([["if", [], []]], "not_a_list"),
        ([["if", ["not"], []]], "arguments"),
        ([["if", ["compare", "~", 1, 2], []]], "unknown_condition"),
        ([["if", ["compare", [], 1, 2], []]], "unknown_condition"),
        ([["def", "a b", []]], "name"),
        ([["def", "for", []]], "name"),
        ([["def", "move", []]], "name"),
        ([["def", "α" * 21, []]], "name"),
        ([["def", "ﬁ", []]], "name"),
        ([["set", 3, 3]], "name"),
        ([["repeat", 2, [["def", "f", []]]]], "def_inside"),
        ([["def", "f", [["set", "x", 1]]]], "set_in_def"),
        ([["def", "x", []], ["set", "x", 1]], "name_twice"),
        ([["say", "α" * 61]], "text"),
        ([["say", "a\nb"]], "text"),
        ([["say", 5]], "text"),
        ([["led", 1, 1, 2]], "number"),
        ([["led", 1, 1, True]], "number"),
        ([["move"]] * 201, "too_long"),
    ],
)
def test_what_is_no_program(raw, code):
    with pytest.raises(BadProgram) as refused:
        read(raw)
    assert refused.value.code == code


def nested(depth, leaf=None):
    made = leaf if leaf is not None else []
    for _ in range(depth):
        made = [["repeat", 2, made]]
    return made


def test_depth():
    assert read(nested(program.MOST_DEPTH))
    for deep in (nested(program.MOST_DEPTH + 1), nested(10_000)):
        with pytest.raises(BadProgram) as refused:
            read(deep)
        assert refused.value.code == "too_deep"
    condition = ["at_goal"]
    for _ in range(10_000):
        condition = ["not", condition]
    with pytest.raises(BadProgram):
        read([["if", condition, []]])


def test_hostile_input_is_refused_early():
    """Twenty thousand nodes cost no more than two hundred: what is beyond the limit is never looked at."""
    looked = 0

    class Counted(list):
        def __getitem__(self, at):
            nonlocal looked
            looked += 1
            return super().__getitem__(at)

    huge = [Counted(["move"]) for _ in range(20_000)]
    with pytest.raises(BadProgram):
        read(huge)
    assert looked < 1_000


def test_what_a_statement_needs_of_the_palette():
    made = read(
        [
            ["def", "f", [["move"]]],
            ["call", "f"],
            ["set", "x", 1],
            ["if", ["and", ["at_goal"], ["compare", "<", ["var", "x"], 2]], [["pick"]]],
        ]
    )
    assert program.commands_used(made) == {"def", "move", "set", "if", "and", "at_goal", "pick"}
    assert program.names(made) == {"f", "x"}
