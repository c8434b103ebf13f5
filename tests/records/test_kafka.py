"""The same bus over Kafka: librdkafka's own brokers on a real socket, a registry of schemas, a register in a process that is killed.

The brokers speak the protocol and keep groups' offsets, but no file: what a broker loses is tried with Redis (``test_bus.py``).
"""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Delivery

from .test_bus import SITE, Register, ended, told, until  # noqa: F401 - ``told`` is a fixture

pytestmark = [pytest.mark.bus, pytest.mark.django_db(transaction=False)]


class Schemas(BaseHTTPRequestHandler):
    """What producers and consumers ask of a schema registry: an id for a schema, and the schema of an id."""

    known: list[str] = []

    def do_POST(self) -> None:
        schema = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["schema"]
        if schema not in self.known:
            self.known.append(schema)
        self._say({"id": self.known.index(schema) + 1, "schema": schema, "version": 1, "subject": self.path.split("/")[2]})

    def do_GET(self) -> None:
        if not self.path.startswith("/schemas/ids/"):           # newer clients ask for more, and do without
            return self._say({"error_code": 404, "message": "not found"}, 404)
        return self._say({"schema": self.known[int(self.path.partition("?")[0].rpartition("/")[2]) - 1]})

    def _say(self, what: object, status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/vnd.schemaregistry.v1+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def kafka():
    """(brokers, address of the schema registry)"""
    from confluent_kafka import Producer

    brokers = Producer({"test.mock.num.brokers": 1})
    registry = ThreadingHTTPServer(("127.0.0.1", 0), Schemas)
    Thread(target=registry.serve_forever, daemon=True).start()
    yield ",".join(f"{one.host}:{one.port}" for one in brokers.list_topics(timeout=10).brokers.values()), (
        f"http://127.0.0.1:{registry.server_port}")
    registry.shutdown()
    registry.server_close()


class KafkaRegister(Register):
    """The register's own command on settings as an operator would write them."""

    def __init__(self, var, kafka) -> None:
        super().__init__(var)
        self.environment |= {"DJANGO_SETTINGS_MODULE": "tests.records.kafka_register", "KAFKA_BROKERS": kafka[0], "KAFKA_SCHEMAS": kafka[1]}

    def start(self) -> None:
        words = [sys.executable, "-m", "django", "pekt_records_consume"]
        self.process = subprocess.Popen(words, env=self.environment, stdout=subprocess.DEVNULL, cwd=os.getcwd(),
                                        stderr=(self.var / "consumer.log").open("a"))


@pytest.fixture
def register(tmp_path, kafka):
    yield from ended(KafkaRegister(tmp_path / "register", kafka))


@pytest.fixture
def site(settings, kafka):
    settings.LMS_ROOT_URL = SITE
    settings.EVENT_BUS_PRODUCER = "edx_event_bus_kafka.create_producer"
    settings.EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS, settings.EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL = kafka
    settings.PEKT_RECORDS_DESTINATIONS = {"register": {"kind": "bus", "pseudonym_key": "k" * 40}}


def test_what_is_said_over_kafka_comes_once_though_the_register_is_killed(register, told):  # noqa: F811
    register.start()                                            # before the topic is there
    until(lambda: register.count("channel"))
    assert told and api.send()[0].sent == told and not Delivery.objects.exclude(state=Delivery.SENT).exists()
    until(lambda: register.count("received"))
    register.stop()
    api.resend()
    assert api.send()[0].sent == told
    api.tell_totals()
    register.start()
    until(lambda: register.count("received") == told and register.count("told"))
    assert register.count("unread") == 0
    assert register.stop(signal.SIGTERM) == 0
    page = register.page()
    assert "Πόλος Πτολεμαΐδας" in page and "Έφτασαν όλες" in page and "pupil" not in page
