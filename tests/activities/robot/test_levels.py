"""The module's levels: every model solution earns everything, every usual mistake is told by its own code, at its own place."""

from fractions import Fraction

import pytest

from pekt_xblocks.activities.robot import program, python_reader

from .levels import ALSO_RIGHT, LEVELS, R9_GIVEN, SIZES, WRONG, level


def graded(slug, text):
    activity = level(slug)
    return activity.grade(activity.Response(text=text))


def test_all_levels_are_there():
    assert LEVELS == [f"r{n}" for n in range(1, 10)] + ["t6"]


@pytest.mark.parametrize("slug", LEVELS)
def test_the_model_solution_earns_everything(slug):
    activity = level(slug)
    score = activity.grade(activity.correct_response())
    assert score.share == 1 and score.facts["code"] == "ok" and score.facts["state"] == "ideal"
    assert score.note == "Τα κατάφερες σε όλους τους χάρτες!"


@pytest.mark.parametrize("slug, size", SIZES.items())
def test_the_model_solution_has_as_many_commands_as_the_module_says(slug, size):
    assert program.count(python_reader.parse(level(slug).solution)[0]) == size


@pytest.mark.parametrize("slug, name, text, code, facts", WRONG, ids=[f"{w[0]} {w[1]}" for w in WRONG])
def test_a_usual_mistake_is_told_by_its_code(slug, name, text, code, facts):
    score = graded(slug, text)
    assert score.facts["code"] == code and score.parts[0].code == code
    assert {key: score.facts[key] for key in facts} == facts
    assert score.share < Fraction(7, 10)
    assert score.note and "{" not in score.note and "[[" not in score.note


@pytest.mark.parametrize("slug, text", ALSO_RIGHT)
def test_another_right_answer_earns_everything(slug, text):
    assert graded(slug, text).share == 1


@pytest.mark.parametrize(
    "slug, name, told",
    [
        (
            "r1",
            "four steps",
            "Στη γραμμή 3 το ρομπότ χτύπησε σε εμπόδιο, στο Γ1. Γύρνα το μυαλό σου σαν το ρομπότ: προς τα πού κοιτάζει εκείνη τη στιγμή;",
        ),
        ("r2", "does not pick up", "Έφτασες, αλλά έμεινε μία μπαταρία πίσω."),
        ("r3", "seven", "Σταμάτησε στο Θ1, ένα βήμα πριν από τη βάση."),
        ("r3", "nine", "Στη γραμμή 2 χτύπησε σε εμπόδιο. Έφτασες στη βάση και συνέχισες. Μέτρησε τα βήματα, όχι τα τετράγωνα."),
        ("r4", "three sides", "Πέρασες από όλες τις γωνίες, αλλά δεν γύρισες στην αρχή."),
        ("r5", "three times", "Σταμάτησε στο Δ2, 2 βήματα πριν από τη βάση."),
        (
            "r7",
            "counted steps",
            "Στον χάρτη που βλέπεις δουλεύει. Σε άλλον χάρτη όχι: μην υπολογίζεις σταθερές θέσεις, ρώτα τον αισθητήρα.",
        ),
        ("r8", "only one row", "Έμειναν 4 μπαταρίες πίσω."),
    ],
)
def test_feedback_reads_as_the_module_has_it(slug, name, told):
    (text,) = [w[2] for w in WRONG if w[:2] == (slug, name)]
    assert graded(slug, text).note == told


def test_find_the_bug_starts_from_the_given_program_and_one_change_mends_it():
    activity = level("r9")
    assert activity.given == R9_GIVEN
    broken, mended = python_reader.parse(activity.given)[0], python_reader.parse(activity.solution)[0]
    assert [(a, b) for a, b in zip(broken, mended, strict=True) if a != b] == [(["left"], ["right"])]
    assert graded("r9", R9_GIVEN).facts["node"] == 8


def test_working_but_not_as_asked_is_its_own_state():
    too_many = graded("r3", "move()\n" * 8)
    assert too_many.facts["state"] == "solved" and too_many.share == Fraction(7, 10)
    assert too_many.note.split("\n\n") == [
        "Δουλεύει! Μπορεί όμως να γίνει με 2 εντολές. Τι επαναλαμβάνεται;",
        "Δουλεύει, αλλά εδώ εξασκούμε το «επανάλαβε».",
    ]
    long = graded("r3", "for i in range(7):\n    move()\nmove()\n")
    assert (long.facts["code"], long.share) == ("too_many", Fraction(8, 10))
    asked = graded("r8", "move()\n" * 3)
    assert asked.facts["state"] == "failed"


@pytest.mark.parametrize("slug", LEVELS)
def test_no_level_is_passed_without_a_thought(slug):
    activity = level(slug)
    shares = {how: activity.grade(response).share for how, response in activity.blankets().items()}
    assert "move again and again" in shares and max(shares.values()) < Fraction(1, 2)
    assert ("as given" in shares) == (slug == "r9") and ("ahead until home" in shares) == (slug in {"r6", "r7", "t6"})
    assert all(not activity.missing(response) for response in activity.blankets().values())
