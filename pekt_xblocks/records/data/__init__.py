"""The records' plain values; they know no Django, no platform and no database."""
from .counts import PEOPLE, SMALL, Counts, hide_small, hide_sums
from .course import CourseTree, Leaf, Measure, Reconciled, Sources, Unit, measure, share
from .feed import Asked, FileMade, Page, ProgressLine
from .hub import CheckIn, Code, LineState, Purged, RosterEntry, RosterLine
from .opinions import Opinion, opinion
from .papers import AttestationPaper, Covered, RunLine, SelfCheck, Table, Used, YearReport
from .record import ATTESTED, COMPLETED, ERASED, MILESTONES, PASSED, QUARTERS, REVOKED, STARTED, Health, Reached, Record, Sent, milestones
from .rounds import Attention, Desk, Item, ItemPart, Visiting
from .shown import Condition, Grid, LearnerRow, OwnModule, Shown, Standing, Taken, UnitHead, Verification
from .sites import Listening, SiteHub, SiteState, sums
from .upkeep import Finding, Level, Upkeep

__all__ = [
    "ATTESTED", "Asked", "Attention", "AttestationPaper", "COMPLETED", "CheckIn", "Code", "Condition", "Counts", "CourseTree",
    "Covered", "Desk", "ERASED", "FileMade", "Finding", "Grid", "Health", "Item", "ItemPart", "Leaf", "LearnerRow", "Level",
    "LineState", "Listening", "MILESTONES", "Measure", "Opinion", "OwnModule", "PASSED", "PEOPLE", "Page", "ProgressLine", "Purged",
    "QUARTERS", "REVOKED", "Reached", "Reconciled", "Record", "RosterEntry", "RosterLine", "RunLine", "SMALL", "STARTED", "SelfCheck",
    "Sent", "Shown", "SiteHub", "SiteState", "Sources", "Standing", "Table", "Taken", "Unit", "UnitHead", "Upkeep", "Used", "Verification",
    "Visiting", "YearReport", "hide_small", "hide_sums", "measure", "milestones", "opinion", "share", "sums",
]
