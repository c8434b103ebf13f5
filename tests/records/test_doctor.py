"""The diagnosis: a sound site has nothing to mend, and each fault is found with how to mend it."""
from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from pekt_xblocks.records import api, platform
from pekt_xblocks.records.api import doctor
from pekt_xblocks.records.data import Level
from pekt_xblocks.records.models import Delivery, Dirty, Hub, Round

from .conftest import COURSE
from .test_upkeep import ago


def found(name):
    return next(one for one in api.diagnose() if one.check == name)


@pytest.fixture
def site(settings, learner, monkeypatch):
    """An Open edX site on which nothing is wrong."""
    call_command("pekt_records_work")
    settings.PEKT_RECORDS_PLATFORM, settings.PEKT_RECORDS_SETTLE = None, "worker"
    settings.LANGUAGE_CODE = "en"
    monkeypatch.setattr(doctor, "staticfiles_storage", SimpleNamespace(exists=lambda name: name.endswith("boot.js")))
    monkeypatch.setattr(doctor.timezone, "localdate", lambda: date(2026, 11, 3))


def test_on_a_sound_site_nothing_is_to_be_mended(site):
    assert [(one.check, one.text) for one in api.diagnose() if one.level != Level.FINE or one.mend] == []
    assert len(api.diagnose()) == 14


def break_blocks(monkeypatch, settings):
    monkeypatch.setattr(doctor, "entry_points", lambda group: [])


def break_packages(monkeypatch, settings):
    monkeypatch.setattr(doctor, "EXTRAS", ("reportlab", "no_such_package"))


def break_settings(monkeypatch, settings):
    settings.PEKT_RECORDS_SETTLE = "sometimes"


def break_libraries(monkeypatch, settings):
    settings.PEKT_LIBRARY_BLOCKS = ["pekt_kouiz"]


def break_completion(monkeypatch, settings):
    monkeypatch.setattr(doctor.installation, "tracks_completion", lambda: False)


def break_worker(monkeypatch, settings):
    Round.objects.filter(work="settle").update(ended=ago(hours=2))


def break_reconciliation(monkeypatch, settings):
    Round.objects.filter(work="reconcile").update(told=3)


def break_register(monkeypatch, settings):
    from pekt_xblocks.records.models import Run
    Run.objects.all().delete()
    Hub.objects.all().delete()


def break_delivery(monkeypatch, settings):
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": {"kind": "?"}}


def break_greek(monkeypatch, settings):
    monkeypatch.setattr(doctor.installation, "released_languages", lambda: ["fr"])


def break_files(monkeypatch, settings):
    monkeypatch.setattr(doctor, "staticfiles_storage", SimpleNamespace(exists=lambda name: False))


BREAKS = [break_blocks, break_packages, break_settings, break_libraries, break_completion, break_worker,
          break_reconciliation, break_delivery, break_register, break_greek, break_files]


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__[6:])
def test_each_fault_is_found_with_how_to_mend_it(site, monkeypatch, settings, broken, capsys):
    broken(monkeypatch, settings)
    one = found(broken.__name__.removeprefix("break_"))
    assert one.level == Level.FAULT and one.mend
    with pytest.raises(SystemExit) as ended:
        call_command("pekt_doctor", "--lang", "el")
    assert ended.value.code == 1
    assert "ΣΦΑΛΜΑ" in capsys.readouterr().out


def test_what_arrives_nowhere_is_a_fault_and_what_is_refused_a_look(lrs, waiting, site):
    assert found("delivery").level == Level.FINE
    Delivery.objects.update(made=ago(days=2))
    assert found("delivery").level == Level.FAULT
    Delivery.objects.update(state=Delivery.DEAD)
    assert found("delivery").level == Level.LOOK


@pytest.mark.parametrize(("name", "value"), [("ENABLE_CSMH_EXTENDED", True), ("FEATURES", {"ENABLE_CSMH_EXTENDED": True})])
def test_a_feature_is_read_as_a_setting_and_in_features(site, settings, name, value):
    assert found("history").level == Level.FINE
    setattr(settings, name, value)
    assert found("history").level == Level.LOOK


def test_missing_tables_are_told_and_not_read(site, monkeypatch):
    class Waiting:
        def __init__(self, connection):
            self.loader = self
            self.graph = self

        def leaf_nodes(self):
            return [("pekt_records", "9999_next")]

        def migration_plan(self, targets):
            return [(f"{app}.{name}", False) for app, name in targets]

    monkeypatch.setattr(doctor, "MigrationExecutor", Waiting)
    last = api.diagnose()[-1]
    assert (last.check, last.level) == ("tables", Level.FAULT) and "9999_next" in last.text


def test_a_sound_site_ends_well_in_both_languages_and_for_programs(site, capsys):
    for language, word in (("el", "εντάξει"), ("en", "fine")):
        call_command("pekt_doctor", "--lang", language)
        assert capsys.readouterr().out.count(f"{word} ") == 14
    call_command("pekt_doctor", "--json")
    assert {one["level"] for one in json.loads(capsys.readouterr().out)} == {"fine"}


def test_files_for_programs_need_a_place_or_a_way_to_one(site, settings, tmp_path):
    settings.PEKT_RECORDS_FILES = tmp_path / "made" / "later"
    assert found("made").level == Level.FINE and not (tmp_path / "made").exists()
    (tmp_path / "file").touch()
    settings.PEKT_RECORDS_FILES = tmp_path / "file" / "below"
    assert (found("made").level, found("made").mend) == (Level.FAULT, "PEKT_RECORDS_FILES")


def test_a_register_of_other_sites_needs_no_hubs_of_its_own(site, monkeypatch, settings):
    break_register(monkeypatch, settings)
    assert found("register").level == Level.FAULT
    settings.PEKT_RECORDS_REGISTER = {}
    assert found("register").level == Level.FINE


def test_what_mends_the_local_site_names_the_place_of_its_state(site, monkeypatch, settings, tmp_path):
    break_register(monkeypatch, settings)
    settings.PEKT_RECORDS_PLATFORM, settings.VAR = "tests.records.fake_platform", tmp_path / "a place"
    assert found("register").mend.startswith(f"PEKT_VAR='{tmp_path}/a place' python -m django pekt_records_hubs")


def test_a_course_that_cannot_be_computed_is_named_though_the_worker_comes(site, waiting, monkeypatch):
    monkeypatch.setattr(platform, "course_tree", {}.__getitem__)
    Dirty.objects.update(since=ago(hours=1))
    Round.objects.filter(work="settle").update(ended=ago(hours=1))
    assert found("worker").mend.endswith("pekt_records_work")
    call_command("pekt_records_settle")
    assert COURSE in found("worker").text and found("worker").mend.endswith("pekt_records_settle")
