"""A site tells, a register in processes of its own takes in, a real Redis between them; any of them may die."""
from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Channel, Delivery, Round

from .conftest import COURSE, complete
from .test_progress import leaves

pytestmark = [pytest.mark.bus, pytest.mark.django_db(transaction=False)]
REDIS_PORT = int(os.environ.get("REDIS_PORT", "8158"))
URL = f"redis://127.0.0.1:{REDIS_PORT}/0"
PATIENCE = 30
SITE = "https://mathimata.example"


class Redis:
    """A server that keeps nothing on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(["redis-server", "--port", str(REDIS_PORT), "--bind", "127.0.0.1", "--save", "", "--dir",
                                         str(self.folder)], stdout=subprocess.DEVNULL)
        until(lambda: _answers(REDIS_PORT))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


class Register:
    """``pekt consume`` on a state of its own."""

    def __init__(self, var: Path) -> None:
        self.var, self.process = var, None
        environment = self.environment = os.environ | {"PEKT_VAR": str(var), "PEKT_REGISTER": "1", "PEKT_BUS": URL}
        environment["DJANGO_SETTINGS_MODULE"] = "pekt_xblocks.workbench.settings"
        subprocess.run([sys.executable, "-c", "from pekt_xblocks.workbench.serve import prepare; prepare(register=True)"],
                       env=environment, check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        words = [sys.executable, "-m", "pekt_xblocks.cli", "consume", "--bus", URL, "--var", str(self.var)]
        self.process = subprocess.Popen(words, env=self.environment, stdout=subprocess.DEVNULL,
                                        stderr=(self.var / "consumer.log").open("a"))

    def stop(self, how: int = signal.SIGKILL) -> int:
        self.process.send_signal(how)
        return self.process.wait()

    def count(self, table: str, where: str = "1") -> int:
        with closing(sqlite3.connect(self.var / "db.sqlite3", timeout=20)) as database:
            return database.execute(f"SELECT COUNT(*) FROM pekt_records_{table} WHERE {where}").fetchone()[0]

    def page(self) -> str:
        """The register's page as the Directorate sees it."""
        code = ("import django; django.setup()\nfrom django.contrib.auth.models import User\nfrom django.test import Client\n"
                "client = Client(); client.force_login(User.objects.get(username='directorate'))\n"
                "print(client.get('/hub/sites/', SERVER_NAME='127.0.0.1').content.decode())")
        return subprocess.run([sys.executable, "-c", code], env=self.environment, check=True, capture_output=True, text=True).stdout


def until(true) -> None:
    """Wait for a process of another's; fails after ``PATIENCE`` seconds."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def redis(tmp_path):
    assert shutil.which("redis-server"), "make test-bus installs it"
    server = Redis(tmp_path)
    yield server
    server.kill()


def ended(register: Register) -> Iterator[Register]:
    """The register, and its process ended after the test."""
    yield register
    if register.process and register.process.poll() is None:
        register.stop()


@pytest.fixture
def register(tmp_path, redis):
    yield from ended(Register(tmp_path / "register"))


@pytest.fixture
def site(settings, redis):
    settings.LMS_ROOT_URL = SITE
    settings.EVENT_BUS_PRODUCER, settings.EVENT_BUS_REDIS_CONNECTION_URL = "edx_event_bus_redis.create_producer", URL
    settings.PEKT_RECORDS_DESTINATIONS = {"register": {"kind": "bus", "pseudonym_key": "k" * 40}}


@pytest.fixture
def told(site, group, person, tree) -> int:
    """Six learners who finished: how many records wait."""
    for number in range(6):
        user = person(f"pupil{number}")
        api.join(group, user.id)
        for key in leaves(tree):
            complete(user, key)
    return Delivery.objects.count()


def test_what_was_said_while_the_register_was_away_or_killed_comes_once(register, told):
    assert told and api.send()[0].sent == told                  # before the register's first start: its backlog
    register.start()
    until(lambda: register.count("received"))
    register.stop()                                             # in the middle, or after: no matter
    api.resend(run=COURSE)
    assert api.send()[0].sent == told                           # all of it a second time
    api.tell_totals()
    register.start()
    until(lambda: register.count("told"))                       # the last event of the stream
    assert register.count("received") == told and register.count("unread") == 0
    assert register.stop(signal.SIGTERM) == 0
    page = register.page()
    assert "Πόλος Πτολεμαΐδας" in page and SITE.partition("://")[2] in page and "Έφτασαν όλες" in page and "pupil" not in page


def test_a_broker_that_lost_everything_is_told_again(register, redis, told):
    api.send()
    redis.kill()                                                # before the register read any of it
    Delivery.objects.filter(milestone="completed").update(state=Delivery.WAITING)
    assert api.send()[0].sent == 0 and Delivery.objects.filter(state=Delivery.WAITING).count() == 6     # no receipt: not sent
    redis.start()
    Channel.objects.update(not_before=None)
    assert api.send()[0].sent == 6
    call_command("pekt_records_work")                           # its nightly round tells the totals
    call_command("pekt_records_work")
    assert Round.objects.get(work="resend").told == 1
    register.start()
    until(lambda: register.count("told"))
    assert register.count("received") == 6 and "pekt_records_resend" in register.page()
    assert api.resend(run=COURSE) == told
    api.send()
    until(lambda: register.count("received") == told)
    assert "Έφτασαν όλες" in register.page()


def test_what_makes_no_sense_is_kept_and_stops_nothing(register, redis, told):
    import redis as client

    with client.Redis(port=REDIS_PORT) as broker:
        broker.xadd("pekt-records", {"event_data": b"\xff\x00", "nonsense": "1"})
    row = Delivery.objects.order_by("id").first()
    Delivery.objects.filter(id=row.id).update(body=row.body.replace('"percent":', '"percent":9'))
    api.send()
    register.start()
    until(lambda: register.count("received") == told - 1)
    until(lambda: register.count("unread") == 2)
