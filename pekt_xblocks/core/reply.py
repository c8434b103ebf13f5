"""What a learner's page is told of an attempt, as JSON: only what the settings allow, Markdown already rendered."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from . import attempt as attempts
from .activity import Activity, Missing, Part, Score
from .attempt import Outcome, State
from .markdown import render
from .settings import Settings


def rounded(value: Fraction, places: int = 4) -> float:
    """The number rounded once, half up, as it is published and shown."""
    if value.denominator == 1:
        return float(value.numerator)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def percent(share: Fraction) -> int:
    """A share as whole percent, floored: 100 means all."""
    return int(share * 100)


def result(score: Score, settings: Settings) -> dict[str, Any]:
    """A graded response; with ``score_only`` neither parts nor notes."""
    told, share = settings.feedback_mode == "per_option", score.share
    return {"earned": rounded(score.earned), "possible": rounded(score.possible), "percent": percent(share),
            "passed": attempts.status_of(share, settings, bool(score.possible)) in ("passed", "perfect"),
            "note": render(score.note) if told and score.note else "",
            "facts": dict(score.facts) if told and score.facts else None,
            "parts": [_part(p) for p in score.parts] if told else []}


def _part(part: Part) -> dict[str, Any]:
    return {"id": part.id, "earned": rounded(part.earned), "possible": rounded(part.possible), "code": part.code,
            "note": render(part.note) if part.note else "",
            "marks": [{"at": m.at, "right": m.right, "note": render(m.note) if m.note else ""} for m in part.marks]}


def standing(state: State, settings: Settings, activity: Activity, overdue: str) -> dict[str, Any]:
    """Where the learner stands: status, attempts (none left once ``overdue``), hints opened, whether the solution has been earned."""
    return {"status": state.status, "attempts": state.attempts, "left": 0 if overdue else attempts.left(state, settings),
            "best": None if state.best is None else percent(state.best),
            "can_solution": not activity.at_hub and attempts.may_see_solution(state, settings, bool(overdue)) and activity.scorable(),
            "hints": hints(state, settings, activity), **({"overdue": overdue} if overdue else {})}


def hints(state: State, settings: Settings, activity: Activity) -> dict[str, Any]:
    """Open hints by part, and how many more there are; nothing where hints are off."""
    allowed = attempts.may_open_hint(state, settings)
    found = {}
    for at, texts in activity.hints().items():
        opened = state.hints.get(at, 0)
        if texts and (allowed or opened):
            found[at] = {"open": [render(t) for t in texts[:opened]], "more": len(texts) - opened if allowed else 0}
    return found


def page_state(state: State, settings: Settings, activity: Activity, overdue: str) -> dict[str, Any]:
    """The state a page starts from: the standing, the newest response and its result."""
    told = standing(state, settings, activity, overdue)
    if state.last is None:
        return {**told, "response": None, "result": None}
    score = activity.grade(activity.Response.model_validate(state.last.response))
    return {**told, "response": dict(state.last.response), "result": result(score, settings)}


def submitted(outcome: Outcome, state: State, settings: Settings, activity: Activity, overdue: str,
              say: Callable[[str], str]) -> dict[str, Any]:
    """The reply to a submission."""
    if outcome.kind == "incomplete":
        return {"outcome": "incomplete", "missing": _missing(outcome.missing, say)}
    if outcome.kind == "closed":
        return {"outcome": "closed", "text": say("You have no attempts left here. Your best attempt counts.")}
    assert outcome.score is not None and outcome.attempt is not None
    if outcome.repeated:
        state = attempts.just_after(state, outcome.attempt)
    return {"outcome": "graded", **standing(state, settings, activity, overdue), "result": result(outcome.score, settings)}


def acted(answer: dict[str, Any], say: Callable[[str], str]) -> dict[str, Any]:
    """The answer of ``Activity.act``, with what it found ``missing`` put in words."""
    return {**answer, "missing": _missing(answer["missing"], say)} if "missing" in answer else answer


def _missing(missing: Iterable[Missing], say: Callable[[str], str]) -> list[dict[str, str]]:
    return [{"at": each.at, "text": say(each.message).format(**each.params)} for each in missing]
