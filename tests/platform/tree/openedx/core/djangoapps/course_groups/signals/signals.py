"""The signal that a learner's cohort is another one."""
from django.dispatch import Signal

COHORT_MEMBERSHIP_UPDATED = Signal()
