"""The site's fictional people; run again, it changes nothing that is right already."""
from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction

from pekt_xblocks.core.language import N_

from ...models import Person

_PUPIL, _HUB1, _HUB2 = N_("Pupil, second year of Gymnasio"), N_("Ptolemaida hub"), N_("Kozani hub")
_ROLE = Person.Role

PEOPLE = [
    ("daphne", "Δάφνη Σ.", _ROLE.LEARNER, _PUPIL),
    ("aris", "Άρης Σ.", _ROLE.LEARNER, N_("Pupil, first year of Lykeio")),
    ("nefeli", "Νεφέλη Κ.", _ROLE.LEARNER, _PUPIL),
    ("thodoris", "Θοδωρής Μ.", _ROLE.LEARNER, _PUPIL),
    ("efterpi", "Ευτέρπη Σ.", _ROLE.LEARNER, N_("Grandmother, in the families' group")),
    ("papagianni", "κ. Παπαγιάννη", _ROLE.TEACHER, N_("Informatics teacher")),
    ("ptolemaida", "κ. Βλάχου", _ROLE.COORDINATOR, _HUB1),
    ("kozani", "κ. Μηλιώτης", _ROLE.COORDINATOR, _HUB2),
    ("directorate", "κ. Δόβα", _ROLE.DIRECTORATE, N_("Regional Directorate of Education")),
    ("eordaia", "κ. Ζήσης", _ROLE.MUNICIPALITY, N_("Municipality of Eordaia")),
]
"""(username, name, role, about)"""


class Command(BaseCommand):
    """``demo_people``"""

    help = "Makes the fictional people of the local site."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for position, (username, name, role, about) in enumerate(PEOPLE):
            user, new = User.objects.get_or_create(username=username)
            if new:
                user.set_unusable_password()
            first, _, last = name.partition(" ")
            user.first_name, user.last_name = first, last
            user.save()
            Person.objects.update_or_create(user=user, defaults={"name": name, "role": role, "about": about, "position": position})
        self.stdout.write(f"{len(PEOPLE)} people")
