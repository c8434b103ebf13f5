"""For the platform's own tests: no worker runs beside them, so progress is computed with the change itself."""
from __future__ import annotations

from typing import Any


def plugin_settings(settings: Any) -> None:
    """Compute progress in the request."""
    settings.PEKT_RECORDS_SETTLE = "inline"
