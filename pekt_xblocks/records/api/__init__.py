"""The records' front door: everything outside calls these functions and no module behind them."""
from ..platform import NotEnrolled
from .access import ACTIONS, groups, hubs, may, may_anywhere, roles
from .attestations import issue, override, overrides_of, reissue, revoke, standing, standings, verify, withdraw_override
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
from .corrections import (
    NotNow,
    change_group,
    change_hub,
    change_visit,
    changes,
    close_group,
    end_teaching,
    group_is_empty,
    logged,
    move_learner,
    remove_equipment,
    remove_group,
    remove_run,
    rename_school,
    reopen_visit,
    run_is_empty,
    schools_of_hub,
    take_back_attendance,
    take_out,
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
from .feed import asked_groups, at_risk, org_of, progress_page
from .files import MOST, NotOpen, TooMany, ask_for_file, file_job, file_made, files_swept, folder, kept_from, make_files
from .items import item_analysis
from .joining import (
    Full,
    close_joining,
    group_of_code,
    import_roster,
    join_by_code,
    open_joining,
    preview_roster,
    renew_joining,
)
from .judging import add_by_hand, at_desk, desks
from .outbox import DestinationError, delivers, destinations, queue_past, untold
from .own import answered, module_of, own_data, own_modules, registration
from .papers import class_papers, own_paper
from .periodic import due_tonight, round_of, upkeep
from .planning import (
    add_group,
    cancel_visit,
    change_run,
    courses,
    give_teacher,
    keep_equipment,
    people_of,
    plan_run,
    plan_visit,
    school,
    teachers_of,
)
from .practical import hand_in, hand_in_of, hand_ins, return_for_rework, sign_off, signed_off
from .progress import inline, mark, mark_everyone, scored, settle, together, touched
from .receiving import beat, beaten, consumes, keep, keep_unread
from .register import (
    HUBS,
    coming_year,
    end_membership,
    give_role,
    join,
    known_hubs,
    leave,
    module,
    module_facts,
    run,
    school_year,
    seat_again,
    year_holding,
)
from .reports import fresh_until, grid, needs_help, visible_runs
from .retention import purge, retention
from .rollups import miscounted
from .roster_file import RosterError, read_roster
from .rounds import attended, attention, counted, monday, ready_for_attestation, visits_between, week
from .sending import send
from .sites import listening, missing, resend, site_hubs, site_states, site_years, tell_totals, unread
from .visits import attend, begin_visit, check_in, close_visit, open_visit, planned_for, visit_code, visits_made
from .worker import Busy, lease, reconcile, work
from .yearly import year_opinions, year_report

__all__ = [
    "ACTIONS", "Busy", "Course", "DestinationError", "Full", "HUBS", "MOST", "NotEnrolled", "NotNow", "NotOpen", "PUPILS_OF_A_MODULE",
    "RosterError", "Taken", "Task", "TooMany", "add_by_hand", "add_group", "again", "answered", "ask_for_file", "asked_groups", "at_desk",
    "at_risk", "attend", "attended", "attention", "beat", "beaten", "begin_visit", "cancel_visit", "change_group", "change_hub",
    "change_run", "change_visit", "changes", "check_in", "class_papers", "classes", "close_group", "close_joining", "close_visit",
    "coming_year", "consumes", "counted", "courses", "delivers", "delivery_health", "demo", "desks", "destinations", "diagnose",
    "display_names", "due_tonight", "end_membership", "end_teaching", "erase", "evidence", "exported", "extract", "extract_age",
    "extract_setting", "extracts", "file_job", "file_made", "files_swept", "files_taken", "folder", "fresh_until", "funnel",
    "give_role", "give_teacher", "grid", "group_is_empty", "group_of_code", "groups", "hand_in", "hand_in_of", "hand_ins",
    "hubs", "import_roster", "in_class", "inline", "issue", "item_analysis", "join", "join_by_code", "keep", "keep_equipment",
    "keep_unread", "kept_from", "known_hubs", "last_judgement", "learner_block", "lease", "leave", "listening", "logged",
    "make_files", "mark", "mark_everyone", "may", "may_anywhere", "miscounted", "missing", "module", "module_of", "monday",
    "module_facts", "move_learner", "name_of", "names_of", "needs_help", "open_joining", "open_visit", "open_visits", "org_of", "override",
    "overrides_of", "own_data", "own_modules", "own_paper", "plan_run", "plan_visit", "plan_year", "planned_for",
    "people_of", "preview_roster", "progress_page", "pseudonym", "pseudonym_of", "publish_without_block", "purge", "queue_past",
    "read_roster", "ready_for_attestation", "reconcile", "refused", "registration", "reissue", "remove_equipment", "remove_group",
    "remove_run", "rename_school", "renew_joining", "reopen_visit", "resend", "retention", "return_for_rework", "revoke",
    "roles", "roll", "round_of", "run", "run_is_empty", "runnable", "school", "school_year", "seat_again", "schools_of", "schools_of_hub",
    "scored", "send", "send_again", "send_all_again", "settle", "sign_off", "signed_off", "site_hubs", "site_states",
    "site_years", "standing", "standings", "take_back_attendance", "take_in", "take_out", "teachers_of", "tell_totals",
    "together", "total", "touched", "unread", "untold", "upkeep", "verify", "visible_runs", "visit_code", "visit_of",
    "visits_between", "visits_made", "week", "withdraw_override", "witness", "work", "year_counts", "year_holding",
    "year_is_there", "year_opinions", "year_report",
]
