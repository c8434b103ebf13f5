"""What progress is computed from: completions and scores by learner, and the course's tree as each learner sees it."""
from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from .. import platform
from ..data import CourseTree, Sources
from ..models import BlockScore, Outline


def read_sources(course_key: str, users: Collection[int]) -> dict[int, Sources]:
    """What each learner's progress is computed from."""
    completion: dict[int, dict[str, float]] = {user: {} for user in users}
    for user, key, value in platform.completions(course_key, users):
        completion[user][key] = value               # the hottest line here: a row for every completed block of every learner
    newest = platform.newest_completions(course_key, users)
    scores: dict[int, dict[str, tuple[float, float]]] = {}
    kept = BlockScore.objects.filter(course_key=course_key, user_id__in=users, withdrawn=False)
    for user, key, earned, possible, modified in kept.values_list("user_id", "usage_key", "earned", "possible", "modified"):
        scores.setdefault(user, {})[key] = (earned, possible)
        newest[user] = max(newest.get(user, modified), modified)
    return {user: Sources(completion[user], scores.get(user, {}), newest.get(user)) for user in users}


def trees(course_key: str, users: Collection[int]) -> dict[int, tuple[int, CourseTree]]:
    """Each learner's (outline id, visible tree); computed once per set of access groups."""
    whole = platform.course_tree(course_key)
    outline = _outline(whole)
    access = platform.access_groups(course_key, users)
    none: frozenset[str] = frozenset()
    seen = {groups: (outline, whole.seen_by(groups)) for groups in {*access.values(), none}}
    return {user: seen[access.get(user, none)] for user in users}


def _outline(tree: CourseTree) -> int:
    """The id of this tree's outline, kept as the newest that was seen, with its titles of today."""
    units = [[unit.id, unit.title, unit.section, len(unit.leaves)] for unit in tree.units]
    newest = Outline.objects.filter(course_key=tree.course_key).order_by("-seen", "-id").first()
    if newest and (newest.version, newest.units, newest.unknown) == (tree.version, units, list(tree.unknown)):
        return newest.id
    facts = {"units": units, "unknown": list(tree.unknown), "seen": timezone.now()}
    return Outline.objects.update_or_create(course_key=tree.course_key, version=tree.version, defaults=facts)[0].id
