"""Every kind of activity in the states a learner meets it in, from the kind's own examples; whatever is done here is forgotten."""
from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from opaque_keys.edx.locator import BlockUsageLocator
from web_fragments.fragment import Fragment

from pekt_xblocks.activities import examples, kinds
from pekt_xblocks.core import attempt
from pekt_xblocks.core.activity import Activity, Data
from pekt_xblocks.core.hub import Seat, Task
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.shell import front

from .keys import usage_key
from .models import Element
from .runtime import Place, SiteRuntime

STATES = ("new", "wrong", "passed")
_SETTINGS = Settings()


class ShowcaseRuntime(SiteRuntime):
    """Somebody who exists only for one request, in a course that is in no database."""

    def __init__(self, kind: str, state: str) -> None:
        self.kind, self.state = kind, state
        self.key = f"block-v1:PEKTPE+kit+kit+type@pekt_{kind}+block@{state}"
        element = Element(usage_key=self.key, block_type=f"pekt_{kind}", url_name=state)
        super().__init__(User(pk=0, username="kit"), Place.PREVIEW, elements={self.key: element})

    def _handler_base(self, key: BlockUsageLocator) -> str:
        return reverse("kit_handler", args=[self.kind, self.state, "-"])[:-1]


class SampleRecords:
    """A hub's records of a learner whom nobody has seen before, or of one whom they witnessed as ``given`` tells."""

    def __init__(self, given: Any) -> None:
        self.given = given

    def visits_made(self) -> int:
        return getattr(self.given, "visits", 0)

    def task(self) -> Task | None:
        if self.given is None:
            return None
        return Task("sample", "signed", self.given.note, tuple(self.given.ticks), self.given.levels)


def response(kind: str, state: str) -> Data | None:
    """What was handed in to come to a state: the best of the kind's examples that still fails, or the correct one.

    ``LookupError`` if there is no such kind or state.
    """
    if kind not in kinds() or state not in STATES:
        raise LookupError(f"{kind}, {state}")
    activity: Activity = examples(kind).DEFAULT
    if state == "new":
        return None
    if state == "passed":
        return activity.correct_response()
    given = [activity.Response.model_validate(raw) for raw, _share in examples(kind).RESPONSES]
    complete = [(activity.grade(each).share, number) for number, each in enumerate(given) if not activity.missing(each)]
    failed = [found for found in complete if found[0] < _SETTINGS.exact("pass_mark")]
    return given[max(failed or complete)[1]]                   # what nobody grades can't fail


def block(kind: str, state: str) -> Any:
    """The block of a kind's default in a state; ``LookupError`` if there is no such kind or state."""
    given = response(kind, state)
    runtime = ShowcaseRuntime(kind, state)
    found = runtime.get_block(usage_key(runtime.key))
    if given is not None:
        reached, _outcome = attempt.submit(attempt.State(), _SETTINGS, found.activity, given)
        found.attempts, found.work = reached.attempts, attempt.to_json(reached)
    return found


def page(shown: Any) -> Fragment:
    """The learner's page of such a block, which keeps no drafts either."""
    args = {**shown.page_args(shown.activity, _SETTINGS, "learner"), "mode": "preview"}
    if shown.activity.at_hub:
        seat = Seat("learner", SampleRecords(response(shown.kind, shown.runtime.state)))
        args["state"]["hub"] = {"role": seat.role, **shown.activity.hub_view(seat)}
    fragment = Fragment(f'<div class="pekt-activity" data-kind="{shown.kind}"></div>')
    fragment.add_javascript_url(shown.runtime.local_resource_url(shown, front.LEARNER_BOOT))
    fragment.initialize_js("PektActivity", args)
    return shown.runtime.wrap_xblock(shown, "student_view", fragment, {})
