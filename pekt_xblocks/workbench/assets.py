"""Addresses of files that never change under their address: each carries its content's hash, so a browser asks for it once."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import IO, Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

RESOURCES = "xblock/resources/"
"""Where the platform serves blocks' own files in production, under the static address, by Python package."""

_QUOTED = re.compile(r"""(?P<quote>\\?['"]|&quot;|&#3[49];)/static/(?P<name>[^'"\\&]+?)(?P=quote)""")


def version(path: str | Path) -> str:
    """A short hash of a file's content; read again only after the file changed."""
    stat = Path(path).stat()
    return _hash(str(path), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2048)
def _hash(path: str, _changed: int, _size: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


class VersionedStorage(StaticFilesStorage):
    """The site's static files where they lie, each address with ``?v=<hash>``."""

    def url(self, name: str | None) -> str:
        found = finders.find(name or "")
        address = super().url(name)
        return f"{address}?v={version(found)}" if isinstance(found, str) else address


@lru_cache(maxsize=64)
def block_class_of(package: str) -> Any:
    """Some block class of a Python package, which knows which of the package's files are public; ``LookupError`` if it has none."""
    for entry in entry_points(group="xblock.v1"):
        if entry.module.rpartition(".")[0] == package:
            return entry.load()
    raise LookupError(package)


def resource_name(cls: Any) -> str:
    """The Python package by which production names the files of a block class."""
    return cls.__module__.rpartition(".")[0]


def open_resource(package: str, uri: str) -> IO[bytes]:
    """A public file of a package's blocks; ``LookupError`` if there is none or it is not public."""
    try:
        return block_class_of(package).open_local_resource(uri)
    except Exception as error:  # each block class refuses in its own way
        raise LookupError(uri) from error


def resource_version(cls: Any, uri: str) -> str:
    """The version of a block's own file, empty where it can't be found."""
    path = Path(str(import_module(resource_name(cls)).__file__)).parent / uri
    return version(path) if path.is_file() else ""


def quoted_static(text: str, address: Callable[[str], str | None]) -> str:
    """``text`` with each quoted ``/static/name`` replaced by its address, as the platform does; unknown names stay as they are."""
    def replace(match: re.Match[str]) -> str:
        found = address(match["name"])
        return f"{match['quote']}{found}{match['quote']}" if found else match[0]

    return _QUOTED.sub(replace, text)
