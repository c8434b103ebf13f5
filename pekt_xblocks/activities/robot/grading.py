"""Judges a program on every world of a level: 0.7 for the worlds, 0.2 for the limit, 0.1 for the commands asked for.

Its one rule: limit and commands count only where every world is solved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pekt_xblocks.core.activity import Mark, Part, Score

from .engine import Run, compiled, execute
from .feedback import COMMAND_WORDS, STORIES, fill
from .goals import Outcome, outcome
from .program import Program, commands_used, count
from .worlds import World, place

WORLDS, LIMIT, REQUIRED = Fraction(7), Fraction(2), Fraction(1)
"""Points: 0.7, 0.2 and 0.1 of ten."""


@dataclass(frozen=True)
class Trial:
    """A world with its place in the level."""

    id: str
    world: World
    hidden: bool
    share: Fraction
    """Of the points for worlds; all shares make 1."""


@dataclass(frozen=True)
class Task:
    """What a program is judged by."""

    trials: tuple[Trial, ...]
    goals: tuple[Any, ...]
    end_facing: Any
    limit: int
    must_use: tuple[str, ...]
    forbid: tuple[str, ...]
    texts: dict[str, str]
    """The author's own texts, by story."""


@dataclass(frozen=True)
class Attempted:
    """One world after a run."""

    trial: Trial
    run: Run
    outcome: Outcome


def attempted(task: Task, program: Program, wanted: Callable[[Trial], bool] = lambda trial: True) -> list[Attempted]:
    """The program run in every wanted world."""
    code = compiled(program)
    runs = [(trial, execute(code, trial.world)) for trial in task.trials if wanted(trial)]
    return [Attempted(trial, run, outcome(run, task.goals, task.end_facing)) for trial, run in runs]


def shortfalls(task: Task, program: Program) -> list[tuple[str, str]]:
    """What keeps a program that solves every world from being the best: (code, command)."""
    used = commands_used(program)
    found = [("too_many", "")] if task.limit and count(program) > task.limit else []
    found += [("missing_required", word) for word in task.must_use if word not in used]
    return found + [("forbidden_used", word) for word in task.forbid if word in used]


def told(task: Task, story: str, outcome: Outcome | None = None, lines: Sequence[int] = (), command: str = "") -> str:
    """The text of a story as Markdown, filled in."""
    facts: dict[str, Any] = {"όριο": task.limit, "εντολή": COMMAND_WORDS.get(command, command)}
    if outcome:
        facts |= {
            "θέση": place(outcome.square),
            "πλήθος": outcome.count,
            "γραμμή": lines[outcome.node] if 0 <= outcome.node < len(lines) else "–",
        }
    return fill(task.texts.get(story) or STORIES[story], facts)


def empty(task: Task, code: str) -> Score:
    """The score of a response that holds no program."""
    return Score.of(_parts(Fraction(), False, False, code, ()), told(task, code), _facts(code, "failed"))


def grade(task: Task, program: Program, lines: Sequence[int]) -> Score:
    """The score of a program in normal form; ``lines`` are those of its nodes, as the learner sees them."""
    done = attempted(task, program)
    solved = sum((a.trial.share for a in done if a.outcome.solved), Fraction())
    marks = tuple(Mark(a.trial.id, a.outcome.solved) for a in done if not a.trial.hidden)
    unseen = [a for a in done if a.trial.hidden]
    counted = {
        "worlds": {a.trial.id: a.outcome.code for a in done if not a.trial.hidden},
        "unseen": {"solved": sum(a.outcome.solved for a in unseen), "of": len(unseen)},
    }
    if solved < 1:
        return _unsolved(task, done, solved, marks, lines, counted)
    short = shortfalls(task, program)
    code = short[0][0] if short else "ok"
    note = "\n\n".join(told(task, story, command=command) for story, command in short) or told(task, "ok")
    kept, asked = all(c != "too_many" for c, _ in short), all(c == "too_many" for c, _ in short)
    facts = _facts(code, "solved" if short else "ideal", commands=count(program), **counted)
    return Score.of(_parts(solved, kept, asked, code, marks), note, facts)


def _unsolved(
    task: Task, done: list[Attempted], solved: Fraction, marks: tuple[Mark, ...], lines: Sequence[int], counted: dict[str, Any]
) -> Score:
    failed = next((a for a in done if not (a.outcome.solved or a.trial.hidden)), None)
    if failed is None:  # only worlds that the learner does not see: nothing of them is told
        return Score.of(
            _parts(solved, False, False, "hidden_failed", marks), told(task, "hidden_failed"), _facts("hidden_failed", "failed", **counted)
        )
    ended = failed.outcome
    facts = _facts(
        ended.code,
        "failed",
        world=failed.trial.id,
        node=ended.node,
        line=lines[ended.node] if 0 <= ended.node < len(lines) else None,
        place=place(ended.square),
        **counted,
    )
    return Score.of(_parts(solved, False, False, ended.code, marks), told(task, ended.story, ended, lines), facts)


def _parts(solved: Fraction, limit: bool, required: bool, code: str, marks: tuple[Mark, ...]) -> list[Part]:
    return [
        Part("worlds", WORLDS * solved, WORLDS, code, marks),
        Part("limit", LIMIT * limit, LIMIT),
        Part("required", REQUIRED * required, REQUIRED),
    ]


def _facts(code: str, state: str, **more: Any) -> dict[str, Any]:
    """``state``: failed, solved (but not as asked), ideal."""
    return {"code": code, "state": state, "world": None, "node": -1, "line": None, "place": None, **more}
