"""What waits to leave the site and what has left: the outbox, one row for each record and destination, and how each destination fares."""
from __future__ import annotations

import uuid

from django.db import models

from .people import Membership


class Alias(models.Model):
    """A person's own secret, from which each destination's pseudonym is made; without this row no pseudonym leads back to anyone."""

    user_id = models.BigIntegerField(unique=True)
    secret = models.UUIDField(default=uuid.uuid4, editable=False)


class Delivery(models.Model):
    """A record on its way to one destination. ``body`` is what goes out, written once: sent again, it is the same to the byte.

    Without a membership it asks the destination to forget someone. ``edition`` says of which attestation a registration's record speaks.
    """

    WAITING, SENT, DEAD = "waiting", "sent", "dead"
    STATES = [(WAITING, "waiting"), (SENT, "sent"), (DEAD, "refused")]

    destination = models.CharField(max_length=30)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="deliveries")
    milestone = models.CharField(max_length=10)
    edition = models.PositiveSmallIntegerField(default=1)
    record = models.UUIDField()
    body = models.TextField()
    state = models.CharField(max_length=7, choices=STATES, default=WAITING)
    made = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    sent = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "destination", "milestone", "edition"], name="pekt_delivery_told")]
        indexes = [models.Index(fields=["destination", "state", "id"], name="pekt_delivery_queue")]


class Channel(models.Model):
    """How a destination fares: ``failures`` in a row, not to be tried before ``not_before``, and why the last one failed."""

    name = models.CharField(max_length=30, unique=True)
    failures = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    last_success = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
