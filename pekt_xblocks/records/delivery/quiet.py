"""The bus's own log lines, without the event: whoever sends or reads one is told of a failure, never whose event it was.

The producers of Redis and Kafka write the whole event, with a learner's pseudonym in it, into the log when a broker does not answer.
"""
from __future__ import annotations

import logging

from .events import PREFIX

_PRODUCERS = ("edx_event_bus_redis.internal.producer", "edx_event_bus_kafka.internal.producer")
_DATA = " event_data="


class _WithoutData(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Other apps' events on the same bus stay as they are."""
        said = record.getMessage()
        if PREFIX in said and _DATA in said:
            record.msg, record.args = said.partition(_DATA)[0], ()
        return True


_FILTER = _WithoutData()


def hush_producers() -> None:
    """Have producers log our events without their data; a second time changes nothing."""
    for name in _PRODUCERS:
        logging.getLogger(name).addFilter(_FILTER)
