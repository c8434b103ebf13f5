"""What every page shares: the base template, who may see it, tables as files."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import content_disposition_header


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the site's own frame (``PEKT_RECORDS_BASE``: a template with the blocks title, head and content)."""
    context["base"] = getattr(settings, "PEKT_RECORDS_BASE", "pekt_records/base.html")
    context["stylesheet"] = static(_static_root() + "records/records.css")
    response = render(request, f"pekt_records/{template}", context, status=status)
    response["Cache-Control"] = "private, no-store"     # pages name pupils, and hubs share their machines
    return response


def refuse(request: HttpRequest) -> HttpResponse:
    """The page for someone who may not see what they asked for."""
    return show(request, "refused.html", status=403)


def _static_root() -> str:
    # Where the platform's collectstatic puts the files of a package with XBlocks.
    platform = "xblock/resources/pekt_xblocks/static/"
    return getattr(settings, "PEKT_RECORDS_STATIC", "" if getattr(settings, "PEKT_RECORDS_PLATFORM", None) else platform)


def csv_file(name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A table that Greek Excel opens with a double click: UTF-8 with BOM and ``;``, no formulas."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(value) for value in headings])
    writer.writerows([cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def cell(value: Any) -> str | int:
    """A value as a cell: local times, nothing for None, and no text that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, int):
        return value
    text = str(value)
    return "'" + text if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text
