"""The hubs' year in numbers: side by side, and one hub's runs, visits and equipment; no pupil is named here."""
from __future__ import annotations

from dataclasses import astuple
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .. import api
from ..data import Counts, hide_small, hide_sums
from ..documents.year import opinions
from ..models import Equipment, Hub, Run, SchoolYear
from .files import needs_extra
from .page import refuse, show
from .tables import table_file

COLUMNS = ("groups", "schools", "visits", "hours", "learners", "started", "completed", "attested", "attended")
HEADS = {
    "groups": gettext_noop("Classes"), "schools": gettext_noop("Schools"), "visits": gettext_noop("Visits"),
    "hours": gettext_noop("Hours at the hub"), "learners": gettext_noop("Learners"), "started": gettext_noop("Started"),
    "completed": gettext_noop("Completed"), "attested": gettext_noop("Attested"), "attended": gettext_noop("Attendances"),
}
KINDS = {
    "robot_kit": gettext_noop("robot kit"), "printer_3d": gettext_noop("3D printer"), "vr_headset": gettext_noop("VR headset"),
    "microcontroller": gettext_noop("microcontroller"), "sensor_kit": gettext_noop("sensor kit"), "pc": gettext_noop("computer"),
    "tablet": gettext_noop("tablet"), "floor_map": gettext_noop("floor map"), "library": gettext_noop("library"),
    "other": gettext_noop("other"),
}
WORKS = {Equipment.WORKS: gettext_noop("works"), Equipment.REPAIR: gettext_noop("in repair"), Equipment.RETIRED: gettext_noop("retired")}


@login_required
def hubs(request: HttpRequest) -> HttpResponse:
    """The hubs that the person sees, side by side."""
    seen = api.hubs(request.user, "see_counts", "see_small_counts")
    if not seen:
        return refuse(request)
    year = year_of(request)
    rows, whole = _side_by_side(request, seen, year)
    most = max((row.learners or 0 for row in rows), default=0) or 1
    bars = [{"hub": hub, "learners": row.learners, "width": 600 * (row.learners or 0) / most} for hub, row in zip(seen, rows, strict=True)]
    return show(request, "hubs.html", year=year, years=SchoolYear.objects.all(), heads=_heads(), bars=bars,
                lines=[(hub, _cells(row)) for hub, row in zip(seen, rows, strict=True)], total=_cells(whole),
                as_of=_as_of(seen, year), hidden=any(hides(request, hub) for hub in seen))


@login_required
@needs_extra
def hubs_table(request: HttpRequest, form: str) -> HttpResponse:
    """The hubs side by side as a file."""
    seen = api.hubs(request.user, "see_counts", "see_small_counts")
    if not seen:
        return refuse(request)
    year = year_of(request)
    rows, whole = _side_by_side(request, seen, year)
    lines = [[hub.name, *values(row)] for hub, row in zip(seen, rows, strict=True)] + [[_("Total"), *values(whole)]]
    return table_file(request, form, f"hubs-{year.name}", _("Hubs in numbers"), [_("Hub"), *_heads()], lines, what="hubs",
                      hub=seen[0] if len(seen) == 1 else None)


def _side_by_side(request: HttpRequest, seen: list[Hub], year: SchoolYear) -> tuple[list[Counts], Counts]:
    """Each hub's total as its own page says it: one that is hidden there could be taken apart with the numbers of its runs."""
    tables, hidden = _by_hub(seen, year), [hides(request, hub) for hub in seen]
    whole = api.total([own for _rows, own in tables], sum(own.schools for _rows, own in tables))
    if not any(hidden):
        return [own for _rows, own in tables], whole
    parts = [(rows, *(hide_small(rows, own) if small else (rows, own))) for (rows, own), small in zip(tables, hidden, strict=True)]
    return [own for _rows, _shown, own in parts], hide_sums(parts, whole)


@login_required
def hub_year(request: HttpRequest, code: str) -> HttpResponse:
    """One hub's year, run by run."""
    hub = get_object_or_404(Hub, code=code)
    if hub not in api.hubs(request.user, "see_counts", "see_small_counts"):
        return refuse(request)
    year = year_of(request)
    runs, rows, whole = _runs(request, hub, year)
    manages = api.may(request.user, "manage", hub=hub)
    return show(request, "hub_year.html", hub=hub, year=year, years=SchoolYear.objects.all(), heads=_heads(),
                lines=[(run, _cells(row)) for run, row in zip(runs, rows, strict=True)], total=_cells(whole), as_of=_as_of([hub], year),
                hidden=hides(request, hub), manages=manages,
                equipment=[(item, _(KINDS[item.kind])) for item in hub.equipment.all()],
                modules=[(module, [_(KINDS.get(kind, kind)) for kind in lacks]) for module, lacks in api.runnable(hub)],
                opinions=opinions(*api.year_opinions(hub, year)))


@login_required
@needs_extra
def hub_year_table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The same numbers as a file."""
    hub = get_object_or_404(Hub, code=code)
    if hub not in api.hubs(request.user, "see_counts", "see_small_counts"):
        return refuse(request)
    year = year_of(request)
    runs, rows, whole = _runs(request, hub, year)
    lines = [[run.module.title, *values(row)] for run, row in zip(runs, rows, strict=True)] + [[_("Total"), *values(whole)]]
    return table_file(request, form, f"{hub.code}-{year.name}", _("The year’s programme"), [_("Module"), *_heads()], lines, what="year",
                      hub=hub)


@login_required
@needs_extra
def equipment_table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The hub's equipment as a file."""
    hub = get_object_or_404(Hub, code=code)
    if hub not in api.hubs(request.user, "see_counts", "see_small_counts"):
        return refuse(request)
    rows = [[_(KINDS[item.kind]), item.name, item.quantity, _(WORKS[item.state]), item.project, item.received]
            for item in hub.equipment.all()]
    headings = [_("Kind"), _("Name"), _("Quantity"), _("State"), _("Project"), _("Received")]
    return table_file(request, form, f"{hub.code}-equipment", _("Equipment"), headings, rows, what="equipment", hub=hub)


@login_required
@needs_extra
def opinions_table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """What learners say they can do, before and after, as a file."""
    hub = get_object_or_404(Hub, code=code)
    if hub not in api.hubs(request.user, "see_counts", "see_small_counts"):
        return refuse(request)
    year = year_of(request)
    table = opinions(*api.year_opinions(hub, year))
    return table_file(request, form, f"{hub.code}-{year.name}-self-checks", table.title, table.headings, table.rows, what="opinions",
                      hub=hub)


def _runs(request: HttpRequest, hub: Hub, year: SchoolYear) -> tuple[list[Run], list[Counts], Counts]:
    counts = api.year_counts([hub], year)
    runs = list(Run.objects.filter(id__in=counts).select_related("module", "hub").order_by("module__slug", "id"))
    rows = [counts[run.id] for run in runs]
    whole = api.total(rows, api.schools_of([hub], year)[hub.id])
    return (runs, *hide_small(rows, whole)) if hides(request, hub) else (runs, rows, whole)


def _by_hub(seen: list[Hub], year: SchoolYear) -> list[tuple[list[Counts], Counts]]:
    """The rows of each hub's runs and their total; as many queries as for one hub."""
    counts, schools = api.year_counts(seen, year), api.schools_of(seen, year)
    hub_of = dict(Run.objects.filter(id__in=counts).values_list("id", "hub_id"))
    rows = {hub.id: [row for run, row in counts.items() if hub_of[run] == hub.id] for hub in seen}
    return [(rows[hub.id], api.total(rows[hub.id], schools[hub.id])) for hub in seen]


def hides(request: HttpRequest, hub: Hub) -> bool:
    """Whether this person may not see numbers from which a single pupil could be told."""
    return not api.may(request.user, "see_counts", hub=hub)


def year_of(request: HttpRequest) -> SchoolYear:
    """The school year that the address asks for, else the newest that has begun."""
    wanted, coming = request.GET.get("year", ""), api.coming_year()
    named = coming if wanted == coming.name else SchoolYear.objects.filter(name=wanted).first()
    today = timezone.localdate()
    return named or SchoolYear.objects.filter(starts__lte=today).first() or api.year_holding(today)


def _as_of(seen: list[Hub], year: SchoolYear) -> Any:
    return api.fresh_until(list(Run.objects.filter(hub__in=seen, year__name=year.name).values_list("course_key", flat=True)))[0]


def _heads() -> list[str]:
    return [_(HEADS[name]) for name in COLUMNS]


def values(row: Counts) -> list[Any]:
    """The numbers of a row in the order of ``COLUMNS``, with a word where one is hidden."""
    return [value for _name, value in _cells(row)]


def _cells(row: Counts) -> list[tuple[str, Any]]:
    """(column, number) with «<5» where a number is hidden."""
    held = dict(zip(Counts.__slots__, astuple(row), strict=True))
    return [(name, _("hidden") if held[name] is None else held[name]) for name in COLUMNS]
