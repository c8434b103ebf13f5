"""A real LRS, Ralph: what the sender sends through faults is what it holds, each statement once. ``make test-lrs`` runs this."""
from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
from base64 import b64encode
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Channel, Delivery

from .children import child
from .conftest import complete
from .receivers import FAULTS, Receiver, Reply
from .test_progress import leaves
from .test_record import LRS
from .test_sending import FILL, SEND

pytestmark = pytest.mark.lrs
USER, PASSWORD = "polos", "ena-mystiko"


class Ralph:
    """The LRS, which may be killed and started again on what it had written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        python = os.environ["PEKT_RALPH"]
        self._process = subprocess.Popen([python, str(Path(__file__).parent / "ralph/serve.py"), str(self.folder), USER, PASSWORD],
                                         stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline())

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        login = "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        connection.request(method, path, body, {"Authorization": login, "X-Experience-API-Version": "1.0.3"} | (headers or {}))
        answer = connection.getresponse()
        return answer.status, {"Content-Type": answer.headers.get("Content-Type", "")}, answer.read()

    def take(self, body: bytes, headers: dict[str, str]) -> Reply:
        """What the receiver in front of it hands on, with the sender's own headers."""
        return self.ask("POST", "/xAPI/statements", body, {name: headers[name] for name in (
            "Authorization", "Content-Type", "X-Experience-API-Version")})

    def holds(self) -> dict[str, Any]:
        """Every statement by id, asked page by page as a client does; none is in its file twice."""
        found, path = {}, "/xAPI/statements?limit=40"
        while path:
            status, _headers, body = self.ask("GET", path)
            assert status == 200
            page = json.loads(body)
            found |= {statement["id"]: statement for statement in page["statements"]}
            path = page.get("more", "")
        lines = [json.loads(line)["id"] for line in (self.folder / "fs_lrs.jsonl").read_text(encoding="utf-8").splitlines()]
        assert Counter(lines).most_common(1)[0][1] == 1 and set(lines) == set(found)
        return found


@pytest.fixture
def ralph(tmp_path):
    ralph = Ralph(tmp_path)
    yield ralph
    ralph.kill()


@pytest.fixture
def receiver(ralph, settings):
    receiver = Receiver(ralph.take)
    settings.LMS_ROOT_URL = "https://mathimata.example"
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS | {"url": receiver.url, "timeout": 5, "batch": 20}}
    yield receiver
    receiver.close()


@pytest.fixture
def outbox(receiver, group, person, tree) -> dict[str, Any]:
    """A hundred statements of twenty learners, by id."""
    for i in range(20):
        user = person(f"learner{i}")
        api.join(group, user.id)
        for key in leaves(tree):
            complete(user, key)
    return {str(row.record): json.loads(row.body) for row in Delivery.objects.all()}


def later() -> list:
    Channel.objects.update(not_before=None)
    return api.send()


def same(held: Any, sent: Any) -> bool:
    """Whether the LRS keeps all that was sent; it adds ``stored``, ``authority`` and the like."""
    if isinstance(sent, dict):
        return isinstance(held, dict) and all(same(held.get(name), value) for name, value in sent.items())
    if isinstance(sent, list):
        return isinstance(held, list) and len(held) == len(sent) and all(map(same, held, sent))
    return held == sent


def test_what_ralph_holds_after_every_fault_is_what_was_sent(ralph, receiver, outbox):
    dice = random.Random(5)
    faults = [fault for fault in FAULTS if fault != "delay"]
    receiver.faults = iter([dice.choice([*faults, "", "", ""]) for _ in range(25)])
    for turn in range(60):
        later()
        if turn == 4:
            ralph.kill()
            assert later()[0].reason
            ralph.start()
        if not Delivery.objects.exclude(state=Delivery.SENT).exists():
            break
    held = ralph.holds()
    assert set(held) == set(outbox) and len(held) == 100
    assert [statement for one, statement in outbox.items() if not same(held[one], statement)] == []


def test_sending_all_again_adds_nothing(ralph, receiver, outbox):
    assert api.send()[0].sent == 100
    Delivery.objects.update(state=Delivery.WAITING)
    assert api.send()[0].sent == 100 and len(ralph.holds()) == 100


def test_a_statement_that_ralph_knows_otherwise_is_refused_alone(ralph, receiver, outbox):
    one = Delivery.objects.order_by("id")[30]
    known = json.loads(one.body) | {"timestamp": "2020-01-01T00:00:00.000Z"}
    assert ralph.ask("POST", "/xAPI/statements", json.dumps([known]).encode(), {"Content-Type": "application/json"})[0] == 200
    (done,) = api.send()
    assert (done.sent, done.refused) == (99, 1)
    assert Delivery.objects.get(state=Delivery.DEAD).reason.startswith("HTTP 409") and len(ralph.holds()) == 100


def test_a_sender_killed_after_ralph_took_a_batch(tmp_path_factory, ralph, receiver, settings):
    database = tmp_path_factory.mktemp("site") / "records.sqlite3"
    facts = json.dumps(settings.PEKT_RECORDS_DESTINATIONS["lrs"] | {"timeout": 30, "batch": 4})
    assert child(FILL, database, facts).wait() == 0
    for faults in (["", "after"], ["before"]):
        receiver.faults = iter(faults)
        sender = child(SEND, database, facts)
        assert receiver.arrived.acquire(timeout=60)
        sender.send_signal(signal.SIGKILL)
        sender.communicate()
    assert 0 < len(ralph.holds()) < 30
    assert child(SEND, database, facts).communicate()[0].strip() == "30 30"
    assert len(ralph.holds()) == 30
