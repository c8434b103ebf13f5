"""Forgetting a person: everything that leads to them goes, what only counts stays."""
from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from ..models import Attestation, Membership
from .files import forget_files
from .outbox import forget
from .progress import regrouped

NOBODY = 0
"""Stands in place of a person who was erased, where the row itself is about someone else or about a hub."""


@transaction.atomic
def erase(user_id: int) -> dict[str, int]:
    """Delete a person's rows and their number from everyone else's; may be repeated. Returns how many rows of each kind changed.

    Attestations stay without their learner, so that the code on a paper still verifies. Completions are the platform's own.
    """
    classes = list(Membership.objects.filter(user_id=user_id).values_list("group_id", flat=True))
    asked = forget(user_id)                     # before the memberships go, and with them every record that has not left yet
    gone = {"asked_to_forget": asked, "files": forget_files(),
            "attestations": sum(Attestation.objects.filter(**{f"{whose}__user_id": user_id}).update(**{whose: None})
                                for whose in ("membership", "formerly")),
            "memberships": Membership.objects.filter(user_id=user_id).delete()[0]}     # with progress, attendance, tasks, overrides
    for model, field in people():
        rows = model._default_manager.filter(**{field: user_id})
        count = rows.delete()[0] if field == "user_id" else rows.update(**{field: NOBODY})
        if model is not Membership:
            gone[f"{model.__name__}.{field}"] = count
    regrouped(*classes)
    return gone


def people() -> Iterator[tuple[type[models.Model], str]]:
    """Every column that holds a person, found in the tables themselves: a table made tomorrow is erased from as well.

    ``user_id`` says whom a row is about, any other who did it.
    """
    for model in apps.get_app_config("pekt_records").get_models():
        for field in model._meta.get_fields():
            if type(field) is models.BigIntegerField:
                yield model, field.name
