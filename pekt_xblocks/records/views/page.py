"""What every page shares: the site's frame, the way to the other pages, refusals."""
from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import api


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the site's own frame (``PEKT_RECORDS_BASE``: a template with the blocks title, head and main)."""
    context = {"as_of": timezone.now()} | context       # what is read now is as of now; computed progress names its own time
    context |= {"base": getattr(settings, "PEKT_RECORDS_BASE", "pekt_records/base.html"), "tabs": _tabs(request),
                "stylesheet": static(_static_root() + "records/records.css")}
    response = render(request, f"pekt_records/{template}", context, status=status)
    response["Cache-Control"] = "private, no-store"     # pages name pupils, and hubs share their machines
    return response


def refuse(request: HttpRequest) -> HttpResponse:
    """The page for someone who may not see what they asked for."""
    return show(request, "refused.html", status=403)


def _tabs(request: HttpRequest) -> list[tuple[str, str]]:
    """(address, words) of the places that are open to this person."""
    user = request.user
    if not user.is_authenticated:
        return []
    held = {action for role in api.roles(user) for action in api.ACTIONS[role.kind]}
    everything = user.is_superuser
    found = [("week", _("This week"))] if everything or "open_visit" in held else []
    found += [("home", _("Runs"))] if everything or "see_learners" in held else []
    found += [("groups", _("Classes"))] if everything or "see_learners" in held else []
    found += [("tasks", _("To sign off"))] if everything or "sign_off" in held else []
    found += [("attention", _("Who needs help"))] if everything or "see_learners" in held else []
    found += [("hubs", _("Hubs in numbers"))] if everything or held & {"see_counts", "see_small_counts"} else []
    found += [("sites", _("Sites side by side"))] if api.consumes() and (everything or "see_sites" in held) else []
    found += [("delivery", _("Delivery"))] if api.delivers() and (everything or "manage" in held) else []
    found += [("me", _("My progress"))]
    return [(reverse(f"pekt_records:{name}"), words) for name, words in found]


def _static_root() -> str:
    # Where the platform's collectstatic puts the files of a package with XBlocks.
    platform = "xblock/resources/pekt_xblocks/static/"
    return getattr(settings, "PEKT_RECORDS_STATIC", "" if getattr(settings, "PEKT_RECORDS_PLATFORM", None) else platform)
