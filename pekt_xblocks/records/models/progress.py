"""How far learners are, and what that is computed from; every row here can be computed anew from its sources, save what is sticky."""
from __future__ import annotations

from django.db import models

from ..data import share
from .people import Group, Membership


class Outline(models.Model):
    """A version of a course's tree that some progress was measured against: ``units`` is a list of [id, title, section, leaves]."""

    course_key = models.CharField(max_length=255)
    version = models.CharField(max_length=16)
    units = models.JSONField()
    unknown = models.JSONField(default=list)
    seen = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course_key", "version"], name="pekt_outline_once")]


class Progress(models.Model):
    """One registration's progress in its run's module. ``started`` and ``first_completed`` are sticky; ``units`` is a percent per unit."""

    NEW, STARTED, COMPLETED, UNTRACKED = "new", "started", "completed", "untracked"
    STATES = [(NEW, "not started"), (STARTED, "started"), (COMPLETED, "completed"), (UNTRACKED, "nothing to track")]

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="progress")
    outline = models.ForeignKey(Outline, on_delete=models.PROTECT, related_name="+")
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    units_done = models.PositiveIntegerField()
    units_total = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField()
    units = models.JSONField()
    earned = models.FloatField()
    possible = models.FloatField()
    state = models.CharField(max_length=10, choices=STATES)
    started = models.DateTimeField(null=True)
    first_completed = models.DateTimeField(null=True)
    last_activity = models.DateTimeField(null=True)
    computed = models.DateTimeField()

    @property
    def score_percent(self) -> int | None:
        """A whole percent, floored; None where nothing is scored."""
        return share(self.earned, self.possible)


class Rollup(models.Model):
    """A class in numbers, former learners too; computed whole from its rows. ``percents`` is the sum of the learners' percents.

    The class's run says which hub, module and school year it counts for.
    """

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="rollup")
    learners = models.PositiveIntegerField(default=0)
    started = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)
    percents = models.PositiveIntegerField(default=0)
    last_activity = models.DateTimeField(null=True)
    computed = models.DateTimeField()


class Recount(models.Model):
    """A class is to be counted anew. Rows are only added and deleted, never changed, so that no mark is lost to another."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="recounts")
    since = models.DateTimeField()


class BlockScore(models.Model):
    """The newest score of a learner on a block, kept from the platform's signal; ``withdrawn`` when the platform deleted it."""

    user_id = models.BigIntegerField()
    course_key = models.CharField(max_length=255)
    usage_key = models.CharField(max_length=255)
    earned = models.FloatField()
    possible = models.FloatField()
    withdrawn = models.BooleanField(default=False)
    modified = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["usage_key", "user_id"], name="pekt_blockscore_once")]
        indexes = [models.Index(fields=["course_key", "user_id"], name="pekt_blockscore_course")]


class Dirty(models.Model):
    """Someone's progress in a course is to be computed anew, or everyone's (no ``user_id``).

    Rows are only added and deleted, never changed, so that no mark is lost to another.
    """

    user_id = models.BigIntegerField(null=True)
    course_key = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["course_key", "user_id"], name="pekt_dirty_course")]


class Lease(models.Model):
    """Who does a piece of work that one process at a time may do; it ends by itself when its holder dies."""

    name = models.CharField(max_length=40, unique=True)
    holder = models.UUIDField(null=True)
    until = models.DateTimeField()


class Round(models.Model):
    """When a piece of periodic work was last done, how long it took, and the number it told; one row for each piece."""

    work = models.CharField(max_length=40, unique=True)
    ended = models.DateTimeField()
    seconds = models.FloatField()
    told = models.IntegerField(null=True)
    failed = models.BooleanField(default=False)
