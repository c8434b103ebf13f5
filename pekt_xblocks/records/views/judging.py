"""The sign-off list: every practical task that waits over a teacher's classes, judged here by the calls that its own page makes."""
from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pekt_xblocks.core.hub import NotAllowed

from .. import api
from ..models import Group
from .page import refuse, show

SAME = 2
"""The level that one tap gives to every criterion."""


@login_required
def tasks(request: HttpRequest) -> HttpResponse:
    """What waits, by activity, the longest waiting first; a POST judges the chosen tasks of one activity."""
    groups = api.groups(request.user, "sign_off")
    if not groups:
        return refuse(request)
    error = _judge(request, groups) if request.method == "POST" else ""
    if request.method == "POST" and not error:
        return redirect("pekt_records:tasks")
    desks = api.desks(request.user, groups)
    return show(request, "tasks.html", status=409 if error else 200, desks=desks, error=error, as_of=timezone.now(),
                given={"at": request.POST.get("at"), "refs": request.POST.getlist("task"), "comment": request.POST.get("comment", "")})


def _judge(request: HttpRequest, groups: list[Group]) -> str:
    """Why nothing happened, in words; empty where it did."""
    given = request.POST
    if not any(task.usage_key == given.get("at") for task in api.hand_ins(groups)):
        return _("This can't be done now. Open the page again and choose anew.")
    refs, comment = given.getlist("task"), (given.get("comment") or given.get("ready_comment", ""))[:500]
    if not refs:
        return _("Choose one or more learners first.")
    call, data = ("return", {}) if "return" in given else ("sign", {"levels": _levels(request)})
    try:
        api.at_desk(request.user, given.get("at", ""), call, {"refs": refs, "comment": comment, **data})
    except NotAllowed as refused:
        return str(refused)
    except (LookupError, ValueError):
        return _("This can't be done now. Open the page again and choose anew.")
    done = (ngettext("%(number)s task returned.", "%(number)s tasks returned.", len(refs)) if call == "return" else
            ngettext("%(number)s task signed off.", "%(number)s tasks signed off.", len(refs)))
    messages.success(request, done % {"number": len(refs)})
    return ""


def _levels(request: HttpRequest) -> dict[str, Any]:
    """The level by criterion: one for all, or those that were chosen; the activity itself refuses what lacks."""
    criteria = request.POST.getlist("criterion")
    if "same" in request.POST:
        return dict.fromkeys(criteria, SAME)
    chosen = {each: request.POST.get(f"level-{each}", "") for each in criteria}
    return {each: int(level) for each, level in chosen.items() if level.isdigit()}
