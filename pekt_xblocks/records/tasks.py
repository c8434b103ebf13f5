"""The worker as a Celery task, where Celery is there. Nothing depends on it: what a lost task left is found by cron's next round.

Tasks are sent only by the LMS: one sent in Studio would run in Studio's own worker.
"""
from __future__ import annotations

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from . import api, platform
from .documents.progress import progress_file

try:
    from celery import shared_task
except ImportError:                     # the local site and small ones have none
    shared_task = None

log = logging.getLogger(__name__)

_QUEUED = "pekt_records.settle.queued"
_FORGET = 60
"""Seconds after which a task that was queued and never came is queued again."""

if shared_task is not None:
    @shared_task(name="pekt_records.settle", ignore_result=True)
    def settle() -> None:
        """Compute the progress of everyone marked; another worker at it is as good."""
        cache.delete(_QUEUED)
        try:
            api.work()
        except api.Busy:
            log.info("settle skipped=busy")

    @shared_task(name="pekt_records.files", ignore_result=True)
    def files() -> None:
        """Make the files that programs asked for."""
        make_files()


def soon() -> None:
    """Where ``PEKT_RECORDS_SETTLE`` is ``task``: have the worker come once this transaction is there. One task waits at a time."""
    if getattr(settings, "PEKT_RECORDS_SETTLE", None) == "task" and shared_task is not None and not platform.in_studio():
        transaction.on_commit(_send)


def make_files() -> int:
    """Make the files that wait, each in its asker's language; returns how many. Another worker at it is as good."""
    try:
        return api.make_files(progress_file)
    except api.Busy:
        log.info("files skipped=busy")
        return 0


def make_files_soon() -> None:
    """After this transaction: by a Celery task, or here where progress is computed in the request too; else by cron's next round."""
    if getattr(settings, "PEKT_RECORDS_SETTLE", None) == "task" and shared_task is not None:
        transaction.on_commit(_send_files)
    elif api.inline():
        transaction.on_commit(make_files)


def _send_files() -> None:
    try:
        files.apply_async(retry=False)
    except Exception:               # no broker: the order stays for cron
        log.exception("files not queued")


def _send() -> None:
    if cache.add(_QUEUED, 1, _FORGET):
        try:
            settle.apply_async(retry=False)
        except Exception:               # no broker: the marks stay for cron, and the learner's submission goes on
            log.exception("settle not queued")
