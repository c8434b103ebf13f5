"""``pekt_records_hubs``: the hubs of Western Macedonia in the register."""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ... import api


class Command(BaseCommand):
    help = "Add the hubs that are missing from the register; changes none."

    def handle(self, **options: Any) -> None:
        self.stdout.write(" ".join(api.known_hubs()))
