"""What is logged of a day's work, at every level: pages, files, worker, sender, bus and their failures say no word of a person."""
from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse

from pekt_xblocks.records import api, platform
from pekt_xblocks.records.models import Attestation, Delivery, Membership, Role, Run

from .conftest import COURSE, complete
from .receivers import Receiver
from .test_progress import leaves
from .test_record import LRS

PERSONAL = ("zzeleni", "Ζουμπουλάκη", "zz@pupils.example", "zzdaskala", "Παπαδάκη", "dd@schools.example", "987654321")


@pytest.fixture
def pupil(person):
    return person("zzeleni", last_name="Ζουμπουλάκη", email="zz@pupils.example", id=987_654_321)


@pytest.fixture
def coordinator(person, run):
    user = person("zzdaskala", last_name="Παπαδάκη", email="dd@schools.example")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    return user


@pytest.fixture
def refusing(settings):
    """An LRS that refuses and gives back what it was sent."""
    receiver = Receiver(lambda body, headers: (400, {}, body))
    settings.LMS_ROOT_URL = "https://mathimata.example"
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS | {"url": receiver.url}}
    yield receiver
    receiver.close()


@pytest.fixture
def logged(caplog):
    caplog.set_level(logging.DEBUG)
    return lambda: caplog.text


def test_a_day_of_pages_files_worker_and_sender(client, pupil, coordinator, refusing, run, group, tree, settings, logged):
    settings.PEKT_RECORDS_SETTLE = "worker"
    client.force_login(pupil)
    client.post(reverse("pekt_records:join"), {"code": api.open_joining(coordinator, group)})
    for key in leaves(tree):
        complete(pupil, key)
    call_command("pekt_records_work")
    client.get(reverse("pekt_records:my_data"))
    client.get(reverse("pekt_records:run", args=[run.ref]))                          # not theirs: refused
    client.force_login(coordinator)
    member = Membership.objects.get()
    for name, args in (("home", []), ("run", [run.ref]), ("learner", [member.registration]), ("learner", [run.ref])):
        client.get(reverse(f"pekt_records:{name}", args=args))
    client.post(reverse("pekt_records:attestations", args=[run.hub.code]))
    api.revoke(coordinator, Attestation.objects.get(), "λάθος")
    assert b"xl/" in client.get(reverse("pekt_records:group_table", args=[group.ref, "xlsx"]) + "?names=1").content
    call_command("pekt_records_send")
    assert Delivery.objects.filter(state=Delivery.DEAD).exists()
    api.erase(pupil.id)
    said = logged()
    assert "round work=settle told=1" in said and "could not be sent" not in said
    assert [word for word in PERSONAL if word in said] == []


def test_failures(client, pupil, coordinator, group, tree, settings, logged, monkeypatch):
    """With their tracebacks: a database's own words hold the row that it refuses."""
    settings.PEKT_RECORDS_SETTLE = "worker"
    api.join(group, pupil.id)
    complete(pupil, leaves(tree)[0])

    def refuses(*args, **more):
        raise IntegrityError("UNIQUE constraint failed: pekt_records_progress.membership_id")

    monkeypatch.setattr(platform, "course_tree", refuses)
    call_command("pekt_records_work")
    api.keep("milestone", SimpleNamespace(site="https://allo.example", milestone="flew", learner=pupil.username))
    said = logged()
    assert "was not computed" in said and COURSE in said and Run.objects.exists()
    assert [word for word in PERSONAL if word in said] == []


@pytest.mark.parametrize("bus", ["redis", "kafka"])
def test_a_broker_that_does_not_answer(logged, bus):
    """The producers write the whole event into the log; an event of another app stays as it is."""
    from pekt_xblocks.records.delivery.quiet import hush_producers

    producer = pytest.importorskip(f"edx_event_bus_{bus}.internal.producer")
    hush_producers()
    for kind in ("gr.pekt.records.milestone.reached.v1", "org.openedx.learning.other.v1"):
        context = producer.ProducingContext(signal=kind, full_topic="pekt-records", event_data={"learner": "78ce1e56"})
        producer.record_producing_error(ConnectionError("refused"), context)
    ours, other = [line for line in logged().splitlines() if "Error delivering" in line]
    assert "refused" in ours and "milestone.reached" in ours and "78ce1e56" not in ours and "78ce1e56" in other
