"""Scores as the platform's grade book and instructor tools want them: raw points are weighted points, the best attempt counts."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from xblock.scorable import Score as RawScore

from pekt_xblocks.core import attempt as attempts
from pekt_xblocks.core import reply
from pekt_xblocks.core.activity import Activity
from pekt_xblocks.core.attempt import State
from pekt_xblocks.core.exact import exact
from pekt_xblocks.core.settings import InForce, Settings


class Scoring:
    """Mixed into the block before ``ScorableXBlockMixin``; the names are those that the instructor's tools call."""

    @property
    def settings(self: Any) -> InForce:
        """The settings in force, each at its default where it can't be read; read when first needed."""
        # What Field.is_set_on does, but asking once for the store; max_attempts alone may come from the course.
        has, changed = self._field_data.has, {field.name for field in self._dirty_fields}
        return InForce(lambda name: getattr(self, name) if name == "max_attempts" or name in changed or has(self, name) else None)

    @property
    def state(self: Any) -> State:
        """What is kept of the learner this block was loaded for."""
        work = self.work
        return attempts.from_json(work, self.attempts if work else 0)      # an attempt always leaves work behind

    def keep(self: Any, state: State, settings: Settings | None = None, activity: Activity | None = None) -> None:
        """Store a learner's state and tell the platform: the grade if there is one, completion once passed.

        ``settings`` and ``activity`` where they are at hand.
        """
        self.attempts, self.work = state.attempts, attempts.to_json(state)
        self._publish(_points(state, _possible(settings or self.settings, activity or self.activity_or_none)))
        if state.passed:
            self.emit_completion(1.0)

    def publish_grade(self: Any, only_if_higher: bool | None = None) -> None:
        """Publish the stored score."""
        self._publish(self.get_score(), only_if_higher)

    def _publish(self: Any, score: RawScore | None, only_if_higher: bool | None = None) -> None:
        if score is not None:
            self.runtime.publish(self, "grade", {"value": score.raw_earned, "max_value": score.raw_possible,
                                                 "only_if_higher": only_if_higher})

    def max_score(self: Any) -> float | None:
        """Points possible, without a learner; None where nothing is scored."""
        return _possible(self.settings, self.activity_or_none)

    def has_submitted_answer(self: Any) -> bool:
        """Whether the learner has submitted."""
        return self.state.last is not None

    def get_score(self: Any) -> RawScore | None:
        """The stored score in points; None where nothing is scored or submitted."""
        return _points(self.state, self.max_score())

    def set_score(self: Any, score: Any) -> None:
        """Store a score that a teacher set."""
        share = Fraction(str(score.raw_earned)) / Fraction(str(score.raw_possible)) if score.raw_possible else Fraction()
        share = min(max(share, Fraction()), Fraction(1))
        status = attempts.status_of(share, self.settings)
        self.work = attempts.to_json(replace(self.state, best=share, status=status))

    def calculate_score(self: Any) -> RawScore:
        """The score of the kept responses under the definition of today; stores nothing."""
        state = attempts.rescored(self.state, self.settings, self.activity)
        return _points(state, self.max_score()) or RawScore(0.0, 0.0)

    def rescore(self: Any, only_if_higher: bool | None = None) -> None:
        """Grade the kept responses again and store it: the mixin's own only publishes. ``ValueError`` if nothing was submitted."""
        if not self.has_submitted_answer():
            raise ValueError(self.say("There is no response to grade again."))
        fresh = attempts.rescored(self.state, self.settings, self.activity)
        if not only_if_higher or (fresh.best or 0) > (self.state.best or 0):
            self.keep(fresh)

    def generate_report_data(self: Any, user_state_iterator: Any, limit_responses: int | None = None) -> Iterator[tuple[str, Any]]:
        """Rows of the instructor's CSV, one for each part of the newest response: the same columns for every kind."""
        activity, settings, count = self.activity_or_none, self.settings, 0
        for user in user_state_iterator:
            state = attempts.from_json(user.state.get("work") or {}, user.state.get("attempts") or 0)
            if state.last is None or activity is None:
                continue
            if limit_responses is not None and count >= limit_responses:
                return
            count += 1
            response = activity.Response.model_validate(state.last.response)
            result, details = reply.result(activity.grade(response), settings), activity.report(response, self.say)
            best = reply.percent(state.best or Fraction())
            for part in result["parts"] or [{"id": "", "code": "", "earned": result["earned"]}]:
                yield user.username, {self.say("Attempts"): state.attempts, self.say("Best percent"): best,
                                      self.say("Part"): part["id"], self.say("Went"): part["code"],
                                      self.say("Points of the part"): part["earned"],
                                      self.say("Details"): details.get(part["id"], "")}


def _possible(settings: Settings, activity: Activity | None) -> float | None:
    return settings.weight if settings.scored and activity is not None and activity.scorable() else None


def _points(state: State, possible: float | None) -> RawScore | None:
    if possible is None or state.best is None:
        return None
    return RawScore(reply.rounded(state.best * exact(possible)), possible)
