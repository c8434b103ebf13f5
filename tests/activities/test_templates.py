"""What must hold of every kind's templates: whole activities, solvable, worded in both languages, clean by the rules of `pekt check`."""
from __future__ import annotations

from collections import Counter

import pytest

from pekt_xblocks.activities import examples, kinds, templates
from pekt_xblocks.core.language import words
from pekt_xblocks.olx import codec
from pekt_xblocks.olx.check import check
from pekt_xblocks.olx.new import new_course

EACH = [pytest.param(kind, template, id=f"{kind}-{template.name}") for kind in kinds() for template in templates(kind)]

OF_THE_MODULE = {"minutes", "rhythm", "competence"}
"""Rules about a module's plan: whether a template keeps them depends on the module that it stands in."""


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_offers_a_few_and_none_twice(kind):
    found = templates(kind)
    assert 2 <= len(found) <= 4
    assert len({each.name for each in found}) == len({each.title for each in found}) == len(found)
    assert len({each.activity.model_dump_json() for each in found} | {examples(kind).DEFAULT.model_dump_json()}) == len(found) + 1


@pytest.mark.parametrize(("kind", "template"), EACH)
def test_a_template_is_whole_and_earns_everything_by_its_own_solution(kind, template):
    activity = template.activity
    assert activity.kind == kind
    assert type(activity).model_validate_json(activity.model_dump_json()) == activity
    response = activity.correct_response()
    assert activity.grade(response).earned == activity.possible() and not activity.missing(response)


@pytest.mark.parametrize(("kind", "template"), EACH)
def test_it_is_named_in_both_languages(kind, template):
    for message in (template.title, template.description):
        assert words("en")(message) == message and words("el")(message) != message
    assert len(words("el")(template.description)) <= 120


@pytest.mark.parametrize(("kind", "template"), EACH)
def test_a_course_with_it_has_no_more_faults_and_no_more_advice(kind, template, tmp_path):
    new_course(tmp_path / "course", "demo")
    before = said(tmp_path / "course")
    element = codec.to_text(template.activity, url_name="t1", display_name="Δοκιμή", competences="4.1", minutes="5")
    page = tmp_path / "course" / "vertical" / "explain.xml"
    page.write_text(page.read_text(encoding="utf-8").replace("</vertical>", element + "</vertical>"), encoding="utf-8")
    assert said(tmp_path / "course") - before == Counter()


def said(course):
    return Counter((fault.rule, fault.say("en")) for fault in check(course) if fault.rule not in OF_THE_MODULE)
