"""A class's page: its learners, its join code, tasks that wait for a sign-off, attestations that can be issued."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from .. import api
from ..models import Group, Membership
from .files import needs_extra
from .page import refuse, show
from .runs import STATES
from .tables import table_file, with_names


@login_required
def groups(request: HttpRequest) -> HttpResponse:
    """The classes that the person teaches or coordinates."""
    seen = api.groups(request.user, "see_learners")
    if not seen:
        return refuse(request)
    waiting: dict[int, int] = {}
    for task in api.hand_ins(seen):
        waiting[task.membership.group_id] = waiting.get(task.membership.group_id, 0) + 1
    sizes = dict(_sizes(seen))
    return show(request, "groups.html", lines=[(group, sizes.get(group.id, 0), waiting.get(group.id, 0)) for group in seen])


@login_required
def group_page(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One class."""
    group = _group(ref)
    if not api.may(request.user, "see_learners", group=group):
        return refuse(request)
    grid = api.grid(group.run, [group])
    members = list(Membership.objects.filter(group=group, current=True))
    held = _standings(members)
    tasks = api.hand_ins([group])
    names = {row.user_id: row.name for row in grid.rows}
    return show(request, "group.html", group=group, grid=grid, tasks=[(task, names.get(task.membership.user_id, "—")) for task in tasks],
                rows=[(row, _(STATES[row.state]), held[row.registration]) for row in grid.rows], code=code_of(request, group),
                ready=sum(s.ready for s in held.values()),
                papers=any(s.serial for s in held.values()), may_export=api.may(request.user, "export", group=group),
                may_join=api.may(request.user, "open_visit", group=group), may_attest=api.may(request.user, "attest", group=group),
                may_manage=api.may(request.user, "manage", group=group))


@login_required
@needs_extra
def group_table(request: HttpRequest, ref: UUID, form: str) -> HttpResponse:
    """The class's learners as a file, with a code for each unless names are asked for."""
    group = _group(ref)
    if not api.may(request.user, "export", group=group):
        return refuse(request)
    grid, named, run = api.grid(group.run, [group]), with_names(request), group.run
    held = _standings(list(Membership.objects.filter(group=group, current=True)))
    rows = [[row.name if named else api.pseudonym(run.hub, run.year, row.user_id), _(STATES[row.state]), row.percent, row.score,
             row.last_activity, held[row.registration].serial if named else _yes(held[row.registration].serial)] for row in grid.rows]
    headings = [_("Learner") if named else _("Code"), _("State"), _("Completion %"), _("Score %"), _("Last activity"), _("Attestation")]
    return table_file(request, form, f"{run.hub.code}-{run.module.slug}-{run.year.name}-{group.name}", _("Learners"), headings, rows,
                      what="class", hub=run.hub, of=str(group.ref), named=named)


def _yes(value: Any) -> str:
    return _("yes") if value else ""


@login_required
@require_POST
def join_code(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Open or close joining by code, or make another code."""
    group = _group(ref)
    if not api.may(request.user, "open_visit", group=group):
        return refuse(request)
    if group.closed:
        messages.error(request, _("This class is closed: nobody joins, and no visit is planned."))
    elif request.POST.get("open"):
        api.open_joining(request.user, group)
    elif request.POST.get("renew"):
        api.renew_joining(request.user, group)
        messages.success(request, _("The class has another code. The old one lets nobody in."))
    else:
        api.close_joining(request.user, group)
    return redirect("pekt_records:group", ref=ref)


@login_required
@require_POST
def attest(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Issue the attestations of everyone in the class who meets the conditions."""
    group = _group(ref)
    if not api.may(request.user, "attest", group=group):
        return refuse(request)
    members = Membership.objects.filter(group=group, current=True).select_related("run__module", "run__hub", "run__year", "group__run")
    made = api.issue(request.user, list(members))
    messages.success(request, ngettext("%(number)s attestation issued.", "%(number)s attestations issued.", len(made)) % {
        "number": len(made)})
    return redirect("pekt_records:group", ref=ref)


def _group(ref: UUID) -> Group:
    return get_object_or_404(Group.objects.select_related("run__hub", "run__module", "run__year", "school"), ref=ref)


def _standings(members: list[Membership]) -> dict[str, Any]:
    held = api.standings(members)
    return {str(member.registration): held[member.id] for member in members}


def _sizes(seen: list[Group]) -> list[tuple[int, int]]:
    return list(Membership.objects.filter(group__in=seen, current=True).order_by().values_list("group").annotate(n=Count("id")))


def code_of(request: HttpRequest, group: Group) -> dict[str, Any] | None:
    """The join code in two halves, and its address, as a QR code too where the site can draw one."""
    if not group.join_code:
        return None
    address = request.build_absolute_uri(reverse("pekt_records:join") + f"?code={group.join_code}")
    try:
        import segno  # of the extra [records]: without it the code and its address are enough
    except ModuleNotFoundError:
        return {"halves": [group.join_code[:4], group.join_code[4:]], "address": address, "qr": ""}
    # segno writes the whole picture itself: nothing of it comes from a user but the address, which it encodes as squares.
    picture = segno.make(address, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return {"halves": [group.join_code[:4], group.join_code[4:]], "address": address, "qr": mark_safe(picture)}
