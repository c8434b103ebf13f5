"""The log of files taken out of a hub's records, for its coordinator."""
from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .. import api
from ..data import Taken
from .files import needs_extra
from .page import refuse, show
from .tables import table_file

WHAT = {
    "progress": gettext_noop("Learners and units"), "class": gettext_noop("Learners of a class"),
    "funnel": gettext_noop("How far they come"),
    "year": gettext_noop("The year’s programme"), "hubs": gettext_noop("Hubs in numbers"), "sites": gettext_noop("Sites side by side"),
    "equipment": gettext_noop("Equipment"),
    "attestations": gettext_noop("Attestations"), "report": gettext_noop("Yearly report"), "exports": gettext_noop("Files taken"),
    "attention": gettext_noop("Who needs help now"), "items": gettext_noop("How the activities went"), "visits": gettext_noop("Visits"),
    "attendance": gettext_noop("Attendance"), "programme": gettext_noop("Programme of the year"),
    "tasks": gettext_noop("Tasks to sign off"), "opinions": gettext_noop("What learners say they can do"),
    "classes": gettext_noop("Classes"), "schools": gettext_noop("Schools"),
    "changes": gettext_noop("Log of corrections"), "refused": gettext_noop("Refused records of your hub"),
    "learner": gettext_noop("One learner’s progress"),
    "rest": gettext_noop("Through the interface for programs"), "extract": gettext_noop("The nightly extract for the region"),
}
KEPT = {
    "registrations": gettext_noop("Registrations with progress, scores, attendance and tasks"),
    "attestations": gettext_noop("Attestations"),
    "roles": gettext_noop("Roles that have ended"), "exports": gettext_noop("This log"),
    "changes": gettext_noop("Log of corrections"),
}


@login_required
def exports(request: HttpRequest) -> HttpResponse:
    """What was taken, by whom, with names or without; and how long the records keep what they hold."""
    managed = api.hubs(request.user, "manage")
    if not managed:
        return refuse(request)
    kept = [(_(KEPT[kind]), years) for kind, years in api.retention().items()]
    return show(request, "exports.html", lines=[(row, _word(row)) for row in api.files_taken(managed)], hubs=managed, kept=kept)


@login_required
@needs_extra
def exports_table(request: HttpRequest, form: str) -> HttpResponse:
    """The same log as a file."""
    managed = api.hubs(request.user, "manage")
    if not managed:
        return refuse(request)
    rows: list[list[Any]] = [[row.at, row.by, row.hub, _word(row), row.rows, _("yes") if row.named else ""]
                             for row in api.files_taken(managed)]
    headings = [_("When"), _("Who"), _("Hub"), _("What"), _("Rows"), _("With names")]
    return table_file(request, form, "files-taken", _("Files taken"), headings, rows, what="exports",
                      hub=managed[0] if len(managed) == 1 else None)


def _word(row: Taken) -> str:
    return _(WHAT[row.what]) if row.what in WHAT else row.what
