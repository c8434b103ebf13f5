"""Attempts: what counts, what is kept, what is shown."""
from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.core import attempt as attempts
from pekt_xblocks.core import reply
from pekt_xblocks.core.activity import Activity, Data, Missing, Part, Score
from pekt_xblocks.core.attempt import State
from pekt_xblocks.core.settings import Settings


class Response(Data):
    """How many of ten were right; None = nothing answered."""

    right: int | None = None


class Ten(Activity):
    """Ten points; the response says how many it earns."""

    kind = "ten"
    label = "Ten"
    Response = Response
    key: int = 10
    gives_points: bool = True

    def learner_view(self, seed: str = "") -> dict[str, Any]:
        return {}

    def grade(self, response: Response) -> Score:
        earned = Fraction(10 - abs(self.key - (response.right or 0)))
        return Score.of([Part("a", earned, Fraction(10), "x", note="**why**")] if self.gives_points else [])

    def correct_response(self) -> Response:
        return Response(right=self.key)

    def missing(self, response: Response) -> list[Missing]:
        return [Missing("a", "Answer {n}", {"n": 1})] if response.right is None else []

    def hints(self) -> dict[str, list[str]]:
        return {"a": ["one", "*two*"]}


def take(right: int | None, state: State = State(), activity: Activity = Ten(), name: str = "", **settings: Any):  # noqa: B008
    return attempts.submit(state, Settings(**settings), activity, Response(right=right), name)


def after(*rights: int, **settings: Any) -> State:
    state = State()
    for n, right in enumerate(rights):
        state, _ = take(right, state, name=f"s{n}", **settings)
    return state


def test_the_best_attempt_counts_and_a_pass_stays():
    state = after(8, 3)
    assert (state.attempts, state.best, state.status) == (2, Fraction(8, 10), "passed")
    assert state.last.share == Fraction(3, 10) and state.best_attempt.number == 1


@pytest.mark.parametrize("rights, status", [([], "new"), ([7], "tried"), ([7, 8], "passed"), ([8, 10, 0], "perfect")])
def test_status(rights, status):
    assert after(*rights).status == status


def test_a_known_submission_gets_its_first_reply_again_and_costs_nothing():
    settings = Settings(max_attempts=2)
    first, outcome = take(4, name="s1", max_attempts=2)
    told = reply.submitted(outcome, first, settings, Ten(), False, str)
    later, _ = take(10, first, name="s2", max_attempts=2)
    again, repeated = take(9, later, name="s1", max_attempts=2)
    assert again == later and repeated.repeated
    assert reply.submitted(repeated, again, settings, Ten(), False, str) == told


def test_no_attempts_left_is_said_and_changes_nothing():
    state = after(1, 2, max_attempts=2)
    same, outcome = take(10, state, name="new", max_attempts=2)
    assert outcome.kind == "closed" and same is state


def test_an_unanswered_part_costs_no_attempt():
    state, outcome = take(None)
    assert outcome.kind == "incomplete" and state == State()
    told = reply.submitted(outcome, state, Settings(), Ten(), False, str)
    assert told == {"outcome": "incomplete", "missing": [{"at": "a", "text": "Answer 1"}]}


def test_penalties_cost_points_but_never_the_pass():
    state = attempts.open_hint(State(), Settings(), Ten(), "a")
    state, _ = take(10, after(0, try_penalty=0.25), name="x", try_penalty=0.25)
    assert state.best == Fraction(3, 4) and state.status == "perfect"


def test_hints_open_one_by_one_and_stay_open():
    settings, state = Settings(hint_penalty=0.1), State()
    for _ in range(5):
        state = attempts.open_hint(state, settings, Ten(), "a")
    assert state.hints == {"a": 2}
    assert reply.hints(state, settings, Ten()) == {"a": {"open": ["one", "<em>two</em>"], "more": 0}}
    assert attempts.open_hint(state, settings, Ten(), "elsewhere") is state
    state, _ = attempts.submit(state, settings, Ten(), Response(right=10))
    assert state.best == Fraction(8, 10)


def test_an_open_hint_stays_where_hints_were_switched_off_and_no_more_are_offered():
    off = Settings(hints_mode="never")
    assert reply.hints(State(), off, Ten()) == {}
    assert reply.hints(State(hints={"a": 1}), off, Ten()) == {"a": {"open": ["one"], "more": 0}}
    assert reply.hints(State(hints={"a": 1}), Settings(), Ten())["a"]["more"] == 1


def test_hints_wait_for_the_first_attempt_where_the_author_says_so():
    settings = Settings(hints_mode="after_try")
    assert attempts.open_hint(State(), settings, Ten(), "a") == State()
    assert attempts.open_hint(after(1), settings, Ten(), "a").hints == {"a": 1}


@pytest.mark.parametrize("when, rights, overdue, seen", [
    ("never", [10], True, False), ("after_pass", [7], False, False), ("after_pass", [8], False, True),
    ("after_last", [1], False, False), ("after_last", [1, 1], False, True), ("after_last", [10], False, True),
    ("after_last", [], True, True), ("after_due", [10], False, False), ("after_due", [], True, True)])
def test_when_the_solution_shows(when, rights, overdue, seen):
    settings = {"show_solution": when, "max_attempts": 2}
    assert attempts.may_see_solution(after(*rights, **settings), Settings(**settings), overdue) is seen


def test_one_attempt_may_be_the_last():
    assert attempts.may_see_solution(after(1, max_attempts=1), Settings(show_solution="after_last", max_attempts=1))


def test_no_hint_costs_nothing():
    assert after(10, hint_penalty=0.5).best == 1


def test_of_many_attempts_the_first_and_the_newest_are_kept():
    assert [a.number for a in after(1, 2, 3).recent] == [1, 2, 3]
    assert [a.number for a in after(1, 2, 3, 4, 5, 6).recent] == [1, 4, 5, 6]


def test_what_is_not_scored_is_passed_by_submitting():
    assert after(0, scored=False).status == "passed"
    state, _ = take(0, activity=Ten(gives_points=False))
    assert state.status == "passed"


def test_score_only_tells_neither_parts_nor_notes():
    score = Ten().grade(Response(right=5))
    assert reply.result(score, Settings(feedback_mode="score_only"))["parts"] == []
    assert reply.result(score, Settings())["parts"][0]["note"] == "<strong>why</strong>"


def test_rescoring_grades_the_kept_responses_again():
    state = after(2, 9)
    fresh = attempts.rescored(state, Settings(), Ten(key=2))
    assert (fresh.best, fresh.status, fresh.attempts) == (Fraction(1), "perfect", 2)
    assert fresh.best_attempt.number == 1


def test_rescoring_remembers_the_best_attempt_among_many():
    state = after(2, 9, 1, 1, 1, 1)
    assert 2 not in [a.number for a in state.recent] and attempts.rescored(state, Settings(), Ten()).best == Fraction(9, 10)


def test_submissions_without_an_id_are_each_an_attempt():
    state, _ = take(1)
    state, outcome = take(2, state)
    assert state.attempts == 2 and not outcome.repeated


@given(st.lists(st.integers(0, 10), max_size=6), st.integers(0, 3))
def test_state_survives_json(rights, hints):
    state = after(*rights)
    for _ in range(hints):
        state = attempts.open_hint(state, Settings(), Ten(), "a")
    stored = attempts.to_json(state)
    assert attempts.from_json({**stored, "score_history": []}, state.attempts) == state


@given(st.lists(st.integers(0, 10), min_size=1, max_size=5), st.sampled_from([0.0, 0.1, 0.5]))
def test_another_attempt_never_lowers_what_counts(rights, penalty):
    for n in range(1, len(rights)):
        assert after(*rights[:n + 1], try_penalty=penalty).best >= after(*rights[:n], try_penalty=penalty).best


@pytest.mark.parametrize("share, shown", [(Fraction(999, 1000), 99), (Fraction(1), 100), (Fraction(2, 3), 66)])
def test_percent_floors_so_that_100_means_all(share, shown):
    assert reply.percent(share) == shown


def test_published_numbers_are_rounded_half_up_once():
    assert reply.rounded(Fraction(2, 3)) == 0.6667
    assert reply.rounded(Fraction(12345, 100000)) == 0.1235


def test_nearest_settings_survive_what_nobody_checked():
    found = Settings.nearest({"max_attempts": None, "weight": "much", "pass_mark": 7, "scored": False, "junk": 1})
    assert found == Settings(scored=False)
