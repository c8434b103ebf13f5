"""Points that mean something: feedback for every answer, competences, a pass mark, and no pass without a thought."""
from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from pekt_xblocks.core.language import N_
from pekt_xblocks.olx.codec import At
from pekt_xblocks.olx.fault import Fault, rule
from pekt_xblocks.olx.inspection import Block, Inspection
from pekt_xblocks.olx.reader import POLICY
from pekt_xblocks.olx.shape import Record, shape_of

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

SEEDS = ("a", "b", "c", "d", "e", "f")
"""Learners, each with their own order of options."""
_OPTIONS = {"option", "reason", "distractor"}


@checked
def every_option_has_feedback(found: Inspection) -> Iterator[Fault]:
    for block in found.blocks:
        if block.activity:
            for at in _without_feedback(shape_of(type(block.activity)), block.activity.model_dump(mode="json"), ()):
                node = block.reading.place(at[:-1])
                rule = FEEDBACK if node.tag in _OPTIONS and at[-1] == "feedback" else MORE_FEEDBACK
                yield rule.fault(block.leaf.file, block.line(at), N_("<{element}> “{name}” has no feedback ({field})."),
                                 element=node.tag, name=node.get("id", ""), field=at[-1])


def _without_feedback(record: Record, data: dict[str, Any], at: At) -> Iterator[At]:
    for place in record.fields.values():
        value = data[place.name]
        if value == "" and place.name in ("feedback", "right_feedback", "wrong_feedback"):
            yield (*at, place.name)
        for step, each in enumerate(value) if place.form == "many" else ((None, value),):
            if isinstance(each, dict):
                member = place.members.get(each.get("tag", place.name)) or next(iter(place.members.values()))
                if isinstance(member, Record):
                    yield from _without_feedback(member, each, (*at, place.name) if step is None else (*at, place.name, step))


@checked
def graded_activities_are_placed(found: Inspection) -> Iterator[Fault]:
    for block in found.blocks:
        if block.scored and not block.settings.competences:
            yield COMPETENCE.fault(block.leaf.file, block.leaf.line, N_("“{name}” names no competence."), name=block.leaf.url_name)
        if block.scored and not block.settings.pass_mark:
            yield PASS.fault(block.leaf.file, block.leaf.line, N_("“{name}” passes with no point at all."), name=block.leaf.url_name)


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
    shares: dict[str, list[Fraction]] = {}
    for seed in SEEDS:
        for name, response in block.activity.blankets(seed).items():
            shares.setdefault(name, []).append(block.activity.grade(response).share)
    for name, found in shares.items():
        if sum(found) / len(found) >= block.settings.exact("pass_mark"):
            yield name


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
    yield from _assignment_types(found, file, {str(grader.get("type")) for grader in graders})


def _assignment_types(found: Inspection, file: str, known: set[str]) -> Iterator[Fault]:
    used = set()
    for chapter in found.course.chapters:
        for part in chapter.sequentials:
            if part.graded:
                used.add(part.format)
            if part.graded and part.format not in known:
                yield POLICY.fault(part.file, part.line, N_("The assignment type “{format}” is not in grading_policy.json."),
                                   format=part.format)
    for name in sorted(known - used):
        yield POLICY.fault(file, 1, N_("No graded part of the course is of the type “{name}”."), name=name)
