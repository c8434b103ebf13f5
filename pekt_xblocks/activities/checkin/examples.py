"""A visit to the hub, with responses and what they earn."""
from .activity import Checkin

DEFAULT = Checkin(intro="Ο κωδικός είναι στην οθόνη του εκπαιδευτικού. Αλλάζει κάθε λεπτό.", topic="Εργαστήριο στον Πόλο")

RESPONSES = [
    ({"visits": 1}, 1),
    ({"code": "", "visits": 0}, 0),
    ({"code": "123456"}, 0),
    ({"code": "12 34 56", "visits": 3}, 1),
]

SAME_TO_LEARNER = [DEFAULT.model_copy(update={"topic": "Ρομπότ", "length": 90})]
