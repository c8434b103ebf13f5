"""A control point for messages, with responses and what they earn."""
from .activity import Criterion, Practical, Tick

DEFAULT = Practical(
    brief="Σε ομάδες των τριών.\n\n1. Πάρτε έξι τυπωμένα μηνύματα.\n2. Στήστε έναν **σταθμό ελέγχου**.\n"
          "3. Εξετάστε τους «επιβάτες» μιας άλλης ομάδας.\n4. Γράψτε τον κανόνα σας.",
    safety=[Tick(id="links", text="Δεν ανοίξαμε κανέναν πραγματικό σύνδεσμο.")],
    checklist=[Tick(id="all_cards", text="Εξετάσαμε και τις έξι κάρτες."), Tick(id="roles", text="Αλλάξαμε ρόλους.")],
    question="Ποιος είναι ο κανόνας σας, σε μία πρόταση;",
    criteria=[
        Criterion(id="clues", text="Σημάδια", worth=2, level_0="Κανένα σημάδι", level_1="Ένα σημάδι σε κάθε απάτη",
                  level_2="Δύο σημάδια σε κάθε απάτη", level_3="Δύο σημάδια και εξήγηση"),
        Criterion(id="rule", text="Κανόνας", level_0="Δεν υπάρχει", level_1="Αόριστος", level_2="Εφαρμόσιμος",
                  level_3="Σύντομος, εφαρμόσιμος, δικός τους")],
    comments=["Πολύ καλή εξήγηση.", "Πείτε και το δεύτερο σημάδι."])

RESPONSES = [
    ({"ticks": ["links"], "note": "Περιμένω πριν πατήσω.", "levels": {"clues": 3, "rule": 3}}, 1),
    ({}, 0),
    ({"ticks": ["links"], "levels": {"clues": 0, "rule": 0}}, 0),
    ({"ticks": ["links"], "levels": {"clues": 2, "rule": 1}}, 5 / 9),
    ({"ticks": ["links"], "levels": {"clues": 3, "gone": 3}}, 2 / 3),
]

SAME_TO_LEARNER = [DEFAULT.model_copy(update={"comments": ["Άλλο σχόλιο."]})]
