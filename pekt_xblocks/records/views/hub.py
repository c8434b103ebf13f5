"""A hub's own pages: its programme, and each run's learners and units."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .. import api
from ..data import Grid
from ..models import Group, Run
from .page import csv_file, refuse, show

STATES = {
    "new": gettext_noop("Not started"), "started": gettext_noop("Started"), "completed": gettext_noop("Completed"),
    "untracked": gettext_noop("Nothing to track"),
}


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The newest run of the person's hub or groups, with the way to the others."""
    runs = api.visible_runs(request.user)
    return _page(request, runs[0], runs) if runs else refuse(request)


@login_required
def run_page(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One run: learners × units."""
    runs = api.visible_runs(request.user)
    run = next((run for run in runs if run.ref == ref), None)
    return _page(request, run, runs) if run else refuse(request)


@login_required
def run_csv(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The same grid as a file."""
    run = get_object_or_404(Run.objects.select_related("hub", "module", "year"), ref=ref)
    groups = api.groups(request.user, "export", _groups(run))
    if not groups:
        return refuse(request)
    grid = api.grid(run, groups)
    headings = [_("Learner"), _("Class"), _("State"), _("Completion %"), _("Score %"), _("Last activity"), _("First completed"),
                *[f"{unit.section} – {unit.title} %" for unit in grid.units], _("Data up to")]
    rows = ([row.name, row.group, _(STATES[row.state]), row.percent, row.score, row.last_activity, row.first_completed,
             *row.units, grid.as_of] for row in grid.rows)
    return csv_file(f"{run.hub.code}-{run.module.slug}-{run.year.name}.csv", headings, rows)


def _page(request: HttpRequest, run: Run, runs: list[Run]) -> HttpResponse:
    groups = api.groups(request.user, "see_learners", _groups(run))
    grid = api.grid(run, groups)
    return show(request, "run.html", run=run, runs=runs, grid=grid, rows=_rows(grid), sections=_sections(grid), summary=_summary(grid),
                may_export=bool(api.groups(request.user, "export", groups)))


def _groups(run: Run) -> list[Group]:
    return list(run.groups.select_related("run"))


def _rows(grid: Grid) -> list[dict[str, Any]]:
    return [{"learner": row, "state": _(STATES[row.state]), "cells": [(percent, tone(percent)) for percent in row.units]}
            for row in grid.rows]


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


def tone(percent: int | None) -> str:
    """A cell's colour class; the number says the same."""
    if percent is None:
        return "none"
    return "done" if percent == 100 else "part" if percent else "zero"
