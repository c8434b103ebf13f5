"""Papers: a class's attestations, a learner's own, a hub's year. Each one that leaves the hub is put on record."""
from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import api
from ..documents.sheets import xlsx_bytes
from ..documents.year import tables
from ..models import Group, Hub
from .files import as_file, needs_extra
from .hubs import KINDS, hides, year_of
from .page import refuse, show


@login_required
@needs_extra
def class_attestations(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The attestations of a class, a page each."""
    group = get_object_or_404(Group.objects.select_related("run__hub", "run__module", "run__year"), ref=ref)
    if not api.may(request.user, "export", group=group):
        return refuse(request)
    papers = api.class_papers(group)
    if not papers:
        return show(request, "no_papers.html", status=404, group=group)
    from ..documents.attestation import attestations_pdf

    content = attestations_pdf(papers, _verify_at(request))
    api.exported(request.user, "attestations", len(papers), group.run.hub, str(group.ref), named=True)
    return as_file(content, f"{group.run.hub.code}-{group.run.module.slug}-{group.name}.pdf", shown=True)


@login_required
@needs_extra
def own_attestation(request: HttpRequest, registration: UUID) -> HttpResponse:
    """A learner's own attestation."""
    paper = api.own_paper(request.user.id, registration)
    if paper is None:
        return refuse(request)
    from ..documents.attestation import attestations_pdf

    return as_file(attestations_pdf([paper], _verify_at(request)), f"{paper.serial.replace('/', '-')}.pdf", shown=True)


def _verify_at(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("pekt_records:verify"))


@login_required
@needs_extra
def year_report(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """A hub's yearly report, PDF or XLSX, with small numbers hidden from those who see counts alone."""
    hub = get_object_or_404(Hub, code=code)
    if hub not in api.hubs(request.user, "see_counts", "see_small_counts"):
        return refuse(request)
    year = year_of(request)
    report = api.year_report(hub, year, hides=hides(request, hub))
    kinds = {kind: _(word) for kind, word in KINDS.items()}
    if form == "pdf":
        from ..documents.report import report_pdf

        content = report_pdf(report, kinds)
    else:
        content = xlsx_bytes(tables(report, kinds))
    api.exported(request.user, "report", len(report.runs), hub, year.name)
    return as_file(content, f"{hub.code}-{year.name}-report.{form}", shown=form == "pdf")
