"""The interface for programs, version 1: the same rights as the pages, JSON in place of HTML. ``openapi.json`` describes it."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from .. import api
from ..data import Asked, ProgressLine
from ..models import Group, Hub, Membership, Progress, Run
from .openapi import DOCUMENT
from .problems import Problem, answer, body_of, endpoint
from .runs import steps_of
from .tables import with_names

LIMIT, MOST = 100, 500
STATES = [state for state, _word in Progress.STATES]


@endpoint()
def progress(request: HttpRequest) -> HttpResponse:
    """How far learners are."""
    asked, of = asked_of(request)
    page = api.progress_page(of, asked)
    names = _names(request, [line.user_id for line in page.lines])
    said = {"items": [_progress(line) | _name(names, line.user_id) for line in page.lines], "after": page.after}
    return _people(request, said, of)


@endpoint()
def grid(request: HttpRequest) -> HttpResponse:
    """One run: learners × units."""
    asked, of = asked_of(request)
    run = _run(asked, of)
    shown = api.grid(run, of)
    rows = sorted((row for row in shown.rows if (not asked.after or row.registration > str(asked.after))
                   and asked.state in ("", row.state)), key=lambda row: row.registration)
    page = rows[:asked.limit]
    names = _names(request, [row.user_id for row in page])
    items = [{"registration": row.registration, "learner": api.pseudonym(run.hub, run.year, row.user_id), "class_name": row.group,
              "state": row.state, "percent": row.percent, "units": list(row.units)} | _name(names, row.user_id) for row in page]
    units = [{"title": unit.title, "section": unit.section} for unit in shown.units]
    said = {"run": str(run.ref), "units": units, "items": items, "after": page[-1].registration if len(rows) > asked.limit else None}
    return _people(request, said, of, as_of=shown.as_of)


@endpoint()
def at_risk(request: HttpRequest) -> HttpResponse:
    """Learners whom someone should ask how it goes, and why."""
    asked, of = asked_of(request)
    found, after = api.at_risk(of, asked, timezone.now())
    names = _names(request, [line.learner.user_id for _at, line in found])
    items = [{"registration": line.learner.registration, "learner": api.pseudonym(run.hub, run.year, line.learner.user_id),
              "run": str(run.ref), "class_name": line.learner.group, "state": line.learner.state, "percent": line.learner.percent,
              "last_activity": line.learner.last_activity, "reasons": list(line.reasons), "stuck_on": list(line.stuck)}
             | _name(names, line.learner.user_id) for run, line in found]
    return _people(request, {"items": items, "after": after}, of)


@endpoint()
def funnel(request: HttpRequest) -> HttpResponse:
    """How many learners of a run come how far."""
    asked, of = asked_of(request)
    run = _run(asked, of)
    shown, steps = steps_of(run, of)
    said = {"run": str(run.ref), "steps": [{"step": name, "learners": number} for name, number in steps]}
    return answer(request, said, as_of=shown.as_of)


@endpoint(public=True)
def attestation(request: HttpRequest, code: str) -> HttpResponse:
    """Whether an attestation is genuine; open to everyone, names nobody."""
    found = api.verify(code)
    if found is None:
        raise Problem(404, _("There is no attestation with this code."))
    return answer(request, {
        "serial": found.serial, "state": "revoked" if found.revoked else "valid", "title": {"el": found.title_el, "en": found.title_en},
        "hub": {"el": found.hub_el, "en": found.hub_en}, "year": found.year, "issued": found.issued, "revoked": found.revoked})


@endpoint("POST")
def overrides(request: HttpRequest) -> HttpResponse:
    """A teacher's word that a learner met the conditions."""
    if not api.groups(request.user, "override"):
        raise Problem(403)
    said = body_of(request)
    registration, reason = _uuid(said.get("registration"), "registration"), said.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise Problem(400, _("A reason is needed."), at="reason")
    member = Membership.objects.filter(registration=registration, current=True).select_related("group__run").first()
    orgs = request.pekt_access.orgs                 # type: ignore[attr-defined]
    if member is None or not api.may(request.user, "override", group=member.group) or (
            orgs is not None and api.org_of(member.group.run.course_key) not in orgs):
        raise Problem(403)                          # nobody learns here which registrations there are
    given = api.override(request.user, member, reason)
    return answer(request, {"registration": str(member.registration), "reason": given.reason, "at": given.at}, status=201)


@endpoint(public=True)
def openapi(request: HttpRequest) -> HttpResponse:
    """What there is to ask, for programs that read OpenAPI."""
    return answer(request, DOCUMENT)


def asked_of(request: HttpRequest) -> tuple[Asked, list[Group]]:
    """What the address asks for, and the classes that it reaches. ``Problem`` where it can't be read or nothing is open."""
    get = request.GET.get
    state, limit = get("state", ""), get("limit", str(LIMIT))
    if state and state not in STATES:
        raise Problem(400, _("One of %(these)s is expected.") % {"these": ", ".join(STATES)}, at="state")
    if not limit.isascii() or not limit.isdecimal() or not 1 <= int(limit[:6]) <= MOST:
        raise Problem(400, _("A number from 1 to %(most)s is expected.") % {"most": MOST}, at="limit")
    asked = Asked(get("hub", ""), get("school", ""), *(_uuid(get(name), name) for name in ("run", "class")), get("module", ""), state,
                  _moment(get("updated_since"), "updated_since"), _uuid(get("after"), "after"), int(limit),
                  request.pekt_access.orgs)                     # type: ignore[attr-defined]
    if with_names(request):
        request.pekt_access.need("names")                       # type: ignore[attr-defined]
    if not api.may_anywhere(request.user, "export"):
        raise Problem(403)
    return asked, api.asked_groups(request.user, asked)


def _uuid(text: Any, at: str) -> UUID | None:
    if text in (None, ""):
        return None
    try:
        return UUID(str(text))
    except ValueError:
        raise Problem(400, _("A reference is expected, as other answers give it."), at=at) from None


def _moment(text: str | None, at: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = parse_datetime(text.replace(" ", "+"))         # a plus that was not escaped arrives as a space
    except ValueError:
        moment = None
    if moment is None:
        raise Problem(400, _("A time is expected, such as 2026-11-05T10:30:00+02:00."), at=at)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _run(asked: Asked, of: Collection[Group]) -> Run:
    if asked.run is None:
        raise Problem(400, _("Say of which run: ?run=…"), at="run")
    found = next((group.run for group in of), None)
    if found is None:
        raise Problem(403)
    return found


def _names(request: HttpRequest, users: Collection[int]) -> dict[int, str] | None:
    """The names of these learners by user id, None where they were not asked for."""
    return api.display_names(users) if with_names(request) else None


def _name(names: dict[int, str] | None, user: int) -> dict[str, str]:
    return {} if names is None else {"name": names.get(user, "")}


def _progress(line: ProgressLine) -> dict[str, Any]:
    said = {name: getattr(line, name) for name in ProgressLine.__slots__ if name not in ("user_id", "group", "group_name")}
    return said | {"learner": api.pseudonym_of(line.hub, line.year, line.user_id), "class": line.group, "class_name": line.group_name}


def _people(request: HttpRequest, said: dict[str, Any], of: Collection[Group], as_of: datetime | None = None) -> HttpResponse:
    """The answer; what leaves with it is put on record, and nothing does where the asker has it already."""
    response = answer(request, said, as_of=as_of or api.fresh_until({group.run.course_key for group in of})[0])
    if response.status_code == 200 and said["items"]:
        api.exported(request.user, "rest", len(said["items"]), only_hub(of), named=with_names(request))
    return response


def only_hub(of: Collection[Group]) -> Hub | None:
    """The hub of these classes where it is one."""
    hubs = {group.run.hub for group in of}
    return hubs.pop() if len(hubs) == 1 else None
