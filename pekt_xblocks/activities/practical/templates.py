"""Practical tasks to start from, each with a rubric of its own: a poster, a robot on the mat, an interview."""
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.template import Template

from .activity import Criterion, Practical, Tick

_TEAM = Criterion(id="team", text="Συνεργασία", level_0="Δούλεψε ένας μόνο", level_1="Δούλεψαν οι περισσότεροι",
                  level_2="Δούλεψαν όλοι", level_3="Δούλεψαν όλοι και άλλαξαν ρόλους")

_POSTER = Practical(
    brief="Φτιάξτε σε ζευγάρια μια **αφίσα** για τον διάδρομο του σχολείου.\n\n1. Διαλέξτε έναν κανόνα ασφάλειας.\n"
          "2. Γράψτε τον σε μία πρόταση.\n3. Βρείτε ή ζωγραφίστε μια εικόνα.\n4. Σημειώστε από πού είναι η εικόνα.",
    checklist=[Tick(id="sentence", text="Ο κανόνας χωράει σε μία πρόταση."), Tick(id="source", text="Γράψαμε την πηγή της εικόνας."),
               Tick(id="far", text="Διαβάζεται από τρία μέτρα.")],
    question="Ποιον θέλετε να βοηθήσει η αφίσα σας;",
    criteria=[
        Criterion(id="message", text="Μήνυμα", worth=2, level_0="Δεν υπάρχει κανόνας", level_1="Ο κανόνας είναι γενικός",
                  level_2="Λέει τι να κάνει κάποιος", level_3="Λέει τι να κάνει και γιατί"),
        Criterion(id="source", text="Πηγές", level_0="Χωρίς πηγή", level_1="Πηγή που δεν ανοίγει", level_2="Σωστή πηγή",
                  level_3="Σωστή πηγή με την άδεια χρήσης"),
        _TEAM],
    comments=["Καθαρό μήνυμα.", "Προσθέστε την πηγή της εικόνας."])

_ROBOT = Practical(
    brief="Σε ομάδες των τριών, οδηγήστε το ρομπότ **από την αρχή ως τη βάση** του χαλιού.\n\n1. Μετρήστε μια διαδρομή με το μέτρο.\n"
          "2. Γράψτε το πρόγραμμα.\n3. Δοκιμάστε τρεις φορές και σημειώστε τι έγινε.\n4. Διορθώστε ένα πράγμα κάθε φορά.",
    safety=[Tick(id="floor", text="Το ρομπότ κινείται μόνο στο πάτωμα."),
            Tick(id="battery", text="Η μπαταρία μπαίνει με τον εκπαιδευτικό δίπλα.")],
    checklist=[Tick(id="three", text="Κάναμε τρεις δοκιμές."), Tick(id="log", text="Γράψαμε τι άλλαξε σε κάθε δοκιμή.")],
    question="Ποια διόρθωση έκανε τη μεγαλύτερη διαφορά;",
    criteria=[
        Criterion(id="reach", text="Διαδρομή", worth=2, level_0="Δεν ξεκίνησε", level_1="Έκανε τη μισή διαδρομή",
                  level_2="Έφτασε μία φορά", level_3="Έφτασε δύο φορές στη σειρά"),
        Criterion(id="log", text="Ημερολόγιο δοκιμών", level_0="Δεν υπάρχει", level_1="Μία δοκιμή", level_2="Τρεις δοκιμές",
                  level_3="Τρεις δοκιμές με εξήγηση"),
        _TEAM],
    comments=["Ωραία σειρά δοκιμών.", "Αλλάξτε ένα πράγμα τη φορά."])

_INTERVIEW = Practical(
    brief="Πάρτε **συνέντευξη** από έναν μεγάλο του σπιτιού σας για μια ψηφιακή υπηρεσία.\n\n1. Γράψτε τρεις ερωτήσεις.\n"
          "2. Ζητήστε την άδειά του.\n3. Γράψτε τις απαντήσεις χωρίς όνομα.\n4. Πείτε στην τάξη τι σας έκανε εντύπωση.",
    safety=[Tick(id="consent", text="Ζητήσαμε άδεια και δεν γράψαμε όνομα.")],
    question="Τι δυσκολεύει περισσότερο τους μεγάλους;",
    criteria=[
        Criterion(id="questions", text="Ερωτήσεις", level_0="Καμία", level_1="Απαντιούνται με ναι ή όχι", level_2="Ανοιχτές",
                  level_3="Ανοιχτές και στη σειρά"),
        Criterion(id="told", text="Παρουσίαση", level_0="Δεν έγινε", level_1="Διάβασαν τις απαντήσεις", level_2="Είπαν τα βασικά",
                  level_3="Είπαν τα βασικά και ένα συμπέρασμα")],
    comments=["Πολύ καλές ερωτήσεις.", "Πείτε και το συμπέρασμά σας."])

TEMPLATES = (
    Template("poster", N_("A poster in pairs"), N_("A rule in one sentence with a picture; a rubric of three criteria."), _POSTER),
    Template("robot", N_("A robot on the mat"), N_("Three trials with a log, rules of safety, a rubric of three criteria."), _ROBOT),
    Template("interview", N_("An interview at home"),
             N_("Three open questions to a grown-up, told in class; a rubric of two criteria."), _INTERVIEW),
)
