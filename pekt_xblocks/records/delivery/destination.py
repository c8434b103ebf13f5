"""What every destination has: an address, a key for pseudonyms of its own, and limits. Secrets never show in text."""
from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from ..data import Record

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def timestamp(at: datetime) -> str:
    """In UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class DestinationError(ValueError):
    """The settings name a destination that cannot be used; the text says which and why, and holds no secret."""


@dataclass(frozen=True, slots=True)
class Request:
    """What goes out in one POST."""

    headers: dict[str, str]
    data: bytes
    auth: tuple[str, str] | None = None


class Destination(BaseModel):
    """Where records go. Each kind says what a record looks like there and how a batch is sent."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    name: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=30)
    url: str
    site: str
    pseudonym_key: SecretStr = Field(min_length=32)
    hubs: frozenset[str] = frozenset()
    batch: int = Field(50, ge=1, le=100)
    timeout: float = Field(10.0, gt=0, le=30)
    ca: str = ""

    @field_validator("url", "site")
    @classmethod
    def _encrypted(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ValueError("must begin with https://")
        if not parts.hostname or parts.username or parts.fragment:
            raise ValueError("must be an address with a host and without a name, password or fragment")
        return value.rstrip("/") if value.count("/") == 3 else value

    def wants(self, hub: str) -> bool:
        """Whether a hub's records go there."""
        return not self.hubs or hub in self.hubs

    @property
    def pseudonyms(self) -> Pseudonyms:
        """The destination's own names for people and registrations."""
        return Pseudonyms(self.pseudonym_key.get_secret_value().encode())

    def secrets(self) -> list[str]:
        """What must not appear in any text that is kept."""
        return [value.get_secret_value() for value in self.__dict__.values() if isinstance(value, SecretStr)]

    def body(self, record: Record) -> dict[str, Any]:
        """A record as this destination reads it, with its lasting ``id``."""
        raise NotImplementedError

    def erasure(self, learner: str, at: datetime) -> dict[str, Any] | None:
        """The record that asks the receiver to forget a learner; None where there is none, as in xAPI."""
        return None

    def request(self, bodies: list[str], seconds: int) -> Request:
        """A batch of stored bodies as one POST, at a time in seconds since 1970."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Names that only this destination has: without its key nobody can join them with another's, or with the site's own."""

    key: bytes

    def learner(self, secret: UUID) -> str:
        """From the person's own secret (never from an account): once that is destroyed, nothing leads back."""
        return self._digest("learner", secret).hex()[:32]

    def registration(self, registration: UUID | str) -> str:
        """The registration's UUID there; given as text, it has its dashes."""
        return str(UUID(bytes=self._digest("registration", registration)[:16], version=5))

    def _digest(self, what: str, value: UUID | str) -> bytes:
        return hmac.digest(self.key, f"{what}|{value}".encode(), "sha256")
