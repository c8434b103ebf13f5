"""What the hubs offer: hubs, school years, modules and the runs that bring them together; no person is named here."""
from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import get_language

from pekt_xblocks.olx.module import EQUIPMENT


def in_language(greek: str, english: str) -> str:
    """The text for today's reader: English for those who read the site in it, where there is any."""
    return english if english and (get_language() or "").startswith("en") else greek


class Hub(models.Model):
    """A hub of digital skills; ``code`` is its lasting name in URLs and files."""

    code = models.SlugField(max_length=40, unique=True)
    name_el = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    municipality_el = models.CharField(max_length=120)
    municipality_en = models.CharField(max_length=120)
    premises_el = models.CharField(max_length=200, blank=True)
    premises_en = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="The office's own address or telephone, never a person's.")
    active_since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_el

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.name_el, self.name_en)

    @property
    def municipality(self) -> str:
        """In the reader's language."""
        return in_language(self.municipality_el, self.municipality_en)


class SchoolYear(models.Model):
    """1 September to 31 August, named like ``2026-27``."""

    name = models.CharField(max_length=9, unique=True)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["-starts"]

    def __str__(self) -> str:
        return self.name


class Module(models.Model):
    """A course package's identity beyond any one course key; its facts are read from the package, never typed twice."""

    slug = models.SlugField(max_length=60, unique=True)
    title_el = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    competences = models.JSONField(default=list)
    level = models.CharField(max_length=20, blank=True)
    minutes_online = models.PositiveIntegerField(default=0)
    minutes_hub = models.PositiveIntegerField(default=0)
    equipment = models.JSONField(default=list)
    version = models.CharField(max_length=40, blank=True)
    needs_percent = models.PositiveSmallIntegerField(default=100, help_text="Completion that an attestation needs, percent.")
    needs_score = models.PositiveSmallIntegerField(default=0, help_text="Score that an attestation needs, percent.")
    needs_visits = models.PositiveSmallIntegerField(default=0, help_text="Visits to the hub that an attestation needs.")
    needs_sign_offs = models.PositiveSmallIntegerField(default=0, help_text="Signed practical tasks that an attestation needs.")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title_el

    @property
    def title(self) -> str:
        """In the reader's language."""
        return in_language(self.title_el, self.title_en)


class Run(models.Model):
    """A hub offers a module in a school year. Several hubs may share one course key: a run's learners are those of its groups."""

    PLANNED, OPEN, CLOSED = "planned", "open", "closed"
    STATES = [(PLANNED, "planned"), (OPEN, "open"), (CLOSED, "closed")]

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="runs")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="runs")
    year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="runs")
    course_key = models.CharField(max_length=255, db_index=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)

    class Meta:
        ordering = ["-year__starts", "module__slug", "id"]
        constraints = [models.UniqueConstraint(fields=["hub", "year", "course_key"], name="pekt_run_once")]

    def __str__(self) -> str:
        return f"{self.module_id}@{self.hub_id}"


class Equipment(models.Model):
    """What stands in a hub's rooms; ``kind`` is the word that modules ask for."""

    WORKS, REPAIR, RETIRED = "works", "repair", "retired"
    STATES = [(WORKS, "works"), (REPAIR, "in repair"), (RETIRED, "retired")]
    KINDS = [*EQUIPMENT, "other"]
    """All that a module may ask for, so that whatever one asks for can be entered, and one kind for what none asks for."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="equipment")
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in KINDS])
    name = models.CharField(max_length=160)
    quantity = models.PositiveIntegerField(default=1)
    project = models.CharField(max_length=40, blank=True, help_text="Who paid for it, e.g. MIS 5125500.")
    received = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=STATES, default=WORKS)

    class Meta:
        ordering = ["hub", "kind", "name"]

    def __str__(self) -> str:
        return self.name
