"""The records' tables, by theme."""
from .people import Group, Membership, Role, School
from .progress import BlockScore, Dirty, Outline, Progress
from .register import Hub, Module, Run, SchoolYear

__all__ = ["BlockScore", "Dirty", "Group", "Hub", "Membership", "Module", "Outline", "Progress", "Role", "Run", "School", "SchoolYear"]
