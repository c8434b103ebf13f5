"""What the site says about itself; its one rule: it claims nothing that no test or person has looked at."""
from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pekt_workbench/accessibility.html", {"contact": settings.PEKT_ACCESSIBILITY_CONTACT})
