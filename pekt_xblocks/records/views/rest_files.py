"""Files through the interface for programs: asked for, made by the worker, watched at their address, taken by whoever asked."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from .. import api, tasks
from ..models import FileJob
from .files import as_file
from .openapi import FILTERS
from .problems import Problem, answer, body_of, endpoint
from .rest import asked_of

WAIT = 2
"""Seconds after which a program should look again."""
REASONS = {
    "closed": gettext_noop("It isn't open to you any more."), "error": gettext_noop("The file could not be made."),
    "packages": gettext_noop("The site lacks the packages for this file."),
}


@endpoint("POST", needs="read")
def exports(request: HttpRequest) -> HttpResponse:
    """Ask for a file of progress; the answer says where to look for it."""
    said = body_of(request)
    form, names, only = said.get("form", "xlsx"), said.get("names", False), said.get("filter", {})
    if form not in ("csv", "xlsx"):
        raise Problem(400, _("One of %(these)s is expected.") % {"these": "csv, xlsx"}, at="form")
    if not isinstance(names, bool) or not isinstance(only, dict) or not all(isinstance(only.get(name, ""), str) for name in FILTERS):
        raise Problem(400, _("A JSON object is expected."), at="filter")
    request.GET = _query(only)                      # type: ignore[assignment]
    if names:
        request.pekt_access.need("names")           # type: ignore[attr-defined]
    asked, _of = asked_of(request)                  # what can't be read or isn't open is told now, not in the file
    try:
        job = api.ask_for_file(request.user, form, names, api.kept_from(asked), get_language() or "el")
    except ImproperlyConfigured as error:
        raise Problem(501, str(error)) from error
    except api.TooMany:
        raise Problem(429, _("You have %(most)s files already. They go by themselves; take those first.") % {"most": api.MOST}) from None
    tasks.make_files_soon()
    response = answer(request, _said(request, job), status=202)
    response["Location"], response["Retry-After"] = _address(request, "rest_export", job), str(WAIT)
    return response


@endpoint(needs="read")
def export(request: HttpRequest, ref: UUID) -> HttpResponse:
    """How a file fares; asked with the ETag of the last answer, 304 until that changes."""
    job = _job(request, ref)
    response = answer(request, _said(request, job))
    if job.state in (FileJob.REQUESTED, FileJob.RUNNING):
        response["Retry-After"] = str(WAIT)
    return response


@endpoint(needs="read")
def file(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A file that is ready, for its asker, while everything in it is open to them."""
    job = _job(request, ref)
    if job.state != FileJob.READY:
        raise Problem(409, _("The file isn't ready."))
    tag = f'"{job.ref}-{job.ended:%Y%m%d%H%M%S}"'
    try:
        made = api.file_made(request.user, job)
    except api.NotOpen:
        raise Problem(403) from None
    if made is None:
        raise Problem(404, _("The file is gone. Ask for it again."))
    response = as_file(made.content, f"progress.{job.form}")
    response["ETag"] = tag
    response = get_conditional_response(request, etag=tag, response=response)
    if response.status_code == 200 and request.method == "GET":
        api.exported(request.user, "progress", made.rows, made.hub, of=str(job.ref), named=job.named)
    return response


def _job(request: HttpRequest, ref: UUID) -> FileJob:
    job = api.file_job(request.user, ref)
    if job is None:                                 # another's, gone, never there: nobody learns which
        raise Problem(404, _("The file is gone. Ask for it again."))
    if job.named:
        request.pekt_access.need("names")           # type: ignore[attr-defined]
    return job


def _said(request: HttpRequest, job: FileJob) -> dict[str, Any]:
    ready = job.state == FileJob.READY
    return {"id": str(job.ref), "state": job.state, "form": job.form, "names": job.named, "asked": job.asked, "expires": job.expires,
            "rows": job.rows, "status_url": _address(request, "rest_export", job),
            "url": _address(request, "rest_file", job) if ready else None, "reason": _(REASONS[job.reason]) if job.reason else None}


def _address(request: HttpRequest, name: str, job: FileJob) -> str:
    return request.build_absolute_uri(reverse(f"pekt_records:{name}", args=[job.ref]))


def _query(only: dict[str, Any]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({name: only[name] for name in FILTERS if only.get(name)})
    return query
