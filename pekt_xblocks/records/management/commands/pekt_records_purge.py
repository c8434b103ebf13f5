"""``pekt_records_purge``: delete the rows about people whose years have passed, and say what went."""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ... import api
from ...data import Purged


class Command(BaseCommand):
    help = "Delete what the retention table says is past its years; the runs' numbers are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell, change nothing")

    def handle(self, **options: Any) -> None:
        if options["dry_run"]:
            self._tell(api.purge(dry=True), "would go")
        else:
            with api.round_of("purge") as told:
                purged = api.purge()
                told.number = sum(one.rows for one in purged)
            self._tell(purged, "gone")

    def _tell(self, purged: list[Purged], said: str) -> None:
        for one in purged:
            self.stdout.write(f"{one.kind} from before {one.before}: {one.rows} rows {said}")
