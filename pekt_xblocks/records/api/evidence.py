"""What a learner has shown of each competence; computed from scores and completions, so that it cannot differ from them."""
from __future__ import annotations

from .. import platform
from ..data import CourseTree, Leaf, Shown, Sources
from .sources import read_sources

PASS = 0.75
"""The share of its points that passes an activity as evidence."""


def evidence(user_id: int, course_key: str) -> dict[str, Shown]:
    """Activities passed of those that ask for a competence, by DigComp code. ``LookupError`` where there is no such course."""
    tree = platform.course_tree(course_key)
    access = platform.access_groups(course_key, [user_id]).get(user_id, frozenset())
    return shown(tree.seen_by(access), read_sources(course_key, [user_id])[user_id])


def shown(tree: CourseTree, sources: Sources) -> dict[str, Shown]:
    """The same from a tree and its sources: pure."""
    counts: dict[str, list[int]] = {}
    for leaf in (leaf for unit in tree.units for leaf in unit.leaves):
        for code in leaf.competences:
            count = counts.setdefault(code, [0, 0])
            count[0] += passed(leaf, sources)
            count[1] += 1
    return {code: Shown(*count) for code, count in sorted(counts.items())}


def again(user_id: int, course_key: str) -> dict[str, list[str]]:
    """The titles of the units with activities not passed yet, by DigComp code. ``LookupError`` where there is no such course."""
    tree, sources = platform.course_tree(course_key), read_sources(course_key, [user_id])[user_id]
    titles: dict[str, list[str]] = {}
    for unit in tree.seen_by(platform.access_groups(course_key, [user_id]).get(user_id, frozenset())).units:
        for code in sorted({code for leaf in unit.leaves if not passed(leaf, sources) for code in leaf.competences}):
            titles.setdefault(code, []).append(unit.title)
    return titles


def passed(leaf: Leaf, sources: Sources) -> bool:
    """Whether an activity was passed: by its points where it has any, else by completing it."""
    earned, possible = sources.scores.get(leaf.usage_key, (0.0, leaf.points or 0.0))
    return earned >= PASS * possible - 1e-9 if possible else sources.completion.get(leaf.usage_key, 0.0) >= 1.0
