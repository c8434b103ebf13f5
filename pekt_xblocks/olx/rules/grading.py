"""Points that mean something: feedback for every answer, competences, a pass mark, and no pass without a thought."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

from pekt_xblocks.core import faults as core_faults
from pekt_xblocks.core.activity import Activity
from pekt_xblocks.core.digcomp import COMPETENCES
from pekt_xblocks.core.language import N_
from pekt_xblocks.olx.fault import DefinitionFault, Fault, rule
from pekt_xblocks.olx.inspection import Block, Inspection, records
from pekt_xblocks.olx.module import NAME as MODULE_FILE
from pekt_xblocks.olx.module import line_of
from pekt_xblocks.olx.reader import POLICY

from . import checked

FEEDBACK = rule("feedback", N_("Every option says something to whoever chose it: first what holds, then why, then what to do. "
                               "“Wrong” alone teaches nothing."))
MORE_FEEDBACK = rule("more-feedback", N_("A word after an answer teaches more than the mark alone."), "advice")
COMPETENCE = rule("competence", N_("Every graded activity names the DigComp competences it trains (competences=\"4.1.05 4.2\"): "
                                   "the hub's reports count by them."))
PASS = rule("pass", N_("A graded activity passes at a share of its points that a learner reaches by thinking, usually 0.75."))
SOLUTION = rule("solution", N_("The activity's own correct response must earn every point, or nobody can."))
BLANKET = rule("blanket", N_("Whoever marks everything, or always the first option, must not pass: "
                             "mix right and wrong, put right ones last, too."))
COUNTS = rule("counts", N_("The grade counts the scored activities of graded parts (graded=\"true\" format=\"…\"): what stands elsewhere "
                           "earns points that nobody sees. Activities that only teach have scored=\"false\"."), "advice")

SEEDS = ("a", "b", "c", "d", "e", "f")
"""Learners, each with their own order of options."""
_OPTIONS = {"option", "reason", "distractor"}
_FEEDBACK = ("feedback", "right_feedback", "wrong_feedback")


@checked
def every_option_has_feedback(found: Inspection) -> Iterator[Fault]:
    for block in found.blocks:
        if block.activity:
            for at, data in records(block.activity):
                for field in _FEEDBACK:
                    if data.get(field) == "":
                        rule = FEEDBACK if block.reading.place(at).tag in _OPTIONS and field == "feedback" else MORE_FEEDBACK
                        silent = core_faults.Fault((*at, field), "no_feedback", N_("Nothing is written here yet."))
                        yield DefinitionFault(block.leaf.file, block.line(at), rule.id, silent.message, inner=silent,
                                              model=type(block.activity))


@checked
def graded_activities_are_placed(found: Inspection) -> Iterator[Fault]:
    for block in found.blocks:
        if block.scored and not block.settings.competences:
            yield COMPETENCE.fault(block.leaf.file, block.leaf.line, N_("“{name}” names no competence."), name=block.leaf.url_name)
        if block.scored and not block.settings.pass_mark:
            yield PASS.fault(block.leaf.file, block.leaf.line, N_("“{name}” passes with no point at all."), name=block.leaf.url_name)


@checked
def competences_are_the_modules(found: Inspection) -> Iterator[Fault]:
    """A mistyped code is a code that no module trains."""
    module = found.course.module
    for code in module.digcomp.codes if module else ():
        if not any(_related(code, each.code) for each in COMPETENCES):
            line = line_of(found.course.root, "digcomp", "codes")
            yield COMPETENCE.fault(MODULE_FILE, line, N_("DigComp has no competence {code}."), code=code)
    for block in found.blocks if module else ():
        told = [*block.settings.competences.split(), *(each.code for each in getattr(block.activity, "statements", ()) if each.code)]
        for code in dict.fromkeys(told):
            if not any(_related(code, own) for own in module.digcomp.codes):
                yield COMPETENCE.fault(block.leaf.file, block.leaf.line, N_("“{name}” names {code}, which is not in module.toml."),
                                       name=block.leaf.url_name, code=code)


def _related(code: str, other: str) -> bool:
    """The same competence, or one within the other."""
    return f"{code}.".startswith(f"{other}.") or f"{other}.".startswith(f"{code}.")


@checked
def the_solution_earns_everything(found: Inspection) -> Iterator[Fault]:
    for block in found.blocks:
        if block.activity and block.activity.grade(block.activity.correct_response()).share != 1:
            yield SOLUTION.fault(block.leaf.file, block.leaf.line, N_("The correct response of “{name}” doesn't earn every point."),
                                 name=block.leaf.url_name)


@checked
def no_pass_without_a_thought(found: Inspection) -> Iterator[Fault]:
    for block in found.blocks:
        if block.scored and block.settings.pass_mark:
            for name in _passing(block):
                yield BLANKET.fault(block.leaf.file, block.leaf.line, N_("“{name}” is passed by answering without a thought ({how})."),
                                    name=block.leaf.url_name, how=name)


def _passing(block: Block) -> Iterator[str]:
    """The blanket strategies of the kind that pass this activity on average: one lucky shuffle is no fault."""
    assert block.activity is not None
    for name, share in _blanket_shares(type(block.activity), block.activity.model_dump_json()).items():
        if share >= block.settings.exact("pass_mark"):
            yield name


@lru_cache(maxsize=256)
def _blanket_shares(cls: type[Activity], definition: str) -> dict[str, Fraction]:
    """What each strategy earns on average. Remembered: whoever writes a course checks it again after every line."""
    activity, shares = cls.model_validate_json(definition), dict[str, list[Fraction]]()
    for seed in SEEDS:
        for name, response in activity.blankets(seed).items():
            shares.setdefault(name, []).append(activity.grade(response).share)
    return {name: sum(found, Fraction()) / len(found) for name, found in shares.items()}


@checked
def grades_add_up(found: Inspection) -> Iterator[Fault]:
    course = found.course
    if not course.grading:
        return
    file = f"policies/{course.run}/grading_policy.json"
    graders, cutoffs = course.grading.get("GRADER"), course.grading.get("GRADE_CUTOFFS")
    if not isinstance(graders, list) or not all(isinstance(g, dict) and isinstance(g.get("weight"), int | float) for g in graders):
        yield POLICY.fault(file, 1, N_("GRADER must be a list of assignment types, each with its weight."))
        return
    if graders and abs(sum(grader["weight"] for grader in graders) - 1) > 0.001:
        yield POLICY.fault(file, 1, N_("The weights come to {sum}, not to 1."), sum=round(sum(grader["weight"] for grader in graders), 3))
    if not isinstance(cutoffs, dict) or not cutoffs or not all(isinstance(c, int | float) and 0 < c <= 1 for c in cutoffs.values()):
        yield POLICY.fault(file, 1, N_("GRADE_CUTOFFS must name at least one grade, each above 0 and up to 1."))
    yield from _assignment_types(found, file, graders)


def _assignment_types(found: Inspection, file: str, graders: list[dict[str, Any]]) -> Iterator[Fault]:
    asked = {str(grader.get("type")): grader.get("min_count", 1) for grader in graders}
    parts = [part for chapter in found.course.chapters for part in chapter.sequentials if part.graded]
    used = Counter(part.format for part in parts)
    for part in parts:
        if part.format not in asked:
            yield POLICY.fault(part.file, part.line, N_("The assignment type “{format}” is not in grading_policy.json."),
                               format=part.format)
    for name, least in sorted(asked.items()):
        if not used[name]:
            yield POLICY.fault(file, 1, N_("No graded part of the course is of the type “{name}”."), name=name)
        elif isinstance(least, int) and least > used[name]:
            yield POLICY.fault(file, 1, N_("Of the type “{name}” there are {there} graded parts, but min_count asks for {asked}: "
                                           "nobody can earn them all."), name=name, there=used[name], asked=least)


@checked
def what_is_scored_counts(found: Inspection) -> Iterator[Fault]:
    scored = {block.leaf.url_name for block in found.blocks if block.scored}
    for chapter in found.course.chapters:
        for part in chapter.sequentials:
            inside = [leaf for vertical in part.verticals for leaf in vertical.leaves if leaf.url_name in scored]
            for leaf in inside if not part.graded else ():
                yield COUNTS.fault(leaf.file, leaf.line, N_("“{name}” is scored, but its part “{part}” is not graded."),
                                   name=leaf.url_name, part=part.url_name)
            if part.graded and not inside and found.course.whole and not found.faults:
                yield COUNTS.fault(part.file, part.line, N_("“{name}” is graded, but nothing in it is scored."), name=part.url_name)
