"""Files through the interface for programs: asked for once, taken from a link that its maker can use for a quarter of an hour."""
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import api
from ..data import ProgressLine, Table
from ..documents import EXTRA
from ..documents.sheets import csv_bytes, xlsx_bytes
from .files import as_file
from .openapi import FILTERS
from .problems import Problem, answer, body_of, endpoint
from .rest import asked_of, only_hub
from .runs import STATES

SALT, SECONDS = "pekt-records-rest-file", 900
ROWS = 200_000
"""The longest file, in learners."""


@endpoint("POST")
def exports(request: HttpRequest) -> HttpResponse:
    """Ask for a file of progress; nothing is made or kept before the link is followed."""
    said = body_of(request)
    form, names, only = said.get("form", "xlsx"), said.get("names", False), said.get("filter", {})
    if form not in ("csv", "xlsx"):
        raise Problem(400, _("One of %(these)s is expected.") % {"these": "csv, xlsx"}, at="form")
    if not isinstance(names, bool) or not isinstance(only, dict) or not all(isinstance(only.get(name, ""), str) for name in FILTERS):
        raise Problem(400, _("A JSON object is expected."), at="filter")
    request.GET = _query(only)
    asked_of(request)                               # what can't be read or isn't open is told now, not behind the link
    token = signing.dumps({"by": request.user.id, "form": form, "names": names, "filter": {
        name: only[name] for name in FILTERS if only.get(name)}}, salt=SALT, compress=True)
    address = request.build_absolute_uri(reverse("pekt_records:rest_file", args=[token]))
    return answer(request, {"url": address, "expires": timezone.now() + timedelta(seconds=SECONDS)}, status=201)


@endpoint()
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The file behind a link: made now, of what its maker may take out now."""
    try:
        wanted = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        raise Problem(404, _("The link has expired. Ask for the file again.")) from None
    if wanted["by"] != request.user.id:
        raise Problem(403)
    request.GET = _query(wanted["filter"])
    asked, of = asked_of(request)
    lines = api.progress_page(of, replace(asked, limit=ROWS)).lines
    table = _table(lines, wanted["names"])
    try:
        content = xlsx_bytes([table]) if wanted["form"] == "xlsx" else csv_bytes(table)
    except ModuleNotFoundError as error:
        if error.name not in EXTRA:
            raise
        raise Problem(501, "pip install 'pekt-xblocks[records]'") from error
    api.exported(request.user, "progress", len(lines), only_hub(of), named=wanted["names"])
    return as_file(content, f"progress.{wanted['form']}")


def _query(only: dict[str, Any]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({name: only[name] for name in FILTERS if only.get(name)})
    return query


def _table(lines: tuple[ProgressLine, ...], named: bool) -> Table:
    names = api.display_names([line.user_id for line in lines]) if named else {}
    headings = [_("Learner") if named else _("Code"), _("Hub"), _("School year"), _("Module"), _("School"), _("Class"), _("State"),
                _("Completion %"), _("Score %"), _("First completed"), _("Last activity")]
    rows = [[names.get(line.user_id, "") if named else api.pseudonym_of(line.hub, line.year, line.user_id), line.hub, line.year,
             line.module, line.school, line.group_name, _(STATES[line.state]), line.percent, line.score, line.first_completed,
             line.last_activity] for line in lines]
    return Table(_("Learners and units"), headings, rows)
