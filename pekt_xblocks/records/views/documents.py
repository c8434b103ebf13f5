"""Papers: a class's attestations, a learner's own, a hub's year. Each one that leaves the hub is put on record."""
from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from .. import api
from ..models import Group
from .files import as_file, needs_extra
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
