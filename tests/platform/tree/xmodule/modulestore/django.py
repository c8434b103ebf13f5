"""Studio's signals of a course; class attributes, so that a plugin's ``signal_path`` cannot name them."""
from django.dispatch import Signal


class SignalHandler:
    course_published = Signal()
