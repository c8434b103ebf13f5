"""Blocks of every kind on a recording platform."""
import pytest
from xblock.core import XBlock

from pekt_xblocks import block as blocks
from pekt_xblocks.activities import kinds

from .fake_records import Believing
from .runtime import Platform


def block_class(kind):
    return getattr(blocks, blocks.class_name(kind))


@pytest.fixture(params=kinds())
def cls(request):
    return block_class(request.param)


@pytest.fixture
def platform():
    return Platform()


@pytest.fixture
def block(cls, platform) -> XBlock:
    return platform.block(cls)


@pytest.fixture(autouse=True)
def hub(monkeypatch):
    """A hub that witnesses whatever a learner sends: what it makes of that is for each kind's own tests."""
    def records_of(block):
        if block.scope_ids.user_id is None:
            return None
        if not hasattr(block.runtime, "records"):
            block.runtime.records = Believing(block.activity)
        return block.runtime.records
    monkeypatch.setattr("pekt_xblocks.shell.hub.records_of", records_of)
