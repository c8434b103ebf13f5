"""Files that programs ask for, from the asking to the day they go.

Its one rule: a file lies in a private folder under a name that tells nothing, holds what its asker may take out, and never outlives its
row; a file that no row names is deleted by the next round.
"""
from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime

from ..data import Asked, FileMade, ProgressLine
from ..models import FileJob
from .access import may_anywhere
from .feed import asked_groups, progress_page
from .worker import lease

log = logging.getLogger(__name__)

LIFETIME = timedelta(hours=1)
"""How long a file is kept once it is made (``PEKT_RECORDS_FILES_MINUTES``), and an order that came to nothing."""
ROWS = 200_000
"""The longest file, in learners."""
TRIES, MOST = 3, 5
"""How often a file is tried, and how many one person may have waiting or kept."""
Draw = Callable[[Iterable[ProgressLine], str, bool], bytes]
"""The bytes of lines in a form (csv, xlsx), with names or without."""


class NotOpen(Exception):
    """Nothing, or not everything, in the file is open to its asker now."""


class TooMany(Exception):
    """The person has ``MOST`` files already."""


def folder() -> Path:
    """The private folder, made if it isn't there: readable by the site's own account alone. ``ImproperlyConfigured`` without a setting."""
    named = getattr(settings, "PEKT_RECORDS_FILES", None)
    if not named:
        raise ImproperlyConfigured("PEKT_RECORDS_FILES")
    path = Path(named)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def ask_for_file(user: Any, form: str, named: bool, asked_for: dict[str, Any], language: str) -> FileJob:
    """Put a file on the worker's list. ``ImproperlyConfigured`` where the site has no place for it, ``TooMany``."""
    folder()
    now = timezone.now()
    if FileJob.objects.filter(user_id=user.id, expires__gt=now).count() >= MOST:
        raise TooMany
    return FileJob.objects.create(user_id=user.id, form=form, named=named, asked_for=asked_for, language=language, asked=now,
                                  expires=now + timedelta(days=1))


def file_job(user: Any, ref: UUID) -> FileJob | None:
    """A file that this person asked for; None if there is none, or no more."""
    return FileJob.objects.filter(ref=ref, user_id=user.id, expires__gt=timezone.now()).first()


def file_made(user: Any, job: FileJob) -> FileMade | None:
    """A ready file's content, for whoever may take out today all that it holds; None where the file is gone.

    ``NotOpen`` where a class in it is not open to them any more.
    """
    mine = {group.id: group for group in asked_groups(user, Asked())}
    if not set(job.classes) <= set(mine):
        raise NotOpen
    try:
        content = (folder() / job.file_name).read_bytes()
    except FileNotFoundError:
        return None
    hubs = {mine[group].run.hub for group in job.classes}
    return FileMade(content, job.rows or 0, hubs.pop() if len(hubs) == 1 else None)


def make_files(draw: Draw) -> int:
    """Make what waits, oldest first; returns how many. ``Busy`` while another process does. What a dead process left is taken up again."""
    made = 0
    with lease("files") as renew:
        files_swept()
        FileJob.objects.filter(state=FileJob.RUNNING).update(state=FileJob.REQUESTED)      # its maker died: the lease is ours
        while job := FileJob.objects.filter(state=FileJob.REQUESTED).order_by("id").first():
            renew()
            made += _made(job, draw)
    return made


def _made(job: FileJob, draw: Draw) -> bool:
    FileJob.objects.filter(id=job.id, state=FileJob.REQUESTED).update(state=FileJob.RUNNING, tries=job.tries + 1)
    try:
        classes, rows, content = _content(job, draw)
        _write(folder() / job.file_name, content)
    except NotOpen:
        return _failed(job, "closed")
    except ModuleNotFoundError as error:
        log.error("file ref=%s needs %s", job.ref, error.name)
        return _failed(job, "packages")
    except Exception:
        log.exception("file ref=%s was not made", job.ref)
        return _failed(job, "error") if job.tries + 1 >= TRIES else _again(job)
    now = timezone.now()
    kept = FileJob.objects.filter(id=job.id, state=FileJob.RUNNING).update(
        state=FileJob.READY, ended=now, expires=now + _lifetime(), classes=classes, rows=rows)
    if not kept:                                            # someone in it was erased meanwhile, or whoever asked for it
        (folder() / job.file_name).unlink(missing_ok=True)
    return bool(kept)


def _content(job: FileJob, draw: Draw) -> tuple[list[int], int, bytes]:
    user = get_user_model().objects.filter(id=job.user_id).first()
    asked = asked_from(job.asked_for)
    if user is None or not may_anywhere(user, "export"):
        raise NotOpen
    of = asked_groups(user, asked)
    lines = progress_page(of, asked).lines
    with translation.override(job.language):
        return [group.id for group in of], len(lines), draw(lines, job.form, job.named)


def asked_from(kept: dict[str, Any]) -> Asked:
    """What a file was narrowed to, from the form in which its order keeps it (see ``kept_from``)."""
    known = {name: kept.get(name, "") for name in ("hub", "school", "module", "state")}
    run, group = (UUID(kept[name]) if kept.get(name) else None for name in ("run", "group"))
    orgs = frozenset(kept["orgs"]) if kept.get("orgs") is not None else None
    return Asked(run=run, group=group, since=parse_datetime(kept.get("since", "")), orgs=orgs, limit=ROWS, **known)


def kept_from(asked: Asked) -> dict[str, Any]:
    """The same as JSON."""
    said: dict[str, Any] = {name: str(value) for name in ("hub", "school", "module", "state", "run", "group")
                            if (value := getattr(asked, name))}
    if asked.since:
        said["since"] = asked.since.isoformat()
    return said | ({"orgs": sorted(asked.orgs)} if asked.orgs is not None else {})


def _again(job: FileJob) -> bool:
    FileJob.objects.filter(id=job.id, state=FileJob.RUNNING).update(state=FileJob.REQUESTED)
    return False


def _failed(job: FileJob, reason: str) -> bool:
    now = timezone.now()
    FileJob.objects.filter(id=job.id, state=FileJob.RUNNING).update(
        state=FileJob.FAILED, reason=reason, ended=now, expires=now + _lifetime())
    return False


def _write(path: Path, content: bytes) -> None:
    """Readable by the site's own account alone, and whole: a reader never sees half of it."""
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    half.replace(path)


def files_swept() -> int:
    """Delete orders past their time, and every file in the folder that no order names; returns how many orders went."""
    gone = FileJob.objects.filter(expires__lte=timezone.now()).delete()[0]
    named = {job.file_name for job in FileJob.objects.filter(state__in=(FileJob.READY, FileJob.RUNNING))}
    try:
        there = list(folder().iterdir())
    except ImproperlyConfigured:
        return gone
    for path in there:
        if path.name not in named:
            path.unlink(missing_ok=True)
    return gone


def forget_files() -> int:
    """Someone was erased: every file that is kept is made anew without them, those under way too. Returns how many."""
    held = FileJob.objects.filter(state__in=(FileJob.READY, FileJob.RUNNING))
    again = held.update(state=FileJob.REQUESTED, tries=0, ended=None, rows=None)
    transaction.on_commit(files_swept)
    return again


def _lifetime() -> timedelta:
    minutes = getattr(settings, "PEKT_RECORDS_FILES_MINUTES", None)
    return timedelta(minutes=minutes) if minutes else LIFETIME
