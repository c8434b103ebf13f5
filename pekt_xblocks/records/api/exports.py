"""Who took which file out of the records."""
from __future__ import annotations

from typing import Any

from django.utils import timezone

from ..models import Export, Hub


def exported(user: Any, what: str, rows: int, hub: Hub | None = None, of: str = "") -> None:
    """Put a file on record: ``of`` is the opaque id of what it was about."""
    Export.objects.create(user_id=user.id, what=what, hub=hub, of=of, rows=rows, at=timezone.now())
