"""``pekt_setup``: what a new site needs, in the LMS: completions stored, Greek released, the hubs in the register."""
from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ... import api, installation


class Command(BaseCommand):
    help = "Store completions, release Greek, add the hubs that are missing; may be repeated, takes nothing back."

    def handle(self, **options: Any) -> None:
        installation.track_completion()
        if installation.release_language("el"):
            self.stdout.write("Greek is released")
        self.stdout.write(f"hubs: {' '.join(api.known_hubs())}")
