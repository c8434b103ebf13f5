"""``pekt_records_reconcile``: compare all progress with its sources and all classes' numbers with their rows, and mend them.

Says what differed; fails if anything still does.
"""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ... import api


class Command(BaseCommand):
    help = "Compare every learner's progress with their completions and scores, and every class's numbers with its rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only tell, change nothing")

    def handle(self, **options: Any) -> None:
        if options["check"]:
            left = self._differences()
        else:
            with api.round_of("reconcile") as told:
                for course in api.reconcile():
                    self.stdout.write(f"{course.course_key}: {course.checked} learners, {course.differed} differed")
                self.stdout.write(f"classes: {api.miscounted()} differed")
                left = told.number = self._differences()
        self.stdout.write(f"difference {left}")
        if left:
            raise CommandError(f"{left} learners or classes differ from their sources")

    def _differences(self) -> int:
        return sum(course.differed for course in api.reconcile(fix=False)) + api.miscounted(fix=False)
