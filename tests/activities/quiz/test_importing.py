"""Files made elsewhere become items of a quiz: what each format means, what is said of the rest, and that no file does harm."""
from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pekt_xblocks.activities.quiz.activity import Quiz
from pekt_xblocks.activities.quiz.importing import FORMATS, IMPORTER, guess, read
from pekt_xblocks.core.language import words


def taken(form, text):
    """Items and problems of a text."""
    found = read(form, text if isinstance(text, bytes) else text.encode())
    return list(found.items), list(found.problems)


def only(form, text):
    items, problems = taken(form, text)
    assert len(items) == 1, problems
    return items[0], [problem.message for problem in problems]


def options(item):
    return [(each["text"], each["correct"], each["feedback"]) for each in item["options"]]


# -- GIFT ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text, tag, expected", [
    ("::Τίτλος:: Ποιο; {=α#ναι ~β#όχι ####γενικά}", "single", {"note": "γενικά", "prompt": "Ποιο;"}),
    ("Ο Ιστός είναι το Διαδίκτυο. {F}", "single", {"keep_order": True}),
    ("Πόσα; {#8:0.5#ναι}", "number", {"value": 8.0, "tolerance": 0.5, "right_feedback": "ναι"}),
    ("Πόσα; {#-1,5..2}", "number", {"value": 0.25, "tolerance": 1.75}),
    ("Πόσα; {#=8 ~#πάνω από επτά}", "number", {"value": 8.0, "wrong_feedback": "πάνω από επτά"}),
    ("Πόσα; {=8 =οκτώ}", "text", {"accepted": ["8", "οκτώ"]}),
    ("Πρωτεύουσα {=Αθήνα ~Πάτρα} της Ελλάδας", "single", {"prompt": "Πρωτεύουσα ……… της Ελλάδας"}),
    (r"Γιατί 2\=2 \{\}; {=ναι\#1 ~όχι}", "single", {"prompt": "Γιατί 2=2 {};"}),
    ("[html]<p>Ένα <b>δυο</b></p><ul><li>τρία</li></ul>{=α ~β}", "single", {"prompt": "Ένα **δυο**\n\n- τρία"}),
    ("[html]<b></b>Ένα &amp; <a href\\='x'>δύο_</a><br/>τρία<script>x</script>{=α ~β}", "single", {"prompt": "Ένα & δύο\\_\nτρίαx"}),
    ("[html]<p>1. Ένα</p><p>- δύο</p>{=α ~β}", "single", {"prompt": "1\\. Ένα\n\n\\- δύο"}),
    ("[markdown]Ένα **δυο**{=α ~β}", "single", {"prompt": "Ένα **δυο**"}),
    ("Δύο *αστέρια* και 1. {=α ~β}", "single", {"prompt": r"Δύο \*αστέρια\* και 1."}),
    ("Πολλά; {~%50%α ~%50%β ~%-100%γ}", "multiple", {}),
])
def test_gift(text, tag, expected):
    item, problems = only("gift", text)
    assert item["tag"] == tag and not problems
    assert {name: item[name] for name in expected} == expected


def test_gift_feedback_goes_to_its_answer():
    item, _ = only("gift", "Ποιο; {\n=α # μπράβο\n~β # ξαναδές το\n~γ\n}")
    assert options(item) == [("α", True, "μπράβο"), ("β", False, "ξαναδές το"), ("γ", False, "")]
    item, _ = only("gift", "The web is the internet. {F#Look again.#Yes.}")
    assert options(item) == [("True", False, "Look again."), ("False", True, "Yes.")]


def test_gift_pairs_and_distractors():
    item, _ = only("gift", "Ταίριαξε {=png -> εικόνα =mp3 -> ήχος = -> κείμενο}")
    assert [(pair["left"], pair["right"]) for pair in item["pairs"]] == [("png", "εικόνα"), ("mp3", "ήχος")]
    assert [each["text"] for each in item["distractors"]] == ["κείμενο"]


def test_comments_and_categories_are_no_questions():
    items, problems = taken("gift", "// Α {=α}\n$CATEGORY: x/y\n\n\nΕρώτηση {=α ~β}\r\n\r\n// τέλος\r\n")
    assert [item["prompt"] for item in items] == ["Ερώτηση"] and not problems


@pytest.mark.parametrize("text, message", [
    ("Χωρίς απαντήσεις", "There are no answers in curly brackets."),
    ("Ανοιχτή {=α ~β", "A curly bracket is never closed. A blank line ends a question."),
    ("Γράψε {}", "An open question can't be graded here. Write it as an opinion or a practical task."),
    ("Δύο {=α ~β} και {=γ ~δ}", "There are answers in two places. Write each question on its own."),
    ("Ποιο; {α ~β}", "Every answer must begin with = (right) or ~ (wrong)."),
    ("Ποιο; {~α ~β}", "No answer is marked as right."),
    ("Πόσα; {#πολλά}", "“{text}” is not a number."),
    ("Πόσα; {#1e999}", "“{text}” is not a number."),
    ("Ποιο; {" + "=α ~β " * 300 + "}", "At most {max_length} fit here."),
    ("Ταίριαξε {=α -> β =γ}", "Write every pair as: = left -> right."),
    ("Ποιο; {=α ~α}", "“{text}” stands here twice."),
    ("{=α ~β}", "Write something here."),
    ("Ποιο; {=α}".replace("=α", "=" + "α" * 3000), "At most {max_length} fit here."),
])
def test_what_gift_cannot_say_is_told_with_its_line_and_costs_no_other_question(text, message):
    items, problems = taken("gift", f"Πρώτη {{=α ~β}}\n\n{text}\n\nΤελευταία {{=α ~β}}")
    assert [item["prompt"] for item in items] == ["Πρώτη", "Τελευταία"]
    assert [(problem.line, problem.message, problem.taken) for problem in problems] == [(3, message, False)]


@pytest.mark.parametrize("text, message", [
    ("Ποιο; {=α ~%50%β ~γ}", "Answers worth part of the points can't be kept: here they count as wrong."),
    ("Ποια; {~%70%α ~%30%β ~γ}", "The share of each option can't be kept: right ones count alike, a wrong one costs a right one."),
    ("Ποια; {=α =β ~γ}", "Several options are right, so it became a question with several right options."),
    ("Ποια; {=α#ένα =β#δύο}", "Only the feedback of the first right answer was kept."),
    ("Ποια; {=κωδικ*}", "The sign * stands for itself here, not for any text."),
])
def test_what_changes_on_the_way_is_told(text, message):
    _, problems = taken("gift", text)
    assert [(problem.message, problem.taken) for problem in problems] == [(message, True)]


# -- Aiken ---------------------------------------------------------------------------------------------------------------


def test_aiken():
    items, problems = taken("aiken", (
        "Ποιο είναι\nλογισμικό;\nA. Οθόνη\nB) Φυλλομετρητής\nANSWER: B\n\n"
        "Δεύτερη;\nΑ. ναι\nΒ. όχι\nΑΠΑΝΤΗΣΗ: Α\n"))
    assert not problems and [item["prompt"] for item in items] == ["Ποιο είναι\nλογισμικό;", "Δεύτερη;"]
    assert [[each["correct"] for each in item["options"]] for item in items] == [[False, True], [True, False]]


@pytest.mark.parametrize("text, message", [
    ("Ποιο;\nA. α\nB. β\nANSWER: Δ", "The right answer is {letter}, but no option has this letter."),
    ("Ποιο;\nA. α\nB. β", "No line “ANSWER: A” follows."),
    ("α" * 100_001 + "\nA. α\nB. β\nANSWER: A", "At most {max_length} fit here."),
    ("Ποιο;\nA. α\nANSWER: A", "Add at least {min_length}."),
])
def test_what_aiken_lacks_is_told(text, message):
    items, problems = taken("aiken", f"{text}\n\nΚαλή;\nA. α\nB. β\nANSWER: A\n")
    assert len(items) == 1 and [(problem.line, problem.message) for problem in problems] == [(1, message)]


# -- Moodle XML ----------------------------------------------------------------------------------------------------------


def moodle(kind, inner, text="&lt;p&gt;Ερώτηση;&lt;/p&gt;"):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="category"><category><text>$course$/x</text></category></question>
<question type="{kind}"><name><text>τ</text></name><questiontext format="html"><text>{text}</text></questiontext>
<generalfeedback format="html"><text>γενικά</text></generalfeedback>{inner}</question></quiz>"""


def answer(text, fraction, feedback="", more=""):
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>' \
        f'<feedback format="html"><text>{feedback}</text></feedback>{more}</answer>'


@pytest.mark.parametrize("kind, inner, tag, expected", [
    ("multichoice", "<single>true</single>" + answer("α", 100, "ναι") + answer("<![CDATA[<b>β</b>]]>", 0), "single", {"note": "γενικά"}),
    ("multichoice", "<single>false</single><shuffleanswers>0</shuffleanswers>" + answer("α", 50) + answer("β", 50) + answer("γ", -50),
     "multiple", {"keep_order": True}),
    ("truefalse", answer("true", 0) + answer("false", 100, "μπράβο"), "single", {"keep_order": True}),
    ("shortanswer", answer("ψάρεμα", 100) + answer("*", 0, "άλλο"), "text", {"accepted": ["ψάρεμα"], "wrong_feedback": "άλλο"}),
    ("numerical", answer("8", 100, more="<tolerance>0.1</tolerance>") + answer("7", 0, "παρά ένα"), "number",
     {"value": 8.0, "tolerance": 0.1, "wrong": [{"value": 7.0, "feedback": "παρά ένα"}]}),
    ("matching", "".join(f"<subquestion format='html'><text>{a}</text><answer><text>{b}</text></answer></subquestion>"
                         for a, b in (("png", "εικόνα"), ("mp3", "ήχος"), ("", "κείμενο"))), "match", {}),
])
def test_moodle(kind, inner, tag, expected):
    item, problems = only("moodle_xml", moodle(kind, inner))
    assert item["tag"] == tag and item["prompt"] == "Ερώτηση;" and not problems
    assert {name: item[name] for name in expected} == expected


def test_what_moodle_has_and_we_do_not_is_named():
    items, problems = taken("moodle_xml", moodle("essay", ""))
    assert not items and [(p.line, p.message, p.params) for p in problems] == [
        (3, "Questions of the kind “{kind}” have no counterpart here.", {"kind": "essay"})]
    text = "&lt;p&gt;Δες &lt;img src='@@PLUGINFILE@@/a.png'&gt;&lt;/p&gt;"
    item, messages = only("moodle_xml", moodle("multichoice", answer("α", 100) + answer("β", 0), text))
    assert item["prompt"] == "Δες" and messages == ["Its picture was left out. Upload it to the course and choose it in the question."]


@pytest.mark.parametrize("text, message", [
    ('<!DOCTYPE quiz [<!ENTITY a "β">]><quiz>&a;</quiz>', "The file declares a document type (DOCTYPE). Delete that line."),
    ('<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "The file declares a document type (DOCTYPE). Delete that line."),
    ("<a>" * 40 + "</a>" * 40, "The file holds too many elements."),
    ("<quiz>" + "<a/>" * 100_001 + "</quiz>", "The file holds too many elements."),
    ("<quiz><question></quiz>", "This is no sound XML: something is wrong or missing at line {line}. Export it again."),
    ("<html/>", "This is no Moodle XML: its first element must be <quiz>."),
    ('<?xml version="1.0" encoding="no-such"?><quiz/>', None),
])
def test_hostile_xml_is_refused_with_a_reason(text, message):
    items, problems = taken("moodle_xml", text)
    assert not items and len(problems) == 1 and (message is None or problems[0].message == message)


# -- sheets --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_sheet_says_what_the_csv_says(language):
    assert IMPORTER.sheet is not None
    from_csv, from_sheet = (IMPORTER.read("auto", data) for data in (IMPORTER.template(language).encode(), IMPORTER.sheet(language)))
    assert (from_csv.format, from_sheet.format) == ("csv", "xlsx") and not from_sheet.problems
    assert from_sheet.items == from_csv.items and len(from_sheet.items) == 6


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_template_reads_as_every_kind(language):
    items, problems = taken("auto", IMPORTER.template(language))
    assert [item["tag"] for item in items] == ["single", "multiple", "single", "text", "number", "match"] and not problems


def xlsx(rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


ROWS = [["Ερώτηση", "Σωστές", "Απάντηση 1", "Σχόλιο 1", "Απάντηση 2", "Άλλο"],
        ["Ποιο;", 2, "α", "όχι", "β", "?"], [None] * 6, ["Πόσα;", None, 8, None, None, None], ["Ποιο;", "τρία", "α", "", "β", ""]]


@pytest.mark.parametrize("make", [
    lambda: ("xlsx", xlsx(ROWS)),
    lambda: ("csv", "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in ROWS).encode("cp1253")),
    lambda: ("csv", ("\ufeff" + "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in ROWS)).encode("utf-16"))])
def test_a_sheet_whatever_program_wrote_it(make):
    form, data = make()
    found = read("auto", data)
    assert found.format == form
    assert [(item["tag"], item["prompt"]) for item in found.items] == [("single", "Ποιο;"), ("text", "Πόσα;")]
    assert options(found.items[0]) == [("α", False, "όχι"), ("β", True, "")] and found.items[1]["accepted"] == ["8"]
    assert [(p.line, p.message) for p in found.problems] == [
        (5, "Write the numbers of the right answers in the column “Right”, such as 1 or 1,3.")]


def test_a_sheet_without_headings_or_a_broken_one_is_told():
    assert "headings" in taken("csv", "α;β\n1;2")[1][0].message
    for data in (b"PK\x03\x04junk", xlsx(ROWS)[:-200]):
        assert "no sound XLSX" in taken("xlsx", data)[1][0].message


# -- all formats ---------------------------------------------------------------------------------------------------------


def packed(name: str, content: str = "") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(name, content)
    return kept.getvalue()


@pytest.mark.parametrize("form", ["auto", "xlsx", "gift"])
@pytest.mark.parametrize("data", [
    b"%PDF-1.4\n{=a ~b}", b"\xd0\xcf\x11\xe0\xa1\xb1{=a}", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", packed("word/document.xml", "<w/>"),
    packed("mimetype", "application/vnd.oasis.opendocument.text")])
def test_a_document_is_called_one_and_told_what_to_do(form, data):
    found = read(form, data)
    assert not found.items and [problem.message[:14] for problem in found.problems] == ["Files of Word,"]


def test_the_same_file_gives_the_same_ids_and_twins_get_their_own():
    text = "Ποιο; {=α ~β}\n\nΠοιο; {=α ~β}\n\nΆλλο; {=α ~β}"
    once, again = taken("gift", text)[0], taken("gift", text)[0]
    assert once == again and len({item["id"] for item in once}) == 3
    assert taken("gift", "Πρώτη; {=α ~β}\n\n" + text)[0][3]["id"] == once[2]["id"]


def test_no_more_than_a_quiz_takes():
    items, problems = taken("gift", "\n\n".join(f"{n}; {{=α ~β}}" for n in range(60)))
    assert len(items) == 50 and problems[0].params == {"limit": 50, "count": 10}
    assert any("questions were read" in each.message for each in taken("gift", "\n\n".join(["α {}"] * 1_100))[1])


SIGNS = st.text("{}=~#%:\\\n->.*[]<&;,\t 18αA)ANSWER\u03a3\x00\ud800").map(lambda text: text.encode("utf-8", "surrogatepass"))


@given(st.sampled_from([*FORMATS, "", "pickle"]), SIGNS | st.binary(max_size=300) | SIGNS.map(
    lambda signs: b"<quiz><question type='numerical'><questiontext><text>" + signs + b"</text></questiontext></question></quiz>"))
@example("gift", b"a {#1e999}")
@example("gift", b"a {#1..1e400}")
@example("gift", b"a {%500%=b ~c}")
@example("csv", b"Question,Answer 1,Right\r\n\"a\nb,c")
@example("moodle_xml", b"")
@example("xlsx", b"")
def test_any_bytes_give_a_valid_quiz_or_reasons(form, data):
    found = read(form, data)
    assert found.items or found.problems
    if found.items:
        quiz = Quiz.model_validate({"items": list(found.items)})
        assert quiz.grade(quiz.correct_response()).share == 1
    for problem in found.problems:
        assert words("el")(problem.message).format_map(problem.params)


@pytest.mark.parametrize("data, form", [
    ("Ποιο; {=α}", "gift"), ("Ποιο;\nA. α\nANSWER: A", "aiken"), (" <quiz/>", "moodle_xml"), ("Ερώτηση;Απάντηση 1", "csv"),
    ("PK\x03\x04", "xlsx")])
def test_the_format_is_guessed(data, form):
    assert guess(data.encode()) == form


@pytest.mark.parametrize("data", [
    b"{" * 400_000, b"=~" * 300_000, b"<" * 500_000, b"[html]" + b"<" * 400_000 + b"{=a}", b"a{" + b"=~%1%#->" * 80_000 + b"}",
    b"A. " * 200_000, b"\\" * 500_000, b"<quiz>" * 200_000, b'"' * 400_000, b"::" * 200_000])
@pytest.mark.parametrize("form", ["gift", "aiken", "moodle_xml", "csv"])
def test_long_nonsense_is_read_to_its_end(form, data):
    assert read(form, data).problems
