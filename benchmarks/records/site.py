"""The site that the figures are taken on: the tests' own settings with SQLite on a disk; Django is ready once this is imported."""
from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.records.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402

FOLDER = tempfile.TemporaryDirectory(prefix="pekt-records-")
PLACE = Path(FOLDER.name)
HAS_AGGREGATOR = find_spec("completion_aggregator") is not None

if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    settings.DATABASES["default"] |= {"NAME": PLACE / "bench.sqlite3", "OPTIONS": {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;", "transaction_mode": "IMMEDIATE"}}
settings.PEKT_RECORDS_SETTLE = "worker"
if HAS_AGGREGATOR:
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "completion_aggregator"]
    # Its migration 0004 renames a table in MySQL's words: the tables are made from its models instead.
    settings.MIGRATION_MODULES = {"completion_aggregator": None}
    settings.COMPLETION_AGGREGATOR_BLOCK_TYPES = {"course", "chapter", "sequential", "vertical"}
    settings.COMPLETION_AGGREGATOR_TRACKING_EVENT_TYPES = settings.COMPLETION_AGGREGATOR_BLOCK_TYPES
    settings.COMPLETION_AGGREGATOR_ASYNC_AGGREGATION = True
    # Its statements for event-routing-backends need more of the platform and are not measured.
    sys.modules["completion_aggregator.xapi"] = ModuleType("xapi")
django.setup()


def per_second(work: Callable[[], Any], learners: int, clock: Callable[[], float] = time.process_time) -> float:
    """Learners per second of this process's own time: on SQLite that is all the work, whoever else uses the machine."""
    start = clock()
    work()
    return learners / (clock() - start)


def milliseconds(work: Callable[[], Any], times: int = 5) -> float:
    """The least of several runs, in this process's own time."""
    return min(1000 / per_second(work, 1) for _ in range(times))


def show(what: str, value: float, unit: str = "", reference: float | None = None) -> None:
    """One line, with how many times the reference it is."""
    print(f"{what:66} {value:10.1f} {unit:12}" + (f" x{value / reference:.2f}" if reference else ""), flush=True)
