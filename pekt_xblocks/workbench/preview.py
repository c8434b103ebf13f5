"""A course that is being written: each request finds its files as they are now, and what is wrong with them; nothing is written back."""
from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.fault import Fault
from pekt_xblocks.olx.reader import tree_files
from pekt_xblocks.olx.safe import Refused

from .content import load


@dataclass(frozen=True)
class State:
    """The files as they were last seen: ``tag`` changes with them."""

    tag: str
    folder: Path
    faults: tuple[Fault, ...]


class Watch:
    """One course folder; ``look`` takes over what has changed. Safe to ask from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, Lock()
        self._state = State("", folder, ())

    def look(self) -> State:
        """The course as its files are now; what can't be loaded is among the faults, and the site shows what it had."""
        with self._lock:
            tag = _tag(self._folder)
            if tag != self._state.tag:
                try:
                    load(self._folder, force=bool(self._state.tag))  # the first time it was loaded a moment ago
                except (ValueError, OSError):
                    pass  # its faults say why
                self._state = State(tag, self._folder, tuple(check(self._folder)))
            return self._state


def _tag(folder: Path) -> str:
    """Of names, sizes and times: reading every file for each question would cost too much."""
    found = hashlib.sha256()
    try:
        for name, path in tree_files(folder):
            about = path.stat()
            found.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    except (OSError, Refused) as error:  # a file may vanish between two looks
        found.update(str(error).encode())
    return found.hexdigest()[:16]


@cache
def watch() -> Watch:
    """The watch over the course that this site previews."""
    return Watch(settings.PEKT_COURSES)


def middleware(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Before a page is made, the course is what its files say."""
    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/static/"):
            request.preview = watch().look()  # type: ignore[attr-defined]
        return respond(request)
    return answer


@require_safe
def changed(request: HttpRequest) -> HttpResponse:
    """304 as long as the files are those of the page that asks."""
    etag = f'"{watch().look().tag}"'
    answer = HttpResponseNotModified() if request.headers.get("If-None-Match") == etag else HttpResponse(status=204)
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "no-store"
    return answer
