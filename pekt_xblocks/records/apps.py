"""The Django app, and how the LMS and Studio find it."""
from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

_URLS = {"namespace": "pekt_records", "regex": r"^hub/", "relative_path": "urls"}
_ACCOUNTS = "openedx.core.djangoapps.user_api.accounts.signals"
_LMS_SIGNALS = {
    "lms.djangoapps.grades.signals.signals.PROBLEM_WEIGHTED_SCORE_CHANGED": "on_score",
    "openedx_events.learning.signals.COURSE_UNENROLLMENT_COMPLETED": "on_unenrolment",
    "openedx.core.djangoapps.course_groups.signals.signals.COHORT_MEMBERSHIP_UPDATED": "on_cohort_change",
    f"{_ACCOUNTS}.USER_RETIRE_LMS_MISC": "on_retirement",
    f"{_ACCOUNTS}.USER_RETIRE_LMS_CRITICAL": "on_retirement",
}
_RECEIVERS = [{"receiver_func_name": receiver, "signal_path": signal, "dispatch_uid": f"pekt-records-{signal.rpartition('.')[2]}"}
              for signal, receiver in _LMS_SIGNALS.items()]
_SETTINGS = {kind: {"relative_path": f"settings.{kind}"} for kind in ("common", "production", "test")}


class RecordsConfig(AppConfig):
    """Progress, groups and documents of the hubs."""

    name = "pekt_xblocks.records"
    label = "pekt_records"
    verbose_name = _("Hub records")
    default_auto_field = "django.db.models.BigAutoField"
    plugin_app = {
        "settings_config": {"lms.djangoapp": _SETTINGS, "cms.djangoapp": _SETTINGS},
        "url_config": {"lms.djangoapp": _URLS},
        "signals_config": {"lms.djangoapp": {"relative_path": "signals", "receivers": _RECEIVERS}},
    }

    def ready(self) -> None:
        from . import platform, signals

        # By name: edx-completion is the platform's, and Studio has it too (library previews write completions there).
        post_save.connect(signals.on_completion, sender="completion.BlockCompletion", dispatch_uid="pekt-records-completion")
        post_delete.connect(signals.on_completion, sender="completion.BlockCompletion", dispatch_uid="pekt-records-completion")
        signals.score_changed.connect(signals.on_score, dispatch_uid="pekt-records-score")
        platform.on_publish(signals.on_published)
        checks.register(_check_destinations)


def _check_destinations(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    from . import api

    try:
        api.destinations()
    except api.DestinationError as error:
        return [checks.Error(f"PEKT_RECORDS_DESTINATIONS: {error}", id="pekt_records.E001")]
    try:
        api.extract_setting()
    except api.DestinationError as error:
        return [checks.Error(f"PEKT_RECORDS_EXTRACT: {error}", id="pekt_records.E002")]
    return []
