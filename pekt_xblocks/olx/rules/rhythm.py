"""The hub's rhythm: first one's own view, then learning before trying, then the hub, then what was learned and one's own view again."""
from __future__ import annotations

from collections.abc import Iterator

from pekt_xblocks.core.language import N_
from pekt_xblocks.olx.course import Chapter
from pekt_xblocks.olx.fault import Fault, rule
from pekt_xblocks.olx.inspection import Block, Inspection

from . import checked

RHYTHM = rule("rhythm", N_("Modules of PEKTPE keep one rhythm, so that pupils and teachers know where they are: self-check, guess, "
                           "learn and try, the hub (check-in first, then the task), what was learned, self-check again, "
                           "notes for teachers last."), "advice")
SELF_CHECK = rule("self-check", N_("Before and after are compared statement by statement: the two self-checks of one name hold the same "
                                   "statements, word for word."))


@checked
def units_follow_the_rhythm(found: Inspection) -> Iterator[Fault]:
    blocks = [block for block in found.blocks if not block.leaf.staff_only]
    scored = [n for n, block in enumerate(blocks) if block.scored and not _at_hub(block)]
    for n, block in enumerate(blocks) if scored else ():
        message = _misplaced(block, n, scored[0], scored[-1])
        if message:
            yield RHYTHM.fault(block.leaf.file, block.leaf.line, message, name=block.leaf.display_name)
    visits = [n for n, block in enumerate(blocks) if block.leaf.block_type == "pekt_checkin"]
    for n, block in enumerate(blocks):
        if _at_hub(block) and visits and n < visits[0]:
            yield RHYTHM.fault(block.leaf.file, block.leaf.line, N_("“{name}” comes before the check-in."), name=block.leaf.display_name)


def _at_hub(block: Block) -> bool:
    return bool(block.activity and block.activity.at_hub)


def _misplaced(block: Block, n: int, first: int, last: int) -> str:
    """What to say of an activity that stands on the wrong side of the scored ones; nothing if it does not."""
    moment = getattr(block.activity, "moment", "")
    if moment == "before" and n > first:
        return N_("The self-check “{name}” is for before, but comes after scored activities.")
    if moment == "after" and n < last:
        return N_("The self-check “{name}” is for after, but scored activities follow it.")
    if _at_hub(block) and n < first:
        return N_("“{name}” is for the hub, but nothing was tried before it.")
    if _at_hub(block) and n > last:
        return N_("“{name}” is for the hub, but nothing asks afterwards what was learned.")
    return ""


@checked
def learning_comes_before_trying(found: Inspection) -> Iterator[Fault]:
    scored = {block.leaf.url_name for block in found.blocks if block.scored}
    hidden = False
    for chapter in found.course.chapters:
        if hidden and not chapter.staff_only:
            yield RHYTHM.fault(chapter.file, chapter.line, N_("“{name}” comes after what is for teachers."), name=chapter.display_name)
        hidden = hidden or chapter.staff_only
        yield from _late_pages(chapter, scored)


def _late_pages(chapter: Chapter, scored: set[str]) -> Iterator[Fault]:
    """Pages to learn from that follow a scored activity of their unit."""
    leaves = [leaf for part in chapter.sequentials for vertical in part.verticals for leaf in vertical.leaves]
    tried = [n for n, leaf in enumerate(leaves) if leaf.url_name in scored]
    for n, leaf in enumerate(leaves):
        if tried and n > tried[0] and leaf.html is not None and leaf.display_name.startswith("Μαθαίνω"):
            yield RHYTHM.fault(leaf.file, leaf.line, N_("“{name}” comes after what it prepares for."), name=leaf.display_name)


@checked
def self_checks_are_the_same_before_and_after(found: Inspection) -> Iterator[Fault]:
    seen: dict[str, dict[str, Block]] = {}
    for block in found.blocks:
        moment = getattr(block.activity, "moment", "")
        if moment:
            seen.setdefault(getattr(block.activity, "instrument", ""), {})[moment] = block
    for name, pair in seen.items():
        if len(pair) == 2 and pair["before"].activity.statements != pair["after"].activity.statements:  # type: ignore[union-attr]
            leaf = pair["after"].leaf
            yield SELF_CHECK.fault(leaf.file, leaf.line, N_("The statements of “{name}” differ before and after."), name=name)
        elif len(pair) == 1:
            (block,) = pair.values()
            yield RHYTHM.fault(block.leaf.file, block.leaf.line, N_("The self-check “{name}” is asked only once."), name=name)
