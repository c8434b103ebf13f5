"""The signal of a learner's score on a block."""
from django.dispatch import Signal

PROBLEM_WEIGHTED_SCORE_CHANGED = Signal()
