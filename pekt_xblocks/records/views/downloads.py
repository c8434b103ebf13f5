"""The tables of the weekly rounds as files. What pupils wrote themselves is never in one: nor in that of tasks to sign off."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import api
from ..data import OwnModule
from ..models import Group, Hub, Run, Visit
from .delivery import TOLD
from .files import needs_extra
from .hubs import year_of
from .page import refuse
from .programme import STATES as RUN_STATES
from .runs import REASONS
from .tables import table_file, with_names
from .visits import STATES as VISIT_STATES


@login_required
@needs_extra
def attention_table(request: HttpRequest, form: str) -> HttpResponse:
    """Whom to ask how it goes, and why."""
    groups = api.groups(request.user, "export")
    if not groups:
        return refuse(request)
    named = with_names(request)
    rows = [[line.learner.name if named else api.pseudonym(run.hub, run.year, line.learner.user_id), run.module.title, line.learner.group,
             ", ".join([_(REASONS[reason]) for reason in line.reasons]), ", ".join(line.stuck), line.learner.percent,
             line.learner.last_activity] for run, lines in api.attention(groups, timezone.now()) for line in lines]
    hubs = {group.run.hub for group in groups}
    return table_file(request, form, "attention", _("Who needs help now"), [
        _("Learner") if named else _("Code"), _("Module"), _("Class"), _("Why"), _("Tried many times"), _("Completion %"),
        _("Last activity")], rows, what="attention", hub=hubs.pop() if len(hubs) == 1 else None, named=named)


@login_required
@needs_extra
def items_table(request: HttpRequest, ref: UUID, form: str) -> HttpResponse:
    """How each activity and each of its parts went at the first attempt; wrong responses stay on the page."""
    run = get_object_or_404(Run.objects.select_related("hub", "module", "year"), ref=ref)
    groups = api.groups(request.user, "export", run)
    if not groups:
        return refuse(request)
    rows: list[list[Any]] = []
    for item in api.item_analysis(request.user, run, groups):
        rows.append([item.title, "", item.answered, item.whole, item.percent])
        rows += [[item.title, part.title, part.answered, part.right, part.percent] for part in item.parts]
        rows += [[item.title, f"{_('The class together')}: {what}", of, times, None] for what, times, of in item.together]
    headings = [_("Activity"), _("Part"), _("Answered"), _("Right at the first attempt"), "%"]
    name = f"{run.hub.code}-{run.module.slug}-{run.year.name}-items"
    return table_file(request, form, name, _("How the activities went"), headings, rows, what="items", hub=run.hub,
                      of=str(run.ref))


@login_required
@needs_extra
def visits_table(request: HttpRequest, ref: UUID, form: str) -> HttpResponse:
    """A class's visits."""
    group = get_object_or_404(Group.objects.select_related("run__hub", "run__module", "run__year"), ref=ref)
    if not api.may(request.user, "export", group=group):
        return refuse(request)
    found = list(group.visits.order_by("-starts", "-id"))
    there = api.attended(found)
    rows = [[visit.starts, visit.topic, _(VISIT_STATES[visit.state]), visit.minutes, there.get(visit.id, 0), visit.head_count]
            for visit in found]
    headings = [_("Day"), _("Topic"), _("State"), _("Minutes"), _("Were there"), _("In the room")]
    return table_file(request, form, f"{group.run.hub.code}-{group.name}-visits", _("Visits"), headings, rows, what="visits",
                      hub=group.run.hub, of=str(group.ref))


@login_required
@needs_extra
def attendance_table(request: HttpRequest, ref: UUID, form: str) -> HttpResponse:
    """Who was at a visit."""
    visit = get_object_or_404(Visit.objects.select_related("group__run__hub", "group__run__year"), ref=ref)
    if not api.may(request.user, "export", group=visit.group):
        return refuse(request)
    named, run = with_names(request), visit.group.run
    rows = [[name if named else api.pseudonym(run.hub, run.year, user), _("yes") if how else ""] for user, name, how in api.roll(visit)]
    return table_file(request, form, f"{run.hub.code}-{visit.group.name}-{timezone.localdate(visit.starts)}", _("Attendance"),
                      [_("Learner") if named else _("Code"), _("Attendance")], rows, what="attendance", hub=run.hub, of=str(visit.ref),
                      named=named)


@login_required
@needs_extra
def programme_table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """A hub's runs in a school year, planned ones too."""
    hub = get_object_or_404(Hub, code=code)
    if not api.may(request.user, "manage", hub=hub):
        return refuse(request)
    year = year_of(request)
    runs = Run.objects.filter(hub=hub, year__name=year.name).select_related("module").order_by("module__slug", "id").annotate(
        classes=Count("groups", distinct=True), learners=Count("memberships", filter=Q(memberships__current=True), distinct=True))
    rows = [[run.module.title, _(RUN_STATES[run.state]), run.starts, run.ends, run.classes, run.learners, run.capacity] for run in runs]
    headings = [_("Module"), _("State"), _("From"), _("To"), _("Classes"), _("Learners"), _("Places")]
    return table_file(request, form, f"{hub.code}-{year.name}-programme", _("Programme of the year"), headings, rows, what="programme",
                      hub=hub)


@login_required
@needs_extra
def tasks_table(request: HttpRequest, form: str) -> HttpResponse:
    """The practical tasks that wait for a sign-off, the longest waiting first."""
    groups = api.groups(request.user, "sign_off")
    if not groups:
        return refuse(request)
    named, waiting, desks = with_names(request), api.hand_ins(groups), api.desks(request.user, groups)
    titles = {desk.usage_key: desk.title for desk in desks}
    unsafe = {task["ref"] for desk in desks for task in desk.tasks if task["unsafe"]}
    names = api.display_names([task.membership.user_id for task in waiting]) if named else {}
    rows = []
    for task in waiting:
        group, user = task.membership.group, task.membership.user_id
        rows.append([names.get(user, "") if named else api.pseudonym(group.run.hub, group.run.year, user), group.run.module.title,
                     titles.get(task.usage_key, ""), group.name, task.at, _("no") if str(task.ref) in unsafe else _("yes")])
    hubs = {group.run.hub for group in groups}
    return table_file(request, form, "tasks", _("Tasks to sign off"), [
        _("Learner") if named else _("Code"), _("Module"), _("Task"), _("Class"), _("Handed in"), _("Safety ticked")], rows, what="tasks",
        hub=hubs.pop() if len(hubs) == 1 else None, named=named)


@login_required
@needs_extra
def classes_table(request: HttpRequest, ref: UUID, form: str) -> HttpResponse:
    """A run's classes with their schools and teachers."""
    run = get_object_or_404(Run.objects.select_related("hub", "module", "year"), ref=ref)
    if not api.may(request.user, "manage", hub=run.hub):
        return refuse(request)
    groups = list(run.groups.select_related("school"))
    learners, teachers = api.counted(groups), api.teachers_of(groups)
    rows = [[group.name, group.school.name if group.school else "", learners.get(group.id, 0), group.size,
             ", ".join(name for _role, name in teachers.get(group.id, [])), _("closed") if group.closed else _("open")] for group in groups]
    headings = [_("Class"), _("School"), _("Learners"), _("Pupils expected"), _("Teacher"), _("State")]
    return table_file(request, form, f"{run.hub.code}-{run.module.slug}-{run.year.name}-classes", _("Classes"), headings, rows,
                      what="classes", hub=run.hub, of=str(run.ref))


@login_required
@needs_extra
def refused_table(request: HttpRequest, form: str) -> HttpResponse:
    """What destinations refused of the person's hubs."""
    hubs = api.hubs(request.user, "manage")
    if not hubs:
        return refuse(request)
    rows = [[_(TOLD[row.milestone]), row.membership.run.module.title, row.membership.group.name, row.destination, row.made, row.reason]
            for row in (api.refused(hubs) if api.delivers() else [])]
    headings = [_("Milestone"), _("Module"), _("Class"), _("Destination"), _("When"), _("What it answered")]
    return table_file(request, form, "refused", _("Refused records of your hub"), headings, rows, what="refused",
                      hub=hubs[0] if len(hubs) == 1 else None)


@login_required
@needs_extra
def learner_table(request: HttpRequest, ref: UUID, form: str) -> HttpResponse:
    """One learner's units and competences, as on the page that a teacher shows a parent."""
    try:
        member = api.registration(ref)
    except LookupError:
        raise Http404 from None
    if not api.may(request.user, "export", group=member.group):
        return refuse(request)
    return _units(request, api.module_of(member), form, member.run.hub)


@login_required
@needs_extra
def own_table(request: HttpRequest, registration: UUID, form: str) -> HttpResponse:
    """My own units and competences."""
    module = next((each for each in api.own_modules(request.user.id) if each.registration == str(registration)), None)
    return refuse(request) if module is None else _units(request, module, form, None)


def _units(request: HttpRequest, module: OwnModule, form: str, hub: Hub | None) -> HttpResponse:
    rows: list[list[Any]] = [[_("Unit"), title, percent, None, None] for title, percent in module.units]
    rows += [[_("Competence"), f"DigComp {code}", None, shown.passed, shown.of] for code, shown in module.shown.items()]
    return table_file(request, form, "units", module.title, [_("What"), _("Name"), _("Completion %"), _("Shown"), _("Of")], rows,
                      what="learner", hub=hub, of=module.registration)
