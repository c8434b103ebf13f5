"""The records' plain values; they know no Django, no platform and no database."""
from .counts import PEOPLE, SMALL, Counts, hide_small
from .course import CourseTree, Leaf, Measure, Reconciled, Sources, Unit, measure
from .hub import CheckIn, Code, LineState, Purged, RosterLine
from .shown import Condition, Grid, LearnerRow, OwnModule, Shown, Standing, Taken, UnitHead, Verification

__all__ = [
    "CheckIn", "Code", "Condition", "Counts", "CourseTree", "Grid", "Leaf", "LearnerRow", "LineState", "Measure", "OwnModule", "PEOPLE",
    "Purged", "Reconciled", "RosterLine", "SMALL", "Shown", "Sources", "Standing", "Taken", "Unit", "UnitHead", "Verification",
    "hide_small", "measure",
]
