"""What the records ask of the platform they run on; with ``installation`` all that may import Open edX, and only inside functions.

``settings.PEKT_RECORDS_PLATFORM`` may name another module to ask instead: it defines ``course_tree`` and whichever else it has.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import CharField, ExpressionWrapper, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from .data import CourseTree, Leaf, Unit


class NotEnrolled(Exception):
    """The platform takes no learner into the course now: enrolment is closed, or the course is full."""


def _ask(name: str, default: Callable[..., Any]) -> Callable[..., Any]:
    module = getattr(settings, "PEKT_RECORDS_PLATFORM", None)
    return getattr(import_module(module), name, default) if module else default


def course_tree(course_key: str) -> CourseTree:
    """The published course as learners can see it. ``LookupError`` where there is no such course."""
    return _ask("course_tree", _lms_course_tree)(course_key)


def courses() -> dict[str, str]:
    """Titles of the courses that are there, by course key."""
    return _ask("courses", _lms_courses)()


def learner_states(course_key: str, user_ids: Collection[int], block_type: str = "pekt_") -> Iterator[tuple[int, str, dict[str, Any]]]:
    """(user id, usage key, fields) of what our activities keep of these learners: those whose type begins so."""
    return _ask("learner_states", _lms_learner_states)(course_key, user_ids, block_type)


def display_names(user_ids: Collection[int]) -> dict[int, str]:
    """Names to show, by user id; people who are gone have none."""
    return _ask("display_names", _account_names)(user_ids)


def access_groups(course_key: str, user_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The access groups (``Leaf.only_for``) of those learners who are in any."""
    return _ask("access_groups", _lms_access_groups)(course_key, user_ids)


def find_accounts(names: Collection[str]) -> dict[str, int]:
    """User ids by username or e-mail address, casefolded; those that name no active account, or more than one, are left out."""
    return _ask("find_accounts", _accounts)(names)


def enrol(user_id: int, course_key: str) -> None:
    """Let a learner into the course; nothing happens to one who is in, or where the platform has no enrolment. ``NotEnrolled``."""
    _ask("enrol", _lms_enrol)(user_id, course_key)


def seat(user_id: int, course_key: str, names: Sequence[str]) -> None:
    """Put a learner into the cohort that has the first of these names; nothing happens where the course has none of them."""
    _ask("seat", _lms_seat)(user_id, course_key, names)


def completions(course_key: str, user_ids: Collection[int]) -> Iterator[tuple[int, str, float]]:
    """(user id, usage key, completion) of every stored completion. Keys stay text: parsing them costs more than all the rest."""
    key = ExpressionWrapper(F("block_key"), output_field=CharField())
    return _of(course_key, user_ids).values_list("user_id", key, "completion").iterator(10_000)


def completed_by(usage_key: str, user_ids: Collection[int]) -> int:
    """How many of these learners completed a block."""
    key, done = _usage(usage_key), 0
    for start in range(0, len(users := list(user_ids)), 500):            # SQLite takes no list of any length
        done += _completion_model().objects.filter(block_key=key, user_id__in=users[start:start + 500], completion__gte=1.0).count()
    return done


def newest_completions(course_key: str, user_ids: Collection[int]) -> dict[int, datetime]:
    """The time of each learner's newest completion: looked up at the end of the index, which a maximum over the rows would walk."""
    newest = _completion_model().objects.filter(context_key=_context(course_key), user_id=OuterRef("id")).order_by("-modified")
    people = get_user_model().objects.filter(id__in=user_ids).values_list("id", Subquery(newest.values("modified")[:1]))
    return {user: at for user, at in people if at is not None}


def first_completions(course_key: str, user_ids: Collection[int]) -> dict[int, datetime]:
    """The time of each learner's first completion."""
    return dict(_of(course_key, user_ids).values_list("user_id").annotate(first=Min("created")))


def forget_completion(user_id: int, usage_key: str) -> None:
    """Delete a learner's completion of one block, with its signal."""
    _completion_model().objects.filter(user_id=user_id, block_key=_usage(usage_key)).delete()


def learner_block(user_id: int, usage_key: str) -> Any:
    """A learner's block outside of any request of theirs, to be changed and saved; None where they may not open it now."""
    user = get_user_model().objects.get(id=user_id)
    return _ask("learner_block", _lms_learner_block)(user, _usage(usage_key))


def publish_without_block(user_id: int, usage_key: str, points: tuple[float, float] | None, complete: bool) -> None:
    """Points (earned, possible) and completion of a learner who may not open the block now."""
    user = get_user_model().objects.get(id=user_id)
    if points is not None:
        _ask("publish_score", _lms_publish_score)(user, _usage(usage_key), *points)
    if complete:
        _completion_model().objects.submit_completion(user=user, block_key=_usage(usage_key), completion=1.0)


def in_studio() -> bool:
    """Whether this process is Studio's: it leaves marks, and the LMS computes; not all of the LMS can be imported there."""
    return getattr(settings, "SERVICE_VARIANT", None) == "cms"


def own_site() -> bool:
    """Whether this is the package's own site, not an Open edX platform."""
    return bool(getattr(settings, "PEKT_RECORDS_PLATFORM", None))


def on_publish(receiver: Callable[..., None]) -> None:
    """Call ``receiver(sender, course_key=…)`` when Studio publishes a course; elsewhere nothing does."""
    if in_studio():
        from xmodule.modulestore.django import SignalHandler  # a class attribute: a plugin's signal_path cannot name it

        SignalHandler.course_published.connect(receiver, dispatch_uid="pekt-records-published")


def publish_lag() -> timedelta:
    """How long after a publish ``course_tree`` may still give the course of before.

    The platform renews its block structure by a task that it delays, as a rule by half a minute. ``PEKT_RECORDS_PUBLISH_LAG`` (seconds)
    says otherwise.
    """
    delay = getattr(settings, "BLOCK_STRUCTURES_SETTINGS", {}).get("COURSE_PUBLISH_TASK_DELAY", 0)
    return timedelta(seconds=getattr(settings, "PEKT_RECORDS_PUBLISH_LAG", 4 * delay))


def _completion_model() -> Any:
    return apps.get_model("completion", "BlockCompletion")


def _context(course_key: str) -> Any:
    from opaque_keys.edx.keys import LearningContextKey

    return LearningContextKey.from_string(course_key)


def _usage(usage_key: str) -> Any:
    """``LookupError`` where the text is no usage key."""
    from opaque_keys import InvalidKeyError
    from opaque_keys.edx.keys import UsageKey

    try:
        return UsageKey.from_string(usage_key)
    except InvalidKeyError:
        raise LookupError(usage_key) from None


def _lms_learner_block(user: Any, usage_key: Any) -> Any:
    from lms.djangoapps.courseware.block_render import get_block_for_descriptor
    from lms.djangoapps.courseware.model_data import FieldDataCache
    from xmodule.modulestore.django import modulestore

    store = modulestore()
    with store.bulk_operations(usage_key.course_key):
        course, item = store.get_course(usage_key.course_key), store.get_item(usage_key)
        cache = FieldDataCache.cache_for_block_descendents(usage_key.course_key, user, item)
        # Without track_function any event but grade and completion would call None.
        return get_block_for_descriptor(user, None, item, cache, usage_key.course_key, course=course,
                                        track_function=lambda name, data: None, request_token="pekt")


def _lms_publish_score(user: Any, usage_key: Any, earned: float, possible: float) -> None:
    from lms.djangoapps.grades.signals.signals import SCORE_PUBLISHED
    from xmodule.modulestore.django import modulestore

    SCORE_PUBLISHED.send(sender=None, block=modulestore().get_item(usage_key), user=user, raw_earned=earned, raw_possible=possible,
                         only_if_higher=None)


def _of(course_key: str, user_ids: Collection[int]) -> Any:
    return _completion_model().objects.filter(context_key=_context(course_key), user_id__in=user_ids).order_by()


def _account_names(user_ids: Collection[int]) -> dict[int, str]:
    people = get_user_model().objects.filter(id__in=user_ids)
    if apps.is_installed("common.djangoapps.student"):
        return {i: name or username for i, name, username in people.values_list("id", "profile__name", "username")}
    names = people.values_list("id", "first_name", "last_name", "username")
    return {i: f"{last} {first}".strip() or username for i, first, last, username in names}


def _accounts(names: Collection[str]) -> dict[str, int]:
    wanted = {name.casefold() for name in names if name}
    lowered = sorted({name.lower() for name in wanted})
    people = get_user_model().objects.annotate(u=Lower("username"), e=Lower("email")).filter(is_active=True)
    found: dict[str, set[int]] = {}
    for user, username, email in people.filter(Q(u__in=lowered) | Q(e__in=lowered)).values_list("id", "username", "email"):
        for name in {username.casefold(), email.casefold()} & wanted:
            found.setdefault(name, set()).add(user)
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


def _lms_courses() -> dict[str, str]:
    from openedx.core.djangoapps.content.course_overviews.models import CourseOverview

    return {str(key): title or str(key) for key, title in CourseOverview.objects.values_list("id", "display_name")}


def _lms_learner_states(course_key: str, user_ids: Collection[int], block_type: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    from lms.djangoapps.courseware.models import StudentModule

    rows = StudentModule.objects.filter(course_id=_context(course_key), student_id__in=user_ids, module_type__startswith=block_type)
    for user, key, fields in rows.values_list("student_id", "module_state_key", "state").iterator(1_000):
        yield user, str(key), json.loads(fields or "{}")


def _lms_enrol(user_id: int, course_key: str) -> None:
    if apps.is_installed("common.djangoapps.student"):
        from common.djangoapps.student.models import CourseEnrollment, CourseEnrollmentException

        user = get_user_model().objects.get(id=user_id)
        if not CourseEnrollment.is_enrolled(user, _context(course_key)):
            try:
                CourseEnrollment.enroll(user, _context(course_key), check_access=True)
            except CourseEnrollmentException as error:
                raise NotEnrolled(course_key) from error


def _lms_seat(user_id: int, course_key: str, names: Sequence[str]) -> None:
    """``PEKT_RECORDS_COHORTS``: ``find`` a cohort that is there, ``make`` one of the first name and turn cohorts on, or ``off``."""
    mode, key = getattr(settings, "PEKT_RECORDS_COHORTS", "find"), _context(course_key)
    if mode == "off" or not apps.is_installed("openedx.core.djangoapps.course_groups"):
        return
    from openedx.core.djangoapps.course_groups import cohorts
    from openedx.core.djangoapps.course_groups.models import CourseCohort

    if mode == "make" and not cohorts.is_course_cohorted(key):
        cohorts.set_course_cohorted(key, True)
    name = next((name for name in names if cohorts.is_cohort_exists(key, name)), None)
    if name is None and mode == "make":
        cohorts.add_cohort(key, name := names[0], CourseCohort.MANUAL)
    if name is not None and cohorts.is_course_cohorted(key):
        cohort, user = cohorts.get_cohort_by_name(key, name), get_user_model().objects.get(id=user_id)
        if cohorts.get_cohort(user, key, assign=False) != cohort:           # to be put where one is raises
            cohorts.add_user_to_cohort(cohort, user)


def _lms_access_groups(course_key: str, user_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Cohort content groups as ``partition:group``; nobody is in any where the platform has no cohorts."""
    if not apps.is_installed("openedx.core.djangoapps.course_groups"):
        return {}
    from openedx.core.djangoapps.course_groups.models import CohortMembership, CourseUserGroupPartitionGroup

    links = {cohort: f"{partition}:{group}" for cohort, partition, group in CourseUserGroupPartitionGroup.objects.filter(
        course_user_group__course_id=_context(course_key)).values_list("course_user_group_id", "partition_id", "group_id")}
    members = CohortMembership.objects.filter(course_id=_context(course_key), user_id__in=user_ids, course_user_group_id__in=list(links))
    return {user: frozenset({links[cohort]}) for user, cohort in members.values_list("user_id", "course_user_group_id")}


def _lms_course_tree(course_key: str) -> CourseTree:
    """The course in the block structure cache: no user, no modulestore; what staff alone see is left out."""
    from lms.djangoapps.course_blocks.transformers.visibility import VisibilityTransformer
    from openedx.core.djangoapps.content.block_structure.api import get_course_in_cache

    tree = get_course_in_cache(_context(course_key))

    def hidden(key: Any) -> bool:
        return bool(tree.get_transformer_block_field(key, VisibilityTransformer, "merged_visible_to_staff_only"))

    units = []
    for section in tree.get_children(tree.root_block_usage_key):
        for sequence in tree.get_children(section):
            for unit in tree.get_children(sequence):
                if not hidden(unit):
                    units.append(_lms_unit(tree, section, unit, hidden))
    title = tree.get_xblock_field(tree.root_block_usage_key, "display_name") or course_key
    return CourseTree(course_key, title, tuple(units))


def _lms_unit(tree: Any, section: Any, unit: Any, hidden: Callable[[Any], bool]) -> Unit:
    leaves = []
    for key in tree.topological_traversal(start_node=unit):
        children = list(tree.get_children(key))
        mode = tree.get_xblock_field(key, "completion_mode")     # None for most of the platform's own blocks: completable
        if not children and key != unit and mode not in ("excluded", "aggregator") and not hidden(key):
            access = tree.get_xblock_field(key, "group_access") or tree.get_xblock_field(unit, "group_access") or {}
            only_for = frozenset(f"{partition}:{group}" for partition, groups in access.items() for group in groups or ())
            leaves.append(Leaf(str(key), key.block_type, None, only_for, tree.get_xblock_field(key, "display_name") or ""))
    return Unit(unit.block_id, tree.get_xblock_field(unit, "display_name") or unit.block_id,
                tree.get_xblock_field(section, "display_name") or "", tuple(leaves))
