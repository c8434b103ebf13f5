"""A folder of Parquet files. Its one rule: a reader who starts from the manifest sees one whole extract, the old one or the new one.

Files are written beside their place, renamed, and never changed; the manifest is replaced last, and what it does not name is deleted.
"""
from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from ..data.extract import MANIFEST, TABLES, TEXT, TEXTS, TIME, WHOLE, YES, File, Manifest
from .destination import DestinationError, Pseudonyms

_PART = ".part"


class Extract(BaseModel):
    """``PEKT_RECORDS_EXTRACT``: where the files go, the key of their pseudonyms, the site's address, and whose records (all hubs')."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    folder: Path
    pseudonym_key: SecretStr = Field(min_length=32)
    site: str = ""
    hubs: frozenset[str] = frozenset()

    @field_validator("folder")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        if not value.is_absolute():
            raise ValueError("must be an absolute path")
        return value

    @property
    def pseudonyms(self) -> Pseudonyms:
        """The extract's own names for people and registrations."""
        return Pseudonyms(self.pseudonym_key.get_secret_value().encode())


def read_extract(settings: Any, site: str, taken: Iterable[SecretStr] = ()) -> Extract:
    """``PEKT_RECORDS_EXTRACT`` as it was meant; ``DestinationError`` names the faults, and a key that a destination has too."""
    try:
        found = Extract.model_validate({"site": site, **settings} if isinstance(settings, dict) else settings)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'setting'}: {fault['msg']}" for fault in error.errors())
        raise DestinationError(said) from None
    if found.pseudonym_key in set(taken):
        raise DestinationError("pseudonym_key: every destination needs a key of its own")
    return found


class Folder:
    """An extract's folder; one writer at a time, which is its caller's lease to keep."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def manifest(self) -> Manifest | None:
        """The manifest that stands; None where there is none that can be read, so that everything is written anew."""
        try:
            return Manifest.model_validate_json((self.path / MANIFEST).read_bytes())
        except (OSError, ValidationError):
            return None

    def write(self, table: str, place: str, stamp: datetime, batches: Iterable[Sequence[Sequence[Any]]], mark: str = "") -> File:
        """Write a file under ``place`` (``a=1/b=2`` or empty) a batch of rows at a time; the memory is that of one batch."""
        import pyarrow as arrow
        from pyarrow import parquet

        schema = arrow.schema([(name, _type(kind)) for name, kind in TABLES[table].items()])
        name = "/".join(part for part in (table, place, f"{stamp:%Y%m%dT%H%M%S%f}.parquet") if part)
        path, rows = self.path / name, 0
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + _PART)
        with parquet.ParquetWriter(part, schema, compression="zstd") as writer:
            for batch in batches:
                columns = zip(*batch, strict=True) if batch else ([] for _ in schema)
                writer.write_table(arrow.table([arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)],
                                               schema=schema))
                rows += len(batch)
        _settle(part, path)
        return File(path=name, rows=rows, mark=mark)

    def publish(self, manifest: Manifest) -> None:
        """Put a new manifest in the old one's place, then delete every file of ours that it does not name."""
        path = self.path / MANIFEST
        part = path.with_name(path.name + _PART)
        part.write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        _settle(part, path)
        named = {self.path / file.path for files in manifest.tables.values() for file in files}
        for table in TABLES:
            for found in sorted((self.path / table).rglob("*"), reverse=True):
                if found.is_dir():
                    if not any(found.iterdir()):
                        found.rmdir()
                elif found not in named and found.name.removesuffix(_PART).endswith(".parquet"):
                    found.unlink()


def _settle(part: Path, path: Path) -> None:
    """On the disk before it has its name: a machine that stops leaves no half of a file."""
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(path)


def _type(kind: str) -> Any:
    import pyarrow as arrow

    return {TEXT: arrow.string(), WHOLE: arrow.int32(), TIME: arrow.timestamp("us", "UTC"), YES: arrow.bool_(),
            TEXTS: arrow.list_(arrow.string())}[kind]
