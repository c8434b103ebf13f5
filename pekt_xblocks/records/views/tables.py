"""Tables as files that Greek Excel opens with a double click; every one taken is put on record."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from .. import api
from ..models import Hub


def csv_file(user: Any, name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]], *, what: str, hub: Hub | None = None,
             of: str = "") -> HttpResponse:
    """UTF-8 with BOM and ``;``; ``what`` and ``of`` (an opaque id) say in the export log what was taken."""
    lines = [[cell(value) for value in row] for row in rows]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(value) for value in headings])
    writer.writerows(lines)
    api.exported(user, what, len(lines), hub, of)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def cell(value: Any) -> str | int:
    """A value as a cell: local times, nothing for None, a decimal comma, and no text that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    text = str(value)
    return "'" + text if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text
