"""A fictional school year of all five hubs, so that every page of the records has something to show."""
from __future__ import annotations

from random import Random
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import override

from pekt_xblocks.records import api

from ...demo_year import pupils, take, task
from ...models import Course, Person
from .demo_hubs import course_of


class Command(BaseCommand):
    """``demo_year``"""

    help = "Fills the hubs' records with a fictional year; does nothing where it is there already."

    @override("el")
    def handle(self, *args: Any, **options: Any) -> None:
        if api.year_is_there():
            return
        today, luck = timezone.localdate(), Random(2026)
        courses = [course_of(course) for course in Course.objects.all()]
        people = {role: [person.user for person in Person.objects.filter(role=role).select_related("user")] for role in Person.Role}
        members = api.plan_year(courses, pupils(len(courses) * api.PUPILS_OF_A_MODULE), [user.id for user in people[Person.Role.TEACHER]],
                                today)
        of: dict[str, list[int]] = {}
        for member in members:
            of.setdefault(member.run.course_key, []).append(member.user_id)
        for course_key, learners in of.items():
            api.take_in(course_key, learners, take(course_key, learners, luck))
        tasks = {course_key: found for course_key in of if (found := task(course_key))}
        api.witness(members, tasks, today, people[Person.Role.COORDINATOR][:1], luck)
        if options["verbosity"]:
            self.stdout.write(f"{len(members)} learners")
