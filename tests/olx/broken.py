"""Single edits that each break a sound course, with the rule that must say so: what the checker is for."""
from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Break(NamedTuple):
    """``old`` in ``file`` becomes ``new``; ``rule`` must say so at ``line`` (0: anywhere) of the file ``at`` (empty: ``file``)."""

    file: str
    old: str
    new: str
    rule: str
    line: int = 0
    at: str = ""


EXPLAIN, FINAL, KEYS = "vertical/explain_what.xml", "vertical/final_page.xml", "vertical/try_keys_page.xml"
PAGE = "html/learn_keys_text.html"
POLICY = "policies/base/grading_policy.json"
SELF_CHECKS = "".join(
    f'<pekt_passport url_name="{moment}" display_name="Πώς τα πάω" minutes="1" moment="{moment}"><statement id="a" text="{text}"/>'
    "</pekt_passport>\n" for moment, text in (("before", "Μπορώ να ψαρεύω."), ("after", "Μπορώ να μαγειρεύω.")))
BREAKS = {
    "no option is right": Break(EXPLAIN, 'id="pretend" correct="true"', 'id="pretend"', "definition", 4),
    "two options are right": Break(EXPLAIN, 'id="virus"', 'id="virus" correct="true"', "definition", 4),
    "an id twice": Break(EXPLAIN, 'id="ads"', 'id="game"', "definition", 4),
    "an option is empty": Break(EXPLAIN, "<text>Πολλές διαφημίσεις μαζί.</text>", "<text> </text>", "definition", 16),
    "an option has no text": Break(EXPLAIN, "<text>Πολλές διαφημίσεις μαζί.</text>", "", "definition", 15),
    "an attribute misspelt": Break(EXPLAIN, 'tolerance="1"', 'tolerence="1"', "definition", 105),
    "an element misspelt": Break(EXPLAIN, "<hint>", "<hnt>", "xml"),
    "a kind of item that is none": Break(EXPLAIN, '<bin id="gift" text="Δώρο"/>', '<bim id="gift" text="Δώρο"/>', "definition"),
    "a number that is none": Break(FINAL, 'value="4"', 'value="four"', "definition", 107),
    "a gap without an answer": Break(FINAL, "[[link]]", "[[lnk]]", "definition"),
    "a bin that is not there": Break(EXPLAIN, "<accept>hurry</accept>", "<accept>hury</accept>", "definition"),
    "a control character": Break(EXPLAIN, "Ένας ιός που", "Ένας &#133; **ιός που", "markup"),
    "a setting out of bounds": Break(FINAL, 'pass_mark="0.75"', 'pass_mark="75"', "setting", 2),
    "a competence that is none": Break(EXPLAIN, 'competences="1.2.07', 'competences="9.2.07', "setting"),
    "an unknown kind": Break(KEYS, "pekt_quiz", "pekt_quizz", "xml"),
    "no feedback for an option": Break(
        EXPLAIN, "<feedback>Το όνομα μοιάζει! Εδώ όμως το «ψάρι» είναι ο άνθρωπος που θα τσιμπήσει.</feedback>", "", "feedback", 19),
    "no feedback for a reason": Break(EXPLAIN, "<feedback>Ακριβώς. Κοιτάμε αποστολέα, αίτημα και βιασύνη.</feedback>", "", "feedback"),
    "no competence": Break(KEYS, ' competences="4.1.05 4.1.06"', "", "competence", 2),
    "passes with nothing": Break(FINAL, 'pass_mark="0.75"', 'pass_mark="0"', "pass", 2),
    "passes with the last of everything": Break(FINAL, 'pass_mark="0.75"', 'pass_mark="0.2"', "blanket", 2),
    "no minutes": Break(KEYS, ' minutes="6"', "", "minutes", 2),
    "minutes beyond the plan": Break(KEYS, 'minutes="6"', 'minutes="90"', "minutes", 40, "module.toml"),
    "minutes short of the plan": Break(KEYS, 'minutes="6"', 'minutes="1"', "plan", 40, "module.toml"),
    "a visit promised that is not there": Break("module.toml", "hub = 0", "hub = 25", "plan", 41),
    "a competence of another module": Break(EXPLAIN, 'competences="1.2.07', 'competences="1.2.70', "competence", 2),
    "a competence that DigComp has not": Break("module.toml", '"1.2.07"', '"1.6.07"', "competence", 44),
    "a key moved to a wrong answer": Break(EXPLAIN, '<option id="pretend" correct="true">', '<option id="pretend">', "definition", 4),
    "a right answer that says it is wrong": Break(EXPLAIN, "Σωστά. Ο στόχος", "Λάθος. Ο στόχος", "contradiction", 11),
    "a false statement called true": Break(KEYS, '<row id="same">', '<row id="same" true="true">', "contradiction"),
    "a picture that says the answer": Break(
        EXPLAIN, '<text id="e5"', '<text id="e5" picture="/static/hook.svg" picture_alt="Ένα SMS: smishing."', "alt"),
    "a part that counts for nothing": Break("sequential/explain.xml", ' graded="true"', "", "counts", 2, EXPLAIN),
    "a graded part without points": Break("sequential/learn_keys.xml", "<sequential", '<sequential graded="true" format="Δραστηριότητες"',
                                          "counts", 1),
    "more graded parts asked for than there are": Break(POLICY, '"min_count": 3', '"min_count": 9', "policy", 1),
    "a title that leads nowhere": Break("chapter/teachers.xml", ' visible_to_staff_only="true"', "", "hidden", 1),
    "learning after trying": Break("chapter/keys.xml", '<sequential url_name="learn_keys"/>\n  <sequential url_name="try_keys"/>',
                                   '<sequential url_name="try_keys"/>\n  <sequential url_name="learn_keys"/>', "rhythm", 1,
                                   "html/learn_keys_text.xml"),
    "teachers before learners": Break("course/base.xml", '<chapter url_name="learned"/>\n  <chapter url_name="teachers"/>',
                                      '<chapter url_name="teachers"/>\n  <chapter url_name="learned"/>', "rhythm", 1,
                                      "chapter/learned.xml"),
    "self-checks that can't be compared": Break("vertical/guess.xml", "  <pekt_quiz", SELF_CHECKS + "  <pekt_quiz", "self-check", 3),
    "a self-check asked once": Break("vertical/guess.xml", "  <pekt_quiz", SELF_CHECKS.split("\n")[0] + "  <pekt_quiz", "rhythm", 2),
    "a unit left out": Break("course/base.xml", '  <chapter url_name="keys"/>\n', "", "unused", 1, "chapter/keys.xml"),
    "a real company": Break(PAGE, "ούτε στην «τράπεζα»", "ούτε στη Eurobank", "invented", 10),
    "a telephone number": Break(PAGE, "ούτε στην «τράπεζα»", "ούτε στο 210 123 4567", "invented", 10),
    "a url_name twice": Break(KEYS, 'url_name="keys_quiz"', 'url_name="final_quiz"', "name", 2, FINAL),
    "no title of a block": Break(KEYS, ' display_name="Τα κλειδιά μου"', "", "title", 2),
    "no title of a page": Break(KEYS, '<vertical display_name="Δοκιμάζω: τα κλειδιά μου">', "<vertical>", "title", 1),
    "an empty unit": Break("chapter/keys.xml", '  <sequential url_name="learn_keys"/>\n  <sequential url_name="try_keys"/>\n', "", "empty"),
    "an activity with nothing in it": Break(
        "vertical/learn_keys_page.xml", "<html", '<pekt_quiz url_name="q" display_name="q"/><html', "empty", 2),
    "no picture of that name": Break(PAGE, "/static/passphrase.svg", "/static/pasphrase.svg", "reference", 3),
    "no course picture of that name": Break("course/base.xml", 'course_image="hook.svg"', 'course_image="hok.svg"', "reference", 1),
    "a link to no block": Break(PAGE, "<p>Η φράση", '<p><a href="/jump_to_id/nowhere">εδώ</a> Η φράση', "reference", 4),
    "a relative link": Break(PAGE, "<p>Η φράση", '<p><a href="x.html">εδώ</a> Η φράση', "reference", 4),
    "no alternative text": Break(
        PAGE, 'alt="Τέσσερα σχέδια στη σειρά, με παύλες ανάμεσα: ομπρέλα, καρπούζι, τρένο, τσίρκο."', 'alt=""', "alt", 3),
    "a picture without words in Markdown": Break(FINAL, "<prompt>Συμπλήρωσε", "<prompt>![](/static/hook.svg) Συμπλήρωσε", "alt"),
    "a script": Break(PAGE, "<p>Η φράση", "<script>alert(1)</script><p>Η φράση", "foreign", 4),
    "an inline event": Break(PAGE, "<p>Η φράση", '<p onclick="x()">Η φράση', "foreign", 4),
    "a picture of another site": Break(PAGE, '"/static/passphrase.svg"', '"https://cdn.example/passphrase.svg"', "foreign", 3),
    "a real address in a page": Break(PAGE, "ούτε στην «τράπεζα»", "ούτε στο mybank.gr", "address", 10),
    "a real address in an option": Break(FINAL, "`help.tachydema.example`", "help.tachydema.com", "address"),
    "a real address behind a link": Break(PAGE, "<p>Η φράση", '<p><a href="https://mybank.gr/x">εδώ</a> Η φράση', "address", 4),
    "a star without a partner": Break(EXPLAIN, "Διάλεξε **όσα** ισχύουν.", "Διάλεξε **όσα ισχύουν.", "markup"),
    "a bracket left over": Break(EXPLAIN, "Διάλεξε **όσα** ισχύουν.", "Διάλεξε [όσα] ισχύουν.", "markup"),
    "a long sentence": Break(PAGE, "για σένα.</p>", "για σένα" + " και" * 15 + ".</p>", "sentence", 6),
    "a long page": Break(PAGE, "για σένα.</p>", "για σένα.</p>" + "<p>Και πάλι.</p>" * 30, "learn", 1),
    "a word of the list": Break(PAGE, "έλεγχος δύο", "password δύο", "wording"),
    "an assignment type that is none": Break("sequential/final.xml", 'format="Τελικό κουίζ"', 'format="Τελικό"', "policy", 1),
    "weights that don't add up": Break(POLICY, '"weight": 0.6', '"weight": 0.7', "policy", 1),
    "a grade of nothing": Break(POLICY, '"Pass": 0.75', '"Pass": 75', "policy", 1),
    "JSON cut off": Break(POLICY, "}\n}", "}\n", "policy"),
    "a policy of another run": Break("policies/base/policy.json", "course/base", "course/best", "policy"),
    "no such chapter file": Break("course/base.xml", '<chapter url_name="keys"/>', '<chapter url_name="key"/>', "file", 3),
    "a chapter in a chapter": Break("chapter/keys.xml", "<sequential", '<chapter url_name="x"/><sequential', "tree", 2),
    "text between blocks": Break("vertical/learn_keys_page.xml", "<html", "Γεια <html", "tree", 1),
    "another slug": Break("module.toml", 'slug = "phishing"', 'slug = "fishing"', "key", 1),
    "no English title": Break("module.toml", 'en = "No bait taken: phishing and online safety"', "", "module", 7),
    "a version of two numbers": Break("module.toml", '"0.1.0"', '"0.1"', "module", 2),
    "broken TOML": Break("module.toml", 'licence = "', 'licence = ', "module", 3),
    "an open tag": Break("vertical/guess.xml", "</single>", "", "xml"),
    "a document type": Break("course.xml", "<course", '<!DOCTYPE course [<!ENTITY x "y">]><course', "unsafe", 1),
}


def apply(course: Path, edit: Break) -> None:
    """Break a course; the edit must find what it changes."""
    path = course / edit.file
    text = path.read_text(encoding="utf-8")
    assert edit.old in text, edit
    path.write_text(text.replace(edit.old, edit.new, 1), encoding="utf-8")
