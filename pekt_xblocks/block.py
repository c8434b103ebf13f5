"""The XBlock family, one class per kind: the only module that defines XBlock classes, because static addresses depend on it."""
from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any

from pydantic import ValidationError
from web_fragments.fragment import Fragment
from webob import Response as HttpResponse
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.exceptions import DisallowedFileError
from xblock.fields import Integer, Scope
from xblock.scorable import ScorableXBlockMixin

from pekt_xblocks.activities import activity_type, examples, kinds
from pekt_xblocks.core import attempt as attempts
from pekt_xblocks.core import reply
from pekt_xblocks.core.activity import Activity
from pekt_xblocks.core.language import N_, words
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.shell import events, front
from pekt_xblocks.shell.calls import Refused, json_call
from pekt_xblocks.shell.exchange import Exchange
from pekt_xblocks.shell.fields import KindLabel, OwnBoolean, OwnFloat, OwnInteger, OwnString, Whole
from pekt_xblocks.shell.hub import AtHub
from pekt_xblocks.shell.reading import activity_of
from pekt_xblocks.shell.scoring import Scoring
from pekt_xblocks.shell.services import Person, Services
from pekt_xblocks.studio import Studio

log = logging.getLogger(__name__)

_NOT_READY = N_("This activity is not ready yet. Go on to the next one and tell your teacher.")
_UNREADABLE = N_("This response can't be read. Nothing was lost: reload the page and try again.")
_OVERDUE = N_("The due date has passed. Your best attempt counts.")


def _default(name: str) -> Any:
    return Settings.model_fields[name].default


def _safe_view(view: Callable[..., Fragment]) -> Callable[..., Fragment]:
    """A view that raises takes its whole unit page down, neighbours included: it shows a notice instead."""
    @wraps(view)
    def safe(self: ActivityBlock, context: Any = None) -> Fragment:
        try:
            return view(self, context)
        except Exception:  # noqa: BLE001
            log.exception("%s of %s", view.__name__, self.usage_key())
            return self.notice()
    return safe


@XBlock.wants("user", "i18n", "replace_urls", "completion", "settings", "studio_user_permissions", "course_files")
class ActivityBlock(Services, Exchange, Scoring, AtHub, Studio, ScorableXBlockMixin, CompletableXBlockMixin, XBlock):
    """Adapts one activity kind to the XBlock API."""

    kind = ""
    has_score = True
    icon_class = "problem"
    public_dir = "static"
    show_in_read_only_mode = True

    definition = Whole(scope=Scope.content, default=None, help="The activity as its author wrote it; None = the default.")
    source = OwnString(scope=Scope.content, default="", help="The OLX of a definition that could not be read.")

    display_name = OwnString(scope=Scope.settings, default="")
    scored = OwnBoolean(scope=Scope.settings, default=_default("scored"))
    weight = OwnFloat(scope=Scope.settings, default=_default("weight"))
    max_attempts = Integer(scope=Scope.settings, default=_default("max_attempts"))
    pass_mark = OwnFloat(scope=Scope.settings, default=_default("pass_mark"))
    show_solution = OwnString(scope=Scope.settings, default=_default("show_solution"))
    feedback_mode = OwnString(scope=Scope.settings, default=_default("feedback_mode"))
    hints_mode = OwnString(scope=Scope.settings, default=_default("hints_mode"))
    competences = OwnString(scope=Scope.settings, default=_default("competences"))
    minutes = OwnInteger(scope=Scope.settings, default=_default("minutes"))
    try_penalty = OwnFloat(scope=Scope.settings, default=_default("try_penalty"))
    hint_penalty = OwnFloat(scope=Scope.settings, default=_default("hint_penalty"))

    attempts = OwnInteger(scope=Scope.user_state, default=0, help="Submissions so far; the platform resets it by this name.")
    work = Whole(scope=Scope.user_state, default={}, help="Kept attempts, best score, hints opened (core/attempt.py).")

    # -- the activity -----------------------------------------------------------------------------------------------

    @classmethod
    def activity_type(cls) -> type[Activity]:
        """The kind's definition class, imported when first asked for."""
        return activity_type(cls.kind)

    @property
    def activity(self) -> Activity:
        """The definition; ``ValidationError`` if it can't be read, ``Refused`` if only its source was kept."""
        if self.definition:
            return activity_of(self.activity_type(), self.usage_key(), self.definition)
        if self.source:
            raise Refused(409, _NOT_READY)
        return examples(self.kind).DEFAULT

    @property
    def activity_or_none(self) -> Activity | None:
        """The definition, or None where its author has to mend it first."""
        try:
            return self.activity
        except (ValidationError, Refused):
            return None

    @property
    def overdue(self) -> str:
        """The words for a due date that has passed, with the days of grace that a course may grant; '' before it."""
        due = getattr(self, "due", None)
        if due is None:
            return ""
        from datetime import UTC, datetime, timedelta
        over = due + (getattr(self, "graceperiod", None) or timedelta()) < datetime.now(UTC)
        return self.say(_OVERDUE) if over else ""

    # -- views ------------------------------------------------------------------------------------------------------

    @XBlock.supports("multi_device")
    @_safe_view
    def student_view(self, context: Any = None) -> Fragment:
        """The activity for a learner; what an anonymous visitor does is not kept."""
        person, activity = self.person, self.activity_or_none
        if activity is None:
            return self.author_view(context) if person.staff else self.notice()
        if not (person.anonymous or self.work):
            events.publish(self, "started")
        if activity.at_hub and not person.anonymous:
            self.take_from_hub()
        return self.learner_page(activity, self.settings, "anonymous" if person.anonymous else "learner", person)

    @XBlock.supports("multi_device")
    @_safe_view
    def public_view(self, context: Any = None) -> Fragment:
        """The activity for a visitor: to try, nothing is kept."""
        if self.activity_or_none is None:
            return self.notice()
        return self.learner_page(self.activity, self.settings, "anonymous")

    def learner_page(self, activity: Activity, settings: Settings, mode: str, person: Person | None = None) -> Fragment:
        """The page of an activity; its script builds everything inside an open shadow root."""
        fragment = Fragment(f'<div class="pekt-activity" data-kind="{self.kind}"></div>')
        fragment.add_javascript_url(self.runtime.local_resource_url(self, front.LEARNER_BOOT))
        fragment.initialize_js("PektActivity", self.page_args(activity, settings, mode, person))
        return fragment

    def page_args(self, activity: Activity, settings: Settings, mode: str, person: Person | None = None) -> dict[str, Any]:
        """What the page's script is given, as JSON; ``person`` where it is known already."""
        state = self.state if mode == "learner" else attempts.State()
        files, language, person = front.learner_files(self.kind), self.language, person or self.person
        return {
            "kind": self.kind, "lang": language, "name": settings.display_name or words(language)(activity.label), "mode": mode,
            "key": self.usage_key(), "user": person.key,
            **self.resolved({"view": activity.learner_view(self.seed(state.attempts, person)),
                             "state": {**reply.page_state(state, settings, activity, self.overdue), **self.hub_state(activity, mode)}}),
            "policy": {"max_attempts": settings.max_attempts, "scored": settings.scored, "pass_mark": settings.pass_mark},
            "words": front.page_words(tuple(files.values()), language),
            "urls": {**front.urls(self, files), "vendor": front.vendored(self, type(activity))}}

    def notice(self) -> Fragment:
        """A friendly word where an activity can't be shown."""
        return Fragment(f'<div class="pekt-notice" role="note" style="padding:16px;border:1px solid;border-radius:8px">'
                        f"{escape(self.say(_NOT_READY))}</div>")

    # -- a learner's handlers ---------------------------------------------------------------------------------------

    @json_call()
    def submit(self, data: dict[str, Any]) -> dict[str, Any]:
        """Grade a response: ``{submission_id, response}``. Bad input costs no attempt; a known id gets its first reply again."""
        activity, settings, anonymous = self._ready(), self.settings, self.person.anonymous
        response = self.readable(activity, data.get("response"))
        state = attempts.State() if anonymous else self.state
        submission_id = str(data.get("submission_id") or "")[:64]
        repeated = bool(submission_id) and any(a.id == submission_id for a in state.recent)
        overdue = self.overdue
        if overdue and not repeated:
            return {"outcome": "closed", "text": overdue}
        response, told = (response, None) if anonymous or repeated else self.handed_over(activity, response, settings)
        if told is not None:
            return told
        after, outcome = attempts.submit(state, settings, activity, response, submission_id)
        if outcome.kind == "graded" and not outcome.repeated and not anonymous:
            self.keep(after, settings, activity)
            events.submitted(self, outcome, after, settings, data.get("seconds"))
        return reply.submitted(outcome, after, settings, activity, overdue, self.say)

    @json_call(limit=2_000)
    def open_hint(self, data: dict[str, Any]) -> dict[str, Any]:
        """Open the next hint of the part ``at``; what is open stays open."""
        activity, settings, at = self._ready(), self.settings, str(data.get("at"))[:80]
        before = attempts.State() if self.person.anonymous else self.state
        after = attempts.open_hint(before, settings, activity, at)
        if after is not before and not self.person.anonymous:
            self.work = attempts.to_json(after)
            events.publish(self, "hint_opened", {"part": at, "number": after.hints[at]})
        told = reply.hints(after, settings, activity).get(at, {"open": [], "more": 0})
        return {"at": at, **told}

    @json_call(limit=2_000)
    def solution(self, data: dict[str, Any]) -> dict[str, Any]:
        """A response that earns everything, once it has been earned."""
        activity = self._ready()
        if self.person.anonymous or not attempts.may_see_solution(self.state, self.settings, bool(self.overdue)):
            raise Refused(403, N_("You can see the solution later."))
        events.publish(self, "solution_shown")
        return {"response": activity.correct_response().model_dump(mode="json"), "explanation": activity.explanation()}

    @json_call()
    def act(self, data: dict[str, Any]) -> dict[str, Any]:
        """A call of the kind's own view that is not a submission: ``{name, data}``."""
        name = str(data.get("name"))[:40]
        try:
            answer = self.acted(self._ready(), name, data.get("data"))
        except (LookupError, ValidationError):
            raise Refused(400, _UNREADABLE) from None
        if name == "run" and not self.person.anonymous:
            events.publish(self, "run")
        return answer

    def readable(self, activity: Activity, raw: Any) -> Any:
        """A response of the kind's own shape, or a worded refusal."""
        try:
            return activity.Response.model_validate(raw)
        except (ValidationError, RecursionError):
            raise Refused(400, _UNREADABLE) from None

    def _ready(self) -> Activity:
        activity = self.activity_or_none
        if activity is None:
            raise Refused(409, _NOT_READY)
        return activity

    # -- the platform's other readers -------------------------------------------------------------------------------

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """What a mobile app may know without a learner: no key."""
        activity, settings = self.activity_or_none, self.settings
        return {"kind": self.kind, "display_name": self.display_name, "max_attempts": settings.max_attempts,
                "weight": settings.weight, "view": self.resolved(activity.learner_view(self.seed(0))) if activity else None}

    @XBlock.handler
    def student_view_user_state(self, request: Any, suffix: str = "") -> HttpResponse:
        """The learner's own state, for a mobile app."""
        activity = self.activity_or_none
        told = {} if activity is None else self.resolved(reply.page_state(self.state, self.settings, activity, self.overdue))
        return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json", charset="utf-8")

    def index_dictionary(self) -> dict[str, Any]:
        """What the course search finds it by."""
        activity = self.activity_or_none
        return {**super().index_dictionary(), "content_type": f"pekt_{self.kind}",
                "content": {"display_name": self.display_name, "text": activity.texts() if activity else ""}}

    @classmethod
    def open_local_resource(cls, uri: Any) -> Any:
        """A front-end file of the package; ``DisallowedFileError`` for anything else."""
        name = uri.decode() if isinstance(uri, bytes) else uri
        if ".." in name or not front.PUBLIC.fullmatch(name):
            raise DisallowedFileError(f"Not a public file: {name!r}")
        return cls._open_resource(name)


def class_name(kind: str) -> str:
    """``gap_fill`` -> ``GapFillBlock``: the name that ``setup.py`` gives the entry point."""
    return kind.title().replace("_", "") + "Block"


def _family() -> dict[str, type[ActivityBlock]]:
    return {class_name(kind): type(class_name(kind), (ActivityBlock,), {
        "__module__": __name__, "kind": kind, "__doc__": f"The activity kind “{kind}”.",
        "display_name": KindLabel(kind)}) for kind in kinds()}


globals().update(_family())
