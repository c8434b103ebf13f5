"""Tables as files, CSV or XLSX; every one taken is put on record, and pupils' names stand in it only where they were asked for."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from .. import api
from ..data import Table
from ..documents.sheets import csv_bytes, xlsx_bytes
from ..models import Hub
from .files import as_file


def table_file(request: HttpRequest, form: str, name: str, title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, what: str,
               hub: Hub | None = None, of: str = "", named: bool = False) -> HttpResponse:
    """A table as ``name`` with the ending of its ``form``; ``what`` and ``of`` (an opaque id) say in the export log what was taken."""
    table = Table(title, headings, list(rows))
    content = xlsx_bytes([table]) if form == "xlsx" else csv_bytes(table)
    api.exported(request.user, what, len(table.rows), hub, of, named=named)
    return as_file(content, f"{name}.{form}")


def with_names(request: HttpRequest) -> bool:
    """Whether names were asked for: without ``?names=1`` a code stands for each learner."""
    return request.GET.get("names") == "1"
