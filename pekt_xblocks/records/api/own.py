"""A person's own records: what they see of themselves, and may take away."""
from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from .. import platform
from ..data import OwnModule
from ..models import Attendance, Attestation, BlockScore, Export, HandIn, Membership, Role
from .attestations import standings
from .evidence import evidence


def own_modules(user_id: int) -> list[OwnModule]:
    """The modules that a learner takes now, the newest first."""
    members = list(Membership.objects.filter(user_id=user_id, current=True).order_by("-since", "-id").select_related(
        "run__module", "run__hub", "run__year", "group", "progress__outline"))
    held = standings(members)
    return [_module(member, held[member.id]) for member in members]


def registration(ref: UUID) -> Membership:
    """The registration of that reference, with its class. ``LookupError``."""
    found = Membership.objects.filter(registration=ref, current=True).select_related(
        "run__module", "run__hub", "run__year", "group__run__hub", "group__school", "progress__outline").first()
    if found is None:
        raise LookupError(ref)
    return found


def module_of(member: Membership) -> OwnModule:
    """One registration's module as its learner sees it."""
    return _module(member, standings([member])[member.id])


def _module(member: Membership, standing: Any) -> OwnModule:
    run, progress = member.run, getattr(member, "progress", None)
    units = [] if progress is None else [(unit[1], percent) for unit, percent in zip(progress.outline.units, progress.units, strict=True)
                                         if percent is not None]
    try:
        shown = evidence(member.user_id, run.course_key)
    except LookupError:
        shown = {}
    visits = Attendance.objects.filter(membership=member).order_by("visit__starts").values_list("visit__starts", "visit__topic")
    return OwnModule(str(member.registration), run.course_key, run.module.title, run.hub.name, run.year.name,
                     member.group.name, progress.percent if progress else 0, tuple(units), standing, shown, tuple(visits),
                     progress.last_activity if progress else None)


def answered(user_id: int, course_key: str, block_type: str) -> list[str]:
    """The usage keys of the blocks of a type in which this learner has work kept."""
    return [key for _user, key, fields in platform.learner_states(course_key, [user_id])
            if f"+type@{block_type}+" in key and fields.get("work")]


def own_data(user_id: int) -> dict[str, Any]:
    """Everything the records hold of a person, as JSON: their copy under the data protection rules."""
    name = platform.display_names([user_id]).get(user_id, "")
    members = Membership.objects.filter(user_id=user_id).order_by("id").select_related("run__module", "run__hub", "run__year", "group")
    roles = Role.objects.filter(user_id=user_id).order_by("id").values("kind", "hub__code", "group__name", "since", "until")
    taken = Export.objects.filter(user_id=user_id).order_by("at", "id").values("what", "hub__code", "rows", "named", "at")
    return {"name": name, "registrations": [_data(member) for member in members], "roles": list(roles), "files_taken": list(taken)}


def _data(member: Membership) -> dict[str, Any]:
    progress = getattr(member, "progress", None)
    return {
        "registration": str(member.registration), "hub": member.run.hub.name_el, "module": member.run.module.title_el,
        "year": member.run.year.name, "class": member.group.name, "since": member.since, "until": member.until,
        "progress": progress and {"percent": progress.percent, "earned": progress.earned, "possible": progress.possible,
                                  "started": progress.started, "first_completed": progress.first_completed,
                                  "last_activity": progress.last_activity},
        "scores": list(BlockScore.objects.filter(user_id=member.user_id, course_key=member.run.course_key, withdrawn=False)
                       .order_by("usage_key").values("usage_key", "earned", "possible", "modified")),
        "visits": list(member.attendance.order_by("at").values_list("at", flat=True)),
        "practical_tasks": [_task(task) for task in member.hand_ins.order_by("id").prefetch_related("sign_offs")],
        "overrides": list(member.overrides.order_by("at").values("reason", "at", "withdrawn")),
        "attestations": list(Attestation.objects.filter(Q(membership=member) | Q(formerly=member)).order_by("edition")
                             .values("serial", "issued", "revoked", "revoked_reason")),
        "told_to": list(member.deliveries.order_by("id").values("destination", "milestone", "sent")),
    }


def _task(task: HandIn) -> dict[str, Any]:
    judged = [{"at": s.at, "returned": s.returned, "levels": s.levels, "comment": s.comment} for s in task.sign_offs.all()]
    return {"note": task.note, "ticks": task.ticks, "state": task.state, "at": task.at, "judgements": judged}
