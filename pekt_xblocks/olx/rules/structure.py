"""Names, titles and pages: what a course needs before anyone can find their way in it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from pekt_xblocks.core.language import N_
from pekt_xblocks.olx.fault import Fault, rule
from pekt_xblocks.olx.inspection import EMPTY, Inspection
from pekt_xblocks.olx.module import NAME as MODULE_FILE
from pekt_xblocks.olx.reader import NAME, POLICY

from . import checked

TITLE = rule("title", N_("Learners and screen readers find their way by titles: every unit, page and activity has one (display_name)."))
KEY = rule("key", N_("The course's key is course-v1:ORG+COURSE+RUN, from course.xml; hubs know the module by COURSE, "
                     "which is the slug of module.toml."))
MINUTES = rule("minutes", N_("Teachers plan by the minutes of each activity (minutes=\"…\"), "
                             "and they can't come to more than module.toml promises."))
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
    module = found.course.module
    told = sum(block.settings.minutes for block in found.blocks)
    if module and told > 1.1 * (module.minutes.online + module.minutes.hub):
        yield MINUTES.fault(MODULE_FILE, 1, N_("The activities take {told} minutes, but the module promises {promised}."),
                            told=told, promised=module.minutes.online + module.minutes.hub)
