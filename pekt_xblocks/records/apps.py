"""The Django app, and how the LMS and Studio find it."""
from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

_URLS = {"namespace": "pekt_records", "regex": r"^hub/", "relative_path": "urls"}
_SCORES = {"receiver_func_name": "on_score", "dispatch_uid": "pekt-records-score",
           "signal_path": "lms.djangoapps.grades.signals.signals.PROBLEM_WEIGHTED_SCORE_CHANGED"}


class RecordsConfig(AppConfig):
    """Progress, groups and documents of the hubs."""

    name = "pekt_xblocks.records"
    label = "pekt_records"
    verbose_name = _("Hub records")
    default_auto_field = "django.db.models.BigAutoField"
    plugin_app = {
        "url_config": {"lms.djangoapp": _URLS},
        "signals_config": {"lms.djangoapp": {"relative_path": "signals", "receivers": [_SCORES]}},
    }

    def ready(self) -> None:
        from . import signals

        # By name: edx-completion is the platform's, and Studio has it too (library previews write completions there).
        post_save.connect(signals.on_completion, sender="completion.BlockCompletion", dispatch_uid="pekt-records-completion")
        post_delete.connect(signals.on_completion, sender="completion.BlockCompletion", dispatch_uid="pekt-records-completion")
        signals.score_changed.connect(signals.on_score, dispatch_uid="pekt-records-score")
