"""The records' tables, by theme."""
from .changes import Change
from .files import FileJob
from .kept import Retention, Tally
from .outbox import Alias, Channel, Delivery
from .people import Group, Membership, Role, School
from .progress import BlockScore, Dirty, Lease, Outline, Progress, Recount, Rollup, Round
from .received import Forgotten, Received, Told, Unread
from .register import Equipment, Hub, Module, Run, SchoolYear
from .witnessed import Attendance, Attestation, Export, HandIn, Override, SignOff, Visit, WrongCode

__all__ = [
    "Alias", "Attendance", "Attestation", "BlockScore", "Change", "Channel", "Delivery", "Dirty", "Equipment", "Export", "FileJob",
    "Forgotten", "Group", "HandIn", "Hub", "Lease", "Membership", "Module", "Outline", "Override", "Progress", "Received", "Recount",
    "Retention", "Role", "Rollup", "Round", "Run", "School", "SchoolYear", "SignOff", "Tally", "Told", "Unread", "Visit", "WrongCode",
]
