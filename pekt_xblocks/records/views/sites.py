"""The hubs of several sites side by side, for a Directorate's register; counts only, and small ones hidden from everybody."""
from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .. import api
from ..data import Counts, hide_small
from .page import refuse, show

COLUMNS = {"learners": gettext_noop("Learners"), "started": gettext_noop("Started"), "completed": gettext_noop("Completed"),
           "passed": gettext_noop("Passed"), "attested": gettext_noop("Attested")}


@login_required
def sites(request: HttpRequest) -> HttpResponse:
    """Each site's hubs in a school year, and whether everything that the sites sent has come."""
    if not api.may(request.user, "see_sites"):
        return refuse(request)
    years = api.site_years()
    year = request.GET.get("year") if request.GET.get("year") in years else next(iter(years), "")
    found = api.site_hubs(year)
    names = ("learners", "started", "completed", "passed", "attested")
    whole = Counts(**{name: sum(getattr(one.counts, name) for one in found) for name in names})
    rows, whole = hide_small([one.counts for one in found], whole)
    states = api.site_states()
    return show(request, "sites.html", year=year, years=years, heads=[_(head) for head in COLUMNS.values()], states=states,
                lines=[(one, _cells(row)) for one, row in zip(found, rows, strict=True)], total=_cells(whole),
                as_of=max((state.newest for state in states if state.newest), default=timezone.now()), unread=api.unread())


def _cells(row: Counts) -> list[object]:
    return [_("hidden") if getattr(row, name) is None else getattr(row, name) for name in COLUMNS]
