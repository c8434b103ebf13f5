"""A person's own pages: progress, their data as a file, joining a class; and the public check of an attestation."""
from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from pekt_xblocks.core.digcomp import competence_of, listed

from .. import api
from ..data import OwnModule, Shown
from ..models.register import in_language
from .cells import tone
from .page import show

CONDITIONS = {
    "percent": gettext_noop("Completion: %(have)s%% of %(need)s%%"), "score": gettext_noop("Score: %(have)s%% of %(need)s%%"),
    "visits": gettext_noop("Visits to the hub: %(have)s of %(need)s"),
    "sign_offs": gettext_noop("Practical tasks signed off: %(have)s of %(need)s"),
}


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """How far I am, and what is missing for my attestation."""
    modules = [shown(module) for module in api.own_modules(request.user.id)]
    as_of, _pending = api.fresh_until([module.course_key for module, *_rest in modules])
    return show(request, "me.html", modules=modules, as_of=as_of)


def shown(module: OwnModule) -> tuple[OwnModule, list[tuple[str, bool]], list[tuple[str, int, str]], list[tuple[str, str, Shown]]]:
    """A module with its conditions in words, its units with their colour and its competences by name."""
    names = {each["code"]: each["title"] for each in listed(get_language())}
    return (module, [(_(CONDITIONS[c.name]) % {"have": c.have, "need": c.need}, c.met) for c in module.standing.conditions],
            [(title, percent, tone(percent)) for title, percent in module.units],
            [(code, names.get(competence_of(code), ""), each) for code, each in module.shown.items()])


@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything kept of me, as JSON."""
    response = JsonResponse(api.own_data(request.user.id), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="pekt-my-data.json"'
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def join(request: HttpRequest) -> HttpResponse:
    """Enter a class by its code: typed, or scanned."""
    code = (request.POST if request.method == "POST" else request.GET).get("code", "")[:40]
    group = api.group_of_code(code) if code else None
    if request.method == "POST" and group:
        try:
            api.join_by_code(request.user.id, code)
            return redirect("pekt_records:me")
        except LookupError:
            group = None
        except (api.NotEnrolled, api.Full) as fault:
            full = isinstance(fault, api.Full)
            return show(request, "join.html", status=409, code=code, group=group, full=full, closed=not full)
    return show(request, "join.html", status=404 if code and not group else 200, code=code, group=group, wrong=bool(code and not group))


def verify(request: HttpRequest) -> HttpResponse:
    """Whether an attestation is genuine; open to everyone, names nobody."""
    code = request.GET.get("code", "")[:40]
    found = api.verify(code) if code else None
    title = in_language(found.title_el, found.title_en) if found else ""
    hub = in_language(found.hub_el, found.hub_en) if found else ""
    return show(request, "verify.html", status=404 if code and not found else 200, code=code, found=found, title=title, hub=hub)
