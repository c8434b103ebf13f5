"""A self-check before a module on phishing. Nothing in it is right or wrong."""
from .activity import Passport, Statement

DEFAULT = Passport(
    instrument="Ψάρεμα", intro="Δεν υπάρχει σωστή απάντηση. Πες τι πιστεύεις **σήμερα**.",
    statements=[
        Statement(id="spot", text="Μπορώ να ξεχωρίσω ένα μήνυμα απάτης από ένα γνήσιο.", code="4.1.05"),
        Statement(id="address", text="Μπορώ να βρω ποιος έχει μια διεύθυνση ιστού.", code="4.1.05"),
        Statement(id="explain", text="Μπορώ να εξηγήσω σε άλλους τι να προσέχουν.", code="4.1")])

RESPONSES = [
    ({"steps": {"spot": 1, "address": 1, "explain": 1}}, 1),
    ({"steps": {"spot": 4, "address": 2, "explain": 3}}, 1),
]

SAME_TO_LEARNER = [DEFAULT.model_copy(update={
    "instrument": "other", "statements": [s.model_copy(update={"code": ""}) for s in DEFAULT.statements]})]
