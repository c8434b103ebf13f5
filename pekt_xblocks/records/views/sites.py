"""The hubs of several sites side by side, for a Directorate's register; counts only, and small ones hidden from everybody."""
from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .. import api
from ..data import Counts, SiteHub, hide_small
from .files import needs_extra
from .page import refuse, show
from .tables import table_file

COLUMNS = {"learners": gettext_noop("Learners"), "started": gettext_noop("Started"), "completed": gettext_noop("Completed"),
           "passed": gettext_noop("Passed"), "attested": gettext_noop("Attested")}


@login_required
def sites(request: HttpRequest) -> HttpResponse:
    """Each site's hubs in a school year, and whether everything that the sites sent has come."""
    if not api.may(request.user, "see_sites"):
        return refuse(request)
    years, year = _years(request)
    hubs, rows, whole = _counted(year)
    states = api.site_states()
    return show(request, "sites.html", year=year, years=years, heads=[_(head) for head in COLUMNS.values()], states=states,
                lines=[(one, _cells(row)) for one, row in zip(hubs, rows, strict=True)], total=_cells(whole),
                as_of=max((state.newest for state in states if state.newest), default=timezone.now()), unread=api.unread())


@login_required
@needs_extra
def sites_table(request: HttpRequest, form: str) -> HttpResponse:
    """The same numbers as a file, hidden where the page hides them."""
    if not api.may(request.user, "see_sites"):
        return refuse(request)
    _all, year = _years(request)
    hubs, rows, whole = _counted(year)
    lines = [[one.name, one.site, *_cells(row)] for one, row in zip(hubs, rows, strict=True)] + [[_("Total"), "", *_cells(whole)]]
    return table_file(request, form, f"sites-{year}", _("Sites side by side"), [_("Hub"), _("Site"), *map(_, COLUMNS.values())], lines,
                      what="sites", of=year)


def _years(request: HttpRequest) -> tuple[list[str], str]:
    """The years there are, and the one asked for or the newest."""
    years = api.site_years()
    return years, request.GET["year"] if request.GET.get("year") in years else next(iter(years), "")


def _counted(year: str) -> tuple[list[SiteHub], list[Counts], Counts]:
    """Hubs with their numbers and all of them together, small ones hidden."""
    hubs = api.site_hubs(year)
    whole = Counts(**{name: sum(getattr(one.counts, name) for one in hubs) for name in COLUMNS})
    return hubs, *hide_small([one.counts for one in hubs], whole)


def _cells(row: Counts) -> list[object]:
    return [_("hidden") if getattr(row, name) is None else getattr(row, name) for name in COLUMNS]
