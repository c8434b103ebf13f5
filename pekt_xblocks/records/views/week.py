"""This week at the hub: the visits and what to prepare for them, and the way to a coordinator's other work."""
from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import api
from .hubs import KINDS
from .page import refuse, show
from .visits import STATES


@login_required
def week(request: HttpRequest) -> HttpResponse:
    """The visits of a week (``?from=`` a day in it) of the person's classes."""
    classes = api.groups(request.user, "open_visit")
    hubs = api.hubs(request.user, "manage")
    if not classes and not hubs:
        return refuse(request)
    first = api.monday(_day(request))
    found = api.week(request.user, first)
    lines = [(each, _(STATES[each.visit.state]), [_(KINDS.get(kind, kind)) for kind in each.needs],
              [_(KINDS.get(kind, kind)) for kind in each.lacks]) for each in found]
    waiting = len(api.hand_ins(classes))
    return show(request, "week.html", first=first, last=first + timedelta(days=6), before=first - timedelta(days=7),
                after=first + timedelta(days=7), lines=lines, waiting=waiting, as_of=timezone.now(),
                classes=[group for group in classes if not group.closed],
                hubs=[(hub, sum(len(members) for _group, members in api.ready_for_attestation(request.user, hub))) for hub in hubs])


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return timezone.localdate()
