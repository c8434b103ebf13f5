"""A quiz to start from, responses with what each earns, and definitions that a learner can't tell from it."""
from .activity import Quiz

_PASSWORD = {
    "tag": "single", "id": "password", "prompt": "Η Δάφνη θέλει νέο κωδικό. Ποιος είναι ο πιο δυνατός;",
    "hints": ["Μέτρησε τους χαρακτήρες.", "Σκέψου τι βρίσκει κάποιος στο προφίλ της."],
    "options": [
        {"id": "birthday", "text": "`dafni2013`",
         "feedback": "Το όνομα και το έτος γέννησης τα βρίσκει όποιος δει το προφίλ της. Διάλεξε κάτι που δεν τη θυμίζει."},
        {"id": "keys", "text": "`123456789`",
         "feedback": "Είναι από τους πιο συνηθισμένους κωδικούς. Ένα πρόγραμμα τον βρίσκει αμέσως. Ψάξε κάτι απρόβλεπτο."},
        {"id": "words", "text": "`τρένο-καρπούζι-ομπρέλα`", "correct": True,
         "feedback": "Ναι: τρεις άσχετες λέξεις. Ο κωδικός είναι μεγάλος και εύκολος για εκείνη."},
        {"id": "symbols", "text": "`D@f1`",
         "feedback": "Τα σύμβολα βοηθούν. Τέσσερις χαρακτήρες όμως είναι πολύ λίγοι. Κάθε χαρακτήρας προσθέτει δύναμη."},
    ],
}
_PROTECT = {
    "tag": "multiple", "id": "protect", "prompt": "Τι προστατεύει έναν λογαριασμό; Διάλεξε **όσα** ισχύουν.", "points": 2,
    "hints": ["Σκέψου τι γίνεται αν κάποιος μάθει τον κωδικό."],
    "options": [
        {"id": "two_steps", "text": "Έλεγχος δύο βημάτων", "correct": True,
         "feedback": "Ναι: ο κωδικός μόνος του δεν φτάνει πια."},
        {"id": "same", "text": "Ο ίδιος δυνατός κωδικός παντού",
         "feedback": "Μία διαρροή ανοίγει τότε όλους τους λογαριασμούς. Βάλε άλλον κωδικό σε κάθε λογαριασμό."},
        {"id": "updates", "text": "Ενημερώσεις του κινητού", "correct": True,
         "feedback": "Ναι: κλείνουν τρύπες που ξέρουν οι κλέφτες."},
        {"id": "friend", "text": "Να ξέρει τον κωδικό και μια φίλη",
         "feedback": "Ό,τι ξέρουν δύο, φεύγει εύκολα. Ο κωδικός είναι μόνο δικός σου."},
        {"id": "screen", "text": "Κλείδωμα οθόνης", "correct": True,
         "feedback": "Ναι: προστατεύει αν χάσεις το κινητό."},
    ],
}
_STEPS = {
    "tag": "order", "id": "steps", "prompt": "Έγραψες τον κωδικό σου σε ψεύτικη σελίδα. Βάλε τα βήματα στη σειρά.", "points": 2,
    "hints": ["Τι σταματά πρώτα τη ζημιά;"],
    "steps": [
        {"id": "change", "text": "Αλλάζω τον κωδικό από την επίσημη σελίδα"},
        {"id": "tell", "text": "Το λέω σε έναν μεγάλο που εμπιστεύομαι", "with_previous": True},
        {"id": "others", "text": "Αλλάζω τον κωδικό όπου είχα τον ίδιο"},
        {"id": "report", "text": "Αναφέρω τη σελίδα"},
    ],
    "wrong_feedback": "Πρώτα σταματάς τη ζημιά, μετά προστατεύεις τα υπόλοιπα. Στο τέλος βοηθάς τους άλλους.",
}

DEFAULT = Quiz.model_validate({"items": [_PASSWORD, _PROTECT, _STEPS]})


def _said(password: str = "", protect: tuple[str, ...] = (), steps: tuple[str, ...] = ()) -> dict:
    """A response by the ids that the author wrote."""
    one, several, order = DEFAULT.items
    items = {"password": one.token(password) if password else "", "protect": [several.token(each) for each in protect],
             "steps": [order.token(each) for each in steps]}
    return {"items": {name: given for name, given in items.items() if given}}


RESPONSES = [
    (_said("words", ("two_steps", "updates", "screen"), ("tell", "change", "others", "report")), 1.0),
    (_said("words", ("two_steps", "updates", "same"), ("change", "tell", "others", "report")), (1 + 2 / 3 + 2) / 5),
    (_said("birthday", ("two_steps",), ("report", "change", "tell", "others")), (2 / 3 + 1.5) / 5),
    # Blanket strategies: everything marked, nothing at all, the first of each as written.
    (_said("", ("two_steps", "same", "updates", "friend", "screen")), (2 / 3) / 5),
    (_said("birthday", ("two_steps",), ("change",)), (2 / 3 + 0.5) / 5),
    ({"items": {}}, 0.0),
]


def _with(item: dict, **changes: object) -> dict:
    return {**item, **changes}


def _relabelled(item: dict, *correct: str) -> dict:
    """The same options, others of them right, each with another feedback."""
    return _with(item, options=[{**option, "correct": option["id"] in correct, "feedback": "…"} for option in item["options"]])


SAME_TO_LEARNER = [Quiz.model_validate({"items": items}) for items in (
    [_relabelled(_PASSWORD, "birthday"), _PROTECT, _STEPS],
    [_PASSWORD, _relabelled(_PROTECT, "same"), _STEPS],
    [_PASSWORD, _relabelled(_PROTECT, "two_steps", "same", "updates", "friend", "screen"), _STEPS],
    [_PASSWORD, _PROTECT, _with(_STEPS, steps=[{**step, "with_previous": False} for step in reversed(_STEPS["steps"])], wrong_feedback="")],
    [_with(_PASSWORD, hints=["…", "…"], note="…"), _PROTECT, _STEPS],
)]
