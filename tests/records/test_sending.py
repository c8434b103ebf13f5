"""Sending through every fault there is: nothing lost, nothing doubled, ids and texts the same."""
from __future__ import annotations

import json
import random
import signal
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.api import sending
from pekt_xblocks.records.api.worker import lease
from pekt_xblocks.records.models import Channel, Delivery

from .children import child
from .conftest import complete
from .receivers import FAULTS, Receiver, StrictLRS
from .test_progress import leaves
from .test_record import HOOK, LRS


@pytest.fixture
def lrs():
    return StrictLRS()


@pytest.fixture
def receiver(lrs, settings):
    receiver = Receiver(lrs)
    settings.LMS_ROOT_URL = "https://mathimata.example"
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS | {"url": receiver.url, "timeout": 1.0, "batch": 4}}
    yield receiver
    receiver.close()


@pytest.fixture
def outbox(receiver, group, person, tree) -> list[Delivery]:
    """Fifteen records of three learners."""
    for name in ("anna", "vasilis", "giorgos"):
        user = person(name)
        api.join(group, user.id)
        for key in leaves(tree):
            complete(user, key)
    return list(Delivery.objects.order_by("id"))


def later() -> list:
    """A round of sending after every wait has passed."""
    Channel.objects.update(not_before=None)
    return api.send()


def states() -> dict[str, int]:
    rows = list(Delivery.objects.values_list("state", flat=True))
    return {state: rows.count(state) for state in set(rows)}


def test_everything_arrives_once_in_batches(outbox, receiver, lrs):
    (done,) = api.send()
    assert (done.sent, done.refused, receiver.requests) == (15, 0, 4)
    assert lrs.kept == {str(row.record): json.loads(row.body) for row in outbox}
    assert states() == {"sent": 15}
    assert api.send()[0].sent == 0 and receiver.requests == 4


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_the_round_and_the_next_one_sends_all(outbox, receiver, lrs, fault):
    receiver.faults = iter([fault])
    (done,) = api.send()
    assert (done.sent, done.refused) == (0, 0) and done.waits_until > timezone.now() and done.reason
    assert receiver.requests == 1 and states() == {"waiting": 15}
    assert api.send()[0].waits_until == done.waits_until and receiver.requests == 1      # it waits as it said
    assert later()[0].sent == 15
    assert len(lrs.kept) == 15 and set(lrs.kept) == {str(row.record) for row in outbox}


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_on_the_way_nothing_is_lost_or_doubled(outbox, receiver, lrs, seed):
    dice = random.Random(seed)
    receiver.faults = iter([dice.choice([*FAULTS, "", ""]) for _ in range(12)])
    bodies = dict(Delivery.objects.values_list("record", "body"))
    for _ in range(40):
        later()
        if not Delivery.objects.exclude(state=Delivery.SENT).exists():
            break
    assert states() == {"sent": 15}
    assert lrs.kept == {str(record): json.loads(body) for record, body in bodies.items()}
    assert dict(Delivery.objects.values_list("record", "body")) == bodies


def test_nobody_there_is_a_fault_like_any_other(outbox, receiver, lrs, settings):
    settings.PEKT_RECORDS_DESTINATIONS["lrs"] |= {"url": "http://127.0.0.1:9/xAPI/statements"}
    assert api.send()[0].reason == "ConnectionError"
    settings.PEKT_RECORDS_DESTINATIONS["lrs"] |= {"url": receiver.url}
    assert later()[0].sent == 15 and len(lrs.kept) == 15


def test_the_wait_doubles_up_to_an_hour_and_a_success_ends_it(outbox, receiver, monkeypatch):
    monkeypatch.setattr(sending.random, "uniform", lambda low, high: high)
    receiver.faults = iter(["503"] * 9)
    waits = []
    for _ in range(9):
        before = timezone.now()
        (done,) = later()
        waits.append((done.waits_until - before) // timedelta(seconds=1))
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    later()
    channel = Channel.objects.get()
    assert (channel.failures, channel.not_before, channel.reason) == (0, None, "") and channel.last_success


@pytest.mark.parametrize(("asked", "least", "most"), [
    ("600", 600, 601), ("999999999", 86_400, 86_401), ("nonsense", 14, 31), ("-5", 14, 31), ("Mon, 05 Oct 2026 09:10:00 GMT", 600, 601),
])
def test_retry_after_is_honoured_within_a_day(outbox, receiver, monkeypatch, asked, least, most):
    now = timezone.datetime(2026, 10, 5, 9, 0, tzinfo=timezone.get_fixed_timezone(0))
    monkeypatch.setattr(sending.timezone, "now", lambda: now)
    receiver.take = lambda body, headers: (503, {"Retry-After": asked}, b"")
    assert least <= (api.send()[0].waits_until - now).total_seconds() <= most


@pytest.mark.parametrize("code", [400, 409, 413, 422])
def test_one_bad_record_is_found_and_the_others_arrive(outbox, receiver, lrs, code):
    bad = {str(outbox[1].record), str(outbox[2].record), str(outbox[9].record)}
    lrs.refuses = lambda statement: code if statement["id"] in bad else 0
    (done,) = api.send()
    assert (done.sent, done.refused) == (12, 3) and set(lrs.kept).isdisjoint(bad)
    dead = Delivery.objects.filter(state=Delivery.DEAD)
    assert {str(row.record) for row in dead} == bad and all(row.reason.startswith(f"HTTP {code} refused ") for row in dead)
    lrs.refuses = lambda statement: 0
    assert later()[0].sent == 0
    assert api.send_again() == 3 and later()[0].sent == 3
    assert len(lrs.kept) == 15 and set(lrs.times_taken.values()) == {1}


def test_a_fault_while_looking_for_the_bad_one_loses_nothing(outbox, receiver, lrs):
    bad = str(outbox[1].record)
    lrs.refuses = lambda statement: 400 if statement["id"] == bad else 0
    receiver.faults = iter(["", "lost", "", "", "", "reset"])
    for _ in range(4):
        later()
    assert states() == {"sent": 14, "dead": 1} and len(lrs.kept) == 14


def test_one_record_that_upsets_a_server_does_not_stop_the_others_for_ever(outbox, receiver, lrs):
    bad = str(outbox[2].record)
    lrs.refuses = lambda statement: 500 if statement["id"] == bad else 0
    for _ in range(sending.STUBBORN):
        assert later()[0].sent == 0
    assert later()[0].sent == 14 and states() == {"sent": 14, "dead": 1}


def test_a_server_that_answers_500_to_everything_costs_no_record(outbox, receiver, lrs):
    lrs.refuses = lambda statement: 500
    for _ in range(sending.STUBBORN + 3):
        later()
    assert states() == {"waiting": 15}
    lrs.refuses = lambda statement: 0
    assert later()[0].sent == 15


def test_a_second_process_stands_back(outbox, receiver):
    with lease("send lrs"):
        assert api.send()[0].busy
    assert receiver.requests == 0
    assert api.send()[0].sent == 15


def test_records_that_another_holds_are_passed_over_until_it_must_be_dead(outbox, receiver, lrs):
    held = [row.id for row in outbox[:5]]
    Delivery.objects.filter(id__in=held).update(held_until=timezone.now() + timedelta(minutes=1))
    assert api.send()[0].sent == 10
    Delivery.objects.filter(id__in=held).update(held_until=F("held_until") - timedelta(minutes=2))
    assert api.send()[0].sent == 5 and len(lrs.kept) == 15


def test_who_is_erased_while_a_batch_is_on_its_way_stays_erased(outbox, receiver, lrs):
    user = outbox[0].membership.user_id
    claim = sending._claim

    def claimed(*args):
        rows = claim(*args)
        api.erase(user)
        return rows

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "_claim", claimed)
        api.send()
    assert not Delivery.objects.filter(membership__user_id=user).exists() and states() == {"sent": 10}


def test_an_erasure_is_sent_and_then_forgotten_here_too(receiver, lrs, settings, learner, tree):
    asked = []
    receiver.take = lambda body, headers: (asked.extend(json.loads(body)["records"]), (204, {}, b""))[1]
    settings.PEKT_RECORDS_DESTINATIONS = {"hook": HOOK | {"url": receiver.url}}
    complete(learner, leaves(tree)[0])
    api.send()
    api.erase(learner.id)
    assert api.send()[0].sent == 1
    assert [record["milestone"] for record in asked] == ["started", "25", "erased"] and len({record["learner"] for record in asked}) == 1
    assert not Delivery.objects.exists()


def test_no_secret_is_told_anywhere(outbox, receiver, lrs, caplog, capsys):
    caplog.set_level("DEBUG")
    receiver.take = lambda body, headers: (400, {}, f"bad login polos:ena-mystiko {headers['Authorization']}".encode())
    call_command("pekt_records_send")
    receiver.take = lambda body, headers: (503, {}, b"ena-mystiko")
    api.send_again()
    call_command("pekt_records_send")
    kept = [*Delivery.objects.values_list("reason", flat=True), *Channel.objects.values_list("reason", flat=True)]
    said = "".join([caplog.text, capsys.readouterr().out, *kept])
    assert "HTTP 400" in said and "HTTP 503" in said
    assert "ena-mystiko" not in said and "cG9sb3M6ZW5hLW15c3Rpa28=" not in said and LRS["pseudonym_key"] not in said


def test_the_command_tells_and_its_check_fails_when_something_waits_too_long(outbox, receiver, lrs, capsys):
    lrs.refuses = lambda statement: 400 if statement["id"] == str(outbox[0].record) else 0
    call_command("pekt_records_send")
    assert "lrs: 14 sent, 1 refused" in capsys.readouterr().out
    with pytest.raises(CommandError, match="needs a look: lrs"):
        call_command("pekt_records_send", "--check")
    lrs.refuses = lambda statement: 0
    call_command("pekt_records_send", "--refused")
    call_command("pekt_records_send", "--check")
    Delivery.objects.filter(id=outbox[0].id).update(state=Delivery.WAITING, made=timezone.now() - timedelta(days=2))
    with pytest.raises(CommandError, match="needs a look: lrs"):
        call_command("pekt_records_send", "--check")


def test_what_a_destination_lost_is_sent_again(outbox, receiver, lrs, capsys):
    api.send()
    lost = sorted(lrs.kept)[:7]
    for one in lost:
        del lrs.kept[one]
    call_command("pekt_records_send", "--only", "lrs", "--since", "2020-01-01")
    assert len(lrs.kept) == 15 and states() == {"sent": 15}


def test_wrong_settings_are_said_by_every_command(settings, db):
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS | {"kind": "carrier pigeon"}}
    with pytest.raises(CommandError, match="lrs: kind"):
        call_command("pekt_records_send")
    with pytest.raises(Exception, match="pekt_records.E001"):
        call_command("check")


FILL = """
    call_command("migrate", verbosity=0)
    Switch.objects.update_or_create(name="completion.enable_completion_tracking", defaults={"active": True})
    run = api.run(api.known_hubs()["kozani"], api.module("m", title_el="M"), COURSE, date(2026, 10, 1))
    group = Group.objects.create(run=run, name="A")
    for i in range(6):
        user = User.objects.create(username=f"u{i}")
        api.join(group, user.id)
        for leaf in [leaf for unit in fake_platform.TREES[COURSE].units for leaf in unit.leaves]:
            BlockCompletion.objects.submit_completion(user, UsageKey.from_string(leaf.usage_key), 1.0)
"""
SEND = """
    Lease.objects.update(holder=None)                   # the dead sender's, and what it held, would end by themselves after a while
    Delivery.objects.update(held_until=None)
    Channel.objects.update(not_before=None)
    api.send()
    print(Delivery.objects.filter(state="sent").count(), Delivery.objects.count())
"""


def test_a_sender_killed_at_any_point_loses_nothing_and_doubles_nothing(tmp_path, receiver, lrs, settings):
    database = tmp_path / "records.sqlite3"
    url = json.dumps(settings.PEKT_RECORDS_DESTINATIONS["lrs"] | {"timeout": 30})
    assert child(FILL, database, url).wait() == 0
    for fault in (["before"], ["", "after"], ["", "", "before"], ["after"]):     # the batch had not been taken, or had been
        receiver.faults = iter(fault)
        sender = child(SEND, database, url)
        assert receiver.arrived.acquire(timeout=60)
        sender.send_signal(signal.SIGKILL)
        sender.communicate()
    assert 0 < len(lrs.kept) < 30
    assert child(SEND, database, url).communicate()[0].strip() == "30 30"
    assert len(lrs.kept) == 30 and max(lrs.times_taken.values()) > 1              # sent again, and known by its id
