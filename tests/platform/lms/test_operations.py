"""What an operator of the platform runs and asks: the diagnosis, the periodic work, health and counters at their addresses."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from threading import Timer

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from edx_django_utils.cache import RequestCache
from openedx.core.djangoapps.dark_lang.models import DarkLangConfig
from waffle.models import Switch

from pekt_xblocks.records import api

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


def test_setting_up_mends_what_the_diagnosis_of_a_new_site_finds(db, capsys):
    DarkLangConfig.objects.create(enabled=True, released_languages="fr", enable_beta_languages=True, beta_languages="sq")
    Switch.objects.all().delete()
    for _ in range(2):
        call_command("pekt_setup")
    RequestCache.clear_all_namespaces()
    assert Switch.objects.get().active and DarkLangConfig.current().released_languages_list == ["el", "fr"]
    assert DarkLangConfig.objects.count() == 2
    assert DarkLangConfig.current().beta_languages == "sq" and DarkLangConfig.current().enable_beta_languages
    levels = {one.check: one.level for one in api.diagnose()}
    assert {levels[check] for check in ("completion", "greek", "tables")} == {"fine"} and levels["register"] == "look"


def test_courses_are_not_imported_by_the_lms(db):
    with pytest.raises(CommandError, match="manage.py cms"):
        call_command("pekt_courses", "any.tar.gz")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_stays_works_round_after_round_until_told_to_end(transactional_db, tmp_path, told):
    given = {"LMS_CFG": str(tmp_path / "lms.yml"), "DJANGO_SETTINGS_MODULE": "lms.envs.production",
             "PLATFORM_DATABASE": connection.settings_dict["NAME"]}
    (tmp_path / "lms.yml").write_text("{}")
    command = [sys.executable, "-u", "-m", "django", "pekt_records_work", "--every", "0.1"]
    with subprocess.Popen(command, env={**os.environ, **given}, stdout=subprocess.PIPE, text=True) as worker:
        late = Timer(60, worker.kill)
        late.start()
        assert worker.stdout is not None
        rounds = 0
        for line in worker.stdout:
            rounds += line == "settle:\n"
            if rounds == 3:
                worker.send_signal(told)
                break
        worker.stdout.read()
        assert worker.wait() == 0
        late.cancel()
