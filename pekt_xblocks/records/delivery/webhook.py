"""A signed webhook: records as plain JSON for another register, signed as standardwebhooks.com says."""
from __future__ import annotations

import base64
import binascii
import hmac
import json
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID, uuid5

from pydantic import SecretStr, field_validator

from ..data import ERASED, Record
from .destination import Destination, Request, timestamp
from .ids import record_id

TYPE = "pekt.records.v1"


class Webhook(Destination):
    """An address that takes batches of records and answers 2xx once it keeps them; ``secret`` is ``whsec_`` and base64."""

    kind: Literal["webhook"]
    secret: SecretStr

    @field_validator("secret")
    @classmethod
    def _readable(cls, value: SecretStr) -> SecretStr:
        try:
            long_enough = len(_key(value)) >= 24
        except (ValueError, binascii.Error):
            long_enough = False
        if not long_enough:
            raise ValueError("must be whsec_ and at least 24 bytes in base64")
        return value

    def body(self, record: Record) -> dict[str, Any]:
        """Plain words, no names of people."""
        score = None if record.score is None else {"earned": record.score[0], "possible": record.score[1]}
        run = f"{record.hub}/{record.year}/{record.course_key}"
        return {
            "id": record_id(record.registration, run, "reached", record.milestone, record.attempt),
            "milestone": record.milestone, "at": timestamp(record.at),
            "learner": record.learner, "registration": record.registration, "attempt": record.attempt,
            "hub": record.hub, "year": record.year, "course": record.course_key,
            "module": {"slug": record.module, "title": record.titles, "version": record.version},
            "percent": record.percent, "score": score, "seconds": record.seconds,
        }

    def erasure(self, learner: str, at: datetime) -> dict[str, Any]:
        """The record that asks the receiver to forget a learner and everything told of them."""
        return {"id": record_id(learner, "", "erased", ERASED, 1), "milestone": ERASED, "at": timestamp(at), "learner": learner}

    def request(self, bodies: list[str], seconds: int) -> Request:
        """The batch's id follows from its records' ids, so that a receiver knows a repeated batch by its id alone."""
        data = f'{{"type":"{TYPE}","records":[{",".join(bodies)}]}}'.encode()
        batch = str(uuid5(UUID(int=0), "|".join(json.loads(body)["id"] for body in bodies)))
        signed = hmac.new(_key(self.secret), f"{batch}.{seconds}.".encode() + data, sha256).digest()
        return Request({"Content-Type": "application/json", "Webhook-Id": batch, "Webhook-Timestamp": str(seconds),
                        "Webhook-Signature": "v1," + base64.b64encode(signed).decode()}, data)


def _key(secret: SecretStr) -> bytes:
    prefix, _, text = secret.get_secret_value().partition("_")
    if prefix != "whsec":
        raise ValueError(prefix)
    return base64.b64decode(text, validate=True)
