"""What those who manage a hub corrected or took away, by whom and when: the register's own log."""
from __future__ import annotations

from django.db import models

from .register import Hub


class Change(models.Model):
    """One correction: ``what`` is a word of the log's vocabulary, ``about`` what it was done to, ``before`` and ``after`` what stood there.

    No learner is named in one: a line about a registration holds the name of its class alone.
    """

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="changes")
    by = models.BigIntegerField()
    at = models.DateTimeField()
    what = models.CharField(max_length=30)
    about = models.CharField(max_length=250)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["hub", "at"], name="pekt_change_hub")]
