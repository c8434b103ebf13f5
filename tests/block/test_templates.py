"""Templates as the editor gets them: offered to a block that nobody wrote in, to authors alone, and nothing is kept by asking."""
from __future__ import annotations

import pytest

from pekt_xblocks.activities import kinds, templates

from .conftest import block_class
from .runtime import Platform, call


@pytest.mark.parametrize("kind", kinds())
def test_a_fresh_block_is_offered_them_and_each_can_be_saved(kind):
    block = Platform(staff=True).block(block_class(kind))
    offered = call(block, "load_definition")[1]["templates"]
    assert [each["name"] for each in offered] == [each.name for each in templates(kind)]
    assert all(set(each) == {"name", "title", "description"} for each in offered)
    for each in templates(kind):
        status, told = call(block, "load_template", {"name": each.name})
        assert (status, told) == (200, {"definition": each.activity.model_dump(mode="json")})
    assert block.definition is None
    assert call(block, "save_definition", {"definition": told["definition"], "settings": {}})[1]["ok"]
    assert call(block, "load_definition")[1]["templates"] == []


@pytest.mark.parametrize("name", ["", "none", None, ["five"], {"a": 1}])
def test_an_unknown_template_is_refused(name):
    assert call(Platform(staff=True).block(block_class("quiz")), "load_template", {"name": name})[0] == 404


def test_learners_see_none():
    assert call(Platform(staff=False).block(block_class("quiz")), "load_template", {"name": "five"})[0] == 403
