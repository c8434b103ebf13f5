"""``pekt_records_work``: all periodic work in one command, for a cron line every minute; each piece has its own lock.

Settling and sending are done every time, the reconciliation and the purge once a night. A piece that fails holds up no other.
"""
from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from ... import api

log = logging.getLogger(__name__)

ALWAYS = ("settle", "send")
NIGHTLY = ("reconcile", "purge")
LONGEST_NIGHT = timedelta(hours=3)
"""After a process died in the nightly work, another takes it up when this has passed."""


class Command(BaseCommand):
    help = "Do whatever periodic work is due; any number of times, by any number of processes."

    def handle(self, **options: Any) -> None:
        failed = [work for work in ALWAYS if not self._done(work)]
        try:
            with api.lease("night", LONGEST_NIGHT):
                failed += [work for work in NIGHTLY if api.due_tonight(work) and not self._done(work)]
        except api.Busy:
            self.stdout.write("another process is at the nightly work")
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}")

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
