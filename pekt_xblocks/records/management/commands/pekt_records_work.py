"""``pekt_records_work``: all periodic work in one command, for a cron line every minute or, with ``--every``, a process of its own.

Settling, sending and making files are done every time; once a night the reconciliation, the purge, the extract (where one is asked for),
and the totals for the event bus (where there is one), by which a register sees what it lost. Each piece has its own lock, and one
that fails holds up no other.
"""
from __future__ import annotations

import logging
import signal
from datetime import timedelta
from threading import Event
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from ... import api

log = logging.getLogger(__name__)

ALWAYS = ("settle", "send", "files")
NIGHTLY = ("reconcile", "purge", "extract", "resend")
"""In this order: what the purge took is in no extract and in no total of the same night."""
LONGEST_NIGHT = timedelta(hours=3)
"""After a process died in the nightly work, another takes it up when this has passed."""


class Command(BaseCommand):
    help = "Do whatever periodic work is due; any number of times, by any number of processes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, with a pause after each round, until told to end")

    def handle(self, **options: Any) -> None:
        if options["every"] is None:
            if failed := self._round():
                raise CommandError(f"failed: {', '.join(failed)}")
            return
        ended = Event()
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: ended.set())     # the round that is under way comes to its end
        while not ended.is_set():
            close_old_connections()
            self._round()
            ended.wait(options["every"])

    def _round(self) -> list[str]:
        """Do what is due; returns what failed."""
        failed = [work for work in ALWAYS if not self._done(work)]
        try:
            with api.lease("night", LONGEST_NIGHT):
                wanted = [work for work in NIGHTLY if work != "extract" or api.extracts()]
                failed += [work for work in wanted if api.due_tonight(work) and not self._done(work)]
        except api.Busy:
            self.stdout.write("another process is at the nightly work")
        return failed

    def _done(self, work: str) -> bool:
        """Do a piece; False if it failed. Pieces that this installation does not have are done."""
        command = f"pekt_records_{work}"
        if command not in get_commands():
            return True
        try:
            self.stdout.write(f"{work}:")
            call_command(command, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            self.stderr.write(f"{work}: {error}")
            return False
        except Exception:
            log.exception("work=%s failed", work)
            return False
        return True
