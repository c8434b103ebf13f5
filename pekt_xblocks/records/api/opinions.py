"""What learners said of themselves before and after a module, as a hub's year tells it: sums of many, never one learner's word.

Its one rule: only those who gave both self-checks count, a line stands for five or more of them, and nothing here is stored.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pekt_xblocks.core import attempt as attempts
from pekt_xblocks.core.digcomp import competence_of

from .. import platform
from ..data import Opinion, opinion
from ..models import Membership, Run

SELF_CHECK = "pekt_passport"
LOADED = 3
"""Learners whose block is tried to read a self-check's statements: one may not see it now."""
Means = dict[str, dict[int, float]]
"""A learner's mean step by competence and user id."""


def changes_said(runs: Sequence[Run]) -> tuple[Opinion, ...]:
    """How what learners say of themselves changed over the runs, by competence (empty: statements without one).

    Someone who took two modules counts in each.
    """
    before: dict[str, list[float]] = {}
    after: dict[str, list[float]] = {}
    for run in runs:
        for earlier, later in _instruments(run):
            for code in earlier.keys() & later.keys():
                for user in earlier[code].keys() & later[code].keys():
                    before.setdefault(code, []).append(earlier[code][user])
                    after.setdefault(code, []).append(later[code][user])
    return tuple(opinion(code, before[code], after[code]) for code in sorted(before, key=lambda code: (not code, code)))


def _instruments(run: Run) -> Iterator[tuple[dict[str, dict[int, float]], Means]]:
    """(before, after) of each self-check of the run."""
    users = list(Membership.objects.filter(run=run).values_list("user_id", flat=True))
    given: dict[str, dict[int, Any]] = {}
    for user, key, fields in platform.learner_states(run.course_key, users):
        if f"+type@{SELF_CHECK}+" in key:
            state = attempts.from_json(fields.get("work") or {}, fields.get("attempts") or 0)
            if state.recent:
                given.setdefault(key, {})[user] = state.recent[-1].response
    moments: dict[str, dict[str, Means]] = {}
    for key, responses in given.items():
        if (activity := _activity(key, list(responses))) is not None:
            moments.setdefault(activity.instrument, {})[activity.moment] = _means(activity, responses)
    return ((each["before"], each["after"]) for each in moments.values() if {"before", "after"} <= each.keys())


def _activity(usage_key: str, users: Sequence[int]) -> Any:
    for user in users[:LOADED]:
        activity = getattr(platform.learner_block(user, usage_key), "activity_or_none", None)
        if activity is not None:
            return activity
    return None


def _means(activity: Any, responses: dict[int, Any]) -> Means:
    found: Means = {}
    for user, raw in responses.items():
        try:
            steps = activity.Response.model_validate(raw).steps
        except ValueError:                              # the definition changed since
            continue
        said: dict[str, list[int]] = {}
        for statement in activity.statements:
            if statement.id in steps:
                said.setdefault(competence_of(statement.code), []).append(steps[statement.id])
        for code, each in said.items():
            found.setdefault(code, {})[user] = sum(each) / len(each)
    return found
