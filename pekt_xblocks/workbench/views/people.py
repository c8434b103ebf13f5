"""Choosing a fictional person: the site's only way in, and only on one's own machine."""
from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from ..models import Person

_ORDER = [Person.Role.LEARNER, Person.Role.TEACHER, Person.Role.COORDINATOR, Person.Role.DIRECTORATE, Person.Role.MUNICIPALITY]


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The list of people; a POST with ``person`` becomes that person."""
    if request.method == "POST":
        if not settings.PEKT_LOCAL:
            raise PermissionDenied
        number = request.POST.get("person", "")
        person = get_object_or_404(Person.objects.select_related("user"), pk=int(number) if number.isdecimal() else 0)
        login(request, person.user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect(_next(request))
    people = list(Person.objects.all()) if settings.PEKT_LOCAL else []
    groups = [(role, [p for p in people if p.role == role]) for role in _ORDER]
    return render(request, "pekt_workbench/people.html", {"groups": [g for g in groups if g[1]], "next": request.GET.get("next", "")})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Become nobody again."""
    logout(request)
    return redirect("people")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen, and go back to the page."""
    response = redirect(_next(request))
    chosen = request.POST.get("language")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax")
    return response


def _next(request: HttpRequest) -> str:
    """The page to go to: one of this site, or home."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return wanted if ours else "/"
