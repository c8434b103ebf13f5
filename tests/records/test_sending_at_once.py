"""Many processes at the outbox at once, on databases that have many writers: each record once."""
from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import connections, transaction

from pekt_xblocks.records import api
from pekt_xblocks.records.api import sending
from pekt_xblocks.records.data import COMPLETED, STARTED
from pekt_xblocks.records.models import Delivery, Membership

from . import fake_platform
from .conftest import COURSE, complete
from .test_concurrency import at_once, server  # noqa: F401
from .test_progress import leaves
from .test_sending import lrs, outbox, receiver, states  # noqa: F401

pytestmark = pytest.mark.database


@pytest.fixture
def no_lease(monkeypatch):
    @contextmanager
    def nobody(name):
        yield lambda: None
    monkeypatch.setattr(sending, "lease", nobody)


def test_senders_that_lost_their_lease_share_the_records(server, outbox, receiver, lrs, no_lease):  # noqa: F811
    done = at_once(lambda _: api.send(), range(6), threads=6)
    assert sum(one.sent for (one,) in done) == 15 and states() == {"sent": 15}
    assert set(lrs.times_taken.values()) == {1}                         # what one had taken, the others passed over


def test_a_record_that_an_erasure_holds_is_passed_over(server, outbox, receiver, lrs):  # noqa: F811
    if not connections["default"].features.has_select_for_update_skip_locked:
        pytest.skip("this database waits instead")
    member = outbox[0].membership_id
    with transaction.atomic():
        assert len(Delivery.objects.select_for_update().filter(membership=member)) == 5
        (done,) = at_once(lambda _: api.send(), [0], threads=1)
        assert done[0].sent == 10
        api.erase(Membership.objects.get(id=member).user_id)
    assert states() == {"sent": 10} and len(lrs.kept) == 10


@pytest.mark.parametrize("mode", ["inline", "worker"])
def test_a_learner_in_eight_tabs_is_told_of_once(server, receiver, learner, settings, mode):  # noqa: F811
    settings.PEKT_RECORDS_SETTLE = mode
    keys = leaves(fake_platform.make_tree(COURSE, units=3, leaves=4))
    at_once(lambda key: complete(learner, key) if key else api.settle(), [*keys[:6], None, *keys[6:], None])
    api.work()
    told = list(Delivery.objects.order_by("id").values_list("milestone", flat=True))
    assert len(told) == len(set(told)) and {told[0], told[-1]} == {STARTED, COMPLETED}
    assert api.untold() == 0
