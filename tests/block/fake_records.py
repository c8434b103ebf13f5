"""Records that believe everyone: every code is right, every task is signed off with full marks as it comes in."""
from __future__ import annotations

from pekt_xblocks.core.hub import Task


class Believing:
    """One learner's records at one block; ``activity`` says how many visits and which criteria make everything."""

    def __init__(self, activity) -> None:
        self.activity, self.made, self.handed = activity, 0, None

    def classes(self):
        return []

    def evidence(self):
        return {}

    def answers(self):
        return []

    def attestation(self):
        return None

    def check_in(self, code):
        self.made = self.activity.visits
        return "recorded"

    def visits_made(self):
        return self.made

    def hand_in(self, note, ticks):
        self.handed = Task("t1", "signed", note, tuple(ticks), {each.id: 3 for each in self.activity.criteria})

    def task(self):
        return self.handed

    def visit(self, page=""):
        return None

    def tasks(self):
        return []
