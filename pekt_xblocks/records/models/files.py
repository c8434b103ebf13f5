"""Files that programs asked for: each is made by the worker, kept in a private folder for a while, and taken by whoever asked."""
from __future__ import annotations

import uuid

from django.db import models


class FileJob(models.Model):
    """A file from the asking to its end. ``asked_for`` holds the filter, ``classes`` the ids of the classes that the file was made of.

    ``expires`` is when the file goes; where it stands in the folder follows from ``ref`` and ``form``.
    """

    REQUESTED, RUNNING, READY, FAILED = "requested", "running", "ready", "failed"
    STATES = [(REQUESTED, "requested"), (RUNNING, "running"), (READY, "ready"), (FAILED, "failed")]

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user_id = models.BigIntegerField()
    form = models.CharField(max_length=4)
    named = models.BooleanField(default=False)
    asked_for = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=9, choices=STATES, default=REQUESTED)
    tries = models.PositiveSmallIntegerField(default=0)
    asked = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    expires = models.DateTimeField()
    classes = models.JSONField(default=list)
    rows = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="pekt_filejob_queue")]

    @property
    def file_name(self) -> str:
        """The name in the private folder; nothing in it tells what the file holds."""
        return f"{self.ref}.{self.form}"
