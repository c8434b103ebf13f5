"""How the deliveries to other systems fare, for those who manage a hub: each destination, and what it refused of their hub."""
from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from .. import api
from ..data import Health
from .page import refuse, show

TOLD = {
    "started": gettext_noop("started the module"), "25": "25%", "50": "50%", "75": "75%",
    "completed": gettext_noop("completed the module"), "passed": gettext_noop("passed the module"),
    "attested": gettext_noop("was attested"), "revoked": gettext_noop("had the attestation revoked"),
}
KINDS = {"xapi": "xAPI", "webhook": "webhook", "bus": "event bus"}


@login_required
def delivery(request: HttpRequest) -> HttpResponse:
    """Every destination, and what it refused of the hubs that the person manages."""
    hubs = api.hubs(request.user, "manage")
    if not hubs:
        return refuse(request)
    try:
        lines = [(one, KINDS[one.kind], *_state(one)) for one in api.delivery_health()]
        refused = [(row, _(TOLD[row.milestone])) for row in api.refused(hubs)]
    except api.DestinationError as error:
        return show(request, "delivery.html", status=500, fault=str(error))
    return show(request, "delivery.html", lines=lines, refused=refused)


@login_required
@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Queue the refused records of the person's hubs anew."""
    hubs = api.hubs(request.user, "manage")
    if not hubs:
        return refuse(request)
    try:
        number = api.send_again(hubs)
    except api.DestinationError:                            # the page says what is wrong
        return redirect("pekt_records:delivery")
    said = ngettext("%(number)s record will go out in the next round.", "%(number)s records will go out in the next round.", number)
    messages.success(request, said % {"number": number})
    return redirect("pekt_records:delivery")


def _state(one: Health) -> tuple[str, Any]:
    """A tone, and the one thing to know."""
    if one.waits_until and one.waits_until > timezone.now() and one.reason:
        when = timezone.localtime(one.waits_until)
        return "wrong", _("It doesn’t answer (%(reason)s). Next try at %(time)s.") % {"reason": one.reason, "time": f"{when:%H:%M}"}
    if one.refused:
        return "wrong", ngettext("It refused %(number)s record.", "It refused %(number)s records.", one.refused) % {"number": one.refused}
    if one.waiting:
        said = ngettext("%(number)s record waits for the next round.", "%(number)s records wait for the next round.", one.waiting)
        return "info", said % {"number": one.waiting}
    return "right", _("Everything has arrived.")
