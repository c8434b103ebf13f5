"""``pekt_records_send``: send what waits to the configured destinations, and tell how they fare."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ... import api
from ...data import Sent

LATE = timedelta(days=1)


class Command(BaseCommand):
    help = "Send records to the destinations of PEKT_RECORDS_DESTINATIONS; one process at a time for each, any number of times."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", metavar="NAME", default="", help="one destination")
        parser.add_argument("--past", action="store_true", help="first queue what was reached before a destination was configured")
        parser.add_argument("--refused", action="store_true", help="first queue again what destinations refused")
        parser.add_argument("--since", metavar="DATE", type=_moment, help="first queue again what --only took since this date")
        parser.add_argument("--check", action="store_true", help="send nothing; fail if anything was refused or waits for over a day")

    def handle(self, **options: Any) -> None:
        try:
            self._check() if options["check"] else self._send(options)
        except api.DestinationError as error:
            raise CommandError(str(error)) from None

    def _send(self, options: dict[str, Any]) -> None:
        if options["since"] and not options["only"]:
            raise CommandError("--since needs --only")
        if options["past"]:
            self.stdout.write(f"{api.queue_past()} queued")
        if options["refused"]:
            self.stdout.write(f"{api.send_again()} queued again")
        if options["since"]:
            self.stdout.write(f"{api.send_all_again(options['only'], options['since'])} queued again")
        with api.round_of("send") as told:
            rounds = api.send(options["only"])
            told.number = sum(done.sent for done in rounds)
        for done in rounds:
            self.stdout.write(_line(done))

    def _check(self) -> None:
        late = timezone.now() - LATE
        health = api.delivery_health()
        for one in health:
            self.stdout.write(f"{one.destination}: {one.waiting} waiting since {one.oldest or '-'}, {one.refused} refused, "
                              f"{one.sent} sent, last success {one.last_success or '-'} {one.reason}".rstrip())
        bad = [one.destination for one in health if one.refused or (one.oldest and one.oldest < late)]
        if bad:
            raise CommandError(f"needs a look: {', '.join(bad)}")


def _line(done: Sent) -> str:
    if done.busy:
        return f"{done.destination}: another process is at it"
    waits = f", not before {done.waits_until:%Y-%m-%d %H:%M:%S} ({done.reason})" if done.waits_until else ""
    return f"{done.destination}: {done.sent} sent, {done.refused} refused{waits}"


def _moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))
