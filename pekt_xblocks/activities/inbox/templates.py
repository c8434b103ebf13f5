"""Inboxes to start from, each of three messages with a genuine one among them: mail, and a phone."""
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.template import Template

from .activity import Band, Inbox
from .messages import ActionRule, Message, Segment

_PRIZE = Message(
    id="prize", channel="email", when="08:15", context="Ο Άρης δεν πήρε μέρος σε κανέναν διαγωνισμό.",
    segments=[
        Segment(id="sender", place="sender", text="Μεγάλος Διαγωνισμός", target="nikites@dora-gia-olous.example", clue="sender_domain",
                note="Η διεύθυνση δεν λέει ποια εταιρεία στέλνει το μήνυμα."),
        Segment(id="subject", place="subject", text="Κέρδισες ένα τάμπλετ!", clue="reward", note="Δώρο χωρίς συμμετοχή είναι δόλωμα."),
        Segment(id="greeting", text="Αγαπητέ νικητή,", clue="greeting", note="Δεν ξέρει το όνομά σου."),
        Segment(id="hurry", text="απάντησε σε δέκα λεπτά", clue="urgency", note="Η βιασύνη θέλει να μη σκεφτείς."),
        Segment(id="data", text="με το όνομα χρήστη και τον κωδικό σου.", clue="asks_secret", note="Ο κωδικός δεν δίνεται σε μήνυμα."),
        Segment(id="thanks", text="Ευχαριστούμε!"),
    ],
    actions=[ActionRule(action="report", feedback="Άριστα: έτσι προστατεύεις και τους άλλους."),
             ActionRule(action="reply", feedback="Με τον κωδικό σου μπαίνουν στον λογαριασμό. Μην απαντάς σε δώρα που δεν περίμενες.")],
    why="Απάτη: δώρο που δεν ζήτησες, βιασύνη, και ζητά τον κωδικό σου.", hints=["Τι ζητά για να σου δώσει το δώρο;"])

_LIBRARY = Message(
    id="library", channel="email", genuine=True, when="10:30", context="Ο Άρης δανείστηκε ένα βιβλίο την περασμένη εβδομάδα.",
    segments=[
        Segment(id="sender", place="sender", text="Βιβλιοθήκη του σχολείου", target="vivliothiki@gym1.example"),
        Segment(id="subject", place="subject", text="Το βιβλίο σου"),
        Segment(id="greeting", text="Καλημέρα, Άρη."),
        Segment(id="date", text="Η επιστροφή είναι την Τετάρτη."),
        Segment(id="place", text="Μπορείς να το φέρεις σε όποιο διάλειμμα θέλεις."),
    ],
    actions=[ActionRule(action="keep", feedback="Σωστά: το περίμενες και δεν ζητά τίποτα κρυφό."),
             ActionRule(action="report", feedback="Η υπερβολική υποψία κόβει χρήσιμα μηνύματα. Έλεγξε πρώτα τι σου ζητά.")],
    why="Γνήσιο: το περίμενες, ξέρει το όνομά σου, δεν ζητά κωδικό ούτε χρήματα.", hints=["Τι ζητά από σένα;"])

_BANK = Message(
    id="bank", channel="email", when="13:05", context="Η Τράπεζα του Βορρά γράφει πάντα από το `trapezavorra.example`.",
    segments=[
        Segment(id="sender", place="sender", text="Τράπεζα του Βορρά", target="asfaleia@trapezavorra-elegxos.example", clue="lookalike",
                note="Το `trapezavorra-elegxos` δεν είναι το `trapezavorra`."),
        Segment(id="subject", place="subject", text="Ο λογαριασμός σας κλείνει", clue="threat",
                note="Η απειλή θέλει να φοβηθείς και να βιαστείς."),
        Segment(id="body", text="Εντοπίσαμε ασυνήθιστη κίνηση."),
        Segment(id="link", text="Επιβεβαίωση στοιχείων", target="trapezavorra-elegxos.example/login", clue="link_mismatch",
                note="Ο σύνδεσμος δεν πηγαίνει στη σελίδα της τράπεζας."),
    ],
    actions=[ActionRule(action="verify", feedback="Σωστά: ανοίγεις μόνος σου τη γνωστή σελίδα ή τηλεφωνείς."),
             ActionRule(action="open", feedback="Η σελίδα θα ζητούσε τα στοιχεία σου. Γύρνα πίσω.")],
    why="Απάτη: ξένη διεύθυνση που μοιάζει με τη γνωστή, και απειλή.", hints=["Διάβασε τη διεύθυνση γράμμα γράμμα."])

_SMS = Message(
    id="sms", channel="sms", when="16:20", context="Η Νεφέλη δεν περιμένει δέμα.",
    segments=[
        Segment(id="sender", place="sender", text="Άγνωστος αριθμός", clue="unexpected",
                note="Δεν ξέρει ποιος γράφει ούτε περιμένει κάτι."),
        Segment(id="text", text="Το δέμα σου δεν παραδόθηκε."),
        Segment(id="fee", text="Πλήρωσε 0,90 €", clue="asks_money", note="Το μικρό ποσό κρύβει τον στόχο: τον αριθμό της κάρτας."),
        Segment(id="link", text="εδώ", target="dema-tora.example/pay", clue="link_mismatch", note="Δεν είναι σελίδα γνωστής εταιρείας."),
    ],
    actions=[ActionRule(action="delete", feedback="Είσαι ασφαλής. Με την αναφορά βοηθάς και τον επόμενο.")],
    why="Απάτη: δέμα που δεν περιμένεις, μικρό ποσό, άγνωστη σελίδα.", hints=["Περιμένει δέμα η Νεφέλη;"])

_COACH = Message(
    id="coach", channel="chat", genuine=True, when="18:00",
    context="Η ομάδα του μπάσκετ έχει δική της συζήτηση, με όλους τους γονείς μέσα.",
    segments=[
        Segment(id="sender", place="sender", text="Κ. Ευθυμίου, προπονητής"),
        Segment(id="text", text="Αύριο η προπόνηση αρχίζει στις 17:30."),
        Segment(id="water", text="Φέρτε νερό."),
    ],
    actions=[ActionRule(action="keep", feedback="Σωστά: γνωστός αποστολέας, γνωστή ομάδα, δεν ζητά τίποτα.")],
    why="Γνήσιο: έρχεται στη γνωστή συζήτηση και δεν ζητά στοιχεία.", hints=["Ποιοι άλλοι βλέπουν αυτή τη συζήτηση;"])

_FRIEND = Message(
    id="friend", channel="social", when="21:40", context="Η Ζωή είναι συμμαθήτρια της Νεφέλης και γράφει πάντα με τόνους.",
    segments=[
        Segment(id="sender", place="sender", text="Ζωή", clue="decoy", note="Το όνομα μόνο του δεν δείχνει ποιος γράφει."),
        Segment(id="text", text="ειμαι εγω, εχασα το κινητο", clue="unexpected",
                note="Δεν γράφει έτσι η Ζωή. Μπορεί να της πήραν τον λογαριασμό."),
        Segment(id="code", text="στειλε μου τον κωδικο που θα σου ερθει", clue="asks_secret",
                note="Με αυτόν τον κωδικό κλέβουν τον δικό σου λογαριασμό."),
    ],
    actions=[ActionRule(action="verify", feedback="Άριστα: της τηλεφωνείς και μαθαίνεις αν είναι αυτή."),
             ActionRule(action="reply", feedback="Μίλησέ της αλλού, όχι εδώ: μπορεί να μην είναι η Ζωή.")],
    why="Απάτη: κάποιος γράφει από τον λογαριασμό της φίλης σου και ζητά κωδικό.", hints=["Πώς θα μάθεις αν είναι στ' αλήθεια η Ζωή;"])

_BANDS = [Band(at_least=0.75, text="Πολύ καλά: ξεχώρισες τις απάτες χωρίς να αδικήσεις το γνήσιο."),
          Band(at_least=0.0, text="Ξεκίνα από τον αποστολέα. Μετά δες τι σου ζητά και πού οδηγεί.")]
_STRICT = "Ένα γνήσιο μήνυμα πήγε χαμένο. Πριν το απορρίψεις, έλεγξε αν το περίμενες."

TEMPLATES = (
    Template("mail", N_("Three mails"), N_("A prize, a library and a bank: two frauds and a genuine one."),
             Inbox(persona="Άρης, 14 χρονών",
                   intro="Είσαι ο Άρης. **Σημείωσε τα ύποπτα σημεία** και **διάλεξε τι θα κάνεις**. Ένα μήνυμα είναι γνήσιο.",
                   messages=[_PRIZE, _LIBRARY, _BANK], bands=_BANDS, too_strict=_STRICT)),
    Template("phone", N_("Three messages on the phone"), N_("A text message, the team's chat and a friend in a social network."),
             Inbox(persona="Νεφέλη, 13 χρονών", intro="Είσαι η Νεφέλη. Στο κινητό σου ήρθαν τρία μηνύματα. Ποιο θα εμπιστευτείς;",
                   messages=[_SMS, _COACH, _FRIEND], bands=_BANDS, too_strict=_STRICT)),
)
