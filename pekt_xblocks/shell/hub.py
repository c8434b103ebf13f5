"""The way from a block to the hub's records and back: a face bound to one person and block; None where a site has no records.

The one rule: what counts is read from the records, never from what a browser sent.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pekt_xblocks.core import attempt as attempts
from pekt_xblocks.core import reply
from pekt_xblocks.core.activity import Activity
from pekt_xblocks.core.language import N_

from .calls import Refused

if TYPE_CHECKING:
    from pekt_xblocks.core.hub import Records, Seat

NO_RECORDS = N_("This activity needs the hub's records, and there are none here. Open it in a course that a hub runs.")


def records_of(block: Any) -> Records | None:
    """The records for the person and block at hand; None without the records app, an account or a course."""
    from django.apps import apps
    user_id, key = block.scope_ids.user_id, block.scope_ids.usage_id
    course = str(getattr(key, "context_key", "") or getattr(key, "course_key", ""))
    if not (apps.ready and apps.is_installed("pekt_xblocks.records")) or user_id is None or not course.startswith("course-v1:"):
        return None
    from .bound_records import BoundRecords, account
    user = account(user_id)
    return None if user is None else BoundRecords(user, course, str(key), block)


class AtHub:
    """Mixed into the block: nothing here happens for kinds that need no hub."""

    def seat(self: Any) -> Seat:
        """From where this person acts; ``Refused`` where there are no records."""
        from pekt_xblocks.core.hub import Seat  # a page of quizzes needs none of it
        records = None if self.person.anonymous else records_of(self)
        if records is None:
            raise Refused(409, NO_RECORDS)
        return Seat("teacher" if records.classes() or self.person.staff else "learner", records)

    def hub_state(self: Any, activity: Activity, mode: str) -> dict[str, Any]:
        """What a page starts from beside the learner's state: ``{hub: {role, …}}``, or why there is none."""
        if not (activity.at_hub or activity.reads_hub):
            return {}
        try:
            seat = self.seat() if mode == "learner" else None
        except Refused as refused:
            return {"hub": {"role": None, "text": self.say(refused.message)}}
        return {"hub": None if seat is None else {"role": seat.role, **activity.hub_view(seat)}}

    def handed_over(self: Any, activity: Any, response: Any, settings: Any) -> tuple[Any, dict[str, Any] | None]:
        """What the records make of a response: the one to grade, or the reply to a learner whose response is not graded now."""
        if not activity.at_hub or attempts.left(self.state, settings) == 0 or activity.missing(response):
            return response, None
        seat = self.seat()
        word = self._allowed(lambda: activity.hand_over(seat.records, response))
        if word is None:
            return activity.witnessed(seat.records).response, None
        hub = {"role": seat.role, **activity.hub_view(seat)}
        return response, {"outcome": "told", "taken": word.taken, "at": word.at, "text": self.say(word.message), "hub": hub}

    def acted(self: Any, activity: Any, name: str, data: Any) -> dict[str, Any]:
        """The answer to a call of the kind's own view."""
        if not activity.at_hub:
            return reply.acted(activity.act(name, data), self.say)
        return self._allowed(lambda: activity.act_at(self.seat(), name, data))

    def desk(self: Any, name: str, data: Any) -> dict[str, Any]:
        """A teacher's call from a page outside the course: ``{title, view, hub}`` after it. ``NotAllowed`` in words of the reader's.

        ``LookupError`` for an unknown name or somebody else than a teacher, ``ValueError`` for data that can't be read.
        """
        from pekt_xblocks.core.hub import NotAllowed

        activity = self.activity_or_none
        if activity is None or not activity.at_hub:
            raise LookupError(name)
        try:
            seat = self.seat()
            hub = self._allowed(lambda: activity.act_at(seat, name, data))
        except Refused as refused:
            raise NotAllowed(self.say(refused.message)) from None
        return {"title": self.display_name, "view": activity.learner_view(), "hub": hub}

    def take_from_hub(self: Any, records: Records | None = None) -> None:
        """Grade what the records hold of this block's learner, keep and publish it; nothing where it is known already."""
        activity = self.activity_or_none
        records = records or (records_of(self) if activity is not None and activity.at_hub else None)
        witness = activity.witnessed(records) if records is not None else None
        last = self.state.last
        if witness is None or (last is not None and last.response == witness.response.model_dump(mode="json")):
            return
        settings = self.settings.whole().model_copy(update={"max_attempts": 0})     # a teacher's word is no attempt of the learner's
        state, outcome = attempts.submit(self.state, settings, activity, witness.response)
        if outcome.kind == "graded":
            self.keep(state, settings, activity)
            if witness.complete and not state.passed:
                self.emit_completion(1.0)

    def points_at_hub(self: Any, records: Records) -> tuple[tuple[float, float] | None, bool] | None:
        """(points earned and possible, complete) of another learner, from what the records hold of them; None if there is nothing."""
        activity, settings = self.activity, self.settings
        witness = activity.witnessed(records)
        if witness is None:
            return None
        share, possible = activity.grade(witness.response).share, self.max_score()
        points = None if possible is None else (reply.rounded(share * settings.exact("weight")), possible)
        return points, witness.complete or attempts.status_of(share, settings) != "tried"

    def _allowed(self: Any, ask: Any) -> Any:
        from pekt_xblocks.core.hub import NotAllowed
        try:
            return ask()
        except NotAllowed as refused:
            # 409: of 403 the page would say that the learner is signed out
            raise Refused(409, self.say(refused.message).format(**refused.params)) from None
