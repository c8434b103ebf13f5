"""The ways out of the site: destinations, what they are sent and how. Knows no tables; nothing here decides when something is sent."""
from .bus import Bus, produce
from .destination import Destination, DestinationError, Pseudonyms
from .post import Answer, Outcome, post
from .settings import Destinations, read_destinations
from .webhook import Webhook
from .xapi import Xapi

__all__ = [
    "Answer", "Bus", "Destination", "DestinationError", "Destinations", "Outcome", "Pseudonyms", "Webhook", "Xapi", "post", "produce",
    "read_destinations",
]
