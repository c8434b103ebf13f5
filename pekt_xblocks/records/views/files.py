"""How files leave the records: under a name in Greek too, never cached, and with a plain word where the site cannot make them."""
from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from ..documents import EXTRA
from .page import show

TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Form:
    """The two forms of a table, as the last part of an address."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PaperForm(Form):
    """The two forms of a report."""

    regex = "pdf|xlsx"


def as_file(content: bytes, name: str, *, shown: bool = False) -> HttpResponse:
    """``content`` under ``name``, whose ending says what it is; ``shown`` lets the browser open it instead of saving it."""
    response = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = content_disposition_header(not shown, name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def needs_extra(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where a package of the extra ``records`` is missing, say so on a page of its own instead of failing."""
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in EXTRA:
                raise
            return show(request, "no_extra.html", status=501, package=error.name)
    return asked
