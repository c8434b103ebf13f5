"""A Celery worker of the LMS in a process of its own, and Redis between: a completion is computed without anybody's command."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Timer

import pytest
from celery import current_app
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from pekt_xblocks.records.models import Dirty, Progress

from ..conftest import complete

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard(tmp_path, db, settings) -> Iterator:
    """A worker that is ready; calling it waits until the worker's log says something."""
    config = tmp_path / "lms.yml"
    config.write_text(json.dumps({"PEKT_RECORDS_SETTLE": "task"}))
    given = {"LMS_CFG": str(config), "DJANGO_SETTINGS_MODULE": "lms.envs.production", "PLATFORM_DATABASE": connection.settings_dict["NAME"]}
    command = [sys.executable, "-m", "celery", "-A", "lms.celery:APP", "worker", "--pool", "solo", "--loglevel", "info",
               "--queues", settings.CELERY_TASK_DEFAULT_QUEUE, "--without-gossip", "--without-mingle"]
    with subprocess.Popen(command, env={**os.environ, **given}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as worker:
        def until(words: str) -> str:
            assert worker.stdout is not None
            said = []
            for line in worker.stdout:
                said.append(line)
                if words in line:
                    return "".join(said)
            raise AssertionError("the worker ended:\n" + "".join(said))
        late = Timer(60, worker.kill)       # ends the log, and so whoever waits for a line of it
        late.start()
        try:
            assert "pekt_records.settle" in until("ready.")
            yield until
        finally:
            late.cancel()
            worker.terminate()


@pytest.fixture
def asked(learner, settings):
    """A learner of a site that has the worker called; nothing is queued or marked yet."""
    call_command("pekt_records_settle")
    settings.PEKT_RECORDS_SETTLE = "task"
    return learner


def test_the_worker_computes_what_the_site_marked(course, asked, heard):
    complete(asked, course, "u1-quiz")
    heard("Task pekt_records.settle")
    assert "succeeded" in heard("succeeded")
    assert Progress.objects.get().done == 1 and not Dirty.objects.exists()


def test_one_task_waits_however_many_completions_come(course, asked):
    queue = current_app.connection_for_read().default_channel.client
    queue.delete("edx.lms.core.default")
    for block in ("u1-quiz", "u2-quiz"):
        complete(asked, course, block)
    assert queue.llen("edx.lms.core.default") == 1
    queue.delete("edx.lms.core.default")
    assert Dirty.objects.count() == 2 and Progress.objects.get().done == 0


def test_a_transaction_that_is_undone_queues_nothing(course, asked):
    from django.db import transaction

    with transaction.atomic():
        complete(asked, course, "u1-quiz")
        transaction.set_rollback(True)
    assert cache.get("pekt_records.settle.queued") is None and not Dirty.objects.exists()


def test_without_a_broker_the_learners_completion_still_counts(course, asked, monkeypatch, caplog):
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:8169/0")
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:8169/0")
    current_app.pool.force_close_all()
    complete(asked, course, "u1-quiz")
    assert "settle not queued" in caplog.text
    call_command("pekt_records_work")
    assert Progress.objects.get().done == 1
