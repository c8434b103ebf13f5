"""The year's programme of a hub: runs planned and changed, their classes, the sheet of join codes."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from .. import api
from ..models import Hub, Module, Run, School, SchoolYear
from .corrections import SAYS, confirmed
from .groups import code_of
from .hubs import KINDS, year_of
from .page import refuse, show

STATES = {Run.PLANNED: gettext_noop("planned"), Run.OPEN: gettext_noop("open"), Run.CLOSED: gettext_noop("closed")}


class RunForm(forms.Form):
    """Dates, places and state of a run."""

    starts = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    ends = forms.DateField(label=gettext_lazy("To"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    capacity = forms.IntegerField(label=gettext_lazy("Places"), required=False, min_value=1, max_value=5000,
                                  help_text=gettext_lazy("Empty: as many as come."))
    state = forms.ChoiceField(label=gettext_lazy("State of the run"), help_text=gettext_lazy("In a closed run join codes let nobody in."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(name, _(words)) for name, words in STATES.items()]     # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("starts") and given.get("ends") and given["ends"] < given["starts"]:
            self.add_error("ends", _("The last day comes before the first."))
        return given


class NewRunForm(RunForm):
    """A run that is not there yet."""

    course = forms.ChoiceField(label=gettext_lazy("Module"))
    field_order = ["course"]

    def __init__(self, *args: Any, courses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].choices = courses                                                 # type: ignore[attr-defined]


class GroupForm(forms.Form):
    """A school class that comes to the hub."""

    name = forms.CharField(label=gettext_lazy("Class"), max_length=60)
    school = forms.CharField(label=gettext_lazy("School"), max_length=160, required=False, widget=forms.TextInput({"list": "schools"}),
                             help_text=gettext_lazy("Choose one that is known, or write a new one."))
    size = forms.IntegerField(label=gettext_lazy("Pupils expected"), min_value=0, max_value=500, initial=20)
    teacher = forms.CharField(label=gettext_lazy("Teacher’s username or e-mail"), max_length=254, required=False)


@login_required
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """A hub's runs in a school year."""
    hub = get_object_or_404(Hub, code=code)
    if not api.may(request.user, "manage", hub=hub):
        return refuse(request)
    year = year_of(request)
    runs = Run.objects.filter(hub=hub, year__name=year.name).select_related("module").annotate(
        classes=Count("groups", distinct=True), learners=Count("memberships", filter=Q(memberships__current=True), distinct=True))
    return show(request, "programme.html", hub=hub, year=year, years=SchoolYear.objects.all(), as_of=timezone.now(),
                lines=[(run, _(STATES[run.state])) for run in runs.order_by("starts", "module__slug", "id")])


@login_required
def run_new(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a run."""
    hub = get_object_or_404(Hub, code=code)
    if not api.may(request.user, "manage", hub=hub):
        return refuse(request)
    year = year_of(request)
    offered = [(key, f"{module.title} ({title}, {key.rpartition('+')[2]})") for key, module, title in api.courses(hub, year)]
    form = NewRunForm(request.POST or None, courses=offered, initial={"state": Run.PLANNED})
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        run = api.plan_run(request.user, hub, year, facts.pop("course"), **facts)
        messages.success(request, _("The run is on the programme. Now add its classes."))
        return redirect("pekt_records:run_edit", ref=run.ref)
    return show(request, "run_new.html", status=400 if form.errors else 200, hub=hub, year=year, years=years(), form=form, offered=offered)


@login_required
def run_edit(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Change a run, and see its classes."""
    run = _run(ref)
    if not api.may(request.user, "manage", hub=run.hub):
        return refuse(request)
    facts = {name: getattr(run, name) for name in ("starts", "ends", "capacity", "state")}
    if "remove" in request.POST:
        return _removed(request, run)
    form = RunForm(request.POST or None, initial=facts)
    if request.method == "POST" and form.is_valid():
        api.change_run(request.user, run, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("pekt_records:run_edit", ref=ref)
    return _edited(request, run, form, GroupForm(), status=400 if form.errors else 200)


def _removed(request: HttpRequest, run: Run) -> HttpResponse:
    if not confirmed(request):
        return redirect("pekt_records:run_edit", ref=run.ref)
    try:
        api.remove_run(request.user, run)
    except api.NotNow as fault:
        messages.error(request, _(SAYS[fault.code]))
        return redirect("pekt_records:run_edit", ref=run.ref)
    messages.success(request, _("The run is deleted."))
    return redirect("pekt_records:programme", code=run.hub.code)


@login_required
@require_POST
def group_new(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Add a class to a run."""
    run = _run(ref)
    if not api.may(request.user, "manage", hub=run.hub):
        return refuse(request)
    form = GroupForm(request.POST)
    if form.is_valid() and _added(request, run, form):
        return redirect("pekt_records:run_edit", ref=ref)
    facts = {name: getattr(run, name) for name in ("starts", "ends", "capacity", "state")}
    return _edited(request, run, RunForm(initial=facts), form, status=400)


def _added(request: HttpRequest, run: Run, form: GroupForm) -> bool:
    given = form.cleaned_data
    school = api.school(request.user, run.hub, given["school"]) if given["school"].strip() else None
    try:
        group = api.add_group(request.user, run, given["name"].strip(), school, given["size"])
    except ValueError:
        form.add_error("name", _("The run has this class already."))
        return False
    messages.success(request, _("The class is in the run."))
    if given["teacher"].strip():
        try:
            api.give_teacher(request.user, group, given["teacher"])
        except LookupError:
            messages.warning(request, _("There is no account of that name, so the class has no teacher yet."))
    return True


@login_required
@require_POST
def teacher_new(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Give a class of the run a teacher, or take one off it."""
    run = _run(ref)
    if not api.may(request.user, "manage", hub=run.hub):
        return refuse(request)
    group = get_object_or_404(run.groups.select_related("run__hub"), id=request.POST.get("group") if request.POST.get(
        "group", "").isdigit() else 0)
    if request.POST.get("end", "").isdigit():
        api.end_teaching(request.user, group, int(request.POST["end"]))
        return redirect("pekt_records:run_edit", ref=ref)
    try:
        api.give_teacher(request.user, group, request.POST.get("teacher", ""))
        messages.success(request, _("The class has its teacher."))
    except LookupError:
        messages.error(request, _("There is no account of that name."))
    return redirect("pekt_records:run_edit", ref=ref)


@login_required
def join_codes(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The join codes of a run's classes, to print and cut; asking for it makes none, the button does."""
    run = _run(ref)
    if not api.may(request.user, "manage", hub=run.hub):
        return refuse(request)
    groups = list(run.groups.filter(closed=None).select_related("run__hub", "school"))
    if request.method == "POST":
        for group in groups:
            api.open_joining(request.user, group)
        return redirect("pekt_records:join_codes", ref=ref)
    return show(request, "join_codes.html", run=run, cards=[(group, code_of(request, group)) for group in groups],
                lacking=sum(not group.join_code for group in groups), as_of=timezone.now())


def years() -> list[SchoolYear]:
    """Every year on file, and the one after today's, which is planned before it begins: on file only once it has a run."""
    found, coming = list(SchoolYear.objects.all()), api.coming_year()
    return found if coming.name in {year.name for year in found} else [coming, *found]


def _edited(request: HttpRequest, run: Run, form: RunForm, group_form: GroupForm, status: int) -> HttpResponse:
    groups = list(run.groups.select_related("school"))
    learners, teachers = api.counted(groups), api.teachers_of(groups)
    return show(request, "run_edit.html", status=status, run=run, form=form, group_form=group_form, as_of=timezone.now(),
                empty=api.run_is_empty(run), module=_module(run.module),
                groups=[(group, learners.get(group.id, 0), teachers.get(group.id, [])) for group in groups],
                schools=School.objects.filter(municipality=run.hub.municipality_el))


def _module(module: Module) -> list[tuple[str, str]]:
    """What the package says of a module, and what its attestation asks: read here, changed in the package and by the operator."""
    asks = [_("completion %(percent)s%%") % {"percent": module.needs_percent}]
    asks += [words % {"number": number} for number, words in (
        (module.needs_score, _("score %(number)s%%")), (module.needs_visits, _("visits: %(number)s")),
        (module.needs_sign_offs, _("signed practical tasks: %(number)s"))) if number]
    facts = [(_("Competences (DigComp)"), ", ".join(module.competences)), (_("DigComp level"), module.level),
             (_("Minutes online"), str(module.minutes_online)), (_("Minutes at the hub"), str(module.minutes_hub)),
             (_("Equipment"), ", ".join(_(KINDS.get(kind, kind)) for kind in module.equipment)), (_("Version"), module.version),
             (_("An attestation asks for"), " · ".join(asks))]
    return [(name, value or "–") for name, value in facts]


def _run(ref: UUID) -> Run:
    return get_object_or_404(Run.objects.select_related("hub", "module", "year"), ref=ref)
