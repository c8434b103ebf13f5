"""completion-aggregator on the same completions: its own updater; the structure from a dict, the tables from its models."""
from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

from completion.models import BlockCompletion
from completion_aggregator import compat, core
from completion_aggregator.models import Aggregator
from django.contrib.auth.models import User
from opaque_keys.edx.keys import CourseKey, UsageKey
from xblock.completable import XBlockCompletionMode

from pekt_xblocks.records.data import CourseTree

_TYPES = ("course", "chapter", "sequential", "vertical")


class Structure:
    """The course as its ``compat`` asks for it: sections of two units, a sequence and a vertical for each unit."""

    def __init__(self, tree: CourseTree) -> None:
        key = CourseKey.from_string(tree.course_key)
        self.root = key.make_usage_key("course", "course")
        self.children: dict[UsageKey, list[UsageKey]] = {self.root: []}
        self.above: dict[UsageKey, list[UsageKey]] = {self.root: [self.root]}
        for unit in tree.units:
            chapter, parent = key.make_usage_key("chapter", unit.section.replace(" ", "_")), self.root
            for node in (chapter, key.make_usage_key("sequential", unit.id), key.make_usage_key("vertical", unit.id)):
                self._hang(parent, node)
                parent = node
            for leaf in unit.leaves:
                self._hang(parent, UsageKey.from_string(leaf.usage_key))

    def _hang(self, parent: UsageKey, node: UsageKey) -> None:
        if node not in self.children:
            self.children[node] = []
            self.children[parent].append(node)
            self.above[node] = [*self.above[parent], *([node] if node.block_type in _TYPES else [])]

    @property
    def nodes(self) -> int:
        """What it keeps a row for, per learner."""
        return sum(node.block_type in _TYPES for node in self.children)


def prepare(tree: CourseTree) -> Structure:
    """Put the structure where the package looks for it."""
    made = Structure(tree)
    compat.get_modulestore = lambda: SimpleNamespace(bulk_operations=lambda key: nullcontext())
    compat.init_course_block_key = lambda store, key: made.root
    compat.init_course_blocks = lambda user, root: made
    compat.get_children = lambda blocks, block: made.children[block]
    compat.get_block_aggregators = lambda blocks, block: made.above[block]
    compat.is_block_optional = lambda blocks, block: False
    # The platform's own containers are not installed here: the types decide.
    core.XBlock = SimpleNamespace(load_class=lambda kind: SimpleNamespace(
        completion_mode=XBlockCompletionMode.AGGREGATOR if kind in _TYPES else XBlockCompletionMode.COMPLETABLE))
    return made


def update(course: str, users: Sequence[int], changed: frozenset[Any] = frozenset()) -> None:
    """What its task does for each learner; ``changed`` are the blocks, none means all."""
    key = CourseKey.from_string(course)
    for user in User.objects.filter(id__in=users):
        core.AggregationUpdater(user, key, compat.get_modulestore()).update(changed)


def rows() -> int:
    """Rows that it keeps."""
    return Aggregator.objects.count()


def completes(users: Sequence[int], key: UsageKey) -> None:
    """These learners complete a block, behind the signals' back."""
    BlockCompletion.objects.filter(user_id__in=users, block_key=key).delete()
    BlockCompletion.objects.bulk_create([BlockCompletion(user_id=user, context_key=key.course_key, block_key=key, block_type="pekt_quiz",
                                                         completion=1.0) for user in users], batch_size=1000)
