"""The destinations that the operator configured; without any, nothing leaves the site."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from .bus import Bus
from .destination import DestinationError
from .webhook import Webhook
from .xapi import Xapi

Destinations = dict[str, Xapi | Webhook | Bus]
_ONE: TypeAdapter[Xapi | Webhook | Bus] = TypeAdapter(Annotated[Xapi | Webhook | Bus, Field(discriminator="kind")])


def read_destinations(settings: Any, site: str = "") -> Destinations:
    """``PEKT_RECORDS_DESTINATIONS`` as destinations by name; ``site`` is the address of those that give none.

    ``DestinationError`` names the faults. Two destinations may not share a key: their pseudonyms could be joined.
    """
    if not isinstance(settings, Mapping):
        raise DestinationError("PEKT_RECORDS_DESTINATIONS must be a dict")
    found = {str(name): _read(str(name), facts, site) for name, facts in settings.items()}
    keys = [one.pseudonym_key.get_secret_value() for one in found.values()]
    if len(set(keys)) != len(keys):
        raise DestinationError("every destination needs a pseudonym_key of its own")
    return found


def _read(name: str, facts: Any, site: str) -> Xapi | Webhook | Bus:
    if not isinstance(facts, Mapping):
        raise DestinationError(f"{name}: must be a dict")
    try:
        return _ONE.validate_python({"site": site, **facts, "name": name})
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(str(word) for word in fault['loc'][1:]) or 'kind'}: {fault['msg']}" for fault in error.errors())
        raise DestinationError(f"{name}: {said}") from None
