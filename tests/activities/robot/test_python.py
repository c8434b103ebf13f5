"""A program as Python text and back: nothing is lost, and what is not in the subset is told with its line."""

import ast
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pekt_xblocks.activities.robot import program, python_reader, python_text
from pekt_xblocks.activities.robot.python_reader import Trouble, parse

from .drawn import PROGRAMS


@settings(max_examples=100, deadline=None)
@given(PROGRAMS)
def test_written_and_read_again_it_is_the_same(made):
    text = python_text.write(made)
    again, lines = parse(text)
    assert again == made
    assert lines == python_text.lines(made)
    assert python_text.write(again) == text
    ast.parse(text)


@settings(max_examples=60, deadline=None)
@given(PROGRAMS)
def test_a_line_for_each_row_of_the_command_list(made):
    def rows(body, top=False):
        return sum(
            (
                1
                + sum(rows(part) for part in node if isinstance(part, list) and (not part or isinstance(part[0], list)))
                + (node[0] == "if" and len(node) == 4)
            )
            for node in body
        ) or (0 if top else 1)

    assert python_text.write(made).count("\n") == rows(made, top=True)


@settings(max_examples=300)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "move()",
                "for i in range(3):",
                "    ",
                "\n",
                "if wall_ahead():",
                "else:",
                "while not",
                "(",
                ")",
                "x",
                "=",
                "+= 1",
                "def f():",
                "\t",
                "pass",
                ":",
                "#",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_any_text_is_a_program_or_a_trouble_with_its_line(text):
    try:
        made, lines = parse(text)
    except Trouble as trouble:
        assert trouble.line >= 1 and trouble.message.format(**trouble.params)
    else:
        assert program.read(made) == made and len(lines) == program.count(made)


@pytest.mark.parametrize(
    "text, line, told",
    [
        ("move()\nfor i in range(3)\n    move()", 2, "colon"),
        ("for i in range(3):\nmove()", 2, "further in"),
        ("move()\n  move()", 2, "spaces"),
        ("move(", 1, "bracket"),
        ("move", 1, "write brackets"),
        ("if wall_ahead:\n    move()", 1, "wall_ahead()"),
        ("if move():\n    move()", 1, "condition"),
        ("for i in 4:\n    move()", 1, "for i in range(4)"),
        ("for i in range(3):\n    x = i", 2, "counts the rounds"),
        ("for i in range(9**9**9):\n    move()", 1, "whole number"),
        ("for i in range(" + "9" * 5000 + "):\n    move()", 1, "read"),
        ("import os", 1, "not used here"),
        ("__import__('os').system('x')", 1, "not used here"),
        ("print(5)", 1, "print"),
        ("moev(5)", 1, "Did you mean move()"),
        ("pick_up(2)", 1, "inside the brackets"),
        ("if wall_ahead():\n    def f():\n        move()", 2, "start of a line"),
        ("def f():\n    x = 1", 2, "can't change inside"),
        ("x = 1\ndef x():\n    move()", 1, "One name"),
        ("say('" + "α" * 61 + "')", 1, "short text"),
        ("move()\n" * 201, 201, "too long"),
        ("x" * 7000, 1, "too long"),
        ("(" * 1000, 1, ""),
        ("not " * 2000 + "x", 1, ""),
        ("if " + "not " * 50 + "at_goal():\n    move()", 1, "levels"),
        ("lambda: 0", 1, "not used here"),
        ("a\x00b", 1, ""),
    ],
)
def test_trouble_is_told_with_its_line(text, line, told):
    with pytest.raises(Trouble) as trouble:
        parse(text)
    assert trouble.value.line == line
    assert told in trouble.value.message.format(**trouble.value.params)


def test_a_line_of_a_comment_counts():
    assert parse("# go\n\nmove()  # one\n") == ([["move"]], [3])


def test_elif_is_an_if_in_the_else():
    text = "if at_goal():\n    wait()\nelif wall_ahead():\n    turn_left()\nelse:\n    move()\n"
    assert parse(text)[0] == [["if", ["at_goal"], [["wait"]], [["if", ["wall_ahead"], [["left"]], [["move"]]]]]]


def test_the_counter_of_a_loop_is_no_variable_of_the_program():
    made = program.read([["set", "i", 0], ["repeat", 2, [["repeat", 2, [["change", "i", 1]]]]]])
    assert python_text.write(made) == "i = 0\nfor j in range(2):\n    for k in range(2):\n        i += 1\n"


def test_every_trouble_has_a_sentence_of_its_own():
    for message in python_reader._TOLD.values():
        assert set(re.findall(r"\{(\w+)\}", message)) <= {"line", "most", "name", "other"}


def test_a_call_of_nothing_is_told_with_what_may_be_meant():
    trouble = python_reader.stranger(*parse("move()\nmoev()\n"))
    assert trouble.line == 2 and "Did you mean move()" in trouble.message.format(**trouble.params)
    assert python_reader.stranger(*parse("f()\ndef f():\n    move()\n")) is None
