"""A level to start from, what responses to it earn, and levels that a learner can't tell apart from it."""

from .activity import Robot
from .parts import Map

DEFAULT = Robot(
    prompt="Οδήγησε τον **ΗΛΙΟ-1** στη βάση. Μάζεψε και την μπαταρία που θα βρεις στον δρόμο.\n\n"
    "Το πρόγραμμά σου θα δοκιμαστεί και σε έναν χάρτη που δεν βλέπεις.",
    maps=[Map(id="a", rows=["S..*..G"]), Map(id="b", rows=["S.*.G"], hidden=True)],
    goals=["reach", "collect"],
    commands=["move", "left", "right", "pick", "repeat", "until", "if"],
    sensors=["wall_ahead", "on_item", "at_goal"],
    must_use=["until"],
    hint_texts=[
        "Πόσα τετράγωνα απέχει η βάση; Το ξέρεις για κάθε χάρτη;",
        "Επανάλαβε ένα βήμα, **μέχρι** να φτάσεις στη βάση.",
        "Μετά από κάθε βήμα ρώτα: είμαι πάνω σε μπαταρία; Αν ναι, μάζεψέ την.",
    ],
    solution="while not at_goal():\n    move()\n    if on_item():\n        pick_up()\n",
)

_SOLVED = [["until", ["at_goal"], [["move"], ["if", ["on_item"], [["pick"]]]]]]
_FIXED = [["repeat", 3, [["move"]]], ["pick"], ["repeat", 3, [["move"]]]]
RESPONSES = [
    ({"program": _SOLVED}, 1),
    ({"text": "while not at_goal():\n    if on_item():\n        pick_up()\n    move()\n"}, 1),
    ({"program": _FIXED}, 0.35),
    ({"program": [["repeat", 5, [["move"]]]]}, 0),
    ({"program": []}, 0),
    ({"text": "move("}, 0),
]


def _other(**changed: object) -> Robot:
    return Robot.model_validate({**DEFAULT.model_dump(), **changed})


SAME_TO_LEARNER = [
    _other(maps=[DEFAULT.maps[0].model_dump(), {"id": "other", "rows": ["S....*...G"], "hidden": True}]),
    _other(hint_texts=["Άλλη βοήθεια."], messages=[{"story": "crash", "text": "Προσοχή στο {θέση}."}]),
    _other(solution="for i in range(9):\n    while not at_goal():\n        move()\n        if on_item():\n            pick_up()\n"),
]
