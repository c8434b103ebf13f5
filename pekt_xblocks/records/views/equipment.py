"""A hub's register of equipment, and what it makes runnable."""
from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import api
from ..models import Equipment, Hub
from .corrections import confirmed
from .hubs import KINDS
from .hubs import WORKS as STATES
from .page import refuse, show


class EquipmentForm(forms.Form):
    """One line of the register."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    quantity = forms.IntegerField(label=gettext_lazy("Quantity"), min_value=0, max_value=10_000, initial=1)
    project = forms.CharField(label=gettext_lazy("Project"), max_length=40, required=False,
                              help_text=gettext_lazy("Who paid for it, e.g. MIS 5125500."))
    received = forms.DateField(label=gettext_lazy("Received"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    state = forms.ChoiceField(label=gettext_lazy("State"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("kind", KINDS), ("state", STATES)):
            self.fields[name].choices = [(key, _(text)) for key, text in words.items()]         # type: ignore[attr-defined]


@login_required
def equipment(request: HttpRequest, code: str) -> HttpResponse:
    """What stands in the hub's rooms; ``?item=`` opens a line to change it."""
    hub = get_object_or_404(Hub, code=code)
    if not api.may(request.user, "manage", hub=hub):
        return refuse(request)
    item = hub.equipment.filter(id=request.GET["item"]).first() if request.GET.get("item", "").isdigit() else None
    held = {name: getattr(item, name) for name in EquipmentForm.base_fields} if item else {"state": Equipment.WORKS}
    form = EquipmentForm(request.POST or None, initial=held)
    if "remove" in request.POST and item is not None:
        if confirmed(request):
            api.remove_equipment(request.user, item)
            messages.success(request, _("Struck off."))
        return redirect("pekt_records:equipment", code=code)
    if request.method == "POST" and form.is_valid():
        api.keep_equipment(request.user, hub, item, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("pekt_records:equipment", code=code)
    return show(request, "equipment.html", status=400 if form.errors else 200, hub=hub, form=form, item=item, as_of=timezone.now(),
                lines=[(each, _(KINDS[each.kind]), _(STATES[each.state])) for each in hub.equipment.all()],
                modules=[(module, [_(KINDS.get(kind, kind)) for kind in module.equipment], [_(KINDS.get(kind, kind)) for kind in lacks])
                         for module, lacks in api.runnable(hub)])
