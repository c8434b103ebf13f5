"""``pekt_records_settle``: the worker that computes progress for everyone marked."""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ... import api


class Command(BaseCommand):
    help = "Compute the progress of all learners whose completions or scores changed; one process at a time, any number of times."

    def handle(self, **options: Any) -> None:
        try:
            self.stdout.write(f"{api.work()} learners")
        except api.Busy:
            self.stdout.write("another worker is at it")
