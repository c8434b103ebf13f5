"""The platform's event bus as a destination. Its one rule: a record is taken only when the broker has said so.

The bus's producers log what they could not send and return as if they had: hence the receipts.
"""
from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from ..data import ERASED, Record
from .destination import Destination, timestamp
from .ids import record_id
from .post import Answer, Outcome

TOPIC = "pekt-records"


class Bus(Destination):
    """A topic on the bus that ``EVENT_BUS_PRODUCER`` leads to; the platform's own settings hold the broker's address."""

    kind: Literal["bus"]
    url: str = ""
    topic: str = Field(TOPIC, pattern=r"^[a-z][a-z0-9-]*$", max_length=60)

    def body(self, record: Record) -> dict[str, Any]:
        """As ``events.Milestone``."""
        run = f"{record.hub}/{record.year}/{record.course_key}"
        return {
            "id": record_id(record.registration, run, "reached", record.milestone, record.attempt), "site": self.site,
            "milestone": record.milestone, "at": timestamp(record.at), "learner": record.learner, "registration": record.registration,
            "hub": record.hub, "hub_name": record.hub_names["el"], "year": record.year, "run": record.course_key,
            "module": record.module, "title": record.titles["el"], "version": record.version, "percent": record.percent,
        }

    def erasure(self, learner: str, at: datetime) -> dict[str, Any]:
        """As ``events.Erasure``."""
        return {"id": record_id(learner, "", "erased", ERASED, 1), "site": self.site, "at": timestamp(at), "learner": learner}


def produce(destination: Bus, bodies: list[str], now: datetime) -> Answer:
    """Send records to the bus; ``TAKEN`` once the broker has confirmed each of them. What is not is sent again, the same."""
    from . import events

    said: list[tuple[Any, dict[str, Any], UUID]] = []
    for body in bodies:
        facts = json.loads(body)
        try:
            data = ((events.REACHED, {"milestone": events.Milestone(**facts)}) if "milestone" in facts
                    else (events.ERASED, {"erasure": events.Erasure(**facts)}))
        except TypeError as error:                              # written by another version of the site
            return Answer(Outcome.REFUSED, str(error))
        said.append((*data, UUID(facts["id"])))
    return _send(destination.topic, said, now)


def produce_totals(destination: Bus, totals: list[dict[str, Any]], now: datetime) -> Answer:
    """Say what the site has sent, run by run; ``totals`` hold the fields of ``events.Total`` that the site does not know by itself."""
    from . import events

    at = timestamp(now)
    said = [(events.COUNTED, {"total": events.Total(site=destination.site, at=at, **total)}, UUID(int=0)) for total in totals]
    return _send(destination.topic, said, now)


def from_the_beginning(consumer: Any) -> None:
    """Have a Kafka consumer whose group is new read what was said before it came; edx-event-bus-kafka has no setting for that.

    It also looks for a topic that is not there yet every few seconds, not every five minutes, and takes the place of one that was killed
    after ten, not after 45. Redis' reads its backlog by its own setting.
    """
    if not type(consumer).__module__.startswith("edx_event_bus_kafka."):
        return
    from confluent_kafka import Consumer
    from edx_event_bus_kafka.internal.config import load_common_settings

    consumer.consumer.close()
    consumer.consumer = Consumer({**load_common_settings(), "group.id": consumer.group_id, "enable.auto.commit": False,
                                  "auto.offset.reset": "earliest", "topic.metadata.refresh.interval.ms": 5_000,
                                  "session.timeout.ms": 10_000})


def _send(topic: str, said: list[tuple[Any, dict[str, Any], UUID]], now: datetime) -> Answer:
    from openedx_events.data import EventsMetadata
    from openedx_events.event_bus import get_producer

    from .quiet import hush_producers

    hush_producers()
    receipts: list[object] = []
    producer, finish = _watched(get_producer(), receipts.append)
    if producer is None:
        return Answer(Outcome.FAILED, "EVENT_BUS_PRODUCER names no producer of Redis or Kafka")
    for signal, data, known in said:
        name = next(iter(data))
        meta = EventsMetadata(event_type=signal.event_type, time=now.astimezone(UTC), **({"id": known} if known.int else {}))
        before = len(receipts)
        producer.send(signal=signal, topic=topic, event_key_field=f"{name}.site", event_data=data, event_metadata=meta)
        if finish is None and len(receipts) == before:          # Redis answers at once: a broker that is down is not asked again
            break
    if finish is not None:
        finish()
    return Answer(Outcome.TAKEN) if len(receipts) == len(said) else Answer(Outcome.FAILED, "the broker has not confirmed")


def _watched(producer: Any, took: Callable[[object], None]) -> tuple[Any, Callable[[], object] | None]:
    """The same producer, telling ``took`` of each event that the broker has; and what waits for late answers (Kafka's come later)."""
    watched = copy.copy(producer)
    if hasattr(producer, "client"):
        watched.client = SimpleNamespace(Stream=lambda name: _stream(producer.client.Stream(name), took))
        return watched, None
    if hasattr(producer, "producer"):
        watched.producer = _Kafka(producer.producer, took)
        return watched, lambda: producer.producer.flush(30)
    return None, None


def _stream(stream: Any, took: Callable[[object], None]) -> SimpleNamespace:
    def add(*given: Any, **options: Any) -> Any:
        known = stream.add(*given, **options)
        took(known)
        return known

    return SimpleNamespace(add=add)


class _Kafka:
    def __init__(self, inner: Any, took: Callable[[object], None]) -> None:
        self.inner, self.took = inner, took
        self.poll = inner.poll

    def produce(self, *given: Any, on_delivery: Callable[[Any, Any], None], **options: Any) -> None:
        def delivered(error: Any, event: Any) -> None:
            on_delivery(error, event)
            if error is None:
                self.took(event)

        self.inner.produce(*given, on_delivery=delivered, **options)
