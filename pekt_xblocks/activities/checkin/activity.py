"""Check-in: a teacher opens a visit and shows a code, learners give it. The records count the visits; a browser's word counts nothing."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import Field

from pekt_xblocks.core.activity import Data, MarkdownNote, Missing, Note, Part, Score
from pekt_xblocks.core.hub import HubActivity, Records, Seat, Witness, Word
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.markdown import render

_WORDS = {
    "wrong": N_("This is not the code on the screen. Look at it again and type all six digits."),
    "locked": N_("That was wrong five times. Wait five minutes, or ask your teacher to add you."),
    "closed": N_("No visit is open for your class now. Ask your teacher."),
}


class CheckinResponse(Data):
    """``code`` is what the learner typed; ``visits`` how many the records have counted, put there by the server."""

    code: Annotated[str, Field(max_length=32)] = ""
    visits: Annotated[int, Field(ge=0, le=100)] = 0


class _Page(Data):
    page: Annotated[str, Field(max_length=300, pattern=r"^(https?://[^\s#]+)?$")] = ""


class _Opening(_Page):
    group: int
    topic: Annotated[str, Field(max_length=200)] = ""
    minutes: Annotated[int, Field(ge=1, le=480)] = 45


class _Addition(_Page):
    ref: Annotated[str, Field(max_length=40)]
    learner: int


class _Closing(_Page):
    ref: Annotated[str, Field(max_length=40)]
    head_count: Annotated[int | None, Field(ge=0, le=500)] = None


class Checkin(HubActivity):
    """Visits to the hub, each shown by the code on the teacher's screen."""

    kind = "checkin"
    label = N_("Check-in at the hub")
    Response: ClassVar[type[Data]] = CheckinResponse

    intro: Annotated[MarkdownNote, Field(title=N_("Introduction"), description=N_("Shown above the box for the code."))] = ""
    visits: Annotated[int, Field(title=N_("Visits"), description=N_("How many visits are asked for."), ge=1, le=30)] = 1
    topic: Annotated[Note, Field(title=N_("Topic of the visit"), description=N_("Filled in when the teacher opens a visit."),
                                 max_length=200)] = ""
    length: Annotated[int, Field(title=N_("Minutes of a visit"), description=N_("Filled in when the teacher opens a visit."),
                                 ge=5, le=480)] = 45

    def learner_view(self, seed: str = "") -> dict[str, Any]:
        return {"intro": render(self.intro), "visits": self.visits}

    def grade(self, response: CheckinResponse) -> Score:
        made, asked = Fraction(min(response.visits, self.visits)), Fraction(self.visits)
        return Score.of([Part("visits", made, asked, "all" if made == asked else "some" if made else "none")])

    def correct_response(self) -> CheckinResponse:
        return CheckinResponse(visits=self.visits)

    def missing(self, response: CheckinResponse) -> list[Missing]:
        return [] if response.code.strip() or response.visits else [Missing("code", N_("Type the code on your teacher's screen."), {})]

    def outline(self, say: Callable[[str], str] = str) -> list[tuple[str, str]]:
        return [(say(N_("Visits")), str(self.visits)), (say(N_("Topic of the visit")), self.topic or "—")]

    def texts(self) -> str:
        return "\n".join(text for text in (self.label, self.intro, self.topic) if text)

    # -- at the hub -------------------------------------------------------------------------------------------------

    def hub_view(self, seat: Seat, page: str = "") -> dict[str, Any]:
        if seat.role == "learner":
            return {"visits": seat.records.visits_made()}
        return {"classes": seat.records.classes(), "visit": seat.records.visit(page), "topic": self.topic, "minutes": self.length}

    def hand_over(self, records: Records, response: CheckinResponse) -> Word | None:
        found = records.check_in(response.code)
        return None if found in ("recorded", "already") else Word(_WORDS[found], at="code")

    def witnessed(self, records: Records) -> Witness | None:
        made = records.visits_made()
        return Witness(CheckinResponse(visits=min(made, 100))) if made else None

    def act_at(self, seat: Seat, name: str, data: Any) -> dict[str, Any]:
        if seat.role != "teacher":
            raise LookupError(name)
        given, records = _CALLS[name].model_validate(data), seat.records
        if isinstance(given, _Opening):
            records.open_visit(given.group, given.topic, given.minutes)
        elif isinstance(given, _Addition):
            records.attend(given.ref, given.learner)
        elif isinstance(given, _Closing):
            records.close_visit(given.ref, given.head_count)
        return self.hub_view(seat, given.page)


_CALLS: dict[str, type[_Page]] = {"look": _Page, "open": _Opening, "add": _Addition, "close": _Closing}
