"""What a hub says of itself: its rooms, its contact, since when it works, and who is who there today."""
from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from .. import api
from ..models import Hub, Role
from .page import refuse, show

ROLES = {Role.COORDINATOR: gettext_noop("coordinator"), Role.TEACHER: gettext_noop("teacher"),
         Role.MUNICIPALITY: gettext_noop("municipality")}


class HubForm(forms.Form):
    """What the hub itself knows best; its name and municipality are the operator's."""

    premises_el = forms.CharField(label=gettext_lazy("Rooms, in Greek"), max_length=200, required=False,
                                  help_text=gettext_lazy("Building and address, as the yearly report writes them."))
    premises_en = forms.CharField(label=gettext_lazy("Rooms, in English"), max_length=200, required=False)
    contact = forms.CharField(label=gettext_lazy("Contact"), max_length=200, required=False,
                              help_text=gettext_lazy("The office's own address or telephone, never a person's."))
    active_since = forms.DateField(label=gettext_lazy("Works since"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


@login_required
def about(request: HttpRequest, code: str) -> HttpResponse:
    """See and change it; who has which role is seen here and given elsewhere."""
    hub = get_object_or_404(Hub, code=code)
    if not api.may(request.user, "manage", hub=hub):
        return refuse(request)
    form = HubForm(request.POST or None, initial={name: getattr(hub, name) for name in HubForm.base_fields})
    if request.method == "POST" and form.is_valid():
        api.change_hub(request.user, hub, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("pekt_records:about", code=code)
    return show(request, "about.html", status=400 if form.errors else 200, hub=hub, form=form, as_of=timezone.now(),
                people=[(name, _(ROLES[kind]), since, classes) for name, kind, since, classes in api.people_of(hub)])
