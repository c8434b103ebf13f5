"""``pekt_records_files``: make the files that programs asked for, and delete those past their time."""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ... import tasks


class Command(BaseCommand):
    help = "Make the files that wait and delete those past their time; one process at a time, any number of times."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{tasks.make_files()} files")
