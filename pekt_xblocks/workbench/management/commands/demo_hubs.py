"""A fictional school year for the site's people: each hub runs each module, so that hub records have something to show."""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from pekt_xblocks.records import api

from ...models import Course, Person

HUB_OF = {"eordaia": "ptolemaida"}
"""The hub whose rooms a municipality gives, by the username of whom it sends."""


class Command(BaseCommand):
    """``demo_hubs``"""

    help = "Puts the fictional people and the loaded courses into the hubs' records; adds only what is missing."

    @override("el")
    def handle(self, *args: Any, **options: Any) -> None:
        people: dict[str, list[Person]] = {role: [] for role in Person.Role.values}
        for person in Person.objects.select_related("user"):
            people[person.role].append(person)
        courses = [course_of(course) for course in Course.objects.all()]
        directorate = [person.user_id for person in people[Person.Role.DIRECTORATE]]
        runs = api.demo(courses, [person.user_id for person in people[Person.Role.LEARNER]],
                        [person.user_id for person in people[Person.Role.TEACHER]],
                        {person.user.username: person.user_id for person in people[Person.Role.COORDINATOR]},
                        directorate[0] if directorate else None,
                        {HUB_OF[person.user.username]: person.user_id for person in people[Person.Role.MUNICIPALITY]})
        if options["verbosity"]:
            self.stdout.write(f"{len(runs)} runs")


def course_of(course: Course) -> api.Course:
    """A loaded course as the records know it."""
    return api.Course(course.key, course.slug, course.title, api.module_facts(course.about))
