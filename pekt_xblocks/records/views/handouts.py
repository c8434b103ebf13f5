"""Pages to print or to show: a class's grid on A4, and one learner's page for a parent. No ranking; no other pupil on a learner's page."""
from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from .. import api
from ..models import Group
from .cells import tone
from .own import shown
from .page import refuse, show
from .runs import STATES


@login_required
def class_sheet(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A class's learners and units on one sheet of A4, in black and white."""
    group = get_object_or_404(Group.objects.select_related("run__hub", "run__module", "run__year", "school"), ref=ref)
    if not api.may(request.user, "see_learners", group=group):
        return refuse(request)
    grid = api.grid(group.run, [group])
    return show(request, "class_sheet.html", group=group, grid=grid, units=list(enumerate(grid.units, 1)),
                may_export=api.may(request.user, "export", group=group), rows=[
        (row, _(STATES[row.state]), [(percent, tone(percent)) for percent in row.units]) for row in grid.rows])


@login_required
def learner(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One learner's page, as their teacher shows it to a parent."""
    try:
        member = api.registration(ref)
    except LookupError:
        raise Http404 from None
    if not api.may(request.user, "see_learners", group=member.group):
        return refuse(request)
    module = api.module_of(member)
    as_of, pending = api.fresh_until([module.course_key])
    return show(request, "learner.html", name=api.name_of(member.user_id), member=member, modules=[shown(module)], as_of=as_of,
                pending=pending, may_change=api.may(request.user, "override", group=member.group))
