"""Periodic work, health, counters, diagnosis: what an operator sees of a site, and that it says nothing of a person."""
from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.management.commands import pekt_records_work
from pekt_xblocks.records.models import Delivery, Dirty, Retention, Round

from .conftest import complete
from .test_progress import leaves, progress
from .test_worker import behind_our_back


def ago(**time):
    return timezone.now() - timedelta(**time)


# -- pekt_records_work --------------------------------------------------------------------------------------------------------------

def test_one_command_does_what_is_due(waiting):
    call_command("pekt_records_work")
    assert progress(waiting).done == 1
    rounds = {(row.work, row.told, row.failed) for row in Round.objects.exclude(work="purge")}
    assert rounds >= {("settle", 1, False), ("reconcile", 0, False)}


def test_the_night_comes_once_and_late_rather_than_never(waiting, tree):
    call_command("pekt_records_work")
    behind_our_back(waiting, leaves(tree)[1])
    call_command("pekt_records_work")
    assert progress(waiting).done == 1
    Round.objects.filter(work="reconcile").update(ended=ago(hours=25))
    call_command("pekt_records_work")
    assert progress(waiting).done == 2


@pytest.mark.parametrize(("ended", "due"), [("01:59", True), ("02:00", False), ("12:00", False)])
@pytest.mark.django_db
def test_a_night_begins_at_its_hour(monkeypatch, ended, due):
    noon = timezone.localtime().replace(hour=12, minute=30)
    hour, minute = map(int, ended.split(":"))
    Round.objects.create(work="purge", ended=noon.replace(hour=hour, minute=minute, second=0, microsecond=0), seconds=1)
    monkeypatch.setattr("pekt_xblocks.records.api.periodic.timezone.localtime", lambda: noon)
    assert api.due_tonight("purge") is due


def test_a_piece_that_fails_holds_up_no_other(waiting, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise RuntimeError
    monkeypatch.setattr(api, "work", broken)
    with pytest.raises(CommandError, match="settle"):
        call_command("pekt_records_work")
    assert "work=settle failed" in caplog.text
    assert set(Round.objects.values_list("work", flat=True)) >= {"reconcile", "purge"}


def test_nightly_work_is_done_by_one_process(waiting, capsys):
    with api.lease("night", pekt_records_work.LONGEST_NIGHT):
        call_command("pekt_records_work")
    assert progress(waiting).done == 1 and not Round.objects.filter(work="purge").exists()
    assert "another process" in capsys.readouterr().out


def test_the_nightly_purge_takes_what_the_table_says(learner, run, settings):
    Retention.objects.update_or_create(kind=Retention.REGISTRATIONS, defaults={"years": 0})
    type(run.year).objects.filter(id=run.year_id).update(ends=timezone.localdate() - timedelta(days=400))
    call_command("pekt_records_work")
    assert Round.objects.get(work="purge").told > 0


@pytest.mark.django_db
def test_a_round_that_fails_is_remembered_as_failed():
    with pytest.raises(ZeroDivisionError), api.round_of("settle"):
        raise ZeroDivisionError
    assert Round.objects.get().failed and api.upkeep().failed == ("settle",)


# -- health -------------------------------------------------------------------------------------------------------------------------

def test_health_is_well_while_the_worker_keeps_up(client, waiting):
    said = client.get("/hub/health/")
    assert said.status_code == 200 and said["Cache-Control"] == "no-store"
    assert said.json()["status"] == "ok" and said.json()["waiting"] == 1


def test_health_fails_when_someone_waits_too_long_and_recovers(client, waiting, settings):
    settings.PEKT_RECORDS_LAG = 60
    Dirty.objects.update(since=ago(seconds=61))
    said = client.get("/hub/health/")
    assert said.status_code == 503 and said.json()["status"] == "behind" and said.json()["oldest_seconds"] >= 61
    call_command("pekt_records_settle")
    assert client.get("/hub/health/").status_code == 200


def test_health_says_when_the_database_is_away(client, db, monkeypatch):
    from django.db import OperationalError

    def away():
        raise OperationalError
    monkeypatch.setattr(api, "upkeep", away)
    assert client.get("/hub/health/").status_code == 503


# -- metrics ------------------------------------------------------------------------------------------------------------------------

TOKEN = "s" * 40


@pytest.mark.parametrize(("restrictions", "headers", "address", "status"), [
    ({}, {}, "127.0.0.1", 404),
    ({"PEKT_METRICS_TOKEN": TOKEN}, {}, "127.0.0.1", 404),
    ({"PEKT_METRICS_TOKEN": TOKEN}, {"Authorization": "Bearer x"}, "127.0.0.1", 404),
    ({"PEKT_METRICS_TOKEN": TOKEN}, {"Authorization": f"Bearer {TOKEN}"}, "127.0.0.1", 200),
    ({"PEKT_METRICS_FROM": ["10.0.0.0/8"]}, {}, "10.1.2.3", 200),
    ({"PEKT_METRICS_FROM": ["10.0.0.0/8"]}, {}, "192.0.2.7", 404),
    ({"PEKT_METRICS_FROM": ["10.0.0.0/8"], "PEKT_METRICS_TOKEN": TOKEN}, {}, "10.1.2.3", 404),
    ({"PEKT_METRICS_FROM": ["10.0.0.0/8"], "PEKT_METRICS_TOKEN": TOKEN}, {"Authorization": f"Bearer {TOKEN}"}, "192.0.2.7", 404),
])
def test_only_those_whom_every_setting_lets_in_read_the_counters(client, db, settings, restrictions, headers, address, status):
    for name, value in restrictions.items():
        setattr(settings, name, value)
    assert client.get("/hub/metrics/", headers=headers, REMOTE_ADDR=address).status_code == status


def counters(client, settings) -> dict[str, float]:
    settings.PEKT_METRICS_TOKEN = TOKEN
    said = client.get("/hub/metrics/", headers={"Authorization": f"Bearer {TOKEN}"})
    assert said["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in said.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_the_counters_count(client, waiting, settings):
    before = counters(client, settings)
    assert before["pekt_records_waiting"] == 1 and "pekt_records_difference" not in before
    call_command("pekt_records_work")
    after = counters(client, settings)
    assert after["pekt_records_waiting"] == after["pekt_records_difference"] == after['pekt_records_round_failed{work="settle"}'] == 0
    assert after['pekt_records_round_age_seconds{work="settle"}'] < 60


def test_the_counters_count_deliveries(lrs, client, learner, tree, settings):
    for key in leaves(tree)[:2]:
        complete(learner, key)
    Delivery.objects.update(made=ago(minutes=5))
    Delivery.objects.filter(id=Delivery.objects.earliest("id").id).update(state=Delivery.DEAD)
    said = counters(client, settings)
    assert said['pekt_records_unsent{destination="lrs"}'] >= 1 and said['pekt_records_dead{destination="lrs"}'] == 1
    assert 300 <= said['pekt_records_oldest_unsent_seconds{destination="lrs"}'] < 360
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": {"kind": "?"}}
    assert counters(client, settings)["pekt_records_destinations_unreadable"] == 1


def test_neither_page_nor_the_log_says_a_word_of_a_person(client, person, group, tree, settings, caplog):
    caplog.set_level(logging.DEBUG)
    settings.PEKT_RECORDS_SETTLE, settings.PEKT_METRICS_TOKEN = "worker", TOKEN
    user = person("zzeleni", last_name="Ζουμπουλάκη", email="zz@pupils.example", id=987654321)
    api.join(group, user.id)
    complete(user, leaves(tree)[0])
    call_command("pekt_records_work")
    said = caplog.text + client.get("/hub/health/").content.decode()
    said += client.get("/hub/metrics/", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert "round work=settle told=1" in said
    assert not any(word in said for word in ("zzeleni", "Ζουμπουλάκη", "zz@", "987654321", str(api.own_data(user.id))[:40]))
