"""``pekt_records_resend``: say how much the bus was told, and tell it again what it lost."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ... import api


class Command(BaseCommand):
    help = "Tell the event bus again what it lost, then how much there is; without options the totals alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", metavar="DATE", type=lambda text: timezone.make_aware(datetime.fromisoformat(text)))
        parser.add_argument("--run", metavar="COURSE", default="", help="one run, by its course key")

    def handle(self, **options: Any) -> None:
        try:
            if options["since"] or options["run"]:
                self.stdout.write(f"{api.resend(options['since'], options['run'])} queued again")
                api.send()
            with api.round_of("resend") as told:
                self._totals(told)
        except api.DestinationError as error:
            raise CommandError(str(error)) from None

    def _totals(self, told: Any) -> None:
        totals = api.tell_totals()
        told.number = sum(runs for _name, runs, _fault in totals)
        for name, runs, fault in totals:
            self.stdout.write(f"{name}: totals of {runs} runs {fault or 'sent'}")
        if any(fault for *_, fault in totals):
            raise CommandError("the bus has not confirmed")
