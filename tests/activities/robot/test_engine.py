"""Running a program: every program ends within the limits, the trace retells the run, each way to end has its code."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pekt_xblocks.activities.robot import engine, goals, program, python_reader, worlds
from pekt_xblocks.activities.robot.engine import MOST_STEPS
from pekt_xblocks.activities.robot.worlds import STEPS

from .drawn import PROGRAMS, grids


def run(text, rows, facing="east", kind="grid", buttons=""):
    return engine.run(python_reader.parse(text)[0], worlds.read(kind, tuple(rows), facing, buttons))


@settings(max_examples=100, deadline=None)
@given(PROGRAMS, grids(), st.sampled_from(worlds.FACINGS))
def test_every_program_ends_and_the_trace_retells_it(made, rows, facing):
    world = worlds.read("grid", tuple(rows), facing)
    done = engine.run(made, world)
    assert done.steps <= MOST_STEPS + 1 and done.code in goals.CODES
    assert (done.node == -1) == (done.code == "ok")
    nodes = [node for _, node in program.walk(made)]
    at, look = world.start, world.facing
    for node, op, *rest in done.trace:
        if op == "test":
            assert nodes[node][0] in ("while", "until", "if") and rest in ([0], [1])
            continue
        assert nodes[node][0] == op
        if op == "move":
            at = at[0] + STEPS[look][0], at[1] + STEPS[look][1]
        look = (look + {"left": 3, "right": 1}.get(op, 0)) % 4
        assert rest[:3] == [*at, look] and at in world.free
    assert (at, look) == (done.robot.square, done.robot.facing)


@settings(max_examples=60, deadline=None)
@given(PROGRAMS, grids())
def test_the_same_run_twice(made, rows):
    world = worlds.read("grid", tuple(rows), "north")
    one, two = engine.run(made, world), engine.run(made, world)
    assert (one.trace, one.code, one.node) == (two.trace, two.code, two.node)


@pytest.mark.parametrize(
    "text, rows, code, node",
    [
        ("move()\nmove()", ["S.#"], "crash", 1),
        ("pick_up()", ["S"], "nothing_to_pick", 0),
        ("put_down()", ["S"], "bag_empty", 0),
        ("while not at_goal():\n    turn_left()", ["S.G"], "step_limit", 0),
        ("while not at_goal():\n    pass", ["S.G"], "step_limit", 0),
        ("move()\nwhile not at_goal():\n    for i in range(3):\n        turn_left()", ["S.G"], "step_limit", 1),
        ("for i in range(1000):\n    for j in range(1000):\n        pass", ["S"], "step_limit", 1),
        ("def f():\n    f()\nf()", ["S"], "recursion", 1),
        ("f()\ndef f():\n    move()", ["S."], "undefined", 0),
        ("x += 1", ["S"], "undefined", 0),
        ("for i in range(0):\n    move()", ["S#"], "ok", -1),
        ("for i in range(-3):\n    move()", ["S#"], "ok", -1),
    ],
)
def test_how_a_program_ends(text, rows, code, node):
    done = run(text, rows)
    assert (done.code, done.node) == (code, node)


def test_calls_nest_fifty_deep_inside_loops():
    count_down = "x = 49\ndef f():\n    if x > 0:\n        move()\nfor i in range(3):\n    f()\n"
    assert run(count_down, ["S..."]).robot.x == 3
    nested = "def f():\n" + "".join("    " * n + "for i in range(1):\n" for n in range(1, 11)) + "    " * 11 + "f()\nf()\n"
    assert run(nested, ["S"]).code == "recursion"


def test_variables_and_comparisons():
    text = (
        "x = 1\nwhile x < 4:\n    x += 1\n    move()\n"
        "if x == 4 and not wall_ahead() or at_goal():\n    turn_left()\nelse:\n    turn_right()\n"
    )
    done = run(text, ["S....."])
    assert done.robot.x == 3 and done.robot.facing == 0 and done.variables == {"x": 4}


def test_a_variable_stays_within_bounds():
    assert run("x = 1000\nfor i in range(900):\n    x += x\n", ["S"]).variables == {"x": 1_000_000}


def test_sensors():
    assert [op for op in program.SENSORS if run(f"if {op}():\n    wait()", ["#.#", "#S#"], "north").trace[0][2]] == [
        "wall_left",
        "wall_right",
    ]
    assert run("if button_b():\n    led(5, 1, 1)", ["....*"], kind="display", buttons="ab").robot.lit == {(4, 0)}


def judged(text, rows, wanted, kind="grid", end_facing="any", **more):
    found = goals.outcome(run(text, rows, kind=kind, **more), wanted, end_facing)
    return found.code, found.count, found.story


@pytest.mark.parametrize(
    "text, rows, wanted, code, count",
    [
        ("move()", ["S.G"], ["reach"], "not_at_goal", 1),
        ("move()\nmove()", ["S.G"], ["reach"], "ok", 0),
        ("move()\nmove()\nmove()", ["S.G#"], ["reach"], "crash", 0),
        ("move()\nmove()", ["S*G"], ["reach", "collect"], "items_left", 1),
        ("move()\npick_up()\nmove()", ["S*G"], ["reach", "collect"], "ok", 0),
        ("move()\npick_up()\nmove()", ["S*o"], ["deliver"], "not_delivered", 1),
        ("move()\npick_up()\nput_down()", ["S*o"], ["deliver"], "not_delivered", 1),
        ("move()\npick_up()\nmove()\nput_down()", ["S*o"], ["deliver"], "ok", 0),
        ("move()", ["S+.+"], ["visit"], "not_visited", 1),
        ("move()\nturn_left()\nturn_left()\nmove()", ["S+."], ["visit", "return_home"], "ok", 0),
        ("move()", ["S+."], ["visit", "return_home"], "not_home", 0),
    ],
)
def test_goals(text, rows, wanted, code, count):
    assert judged(text, rows, wanted)[:2] == (code, count)


def test_where_it_looks_at_the_end():
    assert judged("turn_left()", ["S+"], ["return_home"], end_facing="east")[0] == "wrong_facing"
    assert judged("turn_left()", ["S+"], ["return_home"], end_facing="north")[0] == "ok"


def test_turtle_draws_the_strokes_of_its_map():
    square = ["S-+", "|.|", "+-+"]
    assert judged("for i in range(4):\n    move()\n    turn_right()\n", square, ["draw"], "turtle")[0] == "ok"
    assert judged("for i in range(3):\n    move()\n    turn_right()\n", square, ["draw"], "turtle")[:2] == ("not_drawn", 1)
    assert judged("for i in range(4):\n    move()\n    turn_right()\n", ["S-+", "|..", "+-+"], ["draw"], "turtle")[:2] == (
        "drawn_too_much",
        1,
    )
    assert judged("move()\nmove()", ["S-+"], ["draw"], "turtle")[0] == "crash"


def test_line_follower_must_stay_on_the_line():
    line = ["S==.", "..=.", "..=G"]
    follow = (
        "while not at_goal():\n    if line_ahead():\n        move()\n"
        "    elif line_right():\n        turn_right()\n    else:\n        turn_left()\n"
    )
    assert judged(follow, line, ["reach"], "line")[0] == "ok"
    assert judged("for i in range(3):\n    move()", line, ["reach"], "line")[0] == "off_line"


def test_display_shows_the_lamps_of_its_map():
    assert judged("led(1, 1, 1)\nled(2, 2, 1)", ["*.", ".*"], ["draw"], "display")[0] == "ok"
    assert judged("led(1, 1, 1)\nled(1, 1, 0)", ["*.", ".."], ["draw"], "display")[:2] == ("not_drawn", 1)
    assert judged("led(3, 1, 1)", ["*.", ".*"], ["draw"], "display")[0] == "out_of_range"


@pytest.mark.parametrize(
    "kind, rows, code",
    [
        ("grid", [], "size"),
        ("grid", [""], "size"),
        ("grid", ["S" * 21], "size"),
        ("grid", ["S"] * 21, "size"),
        ("grid", ["..G"], "start"),
        ("grid", ["SS"], "start"),
        ("grid", ["S?"], "symbol"),
        ("grid", ["S="], "symbol"),
        ("turtle", ["S*+"], "symbol"),
        ("turtle", ["S-+", "-.."], "symbol"),
        ("display", ["S"], "symbol"),
    ],
)
def test_what_is_no_map(kind, rows, code):
    with pytest.raises(worlds.BadMap) as refused:
        worlds.read(kind, tuple(rows))
    assert refused.value.code == code


def test_squares_have_the_names_people_use():
    assert [worlds.place(square) for square in [(0, 0), (2, 1), (19, 19)]] == ["Α1", "Γ2", "Υ20"]


def test_steps_to_the_base_go_round_obstacles():
    world = worlds.read("grid", ("S#G", "..."))
    assert world.steps_to_goal((0, 0)) == 4 and world.steps_to_goal((2, 0)) == 0
    assert worlds.read("grid", ("S#G",)).steps_to_goal((0, 0)) is None
