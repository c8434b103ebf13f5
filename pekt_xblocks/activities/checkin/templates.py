"""Visits to start from: one lesson at the hub, a project of several visits."""
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.template import Template

from .activity import Checkin

TEMPLATES = (
    Template("one", N_("One visit"), N_("One visit to the hub: the code on the screen, once."),
             Checkin(intro="Δες την οθόνη του εκπαιδευτικού. Γράψε εδώ τον κωδικό των έξι ψηφίων πριν αλλάξει.",
                     topic="Επίσκεψη στο εργαστήριο", length=45)),
    Template("project", N_("A project of three visits"), N_("Three visits of ninety minutes; each counts for one third."),
             Checkin(intro="Η κατασκευή χρειάζεται **τρεις συναντήσεις**. Σε κάθε μία γράψε τον κωδικό της ημέρας.\n\n"
                           "Έλειψες; Μίλησε με τον εκπαιδευτικό σου για άλλη ημέρα.",
                     visits=3, topic="Κατασκευή σε ομάδες", length=90)),
)
