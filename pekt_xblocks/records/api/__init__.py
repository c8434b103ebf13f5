"""The records' front door: everything outside calls these functions and no module behind them."""
from .access import ACTIONS, groups, hubs, may, roles
from .demo import Course, demo
from .progress import mark, scored, settle, touched
from .register import HUBS, give_role, join, known_hubs, leave, module, run, school_year
from .reports import fresh_until, grid, visible_runs

__all__ = [
    "ACTIONS", "Course", "HUBS", "demo", "fresh_until", "give_role", "grid", "groups", "hubs", "join", "known_hubs", "leave", "mark",
    "may", "module", "roles", "run", "school_year", "scored", "settle", "touched",
    "visible_runs",
]
