"""Forgetting a person: everything that leads to them goes, what only counts stays."""
from __future__ import annotations

from django.db import transaction

from ..models import Attestation, BlockScore, Dirty, Export, Membership, Role, WrongCode


@transaction.atomic
def erase(user_id: int) -> dict[str, int]:
    """Delete a person's records; may be repeated. Returns how many rows of each kind went.

    Attestations stay without their learner, so that the code on a paper still verifies. Completions are the platform's own.
    """
    gone = {"attestations": Attestation.objects.filter(membership__user_id=user_id).update(membership=None)}
    for name, rows in (("memberships", Membership), ("scores", BlockScore), ("marks", Dirty), ("roles", Role), ("codes", WrongCode),
                       ("exports", Export)):
        gone[name] = rows.objects.filter(user_id=user_id).delete()[0]
    return gone
