"""The level as a whole: what a definition must keep to, what a trial tells, what stays hidden, the exact score."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from pekt_xblocks.activities.robot.activity import Robot
from pekt_xblocks.activities.robot.examples import DEFAULT
from pekt_xblocks.activities.robot.feedback import COMMAND_WORDS, STORIES, fill, unknown_placeholder
from pekt_xblocks.activities.robot.labels import SPELLINGS, STORY_NAMES, UNSOLVED
from pekt_xblocks.activities.robot.level import MOST_TRACE
from pekt_xblocks.activities.robot.program import COMMANDS, CONDITIONS
from pekt_xblocks.core import faults as core_faults

from .levels import LEVELS, level


def changed(**fields):
    return Robot.model_validate({**DEFAULT.model_dump(), **fields})


def faults(**fields):
    with pytest.raises(ValidationError) as refused:
        changed(**fields)
    return [(error["loc"][0], error["type"], error["msg"]) for error in refused.value.errors()]


def rows(*maps, hidden=()):
    return [{"id": f"m{n}", "rows": each, "hidden": n in hidden} for n, each in enumerate(maps, 1)]


SOLVES = "while not at_goal():\n    move()\n"


@pytest.mark.parametrize(
    "fields, at, code",
    [
        ({"solution": "move()\n"}, "solution", "solution_not_at_goal"),
        ({"solution": "for i in range(9):\n    move()\n"}, "solution", "solution_crash"),
        ({"solution": SOLVES}, "solution", "solution_items_left"),
        ({"solution": "while not at_goal():\n    turn_left()\n"}, "solution", "solution_step_limit"),
        ({"solution": "while not at_goal():\n    put_down()\n"}, "solution", "solution_palette"),
        ({"solution": "fly()\n"}, "solution", "solution_palette"),
        ({"solution": "move(\n"}, "solution", "python"),
        ({"solution": "pass"}, "solution", "solution_not_at_goal"),
        ({"limit": 3}, "solution", "solution_too_many"),
        ({"must_use": ["repeat"]}, "solution", "solution_missing_required"),
        ({"must_use": ["put"]}, "must_use", "not_offered"),
        ({"forbid": ["until"]}, "solution", "solution_forbidden_used"),
        ({"given": "for"}, "given", "python"),
        ({"maps": rows(["S.G"], hidden={1})}, "maps", "all_hidden"),
        ({"maps": rows(["SSG"])}, "maps", "map_start"),
        ({"maps": rows(["..G"])}, "maps", "map_start"),
        ({"maps": rows(["S" * 21])}, "maps", "map_size"),
        ({"maps": rows(["S=G"])}, "maps", "map_symbol"),
        ({"maps": rows(["SXG"])}, "maps", "map_row"),
        ({"maps": rows([""])}, "maps", "map_row"),
        ({"maps": rows(["S.G\n"])}, "maps", "map_row"),
        ({"maps": [*rows(["S.G"]), *rows(["S.G"])]}, "maps", "same_id"),
        ({"maps": [{"id": "a", "rows": ["S*G"], "points": 0}]}, "maps", "no_points"),
        ({"maps": rows(["S.."])}, "goals", "goal_map"),
        ({"goals": ["draw"]}, "goals", "goal_board"),
        ({"commands": ["move", "led", "until", "if", "pick"]}, "commands", "command_board"),
        ({"messages": [{"story": "crash", "text": "Στο {θεση}"}]}, "messages", "placeholder"),
    ],
)
def test_a_level_at_fault(fields, at, code):
    found = faults(**fields)
    assert [(field, kind) for field, kind, _ in found] == [(at, code)]
    assert "{" not in found[0][2].replace("{θεση}", "")


def test_the_fault_says_which_map_failed_and_where():
    ((_, _, told),) = faults(maps=[*rows(["S*.G"]), {"id": "x", "rows": ["S.#G"], "hidden": True}])
    assert told == "Map 2 is not solved: at line 2 the robot hits an obstacle, at Β1."


def test_where_another_field_is_at_fault_the_solution_waits():
    assert [at for at, *_ in faults(maps=[], solution="fly()")] == ["maps"]


def response(text):
    return DEFAULT.Response(text=text)


@pytest.mark.parametrize(
    "text, share",
    [
        (DEFAULT.solution, Fraction(1)),
        ("for i in range(3):\n    move()\npick_up()\nfor i in range(3):\n    move()\n", Fraction(7, 20)),
        ("move()\nmove()\npick_up()\nmove()\nmove()\n", Fraction(7, 20)),
        ("move()\n", Fraction(0)),
    ],
)
def test_worlds_count_by_their_weight(text, share):
    assert DEFAULT.grade(response(text)).share == share


def test_limit_and_required_count_only_where_every_world_is_solved():
    strict = changed(limit=4, maps=rows(["S*G"]))
    long = strict.grade(response("for i in range(1):\n    move()\n    pick_up()\n    move()\n    turn_left()\n"))
    assert [(p.id, p.earned) for p in long.parts] == [("worlds", 7), ("limit", 0), ("required", 0)]
    half = changed(limit=4).grade(response("for i in range(3):\n    move()\n"))
    assert half.share == 0


def test_a_weight_of_half():
    heavy = changed(maps=[{"id": "a", "rows": ["S*G"], "points": 3}, {"id": "b", "rows": ["S.*.G"], "hidden": True}])
    assert heavy.grade(response("move()\npick_up()\nmove()\n")).share == Fraction(7, 10) * Fraction(3, 4)


@pytest.mark.parametrize(
    "text, told",
    [
        ("", "Put in at least one command."),
        ("pass", "Put in at least one command."),
        ("move()\nput_down()", "Line 2: put_down() is not used in this level."),
        ("while wall_ahead():\n    move()", "Line 1: while is not used in this level."),
        ("if not wall_ahead():\n    move()", "Line 1: not is not used in this level."),
        ("moev()", "Line 1: moev is not a command. Did you mean move()?"),
        ("move()\nmove(", "Line 2: a bracket opens here and never closes."),
    ],
)
def test_what_costs_no_attempt(text, told):
    (missing,) = DEFAULT.missing(response(text))
    assert missing.at == "program" and missing.message.format(**missing.params) == told
    assert DEFAULT.grade(response(text)).earned == 0


def test_a_trial_runs_on_the_maps_that_are_seen():
    reply = DEFAULT.act("run", {"text": "# go\nmove()\n"})
    (one,) = reply["runs"]
    assert reply["program"] == [["move"]] and reply["lines"] == [2]
    assert one == {
        "map": "a",
        "code": "not_at_goal",
        "solved": False,
        "node": -1,
        "note": "Σταμάτησε στο Β1, 5 βήματα πριν από τη βάση.",
        "trace": [(0, "move", 1, 0, 1)],
        "cut": 0,
    }
    assert DEFAULT.act("run", {"program": []})["missing"][0].message == "Put in at least one command."


def test_a_long_trace_is_cut():
    (one,) = DEFAULT.act("run", {"program": [["until", ["at_goal"], [["left"]]]]})["runs"]
    assert len(one["trace"]) == MOST_TRACE and one["cut"] == 1400 and one["code"] == "step_limit"


def test_text_and_tree_turn_into_one_another():
    text = DEFAULT.act("text", {"program": DEFAULT.correct_response().program})["text"]
    assert text == DEFAULT.solution
    assert DEFAULT.act("read", {"text": text})["program"] == DEFAULT.correct_response().program
    assert DEFAULT.act("read", {"program": []}) == {"program": [], "lines": []}
    assert "missing" in DEFAULT.act("read", {"text": "mov"})
    with pytest.raises(LookupError):
        DEFAULT.act("solve", {})
    with pytest.raises(ValidationError):
        DEFAULT.act("run", {"program": [["fly"]]})
    with pytest.raises(ValidationError):
        DEFAULT.act("run", None)


@pytest.mark.parametrize("slug", LEVELS)
def test_hidden_maps_solution_and_texts_never_reach_the_page(slug):
    activity = level(slug)
    sent = str(
        [
            activity.learner_view("s"),
            activity.act("run", {"program": [["left"]]}),
            activity.grade(activity.Response(program=[["move"]])).facts,
        ]
    )
    for each in activity.maps:
        if each.hidden:
            assert not any(f"'{row}'" in sent for row in set(each.rows) - set(activity.maps[0].rows)) and f"'{each.id}'" not in sent
    assert activity.solution not in sent and not any(hint in sent for hint in activity.hint_texts)


def test_nothing_is_told_of_a_hidden_map():
    score = DEFAULT.grade(response("for i in range(3):\n    move()\npick_up()\nfor i in range(3):\n    move()\n"))
    assert score.note == STORIES["hidden_failed"]
    assert score.facts["worlds"] == {"a": "ok"} and score.facts["unseen"] == {"solved": 0, "of": 1} and score.facts["line"] is None


def test_an_authors_own_text():
    own = changed(messages=[{"story": "not_at_goal", "text": "Στο {θέση} λείπουν [[ένα βήμα|{πλήθος} βήματα]]."}])
    assert own.grade(response("move()\n")).note == "Στο Β1 λείπουν 5 βήματα."


def test_texts_are_filled_in():
    assert fill("{θέση} [[ένα|{πλήθος}]] {γραμμή}", {"θέση": "Γ2", "πλήθος": 1}) == "Γ2 ένα –"
    assert fill("[[ένα|{πλήθος} όλα]]", {"πλήθος": 0}) == "0 όλα"
    assert unknown_placeholder("{θέση} {κάτι}") == "κάτι" and unknown_placeholder("[[α|β]] {όριο}") is None


def test_every_word_has_its_label():
    assert set(STORIES) == set(STORY_NAMES) and set(COMMAND_WORDS) == set(COMMANDS)
    assert set(COMMANDS) | set(CONDITIONS) <= set(SPELLINGS)
    assert all(unknown_placeholder(text) is None for text in STORIES.values())
    assert {"ok", "hidden_failed", "empty"}.isdisjoint(UNSOLVED)


def located(**fields):
    with pytest.raises(ValidationError) as refused:
        changed(**fields)
    return [(fault.at, fault.code) for fault in core_faults.faults_of(refused.value, Robot)]


TWO = [*rows(["S*.G"]), {"id": "x", "rows": ["S.#G"], "hidden": True}]


@pytest.mark.parametrize(
    "fields, at",
    [
        ({"maps": TWO}, ("maps", 1)),
        ({"maps": [*TWO[:1], {"id": "x", "rows": ["S.", "=G"]}]}, ("maps", 1, "rows")),
        ({"maps": [*TWO[:1], {"id": "x", "rows": ["S.."]}]}, ("maps", 1)),
        ({"must_use": ["until", "put"]}, ("must_use", 1)),
        ({"commands": ["move", "led"]}, ("commands", 1)),
        ({"limit": 3}, ("solution",)),
    ],
)
def test_a_fault_leads_to_the_part_at_fault(fields, at):
    assert [place for place, _ in located(**fields)] == [at]


def tried(text, name="run", **fields):
    definition = {**DEFAULT.model_dump(), "solution": "", **fields}
    return Robot.author_act(definition, name, {"program": [], "text": text})


def test_an_author_tries_a_program_on_every_map_before_the_level_has_a_solution():
    told = tried(DEFAULT.solution, maps=TWO)
    assert [(run["map"], run["code"]) for run in told["runs"]] == [("m1", "ok"), ("x", "crash")]
    assert told["runs"][1]["trace"] and told["lines"] == [1, 2, 3, 4]
    assert told["failed"] == [{"map": 2, "text": "Map 2 is not solved: at line 2 the robot hits an obstacle, at Β1."}]
    assert tried(DEFAULT.solution)["failed"] == []


def test_what_was_asked_for_is_told_where_every_map_is_solved():
    assert tried(DEFAULT.solution, limit=2)["failed"] == [{"map": None, "text": "The solution has more than 2 commands."}]
    assert [each["map"] for each in tried("move()", limit=1)["failed"]] == [1, 2]


def test_an_author_reads_python_as_a_program():
    assert tried("move()\n", "read") == {"program": [["move"]], "lines": [1]}
    assert "line" in tried("move(\n", "read")["missing"][0].params
    assert tried("put_down()", "run")["missing"][0].params["command"] == "put_down()"


def test_a_level_at_fault_is_said_to_be_one():
    with pytest.raises(ValidationError):
        tried("move()", maps=[])
    with pytest.raises(LookupError):
        tried("move()", "submit")
