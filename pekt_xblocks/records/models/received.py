"""What a register has taken in from other sites' records; each row a fact that never changes, so that order and repetition do no harm."""
from __future__ import annotations

from django.db import models


class Received(models.Model):
    """A milestone that a site told of; people and registrations are that site's pseudonyms for this register."""

    site = models.CharField(max_length=150)
    record = models.UUIDField()
    registration = models.UUIDField()
    learner = models.CharField(max_length=32)
    milestone = models.CharField(max_length=10)
    at = models.DateTimeField()
    hub = models.CharField(max_length=50)
    hub_name = models.CharField(max_length=200)
    year = models.CharField(max_length=9)
    run = models.CharField(max_length=255)
    module = models.CharField(max_length=100)
    title = models.CharField(max_length=255)
    percent = models.PositiveSmallIntegerField()
    taken = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "record"], name="pekt_received_once")]
        indexes = [models.Index(fields=["year", "site", "hub"], name="pekt_received_hub"),
                   models.Index(fields=["site", "learner"], name="pekt_received_learner")]


class Forgotten(models.Model):
    """A learner whose records are not taken in again, whenever they come."""

    site = models.CharField(max_length=150)
    learner = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "learner"], name="pekt_forgotten_once")]


class Told(models.Model):
    """How many records of a run a site says it has sent, and the sum of their ids' beginnings; the newest word alone is kept."""

    site = models.CharField(max_length=150)
    run = models.CharField(max_length=255)
    at = models.DateTimeField()
    records = models.PositiveIntegerField()
    mark = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "run"], name="pekt_told_once")]


class Unread(models.Model):
    """An event that could not be taken in, kept with the reason."""

    reason = models.CharField(max_length=300)
    body = models.TextField()
    taken = models.DateTimeField(auto_now_add=True)
