"""The seam to hub records: the tree as learners see it, a learner's block without a request of theirs."""
from __future__ import annotations

import pytest
from completion.models import BlockCompletion

from pekt_xblocks.records import platform as records
from pekt_xblocks.workbench import platform
from pekt_xblocks.workbench.keys import usage_key
from pekt_xblocks.workbench.models import Element, Score, UserState

from .conftest import HIDDEN, KEY, PAGE, PROBE, QUIZ

pytestmark = pytest.mark.django_db


def test_the_tree_holds_what_learners_complete(course):
    tree = platform.course_tree(KEY)
    assert [(u.id, u.title, u.section, [leaf.usage_key for leaf in u.leaves]) for u in tree.units] == [
        ("v1", "Διαβάζω", "Αρχή", [PAGE, PROBE]), ("v2", "Απαντώ", "Αρχή", [QUIZ])]
    assert tree.unknown == ("block-v1:PEKTPE+demo+2026+type@missing+block@m1",)
    page, probe = tree.units[0].leaves
    assert (page.points, probe.points, probe.title) == (None, 4.0, "Η δοκιμή")
    assert records.course_tree(KEY) == tree  # wired by the settings
    with pytest.raises(LookupError):
        platform.course_tree("course-v1:a+b+c")


def test_a_learner_s_block_for_a_teacher_s_sign_off(course, people):
    block = platform.learner_block(people["daphne"].user, usage_key(PROBE))
    block.answer = "υπογραφή"
    block.runtime.publish(block, "grade", {"value": 3, "max_value": 4})
    block.emit_completion(1.0)
    block.save()
    assert UserState.objects.get().user == people["daphne"].user == Score.objects.get().user == BlockCompletion.objects.get().user


def test_nobody_s_hidden_blocks(course, people):
    assert platform.learner_block(people["daphne"].user, HIDDEN) is None
    assert platform.learner_block(people["papagianni"].user, HIDDEN) is not None
    assert platform.learner_block(people["daphne"].user, PROBE + "x") is None


def test_names(people):
    ids = [people["daphne"].user_id]
    assert records.display_names(ids) == {ids[0]: "Δάφνη Σ."}


def test_the_tree_follows_an_edit_at_once(course, be):
    before = platform.course_tree(KEY).units[1].leaves[0].points
    element = Element.objects.get(usage_key=QUIZ)
    element.fields |= {"weight": 7.0, "competences": "4.1 4.2"}
    element.save()
    leaf = platform.course_tree(KEY).units[1].leaves[0]
    assert (leaf.points, leaf.competences) == (7.0, ("4.1", "4.2")) and before != 7.0
