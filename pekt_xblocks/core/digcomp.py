"""The competences of DigComp 3.0 by code; its one rule: the codes are those of the framework, which never change.

DigComp 3.0 (Cosgrove & Cachia, Publications Office of the EU, 2025, doi:10.2760/0001149), (c) European Union, CC BY 4.0. The Greek
names are this project's own translation. Finer codes such as 4.1.05 name one learning outcome of a competence and are not listed here.
"""
from __future__ import annotations

from typing import NamedTuple

from .language import supported


class Competence(NamedTuple):
    """One competence and its name in each language."""

    code: str
    el: str
    en: str


COMPETENCES = (
    Competence("1.1", "Περιήγηση, αναζήτηση και φιλτράρισμα πληροφοριών", "Browsing, searching and filtering information"),
    Competence("1.2", "Αξιολόγηση πληροφοριών", "Evaluating information"),
    Competence("1.3", "Διαχείριση πληροφοριών", "Managing information"),
    Competence("2.1", "Αλληλεπίδραση μέσω ψηφιακών τεχνολογιών και με αυτές", "Interacting through and with digital technologies"),
    Competence("2.2", "Διαμοιρασμός μέσω ψηφιακών τεχνολογιών", "Sharing through digital technologies"),
    Competence("2.3", "Συμμετοχή στα κοινά μέσω ψηφιακών τεχνολογιών", "Engaging in citizenship through digital technologies"),
    Competence("2.4", "Συνεργασία μέσω ψηφιακών τεχνολογιών", "Collaborating through digital technologies"),
    Competence("2.5", "Ψηφιακή συμπεριφορά", "Digital behaviour"),
    Competence("2.6", "Διαχείριση ψηφιακής ταυτότητας", "Managing digital identity"),
    Competence("3.1", "Ανάπτυξη ψηφιακού περιεχομένου", "Developing digital content"),
    Competence("3.2", "Ενσωμάτωση και επανεπεξεργασία ψηφιακού περιεχομένου", "Integrating and re-elaborating digital content"),
    Competence("3.3", "Πνευματικά δικαιώματα και άδειες", "Copyright and licences"),
    Competence("3.4", "Υπολογιστική σκέψη και προγραμματισμός", "Computational thinking and programming"),
    Competence("4.1", "Προστασία συσκευών", "Protecting devices"),
    Competence("4.2", "Προστασία προσωπικών δεδομένων και ιδιωτικότητας", "Protecting personal data and privacy"),
    Competence("4.3", "Υποστήριξη της ευεξίας", "Supporting wellbeing"),
    Competence("4.4", "Περιβαλλοντικές επιπτώσεις των ψηφιακών τεχνολογιών", "Environmental impacts of digital technologies"),
    Competence("5.1", "Εντοπισμός και επίλυση τεχνικών προβλημάτων", "Identifying and solving technical problems"),
    Competence("5.2", "Εντοπισμός αναγκών και ψηφιακών τεχνολογικών λύσεων", "Identifying needs and digital technological responses"),
    Competence("5.3", "Εντοπισμός δημιουργικών λύσεων με χρήση ψηφιακών τεχνολογιών",
               "Identifying creative solutions using digital technologies"),
    Competence("5.4", "Εντοπισμός και κάλυψη αναγκών ψηφιακής ικανότητας", "Identifying and addressing digital competence needs"),
)


def competence_of(code: str) -> str:
    """The competence that a code belongs to: 4.1 for 4.1.05, and for itself."""
    return ".".join(code.split(".")[:2])


def listed(language: str | None) -> list[dict[str, str]]:
    """``[{code, title}]`` in the framework's order, for the editor's picker."""
    return [{"code": each.code, "title": getattr(each, supported(language))} for each in COMPETENCES]
