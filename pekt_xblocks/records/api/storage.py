"""Writing many rows at once, the same on every database."""
from __future__ import annotations

from collections.abc import Sequence

from django.db import connections, models, router


def upsert(model: type[models.Model], rows: Sequence[models.Model], key: list[str], fields: list[str]) -> None:
    """Insert rows, or set ``fields`` where a row with the same ``key`` exists; one statement per thousand rows."""
    if not rows:
        return
    features = connections[router.db_for_write(model)].features
    unique = key if features.supports_update_conflicts_with_target else None      # MySQL finds the conflicting key itself
    model._default_manager.bulk_create(rows, batch_size=1000, update_conflicts=True, unique_fields=unique, update_fields=fields)
