"""Daphne's inbox: the eight messages of module 1, which every rule of grading is tried on."""
from pekt_xblocks.activities.inbox.activity import Inbox
from pekt_xblocks.activities.inbox.examples import BANDS, COINS, HOMEWORK, PARCEL
from pekt_xblocks.activities.inbox.messages import ActionRule, Message, Segment


def actions(worth=None, **feedback):
    worth = worth or {}
    return [ActionRule(action=name, worth=worth.get(name, "usual"), feedback=text) for name, text in feedback.items()]


BANK = Message(
    id="m3", channel="sms", when="12:02", context="Το μήνυμα μπήκε στο ίδιο νήμα με παλιά, γνήσια SMS. Η τράπεζα έχει `vermiobank.example`.",
    segments=[
        Segment(id="s1", place="sender", text="VERMIO BANK", clue="decoy",
                note="Το όνομα αποστολέα σε SMS πλαστογραφείται. Δεν αποδεικνύει τίποτα."),
        Segment(id="s2", text="Συναλλαγή 450 €.", clue="threat", note="Σε τρομάζει, για να μη σκεφτείς."),
        Segment(id="s3", text="Αν δεν την κάνατε εσείς,"),
        Segment(id="s6", text="ακυρώστε"),
        Segment(id="s4", text="αμέσως:", clue="urgency", note="Δεν σου αφήνει χρόνο να ρωτήσεις."),
        Segment(id="s5", text="vermio-secure.example/cancel", target="vermio-secure.example/cancel", clue="lookalike",
                note="Η τράπεζα έχει `vermiobank.example`. Αυτό είναι άλλο όνομα."),
    ],
    actions=actions(
        {"ask": "1"}, ask="Τέλεια: ο λογαριασμός είναι της οικογένειας. Θα πάρουν την τράπεζα στον αριθμό που γράφει η κάρτα.",
        report="Άριστα. Πες το και στο σπίτι: ο λογαριασμός είναι της οικογένειας.",
        verify="Σωστά: τηλεφώνημα στον αριθμό που γράφει η κάρτα.", block="Σταμάτησε για σένα. Πες το και στο σπίτι.",
        delete="Είσαι ασφαλής. Στο σπίτι όμως δεν το έμαθε κανείς.", open="Η ψεύτικη σελίδα θα έπαιρνε τους κωδικούς e-banking.",
        reply="Τώρα ξέρουν ότι ο αριθμός σου απαντά.", keep="Μένει εκεί και τρομάζει. Ρώτησε στο σπίτι."),
    why="Απάτη: φόβος, βιασύνη και ξένη διεύθυνση μέσα σε ένα νήμα που μοιάζει γνήσιο.", hints=["Πού οδηγεί ο σύνδεσμος;"])

FRIEND = Message(
    id="m4", channel="chat", when="15:20", context="Η Νεφέλη είναι φίλη σου. Η φωτογραφία είναι η δική της.",
    segments=[
        Segment(id="s1", place="sender", text="Νεφέλη 🌸", clue="decoy", note="Όλοι βάζουν emoji. Και η φωτογραφία αντιγράφεται."),
        Segment(id="s2", text="Heyy!"),
        Segment(id="s6", text="Μπερδεύτηκα και έβαλα το δικό σου κινητό."),
        Segment(id="s3", text="Θα σου έρθει ένας εξαψήφιος κωδικός,", clue="asks_secret",
                note="Ο κωδικός ανοίγει τον ΔΙΚΟ σου λογαριασμό."),
        Segment(id="s4", text="μου τον στέλνεις"),
        Segment(id="s5", text="τώρα;", clue="urgency", note="Η βιασύνη δεν σε αφήνει να την πάρεις τηλέφωνο."),
    ],
    actions=actions(
        {"verify": "1", "block": "0.6"},
        verify="Ιδανικό: πάρε τη Νεφέλη τηλέφωνο. Ίσως της έκλεψαν τον λογαριασμό και πρέπει να το μάθει.",
        ask="Καλή σκέψη. Μαζί μπορείτε να βρείτε τη Νεφέλη.", report="Σωστά. Πάρε και τη Νεφέλη τηλέφωνο, να το μάθει.",
        block="Σταματά το κακό για σένα, αλλά η Νεφέλη δεν θα μάθει τι έπαθε.", delete="Είσαι ασφαλής. Η Νεφέλη όμως δεν το ξέρει.",
        reply="Αν στείλεις τον κωδικό, χάνεις τον λογαριασμό σου μέσα σε λίγα λεπτά.", open="Δεν έχει σύνδεσμο. Ζητά όμως μυστικό: σταμάτα.",
        keep="Θα σε ξαναρωτήσει. Πάρε τη Νεφέλη τηλέφωνο."),
    why="Απάτη: κάποιος γράφει από τον λογαριασμό της Νεφέλης και θέλει τον κωδικό σου.", hints=["Σε ποιον ανήκει ο κωδικός;"])

LIBRARY = Message(
    id="m5", channel="email", genuine=True, when="16:31", context="Πριν από 2 λεπτά η Δάφνη πάτησε «Ξέχασα τον κωδικό».",
    segments=[
        Segment(id="s1", place="sender", text="Βιβλιοθήκη Δήμου", target="noreply@vivliothiki.example"),
        Segment(id="s2", place="subject", text="Νέος κωδικός"),
        Segment(id="s3", text="Γεια σου Δάφνη. Ζήτησες νέο κωδικό."),
        Segment(id="s4", text="Ο σύνδεσμος ισχύει 30 λεπτά:"),
        Segment(id="s5", text="vivliothiki.example/reset", target="vivliothiki.example/reset"),
        Segment(id="s6", text="Αν δεν το ζήτησες εσύ, αγνόησέ το."),
    ],
    actions=actions(
        open="Σωστά: το ζήτησες μόλις τώρα και η διεύθυνση είναι η σωστή.", keep="Σωστά: το ζήτησες εσύ.",
        verify="Ασφαλές, αλλά το είχες ζητήσει εσύ πριν από δύο λεπτά.", ask="Ασφαλές, αλλά εδώ ήξερες την απάντηση.",
        reply="Δεν διαβάζει κανείς αυτή τη διεύθυνση. Δεν έγινε ζημιά.",
        delete="Θα μείνεις χωρίς πρόσβαση. Εδώ η στιγμή κάνει τη διαφορά: εσύ το ζήτησες.",
        report="Έκοψες τη βιβλιοθήκη. Εσύ το ζήτησες.", block="Δεν θα ξαναπάρεις νέο κωδικό. Εσύ το ζήτησες."),
    why="Γνήσιο: το ζήτησες μόλις τώρα, σωστή διεύθυνση, δεν ζητά τον παλιό κωδικό.", hints=["Τι έκανε η Δάφνη πριν από δύο λεπτά;"])

POSTER = Message(
    id="m6", channel="qr", when="16:50", context="Φωτογραφία αφίσας στην ομαδική συνομιλία.",
    segments=[
        Segment(id="s1", place="sender", text="Ομαδική «Πλατεία»"),
        Segment(id="s2", text="ΔΩΡΕΑΝ WiFi ΠΛΑΤΕΙΑΣ —"),
        Segment(id="s6", text="σκάναρε και"),
        Segment(id="s3", text="σύνδεσε τον λογαριασμό κοινωνικού δικτύου σου.", clue="asks_secret",
                note="Το WiFi δεν χρειάζεται τον λογαριασμό σου."),
        Segment(id="s4", text="Ο κωδικός QR είναι αυτοκόλλητο πάνω σε άλλο.", clue="odd_channel", note="Κάποιος σκέπασε το αληθινό."),
        Segment(id="s5", text="Κωδικός QR", target="wifi-plateia-login.example", clue="link_mismatch",
                note="Ένα QR είναι σύνδεσμος που δεν φαίνεται. Αυτός δεν είναι του Δήμου."),
    ],
    actions=actions(
        report="Άριστα. Πες το και στον Δήμο: κάποιος κόλλησε ψεύτικο QR.", verify="Σωστά: ρωτάς τον Δήμο αν έχει WiFi στην πλατεία.",
        ask="Καλή ιδέα. Κάποιος μπορεί να ειδοποιήσει τον Δήμο.", block="Η ομάδα δεν φταίει. Ανάφερε την αφίσα.",
        delete="Είσαι ασφαλής. Η αφίσα όμως μένει στην πλατεία.", open="Η σελίδα θα ζητούσε τον λογαριασμό σου.",
        reply="Τώρα θα το σκανάρουν κι άλλοι. Πες τους γιατί όχι.", keep="Κάποιος άλλος θα το σκανάρει. Ανάφερέ το."),
    why="Απάτη: ζητά λογαριασμό, το QR είναι κολλημένο πάνω σε άλλο, οδηγεί σε ξένη διεύθυνση.", hints=["Τι βλέπεις πάνω στην αφίσα;"])

HUB = Message(
    id="m8", channel="email", genuine=True, when="18:12", context="",
    segments=[
        Segment(id="s1", place="sender", text="Πόλος Πτολεμαΐδας", target="polos@pektpe.example"),
        Segment(id="s2", place="subject", text="Αλλαγή ώρας"),
        Segment(id="s3", text="Το εργαστήριο της Πέμπτης μεταφέρεται στις 17:30,"),
        Segment(id="s5", text="στον ίδιο χώρο."),
        Segment(id="s4", text="Για απορίες τηλεφωνήστε στη γραμματεία του σχολείου σας."),
    ],
    actions=actions(
        {"verify": "1"}, verify="Πολύ σωστά: η αλλαγή ώρας αξίζει ένα τηλεφώνημα.", keep="Σωστά: ενημερώνει και δεν ζητά τίποτα.",
        open="Δεν έχει σύνδεσμο. Το διάβασες, και αυτό φτάνει.", reply="Δεν πειράζει. Το τηλέφωνο ήταν πιο σίγουρο.",
        ask="Ασφαλές. Αρκούσε ένα τηλεφώνημα.", delete="Θα πήγαινες σε λάθος ώρα.", report="Ένα χρήσιμο μήνυμα χάθηκε.",
        block="Δεν θα ξαναμάθεις νέα του Πόλου."),
    why="Γνήσιο: ενημερώνει, δεν ζητά τίποτα, δίνει τρόπο επαλήθευσης.", hints=["Ζητά κάτι από σένα;"])

INBOX = Inbox(
    persona="Δάφνη, 13 χρονών",
    intro="Είσαι η Δάφνη. Έχεις 8 μηνύματα. Για το καθένα δες τον αποστολέα και πού οδηγούν οι σύνδεσμοι. "
          "**Σημείωσε τα ύποπτα σημεία** και **διάλεξε ενέργεια**. Πρόσεξε: μερικά μηνύματα είναι γνήσια. "
          "Αν τα διαγράψεις όλα, χάνεις κι εσύ. Όλες οι διευθύνσεις είναι φανταστικές.",
    messages=[PARCEL, HOMEWORK, BANK, FRIEND, LIBRARY, POSTER, COINS, HUB], bands=BANDS,
    too_strict="Ήσουν πολύ αυστηρός/ή: δύο γνήσια πήγαν χαμένα.")
