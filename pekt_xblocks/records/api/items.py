"""How each activity went at the first attempt, part by part, and what was commonly answered wrong; nobody is named."""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from pekt_xblocks.core import attempt as attempts

from .. import platform
from ..data import Item, ItemPart
from ..models import Group, Membership, Run

COMMON = 2
"""A wrong response is shown once so many learners gave it: what one pupil alone wrote stays with them."""
SHOWN = 3
"""The commonest wrong responses of a part."""


def item_analysis(by: Any, run: Run, groups: Collection[Group]) -> list[Item]:
    """Every scored activity of the run that somebody of these groups has answered, in the course's order; not what a hub witnesses."""
    users = list(Membership.objects.filter(run=run, group__in=groups, current=True).values_list("user_id", flat=True))
    firsts: dict[str, list[attempts.Attempt]] = {}
    for _user, key, fields in platform.learner_states(run.course_key, users):
        state = attempts.from_json(fields.get("work") or {}, fields.get("attempts") or 0)
        if state.recent and state.recent[0].number == 1:
            firsts.setdefault(key, []).append(state.recent[0])
    leaves = [leaf for unit in platform.course_tree(run.course_key).units for leaf in unit.leaves if leaf.usage_key in firsts]
    found = [(leaf, platform.learner_block(by.id, leaf.usage_key)) for leaf in leaves]
    scored = [(leaf, block) for leaf, block in found if getattr(block, "activity_or_none", None) and not block.activity.at_hub]
    told = [_item(leaf.title, block, firsts[leaf.usage_key]) for leaf, block in scored]
    return [item for item in told if item.parts]


def _item(title: str, block: Any, firsts: Collection[attempts.Attempt]) -> Item:
    activity, right, seen = block.activity, Counter[str](), Counter[str]()
    wrong: dict[str, Counter[str]] = {}
    responses = list(_readable(activity, firsts))
    for response in responses:
        details = activity.report(response, block.say)
        for part in activity.grade(response).parts:
            if part.possible:
                seen[part.id] += 1
                right[part.id] += part.earned == part.possible
                if part.earned < part.possible and details.get(part.id):
                    wrong.setdefault(part.id, Counter())[details[part.id]] += 1
    whole = sum(first.share == 1 for first in firsts)
    parts = tuple(ItemPart(_named(block, part, number), seen[part], right[part], tuple(
        (text, times) for text, times in wrong.get(part, Counter()).most_common(SHOWN) if times >= COMMON))
        for number, part in enumerate(seen))
    return Item(title, len(firsts), whole, parts, tuple(activity.together(responses, block.say)))


def _readable(activity: Any, firsts: Collection[attempts.Attempt]) -> Iterator[Any]:
    """The responses that the activity can still read: its definition may have changed since."""
    for first in firsts:
        try:
            yield activity.Response.model_validate(first.response)
        except ValueError:
            continue


def _named(block: Any, part: str, number: int) -> str:
    """What the author's outline calls a part, where it has a line for each; else its number."""
    lines = block.activity.outline(block.say)
    ids = [each.id for each in block.activity.grade(block.activity.correct_response()).parts]
    return lines[ids.index(part)][0] if part in ids and len(lines) == len(ids) else str(number + 1)
