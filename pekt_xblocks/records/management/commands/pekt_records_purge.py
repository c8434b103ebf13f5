"""``pekt_records_purge``: delete the rows about people whose years have passed, and say what went."""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ... import api


class Command(BaseCommand):
    help = "Delete what the retention table says is past its years; the runs' numbers are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell, change nothing")

    def handle(self, **options: Any) -> None:
        said = "would go" if options["dry_run"] else "gone"
        for purged in api.purge(dry=options["dry_run"]):
            self.stdout.write(f"{purged.kind} from before {purged.before}: {purged.rows} rows {said}")
