"""What the contract tests share: every kind, its examples, and definitions drawn from its schema."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pekt_xblocks.activities import activity_types
from pekt_xblocks.core.schema import editor_schema
from tests.strategies import values

TYPES = activity_types()
each_kind = pytest.mark.parametrize("cls", TYPES.values(), ids=list(TYPES))
slow = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def variants(cls: Any) -> st.SearchStrategy[Any]:
    """Valid definitions: the kind's own strategy where it gives one (``tests/activities/<kind>/drawn.py``), else from the schema."""
    from importlib import import_module, util
    name = f"tests.activities.{cls.kind}.drawn"
    if util.find_spec(f"tests.activities.{cls.kind}") and util.find_spec(name):
        return import_module(name).definitions()

    def load(raw: Any) -> Any:
        try:
            return cls.model_validate(raw)
        except ValidationError:
            return None
    return values(editor_schema(cls, "en")).map(load).filter(lambda found: found is not None)


def responses(cls: Any) -> st.SearchStrategy[Any]:
    """Readable responses of any shape."""
    def load(raw: Any) -> Any:
        try:
            return cls.Response.model_validate(raw)
        except ValidationError:
            return None
    return values(editor_schema(cls.Response, "en")).map(load).filter(lambda found: found is not None)
