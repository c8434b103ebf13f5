"""The interface for programs, described for programs: OpenAPI 3.1. Tests hold every real answer against it."""
from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def _string(described: str = "", **more: Any) -> Schema:
    return {"type": "string", **({"description": described} if described else {}), **more}


def _maybe(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _object(required: Schema, **optional: Schema) -> Schema:
    return {"type": "object", "properties": required | optional, "required": list(required), "additionalProperties": False}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


FILTERS = ("hub", "school", "run", "class", "module", "state", "updated_since")
UUID, TIME = _string(format="uuid"), _string(format="date-time")
PERCENT: Schema = {"type": "integer", "minimum": 0, "maximum": 100}
COUNT: Schema = {"type": "integer", "minimum": 0}
STATE = _string(enum=["new", "started", "completed", "untracked"])
LEARNER = _string("A code in place of the learner: the same throughout a hub's school year, another elsewhere.", pattern="^[A-Z2-7]{10}$")
NAME = _string("Only where ?names=1 asked for it; that is put on record.")
AFTER = _maybe(_string("Ask with ?after= for what follows; null at the end.", format="uuid"))
AS_OF = _string("Every completion up to this moment is counted.", format="date-time")
BOTH = _object({"el": _string(), "en": _string()})

PROGRESS = _object({
    "registration": UUID, "learner": LEARNER, "hub": _string(), "year": _string(), "run": UUID, "module": _string(), "class": UUID,
    "class_name": _string(), "school": _string("A code; empty where the class has no school."), "state": STATE, "percent": _maybe(PERCENT),
    "score": _maybe(PERCENT), "units_done": _maybe(COUNT), "units_total": _maybe(COUNT), "started": _maybe(TIME),
    "first_completed": _maybe(TIME), "last_activity": _maybe(TIME), "updated": TIME}, name=NAME)
GRID_LINE = _object({
    "registration": UUID, "learner": LEARNER, "class_name": _string(), "state": STATE, "percent": _maybe(PERCENT),
    "units": _list(_maybe(PERCENT))}, name=NAME)
RISK = _object({
    "registration": UUID, "learner": LEARNER, "run": UUID, "class_name": _string(), "state": STATE, "percent": _maybe(PERCENT),
    "last_activity": _maybe(TIME), "reasons": _list(_string(enum=["never", "idle", "behind", "unreported"])),
    "stuck_on": _list(_string("Title of an activity tried three times or more."))}, name=NAME)
ATTESTATION = _object({
    "serial": _string(), "state": _string(enum=["valid", "revoked"]), "title": BOTH, "hub": BOTH, "year": _string(), "issued": TIME,
    "revoked": _maybe(TIME)})
PROBLEM = _object({"type": _string(), "title": _string("In the language of Accept-Language."), "status": {"type": "integer"}},
                  detail=_string(), at=_string("Which parameter or member is at fault."))
SCHEMAS: dict[str, Schema] = {
    "Progress": PROGRESS, "GridLine": GRID_LINE, "AtRisk": RISK, "Attestation": ATTESTATION, "Problem": PROBLEM,
    "ProgressPage": _object({"items": _list({"$ref": "#/components/schemas/Progress"}), "after": AFTER, "as_of": AS_OF}),
    "Grid": _object({"run": UUID, "units": _list(_object({"title": _string(), "section": _string()})),
                     "items": _list({"$ref": "#/components/schemas/GridLine"}), "after": AFTER, "as_of": AS_OF}),
    "AtRiskPage": _object({"items": _list({"$ref": "#/components/schemas/AtRisk"}), "after": AFTER, "as_of": AS_OF}),
    "Funnel": _object({"run": UUID, "as_of": AS_OF, "steps": _list(_object({
        "step": _string("registered, started, the title of each unit, completed, attested."), "learners": COUNT}))}),
    "NewOverride": _object({"registration": UUID, "reason": _string(minLength=1, maxLength=300)}),
    "Override": _object({"registration": UUID, "reason": _string(), "at": TIME}),
    "NewExport": _object({}, form=_string(enum=["csv", "xlsx"], default="xlsx"), names={"type": "boolean", "default": False},
                         filter=_object({}, **{name: _string() for name in FILTERS})),
    "Export": _object({
        "id": UUID, "state": _string("ready has a url, failed a reason.", enum=["requested", "running", "ready", "failed"]),
        "form": _string(enum=["csv", "xlsx"]), "names": {"type": "boolean"}, "asked": TIME, "expires": TIME, "rows": _maybe(COUNT),
        "status_url": _string("Ask here until the file is ready.", format="uri"), "url": _maybe(_string(format="uri")),
        "reason": _maybe(_string("Why it failed, in the language of Accept-Language."))}),
}


def _query(name: str, described: str, schema: Schema, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "description": described, "schema": schema, "required": required}


RUN = _query("run", "Reference of a run.", UUID)
NARROW = [
    _query("hub", "Code of a hub.", _string()), _query("school", "Code of a school.", _string()), RUN,
    _query("class", "Reference of a class.", UUID), _query("module", "Slug of a module.", _string()),
    _query("state", "State of the learner in the module.", STATE)]
SINCE = _query("updated_since", "Only what changed at this time or later.", TIME)
PAGED = [_query("after", "What stands behind this registration.", UUID),
         _query("limit", "Lines at most.", {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}),
         _query("names", "1 adds names.", _string(enum=["0", "1"]))]


def _answers(*statuses: int) -> Schema:
    words = {400: "Can't be read", 401: "Not signed in", 403: "Not open to this person", 404: "No such thing", 409: "Not ready yet",
             415: "Not JSON", 429: "Too many files at once", 501: "The site has no place for files"}
    body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {str(status): {"description": words[status], "content": body} for status in statuses}


def _get(said: str, schema: str, parameters: list[Schema], *faults: int, public: bool = False) -> Schema:
    body = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"get": {
        "summary": said, "operationId": schema[0].lower() + schema[1:], "parameters": parameters, **({"security": []} if public else {}),
        "responses": {"200": {"description": said, "content": body, "headers": {"ETag": {"schema": _string()}}},
                      "304": {"description": "As it was; the request named its ETag in If-None-Match."}, **_answers(*faults)}}}


def _post(said: str, takes: str, gives: str, status: int = 201, *faults: int) -> Schema:
    body = {name: {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}} for name in (takes, gives)}
    return {"post": {
        "summary": said, "operationId": takes[0].lower() + takes[1:], "requestBody": {"required": True, "content": body[takes]},
        "responses": {str(status): {"description": said, "content": body[gives]}, **_answers(400, 401, 403, 415, *faults)}}}


def _path(name: str, described: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "description": described, "schema": _string()}


GRID_QUERY = [{**each, "required": True} if each is RUN else each for each in NARROW]
_FILE = {"description": "The file", "content": {kind: {} for kind in (
    "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")}}
_REF = _path("ref", "The order's id.")
DOCUMENT: Schema = {
    "openapi": "3.1.0",
    "info": {"title": "Hub records", "version": "1.0.0", "description":
             "The records of the hubs of digital skills, with the rights that the same person has on the pages. Sign in as on the pages "
             "(session cookie; what changes something also needs the CSRF token in X-CSRFToken) or with a token that Open edX signed "
             "(Authorization: JWT …). A restricted application needs the scopes pekt_records:read, pekt_records:write for overrides and "
             "pekt_records:names for names, and sees the courses of the organisations in its filters. What leaves is put on record."},
    "servers": [{"url": "."}],
    "security": [{"session": []}, {"jwt": []}],
    "paths": {
        "/progress": _get("How far learners are", "ProgressPage", [*NARROW, SINCE, *PAGED], 400, 401, 403),
        "/grid": _get("One run: learners × units", "Grid", [*GRID_QUERY, *PAGED], 400, 401, 403),
        "/at-risk": _get("Learners whom someone should ask how it goes", "AtRiskPage", [*NARROW, *PAGED], 400, 401, 403),
        "/funnel": _get("How many learners of a run come how far", "Funnel", GRID_QUERY, 400, 401, 403),
        "/attestations/{code}": _get("Whether an attestation is genuine", "Attestation", [_path("code", "The code on the paper.")], 404,
                                     public=True),
        "/overrides": _post("A teacher's word that a learner met the conditions", "NewOverride", "Override"),
        "/exports": _post("Ask for a file of progress", "NewExport", "Export", 202, 429, 501),
        "/exports/{ref}": _get("How a file that was asked for fares", "Export", [_REF], 401, 403, 404),
        "/exports/{ref}/file": {"get": {
            "summary": "The file, for whoever asked for it, while everything in it is open to them", "operationId": "file",
            "parameters": [_REF], "responses": {"200": _FILE, "304": {"description": "As it was."}, **_answers(401, 403, 404, 409)}}},
    },
    "components": {"schemas": SCHEMAS, "securitySchemes": {"session": {
        "type": "apiKey", "in": "cookie", "name": "sessionid", "description": "The site's session; its cookie may have another name."},
        "jwt": {"type": "apiKey", "in": "header", "name": "Authorization", "description":
                "JWT and a token from the platform's /oauth2/access_token with token_type=jwt. Not on the local site."}}},
}
