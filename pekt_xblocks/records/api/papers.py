"""What documents say, read from the records in a fixed number of queries; revoked attestations are never printed again."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pekt_xblocks.core.digcomp import competence_of

from .. import platform
from ..data import AttestationPaper
from ..models import Attestation, Group
from ..models.register import in_language
from .reports import sort_key

_NEEDED = ("percent", "score", "visits", "sign_offs")


def class_papers(group: Group) -> list[AttestationPaper]:
    """The attestations of a class's learners of today, by name."""
    found = _papers(Attestation.objects.filter(membership__group=group, membership__current=True, revoked=None))
    return sorted(found, key=lambda paper: (sort_key(paper.name), paper.serial))


def own_paper(user_id: int, registration: Any) -> AttestationPaper | None:
    """A learner's own attestation of a registration; None where there is none that holds, or the registration is someone else's."""
    return next(iter(_papers(Attestation.objects.filter(membership__user_id=user_id, membership__registration=registration,
                                                        revoked=None))), None)


def _papers(attestations: Any) -> list[AttestationPaper]:
    rows = list(attestations.select_related("hub", "membership__group__school", "membership__run__module"))
    names = platform.display_names({row.membership.user_id for row in rows})
    return [_paper(row, names.get(row.membership.user_id, "")) for row in rows]


def _paper(row: Attestation, name: str) -> AttestationPaper:
    member = row.membership
    return AttestationPaper(
        row.serial, row.verify_code, name, in_language(row.title_el, row.title_en), row.hub.name, row.hub.municipality, row.year,
        member.group.name, member.group.school.name if member.group.school else "", _facts(row.rule, row.facts),
        tuple(sorted({competence_of(code) for code in member.run.module.competences})), bool(row.facts.get("override")), row.issued)


def _facts(rule: dict[str, int], facts: dict[str, Any]) -> dict[str, int]:
    """What was there of what the module asked for when the attestation was issued."""
    asked: Iterable[str] = (name for name in _NEEDED if rule.get(name))
    return {name: int(facts.get(name, 0)) for name in asked}
