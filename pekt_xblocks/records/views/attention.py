"""Whom to help now, how activities went, and a hub's attestations to sign: a coordinator's and a teacher's looks at their classes."""
from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import api
from ..models import Hub, Run
from .page import refuse, show
from .runs import REASONS


@login_required
def attention(request: HttpRequest) -> HttpResponse:
    """Who needs help now, class by class."""
    seen = api.groups(request.user, "see_learners")
    if not seen:
        return refuse(request)
    found = api.attention(seen, timezone.now())
    as_of, pending = api.fresh_until([run.course_key for run in api.visible_runs(request.user)])
    return show(request, "attention.html", as_of=as_of, pending=pending, runs=[
        (run, [(line.learner, [_(REASONS[reason]) for reason in line.reasons], line.stuck) for line in lines]) for run, lines in found])


@login_required
def items(request: HttpRequest, ref: UUID) -> HttpResponse:
    """How each activity of a run went at the first attempt; no learner is named."""
    run = get_object_or_404(Run.objects.select_related("hub", "module", "year"), ref=ref)
    groups = api.groups(request.user, "see_learners", run)
    if not groups:
        return refuse(request)
    as_of, pending = api.fresh_until([run.course_key])
    found = [(item, 6 * item.percent, [(part, 6 * part.percent) for part in item.parts])
             for item in api.item_analysis(request.user, run, groups)]
    return show(request, "items.html", run=run, items=found, as_of=as_of, pending=pending)


@login_required
def attestations(request: HttpRequest, code: str) -> HttpResponse:
    """Those who can be attested at a hub; one button signs for all."""
    hub = get_object_or_404(Hub, code=code)
    if not api.may(request.user, "attest", hub=hub):
        return refuse(request)
    ready = api.ready_for_attestation(request.user, hub)
    if request.method == "POST":
        made = api.issue(request.user, [member for _group, members in ready for member, _name in members])
        messages.success(request, ngettext("%(number)s attestation issued.", "%(number)s attestations issued.", len(made)) % {
            "number": len(made)})
        return redirect("pekt_records:attestations", code=code)
    as_of, pending = api.fresh_until([group.run.course_key for group, _members in ready])
    return show(request, "attestations.html", hub=hub, ready=ready, number=sum(len(members) for _group, members in ready),
                as_of=as_of, pending=pending)
