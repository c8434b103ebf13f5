"""Who takes part: schools, groups, memberships, roles. People are ``user_id`` alone; names stay with the platform."""
from __future__ import annotations

import uuid

from django.db import models

from .register import Hub, Run


class School(models.Model):
    """A school that sends classes to a hub."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=160)
    municipality = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A school class in a run."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="groups")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="groups", null=True, blank=True)
    name = models.CharField(max_length=60)
    size = models.PositiveIntegerField(default=0, help_text="Pupils expected, with or without an account.")
    join_code = models.CharField(max_length=12, unique=True, null=True, blank=True, help_text="Empty while nobody may join by code.")
    closed = models.DateTimeField(null=True, blank=True, help_text="Since when nobody joins the class; what was recorded stays.")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["run", "school", "name"], name="pekt_group_name")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A learner's registration in a run, through a group. ``current`` is True or NULL, so that a learner may come back after leaving."""

    registration = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    user_id = models.BigIntegerField(db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    current = models.BooleanField(null=True, default=True)

    class Meta:
        # Every database here lets NULLs repeat in a unique constraint; partial unique indexes do not exist on MySQL.
        constraints = [models.UniqueConstraint(fields=["run", "user_id", "current"], name="pekt_membership_current")]
        indexes = [models.Index(fields=["group", "current"], name="pekt_membership_group")]


class Role(models.Model):
    """What a person may do, where, from when to when; ``hub`` is empty for those of every hub, ``group`` set for a group's teacher."""

    COORDINATOR, TEACHER, DIRECTORATE, MUNICIPALITY = "coordinator", "teacher", "directorate", "municipality"
    KINDS = [(COORDINATOR, "coordinator"), (TEACHER, "teacher"), (DIRECTORATE, "Directorate"), (MUNICIPALITY, "municipality")]

    user_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=12, choices=KINDS)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, null=True, blank=True, related_name="roles")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="roles")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
