"""What must hold of every item kind, whatever its author wrote and its learner gave."""
from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pekt_xblocks.activities.quiz.activity import QuizResponse
from pekt_xblocks.activities.quiz.examples import DEFAULT

from .drawn import OWN, definitions, responses, twins

each_tag = pytest.mark.parametrize("tag", sorted(OWN))
some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def _answer(quiz, **items):
    return QuizResponse.model_validate({"items": items})


@each_tag
@some
@given(data=st.data())
def test_other_answers_look_the_same(tag, data):
    one, other = data.draw(twins(tag))
    for seed in ("", "s"):
        assert one.learner_view(seed) == other.learner_view(seed)
    assert json.dumps(one.learner_view("s"))


@each_tag
@some
@given(data=st.data())
def test_the_correct_response_earns_all_and_leaves_nothing_out(tag, data):
    quiz = data.draw(definitions(tag))
    right = quiz.correct_response()
    score = quiz.grade(right)
    assert score.earned == score.possible == quiz.possible()
    assert not quiz.missing(right)
    assert QuizResponse.model_validate_json(right.model_dump_json()) == right
    assert all(mark.right is not False for part in score.parts for mark in part.marks)


@each_tag
@some
@given(data=st.data())
def test_any_response_has_a_part_for_each_item_and_tells_only_of_what_was_given(tag, data):
    quiz = data.draw(definitions(tag))
    raw = data.draw(responses(quiz))
    response = QuizResponse.model_validate(raw)
    score = quiz.grade(response)
    assert [part.id for part in score.parts] == [item.id for item in quiz.items]
    for part, item in zip(score.parts, quiz.items, strict=True):
        given_here = json.dumps(raw["items"].get(item.id), ensure_ascii=False)
        assert part.possible == item.worth
        assert part.code in ("right", "partial", "wrong", "unanswered", "noted")
        assert all(mark.at == item.id or json.dumps(mark.at)[1:-1] in given_here for mark in part.marks)
        if part.code == "unanswered":
            assert not part.earned and not part.marks and not part.note
    assert quiz.grade(response) == score


@some
@given(data=st.data())
def test_missing_is_what_nobody_answered(data):
    quiz = data.draw(definitions())
    empty = _answer(quiz)
    assert [missing.at for missing in quiz.missing(empty)] == [item.id for item in quiz.items if item.tag != "opinion"]
    assert not quiz.grade(empty).earned


@each_tag
@some
@given(data=st.data())
def test_the_shuffle_is_the_seeds(tag, data):
    quiz = data.draw(definitions(tag))
    view = quiz.learner_view("a")
    assert view == quiz.learner_view("a")

    def content(seen):
        return [{key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in item.items() if key != "gaps"}
                for item in seen["items"]]
    assert content(view) == content(quiz.learner_view("b"))


@some
@given(data=st.data(), tag=st.sampled_from(["match", "sort", "table", "cloze"]))
def test_a_further_right_part_never_costs(data, tag):
    quiz = data.draw(definitions(tag))
    item, right = quiz.items[0], quiz.items[0].right()
    shares = []
    for count in range(len(right) + 1):
        judged = item.judge(dict(list(right.items())[:count]))
        shares.append(Fraction(0) if judged is None else judged.share)
    assert shares == [Fraction(count, len(right)) for count in range(len(right) + 1)]


@some
@given(data=st.data())
def test_order_by_its_definition(data):
    """The run found is the longest: compared with every subsequence."""
    quiz = data.draw(definitions("order"))
    item = quiz.items[0]
    taken = data.draw(st.permutations([*item.steps, *item.distractors]))[:data.draw(st.integers(1, 7))]
    rank, place = {}, -1
    for step in item.steps:
        place += not step.with_previous
        rank[step.id] = place
    ranks = [rank[each.id] for each in taken if each.id in rank]
    longest = max(bin(mask).count("1") for mask in range(1 << len(ranks))
                  if (sub := [r for n, r in enumerate(ranks) if mask >> n & 1]) == sorted(sub))
    traps = sum(each.id not in rank for each in taken)
    assert item.judge([item.token(each.id) for each in taken]).share == max(0, Fraction(longest - traps, len(item.steps)))


@some
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)))
def test_an_unreadable_response_is_refused_as_such(raw):
    try:
        QuizResponse.model_validate(raw)
    except ValueError:
        pass


@pytest.mark.parametrize("given_here", [
    "x" * 501, ["t"] * 101, ["x" * 65], {str(n): "x" for n in range(101)}, {"x": "y" * 501}, {"x" * 65: "y"}])
def test_a_response_has_limits(given_here):
    with pytest.raises(ValueError):
        QuizResponse.model_validate({"items": {"a": given_here}})


def test_a_copy_with_fewer_items_is_worth_less():
    """Nothing that was worked out of the one is kept in the other."""
    assert DEFAULT.possible() and DEFAULT.scorable()
    left = DEFAULT.model_copy(update={"items": DEFAULT.items[:1]})
    assert left.possible() == left.items[0].worth < DEFAULT.possible()
    guess = DEFAULT.items[0].model_copy(update={"guess": True})
    assert not DEFAULT.model_copy(update={"items": [guess]}).scorable()
