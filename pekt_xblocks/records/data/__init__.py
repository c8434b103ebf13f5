"""The records' plain values; they know no Django, no platform and no database."""
from .counts import PEOPLE, SMALL, Counts, hide_small
from .course import CourseTree, Leaf, Measure, Reconciled, Sources, Unit, measure
from .hub import CheckIn, Code, LineState, RosterLine
from .shown import Condition, Grid, LearnerRow, OwnModule, Shown, Standing, UnitHead, Verification

__all__ = [
    "CheckIn", "Code", "Condition", "Counts", "CourseTree", "Grid", "Leaf", "LearnerRow", "LineState", "Measure", "OwnModule", "PEOPLE",
    "Reconciled", "RosterLine", "SMALL", "Shown", "Sources", "Standing", "Unit", "UnitHead", "Verification", "hide_small", "measure",
]
