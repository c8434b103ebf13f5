"""Names, titles and pages: what a course needs before anyone can find their way in it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from pekt_xblocks.core.language import N_
from pekt_xblocks.olx.fault import Fault, rule
from pekt_xblocks.olx.inspection import EMPTY, Inspection
from pekt_xblocks.olx.module import NAME as MODULE_FILE
from pekt_xblocks.olx.module import line_of
from pekt_xblocks.olx.reader import NAME, POLICY

from . import checked

TITLE = rule("title", N_("Learners and screen readers find their way by titles: every unit, page and activity has one (display_name)."))
KEY = rule("key", N_("The course's key is course-v1:ORG+COURSE+RUN, from course.xml; hubs know the module by COURSE, "
                     "which is the slug of module.toml."))
MINUTES = rule("minutes", N_("Teachers plan by the minutes of each activity (minutes=\"…\"), "
                             "and they can't come to more than module.toml promises."))
PLAN = rule("plan", N_("The minutes of the activities come within a tenth of what module.toml promises, online and at the hub: "
                       "teachers book the hour by it."), "advice")
HIDDEN = rule("hidden", N_("A title whose every page is for staff alone leads learners nowhere: "
                           "hide it, too (visible_to_staff_only=\"true\")."), "advice")
_ONLINE = N_("The activities take {told} minutes online, but the module promises {promised}.")
_HUB = N_("The activities take {told} minutes at the hub, but the module promises {promised}.")
_KEY_PART = re.compile(r"[A-Za-z0-9_.~-]{1,60}")


@checked
def one_name_once(found: Inspection) -> Iterator[Fault]:
    """Learners' work and links are kept by the url_name."""
    seen: dict[str, str] = {}
    for part in found.course.parts():
        if part.url_name in seen:
            yield NAME.fault(part.file, part.line, N_("The url_name “{name}” stands twice; the other one is in {other}."),
                             name=part.url_name, other=seen[part.url_name])
        seen.setdefault(part.url_name, f"{part.file}:{part.line}")


@checked
def everything_has_a_title(found: Inspection) -> Iterator[Fault]:
    if not found.course.title.strip():
        yield TITLE.fault(f"course/{found.course.run}.xml", 1, N_("The course has no title (display_name)."))
    for part in found.course.parts():
        if not part.display_name.strip():
            yield TITLE.fault(part.file, part.line, N_("“{name}” has no title (display_name)."), name=part.url_name)


@checked
def nothing_is_empty(found: Inspection) -> Iterator[Fault]:
    if not found.course.whole:
        return
    for chapter in found.course.chapters:
        if not chapter.sequentials:
            yield EMPTY.fault(chapter.file, chapter.line, N_("“{name}” holds nothing."), name=chapter.url_name)
        for part in chapter.sequentials:
            if not part.verticals:
                yield EMPTY.fault(part.file, part.line, N_("“{name}” holds nothing."), name=part.url_name)
    for _, _, vertical in found.course.verticals():
        if not vertical.leaves:
            yield EMPTY.fault(vertical.file, vertical.line, N_("“{name}” holds nothing."), name=vertical.url_name)
    if not found.course.chapters:
        yield EMPTY.fault("course.xml", 1, N_("The course has no units."))


@checked
def the_key_is_whole(found: Inspection) -> Iterator[Fault]:
    course = found.course
    for name, value in (("org", course.org), ("course", course.course)):
        if not _KEY_PART.fullmatch(value):
            yield KEY.fault("course.xml", 1, N_("course.xml needs {name}=\"…\" in Latin letters and digits."), name=name)
    if course.module and course.module.slug != course.course:
        yield KEY.fault(MODULE_FILE, 1, N_("The slug is “{slug}”, but course.xml says course=\"{course}\"."),
                        slug=course.module.slug, course=course.course)


@checked
def the_policy_names_the_course(found: Inspection) -> Iterator[Fault]:
    course = found.course
    if course.policy and f"course/{course.run}" not in course.policy:
        yield POLICY.fault(f"policies/{course.run}/policy.json", 1, N_("The policy has no entry “{name}”."), name=f"course/{course.run}")


@checked
def minutes_add_up(found: Inspection) -> Iterator[Fault]:
    for block in found.blocks:
        if not block.settings.minutes and not block.leaf.staff_only:
            yield MINUTES.fault(block.leaf.file, block.leaf.line, N_("“{name}” doesn't say how many minutes it takes."),
                                name=block.leaf.url_name)
    if found.course.module and found.course.whole and not found.faults:  # what could not be read has minutes, too
        told = {True: 0, False: 0}
        for block in found.blocks:
            told[bool(block.activity and block.activity.at_hub)] += block.settings.minutes
        promised = found.course.module.minutes
        for name, minutes, plan, message in (("online", told[False], promised.online, _ONLINE), ("hub", told[True], promised.hub, _HUB)):
            if not 0.9 * plan <= minutes <= 1.1 * plan:  # longer keeps a class from finishing, shorter is only worth a word
                yield (MINUTES if minutes > plan else PLAN).fault(
                    MODULE_FILE, line_of(found.course.root, "minutes", name), message, told=minutes, promised=plan)


@checked
def what_is_hidden_is_hidden_whole(found: Inspection) -> Iterator[Fault]:
    for chapter in found.course.chapters:
        for part, inside in [(chapter, chapter.sequentials), *((each, each.verticals) for each in chapter.sequentials)]:
            if inside and not part.staff_only and all(each.staff_only for each in inside):
                yield HIDDEN.fault(part.file, part.line, N_("Learners see the title “{name}”, but nothing in it."), name=part.display_name)
