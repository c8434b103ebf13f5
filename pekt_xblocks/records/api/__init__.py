"""The records' front door: everything outside calls these functions and no module behind them."""
from .access import ACTIONS, groups, hubs, may, roles
from .attestations import issue, override, revoke, standing, standings, verify, withdraw_override
from .classroom import classes, in_class, last_judgement, learner_block, names_of, open_visits, publish_without_block, roll, visit_of
from .counts import funnel, runnable, schools_of, total, year_counts
from .deliveries import delivery_health, refused, send_again, send_all_again
from .demo import Course, demo
from .erasure import erase
from .evidence import evidence
from .exports import exported, files_taken, pseudonym
from .joining import RosterError, close_joining, group_of_code, import_roster, join_by_code, open_joining, preview_roster, read_roster
from .outbox import DestinationError, delivers, destinations, queue_past, untold
from .own import own_data, own_modules
from .papers import class_papers, own_paper
from .practical import hand_in, hand_in_of, hand_ins, return_for_rework, sign_off, signed_off
from .progress import mark, mark_everyone, scored, settle, touched
from .register import HUBS, end_membership, give_role, join, known_hubs, leave, module, run, school_year
from .reports import fresh_until, grid, needs_help, visible_runs
from .retention import purge, retention
from .sending import send
from .visits import attend, check_in, close_visit, open_visit, visit_code, visits_made
from .worker import Busy, reconcile, work

__all__ = [
    "ACTIONS", "Busy", "Course", "DestinationError", "HUBS", "RosterError", "attend", "check_in", "class_papers", "classes",
    "close_joining", "close_visit", "delivers", "delivery_health", "demo", "destinations", "end_membership", "erase", "evidence",
    "exported", "files_taken", "fresh_until", "funnel", "give_role", "grid", "group_of_code", "groups", "hand_in", "hand_in_of",
    "hand_ins", "hubs", "import_roster", "in_class", "issue", "join", "join_by_code", "known_hubs", "last_judgement", "learner_block",
    "leave", "mark", "mark_everyone", "may", "module", "names_of", "needs_help", "open_joining", "open_visit", "open_visits", "override",
    "own_data", "own_modules", "own_paper", "preview_roster", "pseudonym", "publish_without_block", "purge", "queue_past", "read_roster",
    "reconcile", "refused", "retention", "return_for_rework", "revoke", "roles", "roll", "run", "runnable", "school_year", "schools_of",
    "scored", "send", "send_again", "send_all_again", "settle", "sign_off", "signed_off", "standing", "standings", "total", "touched",
    "untold", "verify", "visible_runs", "visit_code", "visit_of", "visits_made", "withdraw_override", "work", "year_counts",
]
