"""The records' front door: everything outside calls these functions and no module behind them."""
from .access import ACTIONS, groups, hubs, may, roles
from .attestations import issue, override, revoke, standing, standings, verify, withdraw_override
from .classroom import (
    classes,
    in_class,
    last_judgement,
    learner_block,
    name_of,
    names_of,
    open_visits,
    publish_without_block,
    roll,
    visit_of,
)
from .counts import funnel, runnable, schools_of, total, year_counts
from .deliveries import delivery_health, refused, send_again, send_all_again
from .demo import Course, demo
from .demo_year import PUPILS_OF_A_MODULE, Taken, Task, plan_year, take_in, witness, year_is_there
from .doctor import diagnose
from .erasure import erase
from .evidence import again, evidence
from .exports import display_names, exported, files_taken, pseudonym, pseudonym_of
from .extracting import extract, extract_age, extract_setting, extracts
from .feed import asked_groups, at_risk, progress_page
from .items import item_analysis
from .joining import RosterError, close_joining, group_of_code, import_roster, join_by_code, open_joining, preview_roster, read_roster
from .judging import add_by_hand, at_desk, desks
from .outbox import DestinationError, delivers, destinations, queue_past, untold
from .own import answered, module_of, own_data, own_modules, registration
from .papers import class_papers, own_paper
from .periodic import due_tonight, round_of, upkeep
from .planning import add_group, cancel_visit, change_run, courses, give_teacher, keep_equipment, plan_run, plan_visit, school, teachers_of
from .practical import hand_in, hand_in_of, hand_ins, return_for_rework, sign_off, signed_off
from .progress import mark, mark_everyone, scored, settle, touched
from .register import HUBS, end_membership, give_role, join, known_hubs, leave, module, run, school_year
from .reports import fresh_until, grid, needs_help, visible_runs
from .retention import purge, retention
from .rounds import attended, attention, counted, monday, ready_for_attestation, visits_between, week
from .sending import send
from .visits import attend, begin_visit, check_in, close_visit, open_visit, planned_for, visit_code, visits_made
from .worker import Busy, lease, reconcile, work
from .yearly import year_report

__all__ = [
    "ACTIONS", "HUBS", "PUPILS_OF_A_MODULE", "Busy", "Course", "DestinationError", "RosterError", "Taken", "Task", "add_by_hand",
    "add_group", "again", "answered", "asked_groups",
    "at_desk", "at_risk", "attend", "attended", "attention", "begin_visit", "cancel_visit", "change_run",
    "check_in", "class_papers", "classes", "close_joining", "close_visit", "counted", "courses", "delivers", "delivery_health", "demo",
    "desks", "destinations", "diagnose", "display_names", "due_tonight", "end_membership", "erase", "evidence",
    "exported", "extract", "extract_age", "extract_setting", "extracts",
    "files_taken", "fresh_until", "funnel", "give_role", "give_teacher", "grid", "group_of_code", "groups", "hand_in", "hand_in_of",
    "hand_ins", "hubs", "import_roster", "in_class", "issue", "item_analysis", "join", "join_by_code", "keep_equipment", "known_hubs",
    "last_judgement", "learner_block", "lease", "leave", "mark", "mark_everyone", "may", "module", "module_of", "monday", "name_of",
    "names_of", "needs_help", "open_joining", "open_visit", "open_visits", "override", "own_data", "own_modules", "own_paper",
    "plan_run", "plan_visit", "plan_year", "planned_for", "preview_roster", "progress_page", "pseudonym", "pseudonym_of",
    "publish_without_block", "purge", "queue_past", "read_roster", "ready_for_attestation", "reconcile", "refused", "registration",
    "retention", "return_for_rework", "revoke", "roles", "roll", "round_of", "run", "runnable", "school", "school_year", "schools_of",
    "scored", "send", "send_again", "send_all_again", "settle", "sign_off", "signed_off", "standing", "standings", "take_in",
    "teachers_of", "total", "touched", "untold", "upkeep", "verify", "visible_runs", "visit_code", "visit_of", "visits_between",
    "visits_made", "week", "withdraw_override", "witness", "work", "year_counts", "year_is_there", "year_report",
]
