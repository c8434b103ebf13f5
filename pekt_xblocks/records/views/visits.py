"""A visit from plan to head-count: put on the programme, looked at, who was there, closed."""
from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from .. import api
from ..models import Group, Visit
from .page import refuse, show

STATES = {"planned": gettext_noop("planned"), "open": gettext_noop("open now"), "closed": gettext_noop("done")}
MINUTES = 480
"""The longest visit."""


class VisitForm(forms.Form):
    """A visit to come."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    time = forms.TimeField(label=gettext_lazy("Time"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=MINUTES, initial=90)
    topic = forms.CharField(label=gettext_lazy("Topic"), max_length=200, required=False)


@login_required
def visit_new(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Plan a visit of a class."""
    group = get_object_or_404(Group.objects.select_related("run__hub", "run__module", "run__year", "school"), ref=ref)
    if not api.may(request.user, "open_visit", group=group):
        return refuse(request)
    if group.closed:
        messages.error(request, _("This class is closed: nobody joins, and no visit is planned."))
        return redirect("pekt_records:visits", ref=ref)
    form = VisitForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        starts = timezone.make_aware(datetime.combine(given["day"], given["time"]))
        api.plan_visit(request.user, group, starts, given["minutes"], given["topic"])
        messages.success(request, _("The visit is on the programme."))
        return redirect("pekt_records:visits", ref=ref)
    return show(request, "visit_new.html", status=400 if form.errors else 200, group=group, form=form)


@login_required
def visits(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A class's visits, the newest first."""
    group = get_object_or_404(Group.objects.select_related("run__hub", "run__module", "run__year", "school"), ref=ref)
    if not api.may(request.user, "see_learners", group=group):
        return refuse(request)
    found = list(group.visits.order_by("-starts", "-id"))
    there = api.attended(found)
    return show(request, "visits.html", group=group, as_of=timezone.now(),
                lines=[(visit, _(STATES[visit.state]), there.get(visit.id, 0)) for visit in found],
                may_plan=api.may(request.user, "open_visit", group=group) and not group.closed,
                may_open=api.may(request.user, "open_visit", group=group))


@login_required
def visit_page(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One visit: who was there, how they were recorded, the head-count."""
    visit = _visit(ref)
    if not api.may(request.user, "open_visit", group=visit.group):
        return refuse(request)
    rows = api.roll(visit)
    return show(request, "visit.html", visit=visit, group=visit.group, state=_(STATES[visit.state]), rows=rows, as_of=timezone.now(),
                there=sum(bool(how) for _user, _name, how in rows))


@login_required
def visit_edit(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Another day, length or topic of a visit."""
    visit = _visit(ref)
    if not api.may(request.user, "open_visit", group=visit.group):
        return refuse(request)
    starts = timezone.localtime(visit.starts)
    held = {"day": starts.date(), "time": starts.time(), "minutes": visit.minutes, "topic": visit.topic}
    form = VisitForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        api.change_visit(request.user, visit, starts=timezone.make_aware(datetime.combine(given["day"], given["time"])),
                         minutes=given["minutes"], topic=given["topic"])
        messages.success(request, _("Saved."))
        return redirect("pekt_records:visit", ref=ref)
    return show(request, "visit_new.html", status=400 if form.errors else 200, group=visit.group, form=form, visit=visit)


@login_required
@require_POST
def visit_change(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Open a planned visit, add a learner by hand or take one back, close with a head-count, open again, or take it off the programme."""
    visit = _visit(ref)
    if not api.may(request.user, "open_visit", group=visit.group):
        return refuse(request)
    if "cancel" in request.POST:
        if api.cancel_visit(request.user, visit):
            messages.success(request, _("The visit is off the programme."))
            return redirect("pekt_records:visits", ref=visit.group.ref)
        messages.error(request, _("Somebody was there, so the visit stays."))
    _change(request, visit)
    return redirect("pekt_records:visit", ref=ref)


def _change(request: HttpRequest, visit: Visit) -> None:
    given: Any = request.POST
    if "open" in given:
        api.begin_visit(request.user, visit)
    elif "reopen" in given:
        api.reopen_visit(request.user, visit)
    elif given.get("undo", "").isdigit():
        api.take_back_attendance(request.user, visit, int(given["undo"]))
    elif given.get("add", "").isdigit() and visit.opened_by is not None:
        try:
            api.add_by_hand(request.user, visit, int(given["add"]))
        except LookupError:
            messages.error(request, _("This learner is not in the class now."))
    elif "close" in given:
        heads = given.get("heads", "")
        api.close_visit(request.user, visit, min(int(heads), 500) if heads.isdigit() else None)


def _visit(ref: UUID) -> Visit:
    return get_object_or_404(Visit.objects.select_related("hub", "group__run__module", "group__run__hub", "group__run__year",
                                                          "group__school"), ref=ref)
