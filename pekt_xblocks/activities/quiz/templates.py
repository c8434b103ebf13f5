"""Quizzes to start from: a check of five questions, guess first, steps in order, cards in boxes."""
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.template import Template

from .activity import Quiz

_BROWSER = {
    "tag": "single", "id": "browser", "prompt": "Με ποιο πρόγραμμα ανοίγεις ιστοσελίδες;",
    "hints": ["Ποιο εικονίδιο πατάς πριν γράψεις μια διεύθυνση;"],
    "options": [
        {"id": "browser", "text": "Με τον φυλλομετρητή", "correct": True,
         "feedback": "Ναι: ο φυλλομετρητής ζητά τη σελίδα και σου τη δείχνει."},
        {"id": "engine", "text": "Με τη μηχανή αναζήτησης",
         "feedback": "Η μηχανή αναζήτησης είναι κι αυτή ιστοσελίδα. Σκέψου μέσα σε ποιο πρόγραμμα την ανοίγεις."},
        {"id": "router", "text": "Με τον δρομολογητή",
         "feedback": "Ο δρομολογητής είναι συσκευή: προωθεί δεδομένα, δεν δείχνει σελίδες. Ψάξε ένα πρόγραμμα."},
    ],
}
_PARTS = {
    "tag": "multiple", "id": "needed", "prompt": "Τι χρειάζεται για να φτάσει μια σελίδα σε σένα; Διάλεξε **όσα** ισχύουν.", "points": 2,
    "hints": ["Σκέψου τον δρόμο: ποιος ζητά, ποιος απαντά, από πού περνά."],
    "options": [
        {"id": "server", "text": "Ένας εξυπηρετητής που έχει τη σελίδα", "correct": True,
         "feedback": "Ναι: εκεί είναι αποθηκευμένη η σελίδα."},
        {"id": "line", "text": "Μια σύνδεση στο Διαδίκτυο", "correct": True, "feedback": "Ναι: από εκεί ταξιδεύουν τα δεδομένα."},
        {"id": "printer", "text": "Ένας εκτυπωτής", "feedback": "Ο εκτυπωτής βγάζει χαρτί. Η σελίδα ανοίγει και χωρίς αυτόν."},
        {"id": "address", "text": "Η διεύθυνση της σελίδας", "correct": True, "feedback": "Ναι: η διεύθυνση λέει ποια σελίδα ζητάς."},
    ],
}
_SAME = {
    "tag": "truefalse_why", "id": "same", "prompt": "«Το Διαδίκτυο και ο Παγκόσμιος Ιστός είναι το ίδιο.»", "true": False, "points": 2,
    "right_feedback": "Σωστά: ο Ιστός είναι μία από τις υπηρεσίες του Διαδικτύου.",
    "wrong_feedback": "Το Διαδίκτυο είναι το δίκτυο. Ο Ιστός ταξιδεύει πάνω του. Διάβασε ξανά την πρόταση.",
    "reasons": [
        {"id": "service", "text": "Ο Ιστός είναι μία υπηρεσία του Διαδικτύου", "correct": True,
         "feedback": "Ναι: υπάρχουν κι άλλες, όπως το ηλεκτρονικό ταχυδρομείο."},
        {"id": "words", "text": "Είναι δύο λέξεις για το ίδιο πράγμα",
         "feedback": "Έτσι τα λέμε στην καθημερινή κουβέντα. Σκέψου μια υπηρεσία που δεν έχει ιστοσελίδες."},
        {"id": "older", "text": "Το Διαδίκτυο βγήκε μετά τον Ιστό",
         "feedback": "Έγινε το αντίστροφο. Ο Ιστός χρειάστηκε ένα δίκτυο που υπήρχε ήδη."},
    ],
}
_BITS = {
    "tag": "number", "id": "bits", "prompt": "Πόσα bit έχει ένα byte;", "value": 8,
    "right_feedback": "Ναι: οκτώ bit κάνουν ένα byte.", "wrong_feedback": "Δες πόσα 0 και 1 χρειάζεται ένας χαρακτήρας.",
    "wrong": [{"value": 1024, "feedback": "Αυτός ο αριθμός θυμίζει πόσα byte έχει ένα kilobyte. Εδώ μετράμε bit."}],
    "hints": ["Είναι δύναμη του δύο."],
}
_PAIRS = {
    "tag": "match", "id": "pairs", "prompt": "Ταίριαξε κάθε λέξη με αυτό που κάνει.", "points": 2,
    "pairs": [
        {"id": "link", "left": "Σύνδεσμος", "right_id": "leads", "right": "Οδηγεί σε άλλη σελίδα", "feedback": "Τον πατάς και πας αλλού."},
        {"id": "bookmark", "left": "Σελιδοδείκτης", "right_id": "keeps", "right": "Κρατά μια διεύθυνση για αργότερα",
         "feedback": "Έτσι δεν ψάχνεις ξανά την ίδια σελίδα."},
        {"id": "history", "left": "Ιστορικό", "right_id": "shows", "right": "Δείχνει ποιες σελίδες άνοιξες",
         "feedback": "Το κρατά ο φυλλομετρητής της συσκευής."},
    ],
    "distractors": [{"id": "cleans", "text": "Καθαρίζει τον υπολογιστή από ιούς"}],
}

_GUESS = {
    "tag": "single", "id": "guess", "guess": True,
    "prompt": "Μάντεψε πριν ψάξεις: μια φωτογραφία δείχνει καρχαρία σε πλημμυρισμένο δρόμο. Είναι αληθινή;",
    "options": [
        {"id": "yes", "text": "Ναι", "correct": False, "feedback": "Μπορεί. Κράτα τη γνώμη σου και πήγαινε να το ελέγξεις."},
        {"id": "no", "text": "Όχι", "correct": True, "feedback": "Πολλοί το υποψιάζονται. Πώς όμως το αποδεικνύεις;"},
        {"id": "unsure", "text": "Δεν ξέρω ακόμη", "feedback": "Τίμια απάντηση. Από εδώ ξεκινά ο έλεγχος."},
    ],
}
_FIRST = {
    "tag": "single", "id": "first", "prompt": "Ποιο είναι το πρώτο βήμα του ελέγχου;", "hints": ["Ποιος κερδίζει αν το πιστέψεις αμέσως;"],
    "options": [
        {"id": "stop", "text": "Σταματώ και κοιτάζω ποιος το δημοσίευσε", "correct": True,
         "feedback": "Ναι: η πηγή είναι το πρώτο σημάδι, πριν από την ίδια την εικόνα."},
        {"id": "share", "text": "Το στέλνω σε φίλους να πουν τη γνώμη τους",
         "feedback": "Έτσι μια ψεύτικη είδηση ταξιδεύει πιο μακριά. Έλεγξέ την πρώτα."},
        {"id": "likes", "text": "Κοιτάζω πόσοι το μοιράστηκαν",
         "feedback": "Το πλήθος δείχνει πόσο εντυπωσιάζει, όχι αν ισχύει. Ψάξε από πού ξεκίνησε."},
    ],
}
_PROOF = {
    "tag": "multiple", "id": "proof", "prompt": "Τι δείχνει ότι μια εικόνα είναι ψεύτικη; Διάλεξε **όσα** ισχύουν.", "points": 2,
    "hints": ["Ποια από αυτά μπορείς να τα ελέγξεις μόνος ή μόνη σου;"],
    "options": [
        {"id": "reverse", "text": "Η αντίστροφη αναζήτηση τη βρίσκει σε παλιότερη είδηση", "correct": True,
         "feedback": "Ναι: η εικόνα υπήρχε ήδη, με άλλη ιστορία."},
        {"id": "shadow", "text": "Οι σκιές πέφτουν προς δύο μεριές", "correct": True, "feedback": "Ναι: δύο εικόνες ενώθηκαν σε μία."},
        {"id": "ugly", "text": "Είναι θολή", "feedback": "Και μια αληθινή φωτογραφία θολώνει. Ψάξε κάτι που δεν εξηγείται αλλιώς."},
        {"id": "strange", "text": "Δείχνει κάτι σπάνιο", "feedback": "Σπάνια πράγματα συμβαίνουν. Αυτό μόνο του δεν αποδεικνύει τίποτα."},
    ],
}

_BACKUP = {
    "tag": "order", "id": "backup", "prompt": "Θέλεις αντίγραφο των εργασιών σου. Βάλε τα βήματα στη σειρά.", "points": 2,
    "hints": ["Πριν αντιγράψεις, πρέπει να ξέρεις τι και πού."],
    "steps": [
        {"id": "choose", "text": "Διαλέγω ποιοι φάκελοι είναι σημαντικοί", "feedback": "Χωρίς αυτό δεν ξέρεις πόσος χώρος χρειάζεται."},
        {"id": "connect", "text": "Συνδέω τον εξωτερικό δίσκο", "feedback": "Ο δίσκος πρέπει να φαίνεται πριν αντιγράψεις σε αυτόν."},
        {"id": "copy", "text": "Αντιγράφω τους φακέλους", "feedback": "Χρειάζεται πρώτα ο δίσκος και η επιλογή σου."},
        {"id": "open", "text": "Ανοίγω ένα αντίγραφο για να δω ότι δουλεύει", "feedback": "Γίνεται μόνο όταν υπάρχει ήδη αντίγραφο."},
        {"id": "away", "text": "Φυλάω τον δίσκο σε άλλο μέρος", "feedback": "Τελευταίο: αφού βεβαιωθείς ότι όλα ανοίγουν."},
    ],
    "distractors": [{"id": "delete", "text": "Σβήνω τα αρχικά αρχεία", "feedback": "Τότε έχεις πάλι μόνο ένα αντίτυπο. Κράτα και τα δύο."}],
    "wrong_feedback": "Δες τι χρειάζεται κάθε βήμα πριν γίνει. Ποιο μπορεί να γίνει πρώτο;",
}
_WHY = {
    "tag": "single", "id": "why", "prompt": "Γιατί ανοίγεις ένα αντίγραφο στο τέλος;", "hints": ["Τι θα πάθαινες αν το μάθαινες αργά;"],
    "options": [
        {"id": "works", "text": "Για να δω ότι διαβάζεται", "correct": True, "feedback": "Ναι: αντίγραφο που δεν ανοίγει δεν σε σώζει."},
        {"id": "faster", "text": "Για να γίνει πιο γρήγορο",
         "feedback": "Το άνοιγμα δεν αλλάζει την ταχύτητα. Σκέψου τι μπορεί να πήγε στραβά."},
        {"id": "smaller", "text": "Για να μικρύνει",
         "feedback": "Το μέγεθος μένει ίδιο. Σκέψου τι θέλεις να ξέρεις πριν χρειαστείς το αντίγραφο."},
    ],
}

_BINS = {
    "tag": "sort", "id": "share", "prompt": "Πού ταιριάζει κάθε πληροφορία; Βάλε κάθε κάρτα σε ένα κουτί.", "points": 3,
    "hints": ["Σκέψου ποιος θα μπορούσε να σε βρει με αυτήν."],
    "bins": [{"id": "public", "text": "Τη λέω σε όλους"},
             {"id": "known", "text": "Μόνο σε δικούς μου"}, {"id": "secret", "text": "Σε κανέναν"}],
    "cards": [
        {"id": "book", "text": "Το αγαπημένο μου βιβλίο", "accepted": ["public"], "feedback": "Δεν λέει ποιος είσαι ούτε πού είσαι."},
        {"id": "home", "text": "Η διεύθυνση του σπιτιού", "accepted": ["known"],
         "feedback": "Οι δικοί σου τη χρειάζονται. Ένας άγνωστος όχι."},
        {"id": "password", "text": "Ο κωδικός μου", "accepted": ["secret"],
         "feedback": "Κανείς δεν χρειάζεται τον κωδικό σου, ούτε ένας φίλος."},
        {"id": "phone", "text": "Ο αριθμός του κινητού", "accepted": ["known"],
         "feedback": "Με αυτόν σε βρίσκουν εύκολα. Δίνεται σε δικούς σου."},
        {"id": "code", "text": "Ο κωδικός μίας χρήσης που ήρθε με μήνυμα", "accepted": ["secret"],
         "feedback": "Όποιος τον ζητά, θέλει να μπει στον λογαριασμό σου."},
    ],
}

TEMPLATES = (
    Template("five", N_("A check of five questions"),
             N_("One choice, several, true or false with a reason, a number and pairs, each answer with its feedback."),
             Quiz.model_validate({"items": [_BROWSER, _PARTS, _SAME, _BITS, _PAIRS]})),
    Template("guess", N_("Guess first, then check"),
             N_("A guess that costs nothing opens the matter; two questions on how to check a picture follow."),
             Quiz.model_validate({"items": [_GUESS, _FIRST, _PROOF]})),
    Template("steps", N_("Steps in order"), N_("Put the steps of a job in order, with a trap among them, and say why one is there."),
             Quiz.model_validate({"items": [_BACKUP, _WHY]})),
    Template("boxes", N_("Cards in boxes"), N_("Sort five cards into three boxes, with the reason for each."),
             Quiz.model_validate({"items": [_BINS]})),
)
