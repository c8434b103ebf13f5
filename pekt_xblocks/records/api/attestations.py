"""Attestations: what a module asks, what a learner has, and the paper that says so; issued ones never change with the course."""
from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone

from .. import platform
from ..data import Condition, Standing, Verification, share
from ..models import Attestation, HandIn, Membership, Module, Override
from .access import may
from .outbox import tell

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"            # nothing that is read as something else
CODE_LENGTH = 10


def standings(members: Sequence[Membership]) -> dict[int, Standing]:
    """What each membership has of what its module asks, by membership id; five queries for any number of them."""
    found = Membership.objects.filter(id__in=[member.id for member in members]).select_related("run__module", "progress", "attestation")
    found = found.annotate(visits=Count("attendance", distinct=True),
                           signed=Count("hand_ins", filter=Q(hand_ins__state=HandIn.SIGNED), distinct=True))
    ticked = set(Override.objects.filter(membership__in=[member.id for member in members], withdrawn=None)
                 .values_list("membership_id", flat=True))
    return {member.id: _standing(member, member.id in ticked) for member in found}


def standing(user_id: int, course_key: str) -> Standing | None:
    """A learner's own standing in a course's module; None where they are in no run of it."""
    member = Membership.objects.filter(user_id=user_id, run__course_key=course_key, current=True).first()
    return standings([member])[member.id] if member else None


def _standing(member: Any, ticked: bool) -> Standing:
    progress, module = getattr(member, "progress", None), member.run.module
    measured = (progress.percent, progress.earned, progress.possible, progress.first_completed) if progress else (None, None, None, None)
    reached = have(*measured, member.visits, member.signed)
    conditions = tuple(Condition(name, reached[name], need, reached[name] >= need) for name, need in rule(module).items() if need)
    paper = getattr(member, "attestation", None)
    if paper is None or paper.revoked:
        return Standing(conditions, ticked, revoked=paper and paper.revoked)
    return Standing(conditions, ticked, paper.serial, paper.verify_code)


def have(percent: int | None, earned: float | None, possible: float | None, first_completed: datetime | None, visits: int,
         signed: int) -> dict[str, int]:
    """What a registration has of what a module may ask; the first four are its progress, None where there is none.

    Completing everything once is enough: a course that grew later takes nothing away.
    """
    return {"percent": 100 if first_completed else percent or 0, "score": share(earned or 0.0, possible or 0.0) or 0, "visits": visits,
            "sign_offs": signed}


def meets(asked: dict[str, int], reached: dict[str, int]) -> bool:
    """Whether everything that a module asks is there."""
    return all(reached[name] >= need for name, need in asked.items() if need)


def issue(by: Any, members: Sequence[Membership]) -> list[Attestation]:
    """Attest for those who meet their module's conditions and have had no attestation. ``PermissionDenied`` if any is out of reach."""
    if not all(may(by, "attest", group=member.group) for member in members):
        raise PermissionDenied
    held = standings(members)
    made = []
    for member in members:
        if held[member.id].ready:
            try:
                with transaction.atomic():
                    made.append(_issue(by, member, held[member.id]))
            except IntegrityError:                       # issued by someone else meanwhile: theirs holds
                continue
    return made


def reissue(by: Any, member: Membership) -> Attestation | None:
    """Another attestation in place of a revoked one, which stays revoked for good; None where there is nothing to replace any more.

    ``ValueError`` where the conditions are not met.
    """
    if not may(by, "attest", group=member.group):
        raise PermissionDenied
    held = standings([member])[member.id]
    if not held.passed:
        raise ValueError("the conditions are not met")
    with transaction.atomic():
        revoked = Attestation.objects.select_for_update().filter(membership=member).exclude(revoked=None).first()
        if revoked is None:                              # replaced by someone else meanwhile
            return None
        Attestation.objects.filter(id=revoked.id).update(membership=None, formerly=member)
        first = _serial(member)
        return _issue(by, member, held, Attestation.objects.filter(Q(serial=first) | Q(serial__startswith=f"{first}-")).count() + 1)


def _serial(member: Membership, edition: int = 1) -> str:
    first = f"{member.run.year.name}/{member.run.hub.code}/{member.id:06d}"
    return f"{first}-{edition}" if edition > 1 else first


def _issue(by: Any, member: Membership, held: Standing, edition: int = 1) -> Attestation:
    run, module = member.run, member.run.module
    facts = {c.name: c.have for c in held.conditions} | ({"override": True} if held.overridden else {})
    code = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
    made = Attestation.objects.create(
        serial=_serial(member, edition), verify_code=code, membership=member, edition=edition, hub=run.hub, year=run.year.name,
        module=module.slug, title_el=module.title_el, title_en=module.title_en, rule=rule(module), facts=facts,
        evidence_hash=sha256(json.dumps([str(member.registration), module.slug, facts], sort_keys=True).encode()).hexdigest(),
        issued=timezone.now(), issued_by=by.id)
    tell([member.id])
    return made


def rule(module: Module) -> dict[str, int]:
    """What a module asks for an attestation; nought where it does not."""
    return {"percent": module.needs_percent, "score": module.needs_score,
            "visits": module.needs_visits, "sign_offs": module.needs_sign_offs}


def revoke(by: Any, attestation: Attestation, reason: str) -> None:
    """Take an attestation back, with a reason (``ValueError`` without); it stays on file, verifies as revoked, and whoever was told of it
    is told of this. A second time changes nothing."""
    if not may(by, "attest", hub=attestation.hub):
        raise PermissionDenied
    if not reason.strip():
        raise ValueError("a revocation needs a reason")
    with transaction.atomic():
        taken = Attestation.objects.filter(id=attestation.id, revoked=None).update(revoked=timezone.now(),
                                                                                  revoked_reason=reason.strip()[:300])
        if taken and attestation.membership_id:
            tell([attestation.membership_id])


def verify(code: str) -> Verification | None:
    """What anyone who holds the code may know: no name, no class. None if there is no such attestation."""
    found = Attestation.objects.filter(verify_code=code.strip().upper().replace("-", "")[:16]).select_related("hub").first()
    if found is None:
        return None
    return Verification(found.serial, found.title_el, found.title_en, found.hub.name_el, found.hub.name_en, found.year, found.issued,
                        found.revoked)


def override(by: Any, member: Membership, reason: str) -> Override:
    """A teacher's word that a learner met the conditions; ``ValueError`` without a reason."""
    if not may(by, "override", group=member.group):
        raise PermissionDenied
    if not reason.strip():
        raise ValueError("an override needs a reason")
    return Override.objects.create(membership=member, by=by.id, reason=reason.strip()[:300], at=timezone.now())


def withdraw_override(by: Any, given: Override) -> None:
    """Take a teacher's word back; it stays on file."""
    if not may(by, "override", group=given.membership.group):
        raise PermissionDenied
    Override.objects.filter(id=given.id, withdrawn=None).update(withdrawn=timezone.now())


def overrides_of(member: Membership) -> list[tuple[Override, str]]:
    """Teachers' words about a registration, those taken back too, and who gave each; the newest first."""
    given = list(Override.objects.filter(membership=member).select_related("membership__group__run").order_by("-at", "-id"))
    names = platform.display_names({each.by for each in given})
    return [(each, names.get(each.by, "—")) for each in given]
