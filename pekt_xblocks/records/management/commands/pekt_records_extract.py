"""``pekt_records_extract``: write the Parquet files of ``PEKT_RECORDS_EXTRACT``; without that setting nothing is written."""
from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ... import api


class Command(BaseCommand):
    help = "Write the extract for the region's reports: progress without names, as Parquet files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--whole", action="store_true", help="write the hubs' years that have not changed too")

    def handle(self, **options: Any) -> None:
        if not api.extracts():
            self.stdout.write("PEKT_RECORDS_EXTRACT is not set: nothing is written")
            return
        if find_spec("pyarrow") is None:
            raise CommandError("pip install 'pekt-xblocks[analytics]'")
        try:
            done = api.extract(options["whole"])
        except api.Busy:
            self.stdout.write("another process is at it")
            return
        except (api.DestinationError, OSError) as error:
            raise CommandError(f"PEKT_RECORDS_EXTRACT: {error}") from None
        if done:
            self.stdout.write(f"{done.rows} rows, data until {done.as_of:%Y-%m-%d %H:%M}; parts written {done.written}, kept {done.kept}")
