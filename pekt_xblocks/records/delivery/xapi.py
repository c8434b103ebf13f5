"""xAPI 1.0.3: a record as a statement, a batch as a POST to the statements resource of any LRS."""
from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any, Literal
from urllib.parse import quote

from pydantic import SecretStr

from ..data import ATTESTED, COMPLETED, PASSED, QUARTERS, REVOKED, STARTED, Record
from .destination import Destination, Request, timestamp
from .ids import record_id

_ADL = "http://adlnet.gov/expapi/"
PROGRESSED = (f"{_ADL}verbs/progressed", "προχώρησε", "progressed in")
VERBS = {
    STARTED: (f"{_ADL}verbs/initialized", "ξεκίνησε", "started"),
    **dict.fromkeys(QUARTERS, PROGRESSED),
    COMPLETED: (f"{_ADL}verbs/completed", "ολοκλήρωσε", "completed"),
    PASSED: (f"{_ADL}verbs/passed", "πέτυχε", "passed"),
    ATTESTED: ("https://w3id.org/xapi/adl/verbs/satisfied", "πήρε βεβαίωση για", "was attested for"),
    REVOKED: (f"{_ADL}verbs/voided", "ακύρωσε", "voided"),
}
"""Verb by milestone: its id, and how it is said in Greek and English."""
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
"""cmi5's extension: a whole percent."""
PROFILE = "urn:uuid:8d9a5e9e-3f0c-5b7e-a1d4-64f2c7b0e913"
"""Marks the statements that follow this module; the same on every site."""


class Xapi(Destination):
    """An LRS; ``url`` is its statements resource."""

    kind: Literal["xapi"]
    user: str = ""
    password: SecretStr = SecretStr("")

    def secrets(self) -> list[str]:
        """With the form that the password has on its way."""
        return [*super().secrets(), base64.b64encode(f"{self.user}:{self.password.get_secret_value()}".encode()).decode()]

    def body(self, record: Record) -> dict[str, Any]:
        """The statement. It holds no name, no address and no account of the site's.

        A revoked attestation voids the statement of it (xAPI 1.0.3, part 2, 2.3.2), which makes that one as if it had never been sent.
        """
        activity = self._iri("runs", record.hub, record.year, record.course_key)
        if record.milestone == REVOKED:
            attested = {"objectType": "StatementRef", "id": _id(record, activity, ATTESTED)}
            return self._statement(record, activity, attested) | {
                "context": {"registration": record.registration, "language": "el"}}     # platform and revision belong to activities
        return self._statement(record, activity, _activity(activity, "course", record.titles)) | {
            "result": _result(record), "context": self._context(record)}

    def _statement(self, record: Record, activity: str, about: dict[str, Any]) -> dict[str, Any]:
        verb, greek, english = VERBS[record.milestone]
        return {
            "id": _id(record, activity, record.milestone),
            "actor": {"objectType": "Agent", "account": {"homePage": self.site, "name": record.learner}},
            "verb": {"id": verb, "display": {"el": greek, "en": english}},
            "object": about,
            "timestamp": timestamp(record.at),
        }

    def request(self, bodies: list[str], seconds: int) -> Request:
        """An array of statements, which an LRS takes or refuses as a whole."""
        headers = {"Content-Type": "application/json", "X-Experience-API-Version": "1.0.3"}
        auth = (self.user, self.password.get_secret_value()) if self.user else None
        return Request(headers, f"[{','.join(bodies)}]".encode(), auth)

    def _context(self, record: Record) -> dict[str, Any]:
        revision = {"revision": record.version} if record.version else {}
        return {
            "registration": record.registration,
            "language": "el",
            "platform": "pekt_xblocks",
            **revision,
            "contextActivities": {
                "parent": [_activity(self._iri("modules", record.module), "module", record.titles)],
                "grouping": [_activity(self._iri("courses", record.course_key), "course", record.titles),
                             _activity(self._iri("hubs", record.hub), "group-activity", record.hub_names)],
                "category": [_activity(PROFILE, "profile", {"en": "Hub records"})],
            },
        }

    def _iri(self, *words: str) -> str:
        return "/".join([self.site.rstrip("/"), "xapi", *(quote(word, safe=":+@") for word in words)])


def _id(record: Record, activity: str, milestone: str) -> str:
    return record_id(record.registration, activity, VERBS[milestone][0], milestone, record.attempt)


def _activity(iri: str, kind: str, names: dict[str, str]) -> dict[str, Any]:
    types = {"group-activity": "http://id.tincanapi.com/activitytype/school"}
    definition = {"type": types.get(kind, f"{_ADL}activities/{kind}"), "name": {lang: name for lang, name in names.items() if name}}
    return {"objectType": "Activity", "id": iri, "definition": definition}


def _result(record: Record) -> dict[str, Any]:
    result: dict[str, Any] = {"extensions": {PROGRESS: record.percent}}
    if record.milestone == COMPLETED:
        result["completion"] = True
    if record.milestone in (PASSED, ATTESTED):
        result["success"] = True
    if record.score is not None and record.milestone != STARTED:
        earned, possible = min(max(record.score[0], 0.0), record.score[1]), record.score[1]
        result["score"] = {"scaled": round(earned / possible, 4), "raw": round(earned, 4), "min": 0, "max": round(possible, 4)}
    if record.seconds is not None and record.milestone != STARTED:
        result["duration"] = _duration(timedelta(seconds=record.seconds))
    return result


def _duration(time: timedelta) -> str:
    hours, seconds = divmod(time.seconds, 3600)
    return f"P{time.days}DT{hours}H{seconds // 60}M{seconds % 60}S"
