"""``pekt_records_consume``: take in other sites' records from the bus. Its one rule: it dies rather than lose an event.

The bus's consumers mark an event as read even when storing it failed. A process that ends at once marks nothing, and what it held is
read again at the next start; taken in twice, it is still one row. So a full stop is the same as any other death.
"""
from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from ... import api

log = logging.getLogger(__name__)

PAUSE, BEAT = 2, 20
"""Seconds before the bus is tried again, and between signs of life."""
UNSTORED = 75


class UnreadError(Exception):
    """An event could not be read; it is kept in the register, and not told here."""


class Command(BaseCommand):
    help = "Take in other sites' records from the event bus (PEKT_RECORDS_REGISTER) until it is stopped; run one for each register."

    def handle(self, **options: Any) -> None:
        asked = api.consumes()
        if not asked:
            raise CommandError("PEKT_RECORDS_REGISTER is not set: this site takes nothing in")
        # Read by the Redis consumer when it starts: after a stream was emptied under it, it would ask for its group for ever.
        if getattr(settings, "EVENT_BUS_REDIS_CONSUMER_CONSECUTIVE_ERRORS_LIMIT", None) is None:
            settings.EVENT_BUS_REDIS_CONSUMER_CONSECUTIVE_ERRORS_LIMIT = 5
        _listen()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: os._exit(0))
        threading.Thread(target=_live, daemon=True).start()
        self.stdout.write(f"Taking in from {asked['topic']} as {asked['group_id']}.")
        self.stdout.flush()
        while True:
            try:
                _consumer(asked).consume_indefinitely()
            except Exception as error:
                log.warning("the bus does not answer (%s); it is tried again", type(error).__name__)
            time.sleep(PAUSE)


def _consumer(asked: dict[str, Any]) -> Any:
    from openedx_events.event_bus import NoEventBusConsumer, make_single_consumer

    from ...delivery.bus import from_the_beginning

    consumer = make_single_consumer(**asked)
    if isinstance(consumer, NoEventBusConsumer):
        raise CommandError("EVENT_BUS_CONSUMER cannot be used")
    from_the_beginning(consumer)
    report = consumer.record_event_consuming_error

    def keep_and_report(context: Any, error: Any, message: Any) -> None:
        if not _of_the_broker(error, message):
            _store(lambda: api.keep_unread(error, message))
            error, message = UnreadError(type(error).__name__), None            # the log gets no event: the register has it
        report(context, error, message)

    consumer.record_event_consuming_error = keep_and_report
    return consumer


def _of_the_broker(error: Any, message: Any) -> bool:
    """Whether this tells of the broker alone, and no event was read."""
    if message is None:
        return isinstance(error, (OSError, *_broker_errors()))
    said = getattr(message, "error", None)          # Kafka's words about itself come as messages: "subscribed topic not available"
    return callable(said) and said() is not None


def _broker_errors() -> list[type[Exception]]:
    found: list[type[Exception]] = []
    for package, name in (("redis.exceptions", "RedisError"), ("confluent_kafka", "KafkaException")):
        try:
            found.append(getattr(import_module(package), name))
        except ImportError:
            continue
    return found


def _listen() -> None:
    from ...delivery import events

    for signal_, kind in ((events.REACHED, "milestone"), (events.ERASED, "erasure"), (events.COUNTED, "total")):
        def take(sender: Any = None, kind: str = kind, **said: Any) -> None:
            _store(lambda: api.keep(kind, said[kind]))

        signal_.connect(take, weak=False, dispatch_uid=f"pekt-register-{kind}")


def _store(work: Any) -> None:
    try:
        work()
    except DatabaseError as error:
        print(f"not stored, will be read again: {type(error).__name__}", file=sys.stderr, flush=True)
        os._exit(UNSTORED)


def _live() -> None:
    while True:
        try:
            api.beat()
        except DatabaseError:
            connection.close()
        time.sleep(BEAT)
