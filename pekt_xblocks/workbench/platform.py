"""What hub records ask of the local site, under the names that they use on the platform: the course's tree, a learner's own block."""
from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User

from pekt_xblocks.records.data import CourseTree, Leaf, Unit

from . import outline
from .access import Visitor
from .models import Course, Element, Person, UserState
from .runtime import SiteRuntime


def course_tree(course_key: str) -> CourseTree:
    """The course as learners see it. ``LookupError`` where there is no such course."""
    course = Course.objects.filter(key=str(course_key)).first()
    if course is None:
        raise LookupError(str(course_key))
    found = outline.outline(course, None, hidden=False)
    units = tuple(Unit(unit.element.url_name, unit.element.title, section.chapter.title,
                       tuple(_leaf(leaf.element) for leaf in unit.leaves if leaf.done is not None))
                  for section in found.sections for unit in section.units)
    leaves = (leaf.element for unit in found.units for leaf in unit.leaves)
    unknown = tuple(element.usage_key for element in leaves if not outline.installed(element.block_type))
    return CourseTree(course.key, course.title, units, unknown)


def _leaf(element: Element) -> Leaf:
    points, competences = None, ()
    if element.block_type != outline.PAGE:
        points, competences = _worth(element.usage_key, element.block_type, json.dumps(element.fields, sort_keys=True))
    return Leaf(element.usage_key, element.block_type, points, frozenset(), element.title, competences)


@lru_cache(maxsize=4096)
def _worth(usage_key: str, block_type: str, fields: str) -> tuple[float | None, tuple[str, ...]]:
    """Points possible and competences of a block with these fields: remembered, since each submission asks for the whole tree."""
    element = Element(usage_key=usage_key, block_type=block_type, fields=json.loads(fields))
    block = SiteRuntime(elements={usage_key: element}).get_block(usage_key)
    points = block.max_score() if getattr(block, "has_score", False) else None
    return points, tuple(str(getattr(block, "competences", "")).split())


def learner_block(user: User, usage_key: Any) -> Any:
    """A learner's block outside of any request of theirs, to be changed and saved; None where that learner may not open it now."""
    runtime = SiteRuntime(user)
    element = Element.objects.filter(usage_key=str(usage_key)).first()
    if element is None or not Visitor.known(user).sees(element):
        return None
    return runtime.get_block(usage_key)


def display_names(user_ids: Collection[int]) -> dict[int, str]:
    """Names to show, by user id."""
    names = {user.pk: user.get_full_name() for user in User.objects.filter(id__in=user_ids).exclude(first_name="")}
    return names | dict(Person.objects.filter(user_id__in=user_ids).values_list("user_id", "name"))


def courses() -> dict[str, str]:
    """Titles of the courses that are there, by course key."""
    return {course.key: course.name for course in Course.objects.all()}


def learner_states(course_key: str, user_ids: Collection[int], block_type: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """(user id, usage key, fields) of what our activities keep of these learners: those whose type begins so."""
    keys = Element.objects.filter(course__key=course_key, block_type__startswith=block_type).values_list("usage_key", flat=True)
    rows = UserState.objects.filter(user_id__in=user_ids, usage_key__in=list(keys))
    yield from rows.values_list("user_id", "usage_key", "fields")


def publish_score(user: User, usage_key: Any, earned: float, possible: float) -> None:
    """Points for a learner who may not open the block now."""
    runtime = SiteRuntime(user)
    runtime.publish(runtime.get_block(usage_key), "grade", {"value": earned, "max_value": possible})
