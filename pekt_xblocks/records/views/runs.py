"""A run's pages: learners and units, who needs help, how far the class comes, and the grid as a file."""
from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .. import api
from ..data import Grid
from ..documents.progress import STATES
from ..models import Group, Run
from .cells import Lines
from .files import needs_extra
from .page import refuse, show
from .tables import table_file, with_names


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The newest run of the person's hub or groups; for those who see numbers alone, the hubs in numbers."""
    runs = api.visible_runs(request.user)
    if runs:
        return _page(request, runs[0], runs)
    return redirect("pekt_records:hubs") if api.hubs(request.user, "see_counts", "see_small_counts") else refuse(request)


@login_required
def run_page(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One run: learners × units."""
    runs = api.visible_runs(request.user)
    run = next((run for run in runs if run.ref == ref), None)
    return _page(request, run, runs) if run else refuse(request)


@login_required
@needs_extra
def run_table(request: HttpRequest, ref: UUID, form: str) -> HttpResponse:
    """The same grid as a file, with a code for each learner unless names are asked for."""
    run = get_object_or_404(Run.objects.select_related("hub", "module", "year"), ref=ref)
    groups = api.groups(request.user, "export", run)
    if not groups:
        return refuse(request)
    grid, named = api.grid(run, groups), with_names(request)
    headings = [_("Learner") if named else _("Code"), _("Class"), _("State"), _("Completion %"), _("Score %"), _("Last activity"),
                _("First completed"), *[f"{unit.section} – {unit.title} %" for unit in grid.units], _("Data up to")]
    rows = ([row.name if named else api.pseudonym(run.hub, run.year, row.user_id), row.group, _(STATES[row.state]), row.percent, row.score,
             row.last_activity, row.first_completed, *row.units, grid.as_of] for row in grid.rows)
    return table_file(request, form, f"{run.hub.code}-{run.module.slug}-{run.year.name}", _("Learners and units"), headings, rows,
                      what="progress", hub=run.hub, of=str(run.ref), named=named)


@login_required
def run_funnel(request: HttpRequest, ref: UUID) -> HttpResponse:
    """How many learners come how far, with the steepest drop named."""
    run = next((run for run in api.visible_runs(request.user) if run.ref == ref), None)
    if run is None:
        return refuse(request)
    grid, steps = steps_of(run, api.groups(request.user, "see_learners", run))
    return show(request, "funnel.html", run=run, grid=grid, bars=_bars(steps), drop=_steepest(steps))


@login_required
@needs_extra
def funnel_table(request: HttpRequest, ref: UUID, form: str) -> HttpResponse:
    """The same steps as a file."""
    run = next((run for run in api.visible_runs(request.user) if run.ref == ref), None)
    if run is None:
        return refuse(request)
    _grid, steps = steps_of(run, api.groups(request.user, "see_learners", run))
    rows = [[bar["name"], bar["number"], bar["share"]] for bar in _bars(steps)]
    return table_file(request, form, f"{run.hub.code}-{run.module.slug}-{run.year.name}-steps", _("How far they come"),
                      [_("Step"), _("Learners"), "%"], rows, what="funnel", hub=run.hub, of=str(run.ref))


def steps_of(run: Run, groups: list[Group]) -> tuple[Grid, list[tuple[str, int]]]:
    """The grid of these groups, and how many of their learners came to each step."""
    grid = api.grid(run, groups)
    units = [(unit.title, sum(row.units[i] == 100 for row in grid.rows)) for i, unit in enumerate(grid.units)]
    return grid, api.funnel(run, groups, units)


STEPS = {"registered": gettext_noop("In a class"), "started": gettext_noop("Started"), "completed": gettext_noop("Completed all"),
         "attested": gettext_noop("Attested")}


def _bars(steps: list[tuple[str, int]]) -> list[dict[str, Any]]:
    most = max(steps[0][1], 1)
    return [{"name": _step(name), "number": number, "share": 100 * number // most, "width": 600 * number / most}
            for name, number in steps]


def _step(name: str) -> str:
    return _(STEPS[name]) if name in STEPS else name


def _steepest(steps: list[tuple[str, int]]) -> dict[str, Any] | None:
    """Between which neighbouring steps most learners stay behind; units stand in the course's order, attesting is the hub's own step."""
    course = [step for step in steps if step[0] != "attested"]
    drops = [(before[1] - after[1], before[0], after[0]) for before, after in zip(course, course[1:], strict=False)]
    most = max(drops, default=(0, "", ""), key=lambda drop: drop[0])
    return {"number": most[0], "before": _step(most[1]), "after": _step(most[2])} if most[0] > 0 else None


REASONS = {
    "never": gettext_noop("has not started"), "idle": gettext_noop("no activity for 14 days"),
    "behind": gettext_noop("far behind the class"), "unreported": gettext_noop("opened it, but nothing has counted"),
}


def _page(request: HttpRequest, run: Run, runs: list[Run]) -> HttpResponse:
    groups = api.groups(request.user, "see_learners", run)
    grid = api.grid(run, groups)
    help_ = [(row, [_(REASONS[reason]) for reason in reasons]) for row, reasons in api.needs_help(grid.rows, timezone.now())]
    return show(request, "run.html", run=run, runs=runs, grid=grid, classes=_classes(grid), sections=_sections(grid),
                summary=_summary(grid), help=help_, groups=groups, may_export=bool(api.groups(request.user, "export", run)),
                may_manage=api.may(request.user, "manage", hub=run.hub))


def _classes(grid: Grid) -> list[tuple[str, list[SafeString]]]:
    """The grid's lines by class, in the grid's order."""
    lines = Lines({state: _(word) for state, word in STATES.items()})
    return [(name, [lines.line(row) for row in rows]) for name, rows in groupby(grid.rows, key=lambda row: row.group)]


def _sections(grid: Grid) -> list[tuple[str, int]]:
    """Neighbouring units of the same section as (title, columns)."""
    found: list[tuple[str, int]] = []
    for unit in grid.units:
        if found and found[-1][0] == unit.section:
            found[-1] = (unit.section, found[-1][1] + 1)
        else:
            found.append((unit.section, 1))
    return found


def _summary(grid: Grid) -> list[tuple[str, int]]:
    states = [row.state for row in grid.rows]
    return [(_("Learners"), len(states)), *((_(STATES[state]), states.count(state)) for state in ("completed", "started", "new"))]
