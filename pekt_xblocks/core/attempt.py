"""One attempt after another: may this learner submit, what is kept, what may be shown; pure, the best attempt always counts."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from .activity import Activity, Data, Missing, Score
from .settings import Settings

Status = Literal["new", "tried", "passed", "perfect"]
_KEPT_REPLIES = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission as it was taken: ``share`` is earned of possible before any penalty; ``best`` and ``status`` stood after it."""

    id: str
    number: int
    response: Mapping[str, Any]
    share: Fraction
    hints: int = 0
    best: Fraction = Fraction()
    status: Status = "tried"


@dataclass(frozen=True, slots=True)
class State:
    """What is kept of one learner in one activity; ``attempts`` apart, because the platform's tools reset it by name."""

    attempts: int = 0
    best: Fraction | None = None
    status: Status = "new"
    best_attempt: Attempt | None = None
    recent: tuple[Attempt, ...] = ()
    hints: Mapping[str, int] = field(default_factory=dict)

    @property
    def last(self) -> Attempt | None:
        """The newest attempt."""
        return self.recent[-1] if self.recent else None

    @property
    def passed(self) -> bool:
        """Passed once is passed for good."""
        return self.status in ("passed", "perfect")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a submission: ``graded`` (maybe a repeated one), ``incomplete`` or ``closed``."""

    kind: Literal["graded", "incomplete", "closed"]
    attempt: Attempt | None = None
    score: Score | None = None
    missing: tuple[Missing, ...] = ()
    repeated: bool = False


def submit(state: State, settings: Settings, activity: Activity, response: Data, submission_id: str = "") -> tuple[State, Outcome]:
    """Take a response, kept as JSON for rescoring. A known ``submission_id`` gets its first outcome again, free."""
    known = next((a for a in state.recent if a.id == submission_id), None) if submission_id else None
    if known is not None:
        first = activity.grade(activity.Response.model_validate(known.response))
        return state, Outcome("graded", known, first, repeated=True)
    if left(state, settings) == 0:
        return state, Outcome("closed")
    score = activity.appraise(response)
    if not isinstance(score, Score):
        return state, Outcome("incomplete", missing=tuple(score))
    hints = sum(state.hints.values()) if state.hints else 0
    attempt = Attempt(submission_id, state.attempts + 1, response.model_dump(mode="json"), score.share, hints)
    state = _took(state, settings, attempt, bool(score.possible))
    return state, Outcome("graded", state.last, score)


def _took(state: State, settings: Settings, attempt: Attempt, scorable: bool) -> State:
    worth = after_penalties(attempt, settings)
    better = state.best is None or worth > state.best
    best = worth if better or state.best is None else state.best
    status = _higher(state.status, status_of(attempt.share, settings, scorable))
    attempt = Attempt(attempt.id, attempt.number, attempt.response, attempt.share, attempt.hints, best, status)
    return State(attempt.number, best, status, attempt if better else state.best_attempt,
                 _kept((*state.recent, attempt)), state.hints)


def _kept(tries: tuple[Attempt, ...]) -> tuple[Attempt, ...]:
    """The newest, whose replies may be asked for again, and the first, from which a teacher sees where an activity is hard."""
    return tries if len(tries) <= _KEPT_REPLIES else (tries[0], *tries[-_KEPT_REPLIES:])


def just_after(state: State, attempt: Attempt) -> State:
    """The state as it stood right after one of its attempts: what a repeated submission is told."""
    return replace(state, attempts=attempt.number, best=attempt.best, status=attempt.status)


def status_of(share: Fraction, settings: Settings, scorable: bool = True) -> Status:
    """How an attempt went, by its share before penalties: those cost points, never the pass."""
    if not (settings.scored and scorable):
        return "passed"
    if share == 1:
        return "perfect"
    return "passed" if share >= settings.exact("pass_mark") else "tried"


def _higher(one: Status, other: Status) -> Status:
    order: tuple[Status, ...] = ("new", "tried", "passed", "perfect")
    return max(one, other, key=order.index)


def after_penalties(attempt: Attempt, settings: Settings) -> Fraction:
    """The share that counts: less for each further attempt and each hint, never below 0."""
    lost = Fraction()
    if attempt.number > 1:
        lost += settings.exact("try_penalty") * (attempt.number - 1)
    if attempt.hints:
        lost += settings.exact("hint_penalty") * attempt.hints
    return attempt.share * max(Fraction(), 1 - lost) if lost else attempt.share


def left(state: State, settings: Settings) -> int | None:
    """Attempts left; None = no limit."""
    return None if not settings.max_attempts else max(0, settings.max_attempts - state.attempts)


def may_see_solution(state: State, settings: Settings, overdue: bool = False) -> bool:
    """Whether the correct response has been earned; never before a first attempt unless the due date is past."""
    match settings.show_solution:
        case "after_pass":
            return state.passed
        case "after_last":
            return overdue or state.status == "perfect" or (state.attempts > 0 and left(state, settings) == 0)
        case "after_due":
            return overdue
    return False


def may_open_hint(state: State, settings: Settings) -> bool:
    """Whether hints can be opened now."""
    return settings.hints_mode == "always" or (settings.hints_mode == "after_try" and state.attempts > 0)


def open_hint(state: State, settings: Settings, activity: Activity, at: str) -> State:
    """One more hint of the part ``at`` opened, if there is one and it may be; an open hint stays open."""
    have = state.hints.get(at, 0)
    if not may_open_hint(state, settings) or have >= len(activity.hints().get(at, ())):
        return state
    return replace(state, hints={**state.hints, at: have + 1})


def rescored(state: State, settings: Settings, activity: Activity) -> State:
    """The state after the key changed: the kept attempts graded again. Attempts that are no longer kept count as they did."""
    kept = {a.number: a for a in (*state.recent, *([state.best_attempt] if state.best_attempt else []))}
    scorable = activity.scorable()
    fresh = State(hints=state.hints)
    for number in sorted(kept):
        response = activity.Response.model_validate(kept[number].response)
        fresh = _took(fresh, settings, replace(kept[number], share=activity.grade(response).share), scorable)
    return replace(fresh, attempts=state.attempts)


def to_json(state: State) -> dict[str, Any]:
    """The state without ``attempts`` as JSON; shares are exact ("2/3")."""
    return {"best": None if state.best is None else str(state.best), "status": state.status, "hints": dict(state.hints),
            "best_attempt": _attempt_json(state.best_attempt) if state.best_attempt else None,
            "recent": [_attempt_json(a) for a in state.recent]}


def from_json(stored: Mapping[str, Any], attempts: int) -> State:
    """The state that ``to_json`` gave; keys that others wrote into it are passed over."""
    if not stored:
        return State(attempts=attempts or 0)
    best, best_attempt = stored.get("best"), stored.get("best_attempt")
    return State(attempts=attempts or 0, best=None if best is None else Fraction(best), status=stored.get("status", "new"),
                 best_attempt=_attempt(best_attempt) if best_attempt else None,
                 recent=tuple(_attempt(a) for a in stored.get("recent", ())), hints=stored.get("hints", {}))


def _attempt_json(attempt: Attempt) -> dict[str, Any]:
    return {"id": attempt.id, "number": attempt.number, "response": attempt.response, "share": str(attempt.share),
            "hints": attempt.hints, "best": str(attempt.best), "status": attempt.status}


def _attempt(stored: Mapping[str, Any]) -> Attempt:
    return Attempt(**{**stored, "share": Fraction(stored["share"]), "best": Fraction(stored["best"])})
