"""What an operator of the platform runs and asks: the diagnosis, the periodic work, health and counters at their addresses."""
from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.management import call_command
from edx_django_utils.cache import RequestCache
from waffle.models import Switch

from ..conftest import complete


@pytest.fixture
def diagnosis(course, capsys) -> Callable[[], dict]:
    """What the diagnosis says, by check; its exit code under ``exit``."""
    def read() -> dict:
        RequestCache.clear_all_namespaces()         # as between two commands
        ended = 0
        capsys.readouterr()
        try:
            call_command("pekt_doctor", "--json")
        except SystemExit as exit:
            ended = int(exit.code or 0)
        return {one["check"]: one for one in json.loads(capsys.readouterr().out)} | {"exit": ended}
    return read


@pytest.fixture
def untracked(course):
    """The platform's switch, off; waffle's cache knows it too."""
    switch = Switch.objects.get(name="completion.enable_completion_tracking")
    switch.active = False
    switch.save()
    switch.flush()
    yield
    switch.flush()


def test_the_diagnosis_reads_the_platforms_own_switch(diagnosis):
    assert diagnosis()["completion"]["level"] == "fine"


def test_a_switch_that_is_off_is_a_fault_with_the_command_that_turns_it_on(untracked, diagnosis):
    said = diagnosis()
    assert said["completion"]["level"] == "fault" and said["exit"] == 1
    assert "waffle_switch completion.enable_completion_tracking on" in said["completion"]["mend"]


def test_a_site_without_cron_is_told(learner, diagnosis, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    assert diagnosis()["worker"]["level"] == "fault"
    call_command("pekt_records_work", verbosity=0)
    assert diagnosis()["worker"]["level"] == "fine"


def test_health_and_counters_are_where_the_plugin_puts_them(course, learner, client, settings):
    settings.PEKT_RECORDS_SETTLE, settings.PEKT_METRICS_TOKEN = "worker", "t" * 32
    complete(learner, course, "u1-quiz")
    assert client.get("/hub/health/").json()["waiting"] == 1
    counters = client.get("/hub/metrics/", headers={"Authorization": f"Bearer {'t' * 32}"}).content.decode()
    assert "pekt_records_waiting 1\n" in counters
