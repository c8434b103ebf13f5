"""What people did and others saw: visits, attendance, practical tasks and their sign-offs, overrides, attestations, exports."""
from __future__ import annotations

import uuid

from django.db import models

from .people import Group, Membership
from .register import Hub


class Visit(models.Model):
    """A group in the hub's room on a day: planned until somebody opens it. ``usage_key`` names the check-in it was opened from, if any."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="visits")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="visits")
    usage_key = models.CharField(max_length=255, blank=True, db_index=True)
    topic = models.CharField(max_length=200, blank=True)
    starts = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    opened_by = models.BigIntegerField(null=True, blank=True, help_text="Empty while the visit is only planned.")
    closed = models.DateTimeField(null=True, blank=True)
    head_count = models.PositiveIntegerField(null=True, blank=True, help_text="Everyone in the room, with or without an account.")

    class Meta:
        ordering = ["-starts", "-id"]

    @property
    def state(self) -> str:
        """planned, open or closed."""
        return "planned" if self.opened_by is None else "open" if self.closed is None else "closed"


class Attendance(models.Model):
    """A learner was at a visit; ``by`` is the person who added them by hand, empty for those who gave the code."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="attendance")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="attendance")
    by = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "membership"], name="pekt_attendance_once")]


class WrongCode(models.Model):
    """A wrong check-in code, kept for the minutes in which it counts."""

    user_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user_id", "at"], name="pekt_wrongcode_user")]


class HandIn(models.Model):
    """A learner's practical task: what they wrote, and where it stands. Its ``note`` is never exported."""

    READY, RETURNED, SIGNED = "ready", "returned", "signed"
    STATES = [(READY, "ready"), (RETURNED, "returned"), (SIGNED, "signed off")]

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="hand_ins")
    usage_key = models.CharField(max_length=255)
    note = models.CharField(max_length=500, blank=True)
    ticks = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=STATES, default=READY)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "usage_key"], name="pekt_handin_once")]
        indexes = [models.Index(fields=["usage_key", "state"], name="pekt_handin_state")]


class SignOff(models.Model):
    """A judgement of a hand-in, kept for good: levels by criterion (0-3) when signed, none when returned for rework."""

    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="sign_offs")
    by = models.BigIntegerField()
    at = models.DateTimeField()
    returned = models.BooleanField(default=False)
    levels = models.JSONField(default=dict)
    comment = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at", "id"]


class Override(models.Model):
    """A teacher's word that a learner met the module's conditions, with the reason; withdrawn, never deleted."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="overrides")
    by = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)


class Attestation(models.Model):
    """A βεβαίωση that was issued: what held then stays as it was, whatever becomes of the course; it holds no name.

    ``membership`` is whose attestation of today it is, valid or revoked; ``formerly`` whose it was, once a newer one stands in its place.
    So the database itself allows one of today for each registration. ``edition`` counts those of a registration.
    """

    serial = models.CharField(max_length=40, unique=True)
    verify_code = models.CharField(max_length=16, unique=True)
    membership = models.OneToOneField(Membership, on_delete=models.SET_NULL, null=True, related_name="attestation")
    formerly = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="former_attestations")
    edition = models.PositiveSmallIntegerField(default=1)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="attestations")
    year = models.CharField(max_length=9)
    module = models.CharField(max_length=60)
    title_el = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    rule = models.JSONField()
    facts = models.JSONField()
    evidence_hash = models.CharField(max_length=64)
    issued = models.DateTimeField()
    issued_by = models.BigIntegerField()
    revoked = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-issued", "-id"]


class Export(models.Model):
    """Someone took a file out of the records: who, what, of whom, how many rows, and whether pupils' names stood in it."""

    user_id = models.BigIntegerField()
    what = models.CharField(max_length=40)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, null=True, related_name="+")
    of = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField()
    named = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["hub", "at"], name="pekt_export_hub")]
