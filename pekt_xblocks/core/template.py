"""A named starting point for authors; its one rule: it is a whole activity that could be used as it stands."""
from __future__ import annotations

from dataclasses import dataclass

from .activity import Activity


@dataclass(frozen=True, slots=True)
class Template:
    """``name`` is by which an editor asks for it; ``title`` and ``description`` (one sentence) are of the catalogue."""

    name: str
    title: str
    description: str
    activity: Activity
