"""The pages on which a coordinator mends what was typed wrong, and the log of what was mended."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from .. import api
from ..models import Group, Hub, Membership, Run, School
from .files import needs_extra
from .page import refuse, show
from .tables import table_file

SAYS = {
    "twice": gettext_noop("There is a class of this name already."),
    "worked": gettext_noop("The class has worked in this run already. Make a new class in the other run instead."),
    "there": gettext_noop("One of its learners is in the other run already."),
    "not_open": gettext_noop("The other run’s course takes no learners now. Ask the operator to open its enrolment."),
    "recorded": gettext_noop("Something is recorded here, so it can’t be deleted. Close it instead."),
    "shared": gettext_noop("Another hub has this school too. Ask the operator to rename it."),
    "elsewhere": gettext_noop("Choose an open class of the same run."),
}
WHAT = {
    "class_changed": gettext_noop("Class changed"), "class_removed": gettext_noop("Class deleted"),
    "class_closed": gettext_noop("Class closed"), "class_opened": gettext_noop("Class opened again"),
    "teacher_ended": gettext_noop("Teacher taken off a class"), "run_removed": gettext_noop("Run deleted"),
    "school_renamed": gettext_noop("School renamed"), "visit_changed": gettext_noop("Visit changed"),
    "visit_reopened": gettext_noop("Visit opened again"), "attendance_removed": gettext_noop("Attendance taken back"),
    "learner_moved": gettext_noop("Learner moved to another class"), "learner_out": gettext_noop("Learner taken out of a class"),
    "hub_changed": gettext_noop("About the hub"), "equipment_removed": gettext_noop("Equipment struck off"),
}


class ClassForm(forms.Form):
    """What may be wrong about a class."""

    name = forms.CharField(label=gettext_lazy("Class"), max_length=60)
    school = forms.CharField(label=gettext_lazy("School"), max_length=160, required=False, widget=forms.TextInput({"list": "schools"}),
                             help_text=gettext_lazy("Choose one that is known, or write a new one."))
    size = forms.IntegerField(label=gettext_lazy("Pupils expected"), min_value=0, max_value=500)
    run = forms.ChoiceField(label=gettext_lazy("Run"), help_text=gettext_lazy("To another run only while nothing is recorded here."))

    def __init__(self, *args: Any, runs: list[Run], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["run"].choices = [(str(run.ref), f"{run.module.title}, {run.year.name}") for run in runs]   # type: ignore[attr-defined]


@login_required
def group_edit(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Change a class, close it, or delete it while nothing was recorded in it."""
    group = get_object_or_404(Group.objects.select_related("run__hub", "run__module", "run__year", "school"), ref=ref)
    if not api.may(request.user, "manage", hub=group.run.hub):
        return refuse(request)
    runs = list(Run.objects.filter(hub=group.run.hub).exclude(state=Run.CLOSED).select_related("module", "year"))
    runs = runs if group.run in runs else [group.run, *runs]
    held = {"name": group.name, "school": group.school.name if group.school else "", "size": group.size, "run": str(group.run.ref)}
    form = ClassForm(request.POST if "save" in request.POST else None, initial=held, runs=runs)
    if request.method == "POST":
        done = _group_changed(request, group, form, {str(run.ref): run for run in runs})
        if done is not None:
            return done
    return show(request, "group_edit.html", status=400 if form.errors else 200, group=group, form=form, empty=api.group_is_empty(group),
                schools=School.objects.filter(municipality=group.run.hub.municipality_el), as_of=timezone.now())


def _group_changed(request: HttpRequest, group: Group, form: ClassForm, runs: dict[str, Run]) -> HttpResponse | None:
    """Where to go on; None where the form has to be mended."""
    run = group.run
    if "save" in request.POST:
        return _saved(request, group, form, runs)
    try:
        if "remove" in request.POST and confirmed(request):
            api.remove_group(request.user, group)
            messages.success(request, _("The class is deleted."))
            return redirect("pekt_records:run_edit", ref=run.ref)
        if "close" in request.POST or "reopen" in request.POST:
            api.close_group(request.user, group, closed="close" in request.POST)
            messages.success(request, _("The class is closed.") if "close" in request.POST else _("The class is open again."))
    except api.NotNow as fault:
        messages.error(request, _(SAYS[fault.code]))
    return redirect("pekt_records:group_edit", ref=group.ref)


def _saved(request: HttpRequest, group: Group, form: ClassForm, runs: dict[str, Run]) -> HttpResponse | None:
    if not form.is_valid():
        return None
    given = form.cleaned_data
    school = api.school(request.user, group.run.hub, given["school"]) if given["school"].strip() else None
    try:
        api.change_group(request.user, group, name=given["name"].strip(), school=school, size=given["size"], run=runs[given["run"]])
    except api.NotNow as fault:
        form.add_error("name" if fault.code == "twice" else "run", _(SAYS[fault.code]))
        return None
    messages.success(request, _("Saved."))
    return redirect("pekt_records:group", ref=group.ref)


def confirmed(request: HttpRequest) -> bool:
    """Whether the box beside the button was ticked; without it, a word and nothing else."""
    if not request.POST.get("sure"):
        messages.error(request, _("Tick the box beside the button first."))
    return bool(request.POST.get("sure"))


@login_required
def schools(request: HttpRequest, code: str) -> HttpResponse:
    """The schools that send classes to a hub; a wrong name is mended here once, for all their classes."""
    hub = get_object_or_404(Hub, code=code)
    if not api.may(request.user, "manage", hub=hub):
        return refuse(request)
    if request.method == "POST":
        _renamed(request, hub)
        return redirect("pekt_records:schools", code=code)
    return show(request, "schools.html", hub=hub, lines=api.schools_of_hub(hub), as_of=timezone.now())


def _renamed(request: HttpRequest, hub: Hub) -> None:
    given, name = request.POST.get("school", ""), " ".join(request.POST.get("name", "").split())[:160]
    school = get_object_or_404(School, id=given if given.isdigit() else 0)
    if not name or name == school.name:
        return
    try:
        api.rename_school(request.user, hub, school, name)
        messages.success(request, _("Saved."))
    except api.NotNow as fault:
        messages.error(request, _(SAYS[fault.code]))


@login_required
@needs_extra
def schools_table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The same as a file."""
    hub = get_object_or_404(Hub, code=code)
    if not api.may(request.user, "manage", hub=hub):
        return refuse(request)
    rows = [[school.name, school.municipality, classes] for school, classes, _own in api.schools_of_hub(hub)]
    return table_file(request, form, f"{hub.code}-schools", _("Schools"), [_("School"), _("Municipality"), _("Classes")], rows,
                      what="schools", hub=hub)


@login_required
def learner_edit(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A learner's registration: a teacher's word with its reason, another class, out of the class, an attestation taken back."""
    try:
        member = api.registration(ref)
    except LookupError:
        raise Http404 from None
    if not api.may(request.user, "override", group=member.group):
        return refuse(request)
    manages = api.may(request.user, "manage", hub=member.run.hub)
    if request.method == "POST":
        gone = _learner_changed(request, member, manages)
        return redirect("pekt_records:group", ref=member.group.ref) if gone else redirect("pekt_records:learner_edit", ref=ref)
    classes = member.run.groups.filter(closed=None).exclude(id=member.group_id) if manages else []
    return show(request, "learner_edit.html", member=member, name=api.name_of(member.user_id), overrides=api.overrides_of(member),
                standing=api.standings([member])[member.id], classes=classes, manages=manages,
                paper=getattr(member, "attestation", None), former=member.former_attestations.order_by("-edition"),
                may_attest=api.may(request.user, "attest", hub=member.run.hub), as_of=timezone.now())


def _learner_changed(request: HttpRequest, member: Membership, manages: bool) -> bool:
    """Whether the learner is out of the class now. What a person may do is asked again by each call."""
    given, reason = request.POST, request.POST.get("reason", "").strip()
    if ("override" in given or "revoke" in given) and not reason:
        messages.error(request, _("A reason is needed."))
    elif "override" in given:
        api.override(request.user, member, reason)
        messages.success(request, _("Your word is written down, with its reason."))
    elif "withdraw" in given:
        for each, _by in api.overrides_of(member):
            if str(each.id) == given["withdraw"]:
                api.withdraw_override(request.user, each)
                messages.success(request, _("Taken back. It stays on file as taken back."))
    elif "revoke" in given and hasattr(member, "attestation"):
        api.revoke(request.user, member.attestation, reason)
        messages.success(request, _("The attestation is revoked: whoever checks its code sees that."))
    elif "reissue" in given:
        _another_paper(request, member)
    elif "move" in given and manages:
        _moved(request, member)
    elif "out" in given and manages and confirmed(request):
        api.take_out(request.user, member)
        messages.success(request, _("The learner is out of the class."))
        return True
    return False


def _another_paper(request: HttpRequest, member: Membership) -> None:
    """The button may be older than the page: conditions taken back meanwhile, or another one issued."""
    try:
        made = api.reissue(request.user, member)
    except ValueError:
        messages.error(request, _("The conditions are not met any more: nothing was issued."))
        return
    messages.success(request, _("The attestation %(serial)s is issued.") % {"serial": made.serial} if made else
                     _("Another one was issued already."))


def _moved(request: HttpRequest, member: Membership) -> None:
    given = request.POST.get("group", "")
    group = get_object_or_404(member.run.groups.select_related("run"), id=given if given.isdigit() else 0)
    try:
        api.move_learner(request.user, member, group)
        messages.success(request, _("The learner is in class %(name)s now.") % {"name": group.name})
    except api.NotNow as fault:
        messages.error(request, _(SAYS[fault.code]))


@login_required
def changes(request: HttpRequest) -> HttpResponse:
    """What was mended or deleted in the person's hubs."""
    hubs = api.hubs(request.user, "manage")
    if not hubs:
        return refuse(request)
    return show(request, "changes.html", hubs=hubs, as_of=timezone.now(),
                lines=[(row, _(WHAT.get(row.what, row.what)), by) for row, by in api.changes(hubs)])


@login_required
@needs_extra
def changes_table(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file."""
    hubs = api.hubs(request.user, "manage")
    if not hubs:
        return refuse(request)
    rows = [[row.at, by, row.hub.name, _(WHAT.get(row.what, row.what)), row.about, row.before, row.after]
            for row, by in api.changes(hubs)]
    headings = [_("When"), _("Who"), _("Hub"), _("What"), _("Of what"), _("Before"), _("After")]
    return table_file(request, form, "changes", _("Log of corrections"), headings, rows, what="changes",
                      hub=hubs[0] if len(hubs) == 1 else None)
