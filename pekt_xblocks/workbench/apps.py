"""The local site's Django app; each new SQLite connection is set up for several readers beside one writer."""
from __future__ import annotations

from typing import Any

import django
from django.apps import AppConfig
from django.db.backends.signals import connection_created


def _prepare_sqlite(sender: Any, connection: Any, **_: Any) -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
    if django.VERSION < (5, 1):  # has no `transaction_mode` option yet
        connection._start_transaction_under_autocommit = lambda: connection.cursor().execute("BEGIN IMMEDIATE")


class WorkbenchConfig(AppConfig):
    """Label ``pekt_workbench``: the name ``workbench`` is xblock-sdk's."""

    name = "pekt_xblocks.workbench"
    label = "pekt_workbench"
    verbose_name = "PEKT workbench"

    def ready(self) -> None:
        connection_created.connect(_prepare_sqlite, dispatch_uid="pekt_workbench.sqlite")
