"""What the nightly extract holds: the columns of its files, and the manifest that says which files belong to it; pure."""
from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

SCHEMA = 1
"""Grows when a column goes or changes its meaning; a column that is only added keeps it."""
MANIFEST = "manifest.json"
TEXT, WHOLE, TIME, YES, TEXTS = "text", "whole", "time", "yes", "texts"

TABLES: dict[str, dict[str, str]] = {
    "progress": {
        "registration": TEXT, "learner": TEXT, "run": TEXT, "course": TEXT, "module": TEXT, "group": TEXT, "school": TEXT, "state": TEXT,
        "percent": WHOLE, "score": WHOLE, "done": WHOLE, "total": WHOLE, "units_done": WHOLE, "units_total": WHOLE, "since": TIME,
        "until": TIME, "current": YES, "started": TIME, "first_completed": TIME, "last_activity": TIME, "computed": TIME, "passed": YES,
        "attested": TIME,
    },
    "runs": {"run": TEXT, "hub": TEXT, "school_year": TEXT, "module": TEXT, "course": TEXT, "state": TEXT, "learners": WHOLE,
             "started": WHOLE, "completed": WHOLE, "passed": WHOLE, "attested": WHOLE},
    "modules": {"module": TEXT, "title_el": TEXT, "title_en": TEXT, "version": TEXT, "minutes_online": WHOLE, "minutes_hub": WHOLE,
                "competences": TEXTS},
    "hubs": {"hub": TEXT, "name_el": TEXT, "name_en": TEXT, "municipality_el": TEXT, "municipality_en": TEXT},
    "schools": {"school": TEXT, "name": TEXT, "municipality": TEXT},
}
"""Columns by table. ``progress`` has a row for each registration and lies in folders by school year and hub, which are columns too.

``runs`` has numbers only where a run's learners were purged: what the register keeps of it.
"""


class File(BaseModel):
    """One file of the extract: ``path`` under its folder; ``mark`` tells whether its rows may have changed since."""

    path: str
    rows: int
    mark: str = ""


class Manifest(BaseModel):
    """What a reader starts from: every completion before ``as_of`` is counted; no file that is not named here belongs to the extract."""

    schema_version: int
    site: str
    as_of: datetime
    made: datetime
    tables: dict[str, list[File]]

    def rows(self, table: str) -> int:
        """Rows of a table in all its files."""
        return sum(file.rows for file in self.tables.get(table, []))


class Extracted(BaseModel):
    """What an extract did: rows in all, and of how many parts (a hub's year) the file was written anew or kept."""

    rows: int
    written: int
    kept: int
    as_of: datetime
