"""Blocks of every kind on a recording platform."""
import pytest
from xblock.core import XBlock

from pekt_xblocks import block as blocks
from pekt_xblocks.activities import kinds

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
