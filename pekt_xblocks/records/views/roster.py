"""A class list from a file: shown line by line, then done as shown or not at all."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from .. import api
from ..data import LineState, RosterEntry
from ..models import Run
from .page import refuse, show

BYTES = 1_000_000
SALT = "pekt-records-roster"
SAYS = {
    LineState.JOINS: gettext_noop("will join"), LineState.MOVES: gettext_noop("will move here from another class"),
    LineState.STAYS: gettext_noop("is in already"), LineState.UNKNOWN: gettext_noop("no account, or more than one, has this name"),
    LineState.TWICE: gettext_noop("stands in the list twice"), LineState.NO_CLASS: gettext_noop("the run has no such class"),
    LineState.WHICH: gettext_noop("more than one school has this class: the list needs a column “School”"),
    LineState.FULL: gettext_noop("the run is full"),
}
ERRORS = {
    "unreadable": gettext_noop("The file can't be read. Save it as CSV or XLSX and try again."),
    "headings": gettext_noop("The list needs the headings “Username” (or “Email”) and “Class” above its lines."),
    "empty": gettext_noop("The list is empty."),
    "long": gettext_noop("The list has more than 2,000 lines. Split it and send the parts."),
    "closed": gettext_noop("The course takes no learners now: enrolment is closed, or it is full. Nothing was changed. Ask the operator."),
    "none": gettext_noop("Choose a file first."), "stale": gettext_noop("That took too long. Send the file again."),
}


@login_required
def roster(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Send a file, look at the preview, confirm."""
    run = get_object_or_404(Run.objects.select_related("hub", "module", "year"), ref=ref)
    if not api.may(request.user, "manage", hub=run.hub):
        return refuse(request)
    if request.method != "POST":
        return show(request, "roster.html", run=run)
    try:
        return _confirm(request, run) if "signed" in request.POST else _preview(request, run, _read(request))
    except api.RosterError as error:
        return show(request, "roster.html", status=400, run=run, error=_(ERRORS[error.code]))


def _read(request: HttpRequest) -> list[RosterEntry]:
    file = request.FILES.get("file")
    if file is None:
        raise api.RosterError("none")
    if file.size > BYTES:
        raise api.RosterError("long")
    return api.read_roster(file.read(), file.name or "")


def _preview(request: HttpRequest, run: Run, lines: list[RosterEntry]) -> HttpResponse:
    return _shown(request, run, api.preview_roster(run, lines), lines)


def _shown(request: HttpRequest, run: Run, preview: list[Any], lines: list[RosterEntry], status: int = 200) -> HttpResponse:
    faults = sum(line.state.fault for line in preview)
    # The list itself travels with the form, signed: nothing of it is stored before it is confirmed.
    signed = signing.dumps([str(run.ref), lines], salt=SALT, compress=True) if preview and not faults else ""
    return show(request, "roster.html", status=status, run=run, faults=faults, signed=signed, sent=True,
                lines=[(line, _(SAYS[line.state])) for line in preview])


def _confirm(request: HttpRequest, run: Run) -> HttpResponse:
    try:
        ref, lines = signing.loads(request.POST["signed"], salt=SALT, max_age=3600)
    except signing.BadSignature as error:
        raise api.RosterError("stale") from error
    if ref != str(run.ref):
        return refuse(request)
    lines = [RosterEntry(*line) for line in lines]
    done = api.import_roster(request.user, run, lines)
    if any(line.state.fault for line in done):              # something changed since the preview
        return _shown(request, run, done, lines, status=409)
    joined = sum(line.state is not LineState.STAYS for line in done)
    messages.success(request, ngettext("%(number)s learner is in their class.", "%(number)s learners are in their classes.", joined) % {
        "number": joined})
    return redirect("pekt_records:run", ref=run.ref)
