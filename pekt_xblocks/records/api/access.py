"""Who may do what where: one table and one question."""
from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import Group, Hub, Role, Run

ACTIONS: dict[str, frozenset[str]] = {
    Role.COORDINATOR: frozenset({"see_counts", "see_learners", "export", "manage", "sign_off", "open_visit", "override", "attest"}),
    Role.TEACHER: frozenset({"see_learners", "export", "sign_off", "open_visit", "override"}),
    Role.DIRECTORATE: frozenset({"see_small_counts", "see_sites"}),
    Role.MUNICIPALITY: frozenset({"see_small_counts"}),
}
"""What each role may do within its reach: a coordinator's hub, a teacher's groups, every hub for the Directorate.

``see_counts`` shows every number, ``see_small_counts`` none from which a single pupil could be told.
"""


def roles(user: Any) -> QuerySet[Role]:
    """The roles that a person has today."""
    today = timezone.localdate()
    if not getattr(user, "is_active", False):
        return Role.objects.none()
    return Role.objects.filter(Q(until=None) | Q(until__gte=today), user_id=user.id, since__lte=today).select_related("hub", "group__run")


def may(user: Any, action: str, *, hub: Hub | None = None, group: Group | None = None) -> bool:
    """Whether a person may do ``action`` (a word of ``ACTIONS``) at a hub or, more narrowly, with one of its groups."""
    if getattr(user, "is_superuser", False) and user.is_active:
        return True
    return any(action in ACTIONS[role.kind] and _reaches(role, hub, group) for role in roles(user))


def _reaches(role: Role, hub: Hub | None, group: Group | None) -> bool:
    if role.kind == Role.DIRECTORATE:
        return True
    if role.kind == Role.TEACHER:
        return group is not None and role.group_id == group.id
    hub_id = group.run.hub_id if group is not None else hub.id if hub is not None else None
    return hub_id is not None and role.hub_id == hub_id


def may_anywhere(user: Any, action: str) -> bool:
    """Whether a person may do ``action`` with anything at all."""
    return bool(getattr(user, "is_superuser", False) and user.is_active) or any(action in ACTIONS[role.kind] for role in roles(user))


def hubs(user: Any, *actions: str) -> list[Hub]:
    """The hubs where a person may do any of ``actions`` with the whole hub."""
    held, every = list(roles(user)), list(Hub.objects.all())
    if getattr(user, "is_superuser", False) and user.is_active:
        return every
    return [hub for hub in every if any(ACTIONS[role.kind] & set(actions) and _reaches(role, hub, None) for role in held)]


def groups(user: Any, action: str, run: Run | None = None) -> list[Group]:
    """The groups with which a person may do ``action``, of one run or of all, the newest year first."""
    found = Group.objects.filter(run=run) if run else Group.objects.all()
    if not (getattr(user, "is_superuser", False) and user.is_active):
        held = [role for role in roles(user) if action in ACTIONS[role.kind]]
        if not any(role.kind == Role.DIRECTORATE for role in held):
            taught = Q(id__in=[role.group_id for role in held if role.kind == Role.TEACHER])
            found = found.filter(taught | Q(run__hub_id__in=[role.hub_id for role in held if role.kind != Role.TEACHER]))
    found = found.select_related("run__hub", "run__module", "run__year", "school")
    return list(found.order_by("-run__year__starts", "run__module__slug", "run_id", "name", "id"))
