"""Who took which file out of the records, and the code that stands for a pupil in a file without names."""
from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone

from .. import platform
from ..data import Taken
from ..models import Export, Hub, SchoolYear

SHOWN = 500
"""Files that the log's page shows."""


def exported(user: Any, what: str, rows: int, hub: Hub | None = None, of: str = "", named: bool = False) -> None:
    """Put a file on record: ``of`` is the opaque id of what it was about, ``named`` whether pupils' names stood in it."""
    Export.objects.create(user_id=user.id, what=what, hub=hub, of=of, rows=rows, named=named, at=timezone.now())


def files_taken(hubs: Collection[Hub], limit: int = SHOWN) -> list[Taken]:
    """What was taken out of these hubs' records, the newest first."""
    rows = list(Export.objects.filter(hub__in=hubs).select_related("hub").order_by("-at", "-id")[:limit])
    names = platform.display_names({row.user_id for row in rows})
    return [Taken(row.at, names.get(row.user_id, "—"), row.what, row.hub.name if row.hub else "", row.rows, row.named) for row in rows]


def display_names(users: Collection[int]) -> dict[int, str]:
    """Names by user id, for an answer that is written down as one with names."""
    return platform.display_names(users)


def pseudonym(hub: Hub, year: SchoolYear, user_id: int) -> str:
    """What stands for a learner in files without names: the same in all files of a hub's year, another in any other's."""
    return pseudonym_of(hub.code, year.name, user_id)


def pseudonym_of(hub: str, year: str, user_id: int) -> str:
    """The same by the hub's code and the year's name.

    Made with ``PEKT_RECORDS_PSEUDONYM_KEY``, else the site's own secret; whoever has neither cannot lead it back.
    """
    key = getattr(settings, "PEKT_RECORDS_PSEUDONYM_KEY", "") or settings.SECRET_KEY
    said = f"pekt-export|{hub}|{year}|{user_id}".encode()
    return b32encode(hmac.digest(key.encode(), said, sha256)).decode()[:10]
