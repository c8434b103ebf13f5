"""Programs, maps and levels drawn for the tests; every level drawn is valid, with a solution that solves it."""

from __future__ import annotations

from hypothesis import strategies as st

from pekt_xblocks.activities.robot import program, python_text
from pekt_xblocks.activities.robot.activity import Robot
from pekt_xblocks.activities.robot.parts import Map

PROCEDURES = st.sampled_from(["σειρά", "γύρνα_πίσω", "row2"])
VARIABLES = st.sampled_from(["i", "j", "x", "πλήθος"])
VALUES = st.integers(-program.MOST_NUMBER, program.MOST_NUMBER) | VARIABLES.map(lambda name: ["var", name])
TEXTS = st.text("aάς \"'\\#:𝔘́{", max_size=6)
CONDITIONS = st.recursive(
    st.sampled_from(program.SENSORS).map(lambda sensor: [sensor])
    | st.tuples(st.just("compare"), st.sampled_from(program.COMPARISONS), VALUES, VALUES).map(list),
    lambda inner: inner.map(lambda c: ["not", c]) | st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(list),
    max_leaves=4,
)
ACTIONS = (
    st.sampled_from(["move", "left", "right", "pick", "put", "wait"]).map(lambda action: [action])
    | TEXTS.map(lambda text: ["say", text])
    | st.tuples(st.just("led"), VALUES, VALUES, st.integers(0, 1)).map(list)
    | PROCEDURES.map(lambda name: ["call", name])
)
ASSIGNMENTS = st.tuples(st.sampled_from(["set", "change"]), VARIABLES, VALUES).map(list)


def _statements(simple):
    def inside(inner):
        body = st.lists(inner, max_size=3)
        return (
            st.tuples(st.just("repeat"), VALUES, body).map(list)
            | st.tuples(st.sampled_from(["while", "until", "if"]), CONDITIONS, body).map(list)
            | st.tuples(st.just("if"), CONDITIONS, body, body).map(list)
        )

    return st.recursive(simple, inside, max_leaves=6)


DEFINITIONS = st.tuples(st.just("def"), PROCEDURES, st.lists(_statements(ACTIONS), max_size=3)).map(list)
RAW = st.lists(_statements(ACTIONS | ASSIGNMENTS) | DEFINITIONS, max_size=6)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from([*program.COMMANDS, *program.CONDITIONS, "call", "change", "var", "compare"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=30,
)


def readable(raw):
    try:
        return program.read(raw)
    except program.BadProgram:
        return None


PROGRAMS = RAW.map(readable).filter(lambda made: made is not None)
"""Programs in normal form, of every construct."""
SYMBOL = st.sampled_from("....#*o+")


@st.composite
def grids(draw):
    """Rows of a grid with one start and one base."""
    width, height = draw(st.integers(2, 7)), draw(st.integers(1, 5))
    cells = [[draw(SYMBOL) for _ in range(width)] for _ in range(height)]
    places = draw(st.permutations([(x, y) for y in range(height) for x in range(width)]))
    for symbol, (x, y) in zip("SG", places, strict=False):
        cells[y][x] = symbol
    return ["".join(row) for row in cells]


@st.composite
def definitions(draw):
    """Corridors of any length, seen and unseen, with the loop that solves them all."""
    lengths = draw(st.lists(st.integers(0, 12), min_size=1, max_size=4))
    items = draw(st.booleans())
    maps = [
        Map(
            id=f"m{n}",
            rows=["S" + "".join(draw(st.sampled_from(".*" if items else ".")) for _ in range(length)) + "G"],
            hidden=n > 0 and draw(st.booleans()),
            points=draw(st.sampled_from([1, 2, 0.5])),
        )
        for n, length in enumerate(lengths)
    ]
    solution = [["until", ["at_goal"], [["move"], *([["if", ["on_item"], [["pick"]]]] if items else [])]]]
    return Robot(
        prompt=draw(st.sampled_from(["Φτάσε στη βάση.", "Go <to> & *base*"])),
        maps=maps,
        goals=["reach", "collect"] if items else ["reach"],
        commands=["move", "left", "pick", "until", "if", "repeat"],
        sensors=["at_goal", "on_item", *draw(st.sampled_from([[], ["wall_ahead"]]))],
        limit=draw(st.sampled_from([0, program.count(solution), 40])),
        must_use=draw(st.sampled_from([[], ["until"], ["move", "until"]])),
        forbid=draw(st.sampled_from([[], ["repeat"]])),
        editors=draw(st.sampled_from([["list"], ["list", "blocks", "text"], ["text", "list"]])),
        given=draw(st.sampled_from(["", "move()\n"])),
        hint_texts=draw(st.lists(st.sampled_from(["α", "**β** <γ>"]), max_size=3)),
        messages=draw(st.sampled_from([[], [{"story": "crash", "text": "Στο {θέση}."}]])),
        solution=python_text.write(solution),
    )
