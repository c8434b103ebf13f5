"""What the local site keeps: courses and their elements, fictional people, and each learner's own rows.

The one rule: a learner's rows name an element by its usage key, never by a foreign key, so that no edit of a course deletes them.
"""
from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext

from pekt_xblocks.core.language import supported


class Course(models.Model):
    """A course package as it was last read; ``checksum`` is of the package's files, so that an unchanged one costs nothing."""

    key = models.CharField(max_length=255, unique=True)
    slug = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    about = models.JSONField(default=dict)
    """What the package's ``module.toml`` says, as JSON; empty if it has none that can be read."""
    attributes = models.JSONField(default=dict)
    """Attributes of the ``course`` element, as written."""
    folder = models.CharField(max_length=1000)
    checksum = models.CharField(max_length=64)
    loaded = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("slug", "key")

    def __str__(self) -> str:
        return self.key

    def _said(self, name: str) -> str:
        return self.about.get(name, {}).get(supported(get_language()), "")

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return self._said("title") or self.title

    @property
    def summary(self) -> str:
        """One or two sentences in the reader's language."""
        return self._said("summary")

    @property
    def audience(self) -> str:
        """For whom it is, in the reader's language."""
        return self._said("audience")

    @property
    def outcomes(self) -> list[str]:
        """What learners can do afterwards, in the reader's language."""
        return [each[supported(get_language())] for each in self.about.get("outcomes", [])]

    @property
    def picture(self) -> str:
        """The name of the course's own picture among its files; empty if it has none."""
        return self.attributes.get("course_image", "")

    @property
    def minutes(self) -> dict[str, int]:
        """``online`` and ``hub``."""
        return self.about.get("minutes", {})


class Element(models.Model):
    """One place in a course's tree: chapter, sequential, vertical (shown as a unit), or a leaf that is an activity or a page."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="elements")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    position = models.PositiveIntegerField()
    usage_key = models.CharField(max_length=255, unique=True)
    block_type = models.CharField(max_length=64)
    url_name = models.CharField(max_length=255)
    fields = models.JSONField(default=dict)
    """Content and settings fields that are set, by name; JSON as the fields' ``to_json`` gives it."""
    shared = models.JSONField(default=dict)
    """Fields that all learners share (``Scope.user_state_summary``)."""
    source = models.TextField()
    """The element's OLX as the package had it when it was last taken over."""
    staff_only = models.BooleanField(default=False)
    """Hidden from learners, by itself or through an element above it."""
    edited = models.BooleanField(default=False)
    """Changed here since it was taken over from the package."""

    class Meta:
        ordering = ("position",)
        indexes = [models.Index(fields=["course", "parent", "position"], name="pekt_element_tree")]

    def __str__(self) -> str:
        return self.usage_key

    @property
    def title(self) -> str:
        """The name that people see; empty if the author gave none."""
        return self.fields.get("display_name") or ""


class Person(models.Model):
    """A fictional person of the local site; nobody real has an account here."""

    class Role(models.TextChoices):
        LEARNER = "learner"
        TEACHER = "teacher"
        COORDINATOR = "coordinator"
        DIRECTORATE = "directorate"
        MUNICIPALITY = "municipality"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="person")
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=Role.choices)
    about = models.CharField(max_length=200, blank=True)
    """A word on who this is: a catalogue message, shown in the reader's language."""
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name

    @property
    def initial(self) -> str:
        """The letter that stands for a picture."""
        return self.name.removeprefix("κ. ")[:1]

    @property
    def note(self) -> str:
        """``about`` in the reader's language."""
        return gettext(self.about) if self.about else ""


class UserState(models.Model):
    """Everything a learner did in one element, as one row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    usage_key = models.CharField(max_length=255, db_index=True)
    fields = models.JSONField(default=dict)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "usage_key"], name="pekt_state_once")]


class Preference(models.Model):
    """A learner's fields that outlive one element: for a block type, or for the person where ``block_type`` is empty."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    block_type = models.CharField(max_length=64, blank=True)
    fields = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "block_type"], name="pekt_preference_once")]


class Score(models.Model):
    """What a learner earned in one element, in the element's own points, before its weight."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    usage_key = models.CharField(max_length=255, db_index=True)
    earned = models.FloatField()
    possible = models.FloatField()
    modified = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "usage_key"], name="pekt_score_once")]
