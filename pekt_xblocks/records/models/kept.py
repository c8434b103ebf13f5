"""How long rows about people are kept, and what is left of a run when its learners' rows are gone: counts."""
from __future__ import annotations

from django.db import models

from .register import Run


class Retention(models.Model):
    """How many school years after their own the rows of a kind are kept; no number keeps them for good."""

    REGISTRATIONS, ATTESTATIONS, ROLES, EXPORTS, CHANGES = "registrations", "attestations", "roles", "exports", "changes"
    KINDS = [(REGISTRATIONS, "registrations with progress, scores, attendance and tasks"), (ATTESTATIONS, "attestations"),
             (ROLES, "roles that have ended"), (EXPORTS, "export log"), (CHANGES, "log of corrections")]

    kind = models.CharField(max_length=20, choices=KINDS, unique=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True, help_text="School years after the row's own; empty: for good.")

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind


class Tally(models.Model):
    """A run's numbers, taken when the rows of its learners were purged: ``counts`` holds ``Counts``'s columns of people."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="tally")
    counts = models.JSONField()
    taken = models.DateTimeField()
