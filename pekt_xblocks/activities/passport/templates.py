"""Self-checks to start from: before and after a module with the same statements, so that a learner sees the way between."""
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.template import Template

from .activity import Passport, Statement

_STATEMENTS = [
    Statement(id="find", text="Μπορώ να βρω την πληροφορία που χρειάζομαι.", code="1.1"),
    Statement(id="judge", text="Μπορώ να κρίνω αν μια πηγή είναι αξιόπιστη.", code="1.2"),
    Statement(id="make", text="Μπορώ να φτιάξω κάτι δικό μου με ψηφιακά εργαλεία.", code="3.1"),
    Statement(id="protect", text="Μπορώ να προστατέψω τους λογαριασμούς μου.", code="4.1"),
]

TEMPLATES = (
    Template("before", N_("A self-check at the start"), N_("Four statements of what I can do today; nobody grades them."),
             Passport(instrument="Ο ψηφιακός μου εαυτός", statements=_STATEMENTS,
                      intro="Δεν υπάρχει σωστή απάντηση. Πες τι πιστεύεις **σήμερα**. Στο τέλος θα ξαναδείς τις ίδιες προτάσεις.")),
    Template("after", N_("The same self-check at the end"), N_("The same four statements, to see what changed since the start."),
             Passport(instrument="Ο ψηφιακός μου εαυτός", moment="after", statements=_STATEMENTS,
                      intro="Οι ίδιες προτάσεις με την αρχή. Τι άλλαξε; Πες τι πιστεύεις **τώρα**.")),
)
