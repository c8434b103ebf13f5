"""What is said on the event bus, as openedx-events writes it in Avro. Its one rule: texts and whole numbers, no person's name.

Imported in functions alone: a site without a bus needs no openedx-events. A released type never changes; another shape is another version.
"""
from __future__ import annotations

import attr
from openedx_events.tooling import OpenEdxPublicSignal

PREFIX = "gr.pekt.records"


@attr.s(frozen=True, kw_only=True)
class Milestone:
    """A registration's milestone; ``id`` follows from what it tells, so that a second one is the same. Times are ISO 8601 in UTC."""

    id = attr.ib(type=str)
    site = attr.ib(type=str)
    milestone = attr.ib(type=str)
    at = attr.ib(type=str)
    learner = attr.ib(type=str)
    registration = attr.ib(type=str)
    hub = attr.ib(type=str)
    hub_name = attr.ib(type=str)
    year = attr.ib(type=str)
    run = attr.ib(type=str)
    module = attr.ib(type=str)
    title = attr.ib(type=str)
    version = attr.ib(type=str)
    percent = attr.ib(type=int)


@attr.s(frozen=True, kw_only=True)
class Erasure:
    """A learner whose records at the register are to be forgotten."""

    id = attr.ib(type=str)
    site = attr.ib(type=str)
    at = attr.ib(type=str)
    learner = attr.ib(type=str)


@attr.s(frozen=True, kw_only=True)
class Total:
    """How many records of a run a site has sent, and the sum of the first 32 bits of their ids."""

    site = attr.ib(type=str)
    run = attr.ib(type=str)
    at = attr.ib(type=str)
    records = attr.ib(type=int)
    mark = attr.ib(type=int)


REACHED = OpenEdxPublicSignal(event_type=f"{PREFIX}.milestone.reached.v1", data={"milestone": Milestone})
ERASED = OpenEdxPublicSignal(event_type=f"{PREFIX}.learner.erased.v1", data={"erasure": Erasure})
COUNTED = OpenEdxPublicSignal(event_type=f"{PREFIX}.totals.counted.v1", data={"total": Total})
