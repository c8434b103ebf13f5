"""What went wrong, in plain words: a page for people, JSON for scripts, never a trace."""
from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def wants_json(request: HttpRequest) -> bool:
    """Whether a block's script asked, not a person."""
    return "/handler/" in request.path


def problem(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """The answer of an error, in the shape the asker understands."""
    if wants_json(request):
        return JsonResponse({"error": text}, status=status)
    return render(request, "pekt_workbench/problem.html", {"title": title, "text": text, "status": status}, status=status)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400"""
    return problem(request, 400, _("This address can't be read"), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403"""
    return problem(request, 403, _("This page is not for you"), _("Only teachers open this page. Choose another person, or go back."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404"""
    return problem(request, 404, _("This page does not exist"), _("The address may be wrong, or the page may have moved."))


def failed(request: HttpRequest) -> HttpResponse:
    """500"""
    return problem(request, 500, _("Something went wrong here"), _("It is our fault, not yours. Nothing you sent was lost. Try again."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form without the site's token: most often a page that was left open for long."""
    if is_editor(request) and not request.user.is_authenticated:
        return signed_out(request)
    return problem(request, 403, _("This page has been open for too long"), _("Reload the page and try again."))


def refuse(request: HttpRequest, status: int, text: str) -> Any:
    """A worded refusal of a handler."""
    return problem(request, status, text, text)


def is_editor(request: HttpRequest) -> bool:
    """Whether an editor's script asked: what it says goes to a teacher who has something unsaved."""
    return request.path_info.startswith("/studio/")


def signed_out(request: HttpRequest) -> HttpResponse:
    """401 of an editor whose person's session has ended; it must not say to reload."""
    return refuse(request, 401, _("Your login has run out. Choose your person again in another tab, come back here and save: "
                                  "what you wrote stays here."))
