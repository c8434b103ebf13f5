"""One POST and what its answer means. Never a redirect, never without a limit of time, never a secret in what is told."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any

from .destination import Destination

_REFUSED = frozenset({400, 409, 413, 415, 422})
"""Answers that speak of what was sent; all others but 2xx speak of the destination."""
_READ = 65_536
_TOLD = 200


class Outcome(Enum):
    """What became of a batch."""

    TAKEN = "taken"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Answer:
    """``wait`` is how many seconds the destination asks for; ``suspect`` says that one record may have upset it (500)."""

    outcome: Outcome
    reason: str = ""
    wait: int = 0
    suspect: bool = False


def post(destination: Destination, bodies: list[str], now: datetime) -> Answer:
    """Send a batch. Whatever goes wrong on the way is ``FAILED``: the same records may be sent again at any time."""
    import requests  # of the extra [records]: a site without it keeps all its other pages

    made = destination.request(bodies, int(now.timestamp()))
    headers = made.headers | {"User-Agent": "pekt_xblocks"}
    try:
        with requests.post(destination.url, data=made.data, headers=headers, auth=made.auth, timeout=destination.timeout, stream=True,
                           allow_redirects=False, verify=destination.ca or True) as answer:
            said = next(answer.iter_content(_READ), b"")           # a 2xx whose body breaks off is no answer
            return _meaning(destination, answer, said.decode("utf-8", "replace"), now)
    except requests.RequestException as error:
        return Answer(Outcome.FAILED, type(error).__name__)        # its text would tell the address


def _meaning(destination: Destination, answer: Any, said: str, now: datetime) -> Answer:
    code = answer.status_code
    if 200 <= code < 300:
        return Answer(Outcome.TAKEN)
    if code in _REFUSED:
        return Answer(Outcome.REFUSED, f"HTTP {code} {_clean(destination, said)}".strip())
    if 300 <= code < 400:
        return Answer(Outcome.FAILED, f"HTTP {code}: the address has moved; redirects are not followed")
    return Answer(Outcome.FAILED, f"HTTP {code}", _retry_after(answer.headers.get("Retry-After", ""), now), code == 500)


def _clean(destination: Destination, said: str) -> str:
    for secret in filter(None, destination.secrets()):
        said = said.replace(secret, "…")
    return " ".join(said.split())[:_TOLD]


def _retry_after(value: str, now: datetime) -> int:
    """Seconds; the header holds a number or a date (RFC 9110, 10.2.3)."""
    if value.isdecimal():
        return int(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0
    return max(0, int((moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()))
