"""``pekt_records_cohorts``: put the learners of all classes into their cohorts, as when the cohorts were made after they came."""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ... import api
from ...models import Group, Run


class Command(BaseCommand):
    help = "Put the learners of every class in a run that is not closed into the course's cohort of the class's name."

    def handle(self, **options: Any) -> None:
        groups = Group.objects.exclude(run__state=Run.CLOSED).select_related("run", "school").order_by("id")
        failed = sum(api.seat_again(group) for group in groups)
        self.stdout.write(f"{len(groups)} classes, {failed} learners could not be put into a cohort")
        if failed:
            raise CommandError("the log says why")
