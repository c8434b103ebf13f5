"""Examples of an inbox: the one a new block starts from, responses and what they earn, and its likes."""
from .activity import Band, Inbox
from .messages import ActionRule, Message, Segment

PARCEL = Message(
    id="m1", channel="email", when="09:40",
    context="Η ΤαχυΔέμα γράφει πάντα από το `tachydema.example`. Η Δάφνη δεν περιμένει δέμα.",
    segments=[
        Segment(id="s1", place="sender", text="ΤαχυΔέμα Εξυπηρέτηση", target="info@tachydema-pliromes.example", clue="sender_domain",
                note="Το `tachydema-pliromes` δεν είναι `tachydema`. Μια παύλα και μια λέξη αλλάζουν τον ιδιοκτήτη."),
        Segment(id="s2", place="subject", text="Τελευταία ειδοποίηση"),
        Segment(id="s3", text="Αγαπητέ πελάτη,", clue="greeting", note="Δεν ξέρει το όνομά σου."),
        Segment(id="s4", text="το δέμα σας κρατείται"),
        Segment(id="s10", text="στο τελωνείο."),
        Segment(id="s5", text="Πληρώστε 1,99 €", clue="asks_money",
                note="Μικρό ποσό, για να μη το σκεφτείς. Θέλει τον αριθμό της κάρτας."),
        Segment(id="s6", text="μέχρι σήμερα στις 18:00,", clue="urgency", note="Προθεσμία λίγων ωρών: κλασικό τέχνασμα."),
        Segment(id="s7", text="αλλιώς επιστρέφεται."),
        Segment(id="s8", text="Πληρωμή τώρα", target="pay.tachydema-pliromes.example/card", clue="link_mismatch",
                note="Το κουμπί οδηγεί σε διεύθυνση που δεν είναι της εταιρείας."),
        Segment(id="s9", text="Αρ. αποστολής 5512", clue="decoy",
                note="Ένας αριθμός μόνος του δεν αποδεικνύει τίποτα, ούτε υπέρ ούτε κατά."),
    ],
    actions=[
        ActionRule(action="report", feedback="Άριστα. Έτσι προστατεύεις και τους άλλους."),
        ActionRule(action="delete", feedback="Είσαι ασφαλής. Με την αναφορά βοηθάς και τον επόμενο."),
        ActionRule(action="open", feedback="Η σελίδα θα ζητούσε κάρτα. Σταμάτα εδώ και γύρνα πίσω."),
        ActionRule(action="reply", feedback="Τώρα ξέρει ότι η διεύθυνσή σου είναι ενεργή."),
        ActionRule(action="verify", feedback="Σωστά: ανοίγεις μόνη σου τη σελίδα της εταιρείας ή ρωτάς στο σπίτι αν περιμένετε δέμα."),
        ActionRule(action="ask", feedback="Καλή κίνηση. Στο σπίτι θα ξέρουν αν περιμένετε δέμα."),
        ActionRule(action="block", feedback="Ο αποστολέας σταματά. Με την αναφορά τον μαθαίνουν και οι άλλοι."),
        ActionRule(action="keep", feedback="Το μήνυμα μένει και περιμένει ένα βιαστικό κλικ. Ανάφερέ το."),
    ],
    why="Απάτη: ξένη διεύθυνση, μικρό ποσό, βιασύνη.", hints=["Δες πρώτα τον αποστολέα.", "Πού οδηγεί το κουμπί;"])

HOMEWORK = Message(
    id="m2", channel="email", genuine=True, when="11:15", context="Η κ. Παπαγιάννη υπάρχει στις επαφές της Δάφνης.",
    segments=[
        Segment(id="s1", place="sender", text="Κ. Παπαγιάννη, Πληροφορική", target="kpapagianni@gym2.example"),
        Segment(id="s2", place="subject", text="Εργασία για την Παρασκευή"),
        Segment(id="s3", text="Καλησπέρα, Δάφνη."),
        Segment(id="s4", text="Όπως είπαμε στο μάθημα,"),
        Segment(id="s7", text="ανέβασα τις οδηγίες στην ηλεκτρονική τάξη:"),
        Segment(id="s5", text="eclass.gym2.example/erg3", target="eclass.gym2.example/erg3"),
        Segment(id="s6", text="Δεν χρειάζεται να στείλεις κάτι με email."),
    ],
    actions=[
        ActionRule(action="keep", feedback="Σωστά: το περίμενες και ο σύνδεσμος πάει εκεί που γράφει."),
        ActionRule(action="open", feedback="Σωστά: ο σύνδεσμος πάει εκεί που γράφει."),
        ActionRule(action="reply", feedback="Δεν πειράζει. Δεν χρειαζόταν όμως απάντηση."),
        ActionRule(action="verify", feedback="Ασφαλές, αλλά ξόδεψες έναν έλεγχο. Η διεύθυνση είναι στις επαφές σου."),
        ActionRule(action="ask", feedback="Ασφαλές. Εδώ μπορούσες να το κρίνεις και μόνη σου."),
        ActionRule(action="delete", feedback="Χάθηκαν οι οδηγίες για την Παρασκευή. Έλεγξε πρώτα τα τρία ερωτήματα."),
        ActionRule(action="report", feedback="Προσοχή: η υπερβολική υποψία κόβει χρήσιμα μηνύματα. Έλεγξε πρώτα τα τρία ερωτήματα."),
        ActionRule(action="block", feedback="Τώρα δεν θα λαμβάνεις τα μηνύματα της τάξης. Ξεμπλόκαρέ την."),
    ],
    why="Γνήσιο: γνωστή διεύθυνση, το περίμενες, ο σύνδεσμος πηγαίνει εκεί που γράφει, δεν ζητά κωδικό.",
    hints=["Τι ζητά από σένα;"])

COINS = Message(
    id="m7", channel="app_notice", when="17:05",
    segments=[
        Segment(id="s1", place="sender", text="Παιχνίδι · Δώρα", clue="decoy",
                note="Τα λογότυπα και τα ονόματα αντιγράφονται σε ένα λεπτό."),
        Segment(id="s2", text="Κέρδισες 5.000 νομίσματα!", clue="reward", note="Κανείς δεν μοιράζει κάτι για το τίποτα."),
        Segment(id="s6", text="Μπράβο, παίκτη!"),
        Segment(id="s3", text="Γράψε όνομα χρήστη και κωδικό", clue="asks_secret", note="Ο κωδικός δεν δίνεται ποτέ σε μήνυμα."),
        Segment(id="s4", text="για να τα λάβεις."),
        Segment(id="s7", text="Τα έχουν πάρει ήδη"),
        Segment(id="s5", text="8.214 παίκτες.", clue="unexpected",
                note="Ψεύτικη απόδειξη: κανείς δεν μπορεί να ελέγξει τον αριθμό."),
    ],
    actions=[
        ActionRule(action="report", feedback="Άριστα. Με την αναφορά κλείνει η σελίδα για όλους."),
        ActionRule(action="delete", feedback="Καλά έκανες. Με «Ανάφερε» κλείνει η σελίδα για όλους."),
        ActionRule(action="block", feedback="Σταμάτησε για σένα. Με την αναφορά σταματά για όλους."),
        ActionRule(action="verify", feedback="Καλό. Η επίσημη εφαρμογή δεν γράφει πουθενά για δώρα."),
        ActionRule(action="ask", feedback="Καλή ιδέα. Και μόνο που ζητά κωδικό, φτάνει για να σταματήσεις."),
        ActionRule(action="open", feedback="Η σελίδα θα ζητούσε τον κωδικό σου. Γύρνα πίσω."),
        ActionRule(action="reply", feedback="Αν στείλεις κωδικό, χάνεις τον λογαριασμό σου."),
        ActionRule(action="keep", feedback="Μένει εκεί και δελεάζει. Ανάφερέ το."),
    ],
    why="Απάτη: δώρο που δεν ζήτησες, με αντάλλαγμα τον κωδικό σου.", hints=["Τι σου ζητά για να σου δώσει το δώρο;"])

BANDS = [
    Band(at_least=0.9, text="Μάτι αετού! Βρήκες τα σημεία και δεν αδίκησες τα γνήσια."),
    Band(at_least=0.75, text="Πέρασες. Δες στα «Σημεία που σου ξέφυγαν» ποιο τέχνασμα σε μπερδεύει."),
    Band(at_least=0.0, text="Ακόμη λίγο. Ξεκίνα πάντα από τον αποστολέα και μετά τον σύνδεσμο."),
]

DEFAULT = Inbox(
    persona="Δάφνη, 13 χρονών",
    intro="Είσαι η Δάφνη. Για κάθε μήνυμα **σημείωσε τα ύποπτα σημεία** και **διάλεξε ενέργεια**. "
          "Πρόσεξε: μερικά μηνύματα είναι γνήσια. Όλες οι διευθύνσεις είναι φανταστικές.",
    messages=[PARCEL, HOMEWORK, COINS], bands=BANDS,
    too_strict="Ήσουν πολύ αυστηρός/ή: γνήσια μηνύματα πήγαν χαμένα.")

_ALL = {"m1": ["s1", "s3", "s5", "s6", "s8"], "m2": [], "m7": ["s2", "s3", "s5"]}


def _given(*actions: str, marks: dict[str, list[str]] = _ALL) -> dict[str, object]:
    return {"decisions": {name: {"action": action, "marks": marks[name]} for name, action in zip(marks, actions, strict=True)}}


_NONE: dict[str, list[str]] = {"m1": [], "m2": [], "m7": []}

RESPONSES = [
    (_given("report", "keep", "report"), 1.0),
    (_given("report", "keep", "report", marks=_NONE), (0.5 + 1 + 0.5) / 3),
    (_given("delete", "open", "verify"), (0.85 + 1 + 0.9) / 3),
    (_given("open", "block", "reply"), 0.0),
    (_given("report", "keep", "report", marks={"m1": ["s1", "s9"], "m2": ["s1", "s3"], "m7": ["s2", "s3", "s5"]}),
     (0.5 + 0.5 * 4 / 14 + 0.8 + 1) / 3),
    ({"decisions": {}}, 0.0),
]


def _otherwise(message: Message) -> Message:
    """The same message to a learner's eye, with another truth behind it."""
    if message.genuine:
        segments = [s.model_copy(update={"clue": "urgency", "note": "Αλλιώς."}) for s in message.segments]
    else:
        segments = [s.model_copy(update={"clue": "", "note": "Τίποτα."}) for s in message.segments]
    return Message.model_validate({**message.model_dump(), "genuine": not message.genuine, "why": "Το αντίθετο.", "actions": [],
                                   "segments": [s.model_dump() for s in segments]})


SAME_TO_LEARNER = [
    Inbox.model_validate({**DEFAULT.model_dump(), "messages": [_otherwise(m).model_dump() for m in DEFAULT.messages]}),
    Inbox.model_validate({**DEFAULT.model_dump(), "bands": [], "too_strict": ""}),
]
