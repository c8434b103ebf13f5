"""The LMS finds the records by their entry points: app, settings, addresses, receivers, administration, tables, words."""
from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from edx_django_utils.plugins import get_plugin_apps

TREE = Path(__file__).parents[1] / "tree"


def test_nothing_of_the_double_names_the_package():
    named = [str(path) for path in TREE.rglob("*.py") if "pekt" in path.read_text(encoding="utf-8")]
    assert named == []
    assert "pekt_xblocks.records.apps.RecordsConfig" in get_plugin_apps("lms.djangoapp") and apps.is_installed("pekt_xblocks.records")


def test_every_signal_of_the_plugin_has_its_receiver():
    wired = apps.get_app_config("pekt_records").plugin_app["signals_config"]["lms.djangoapp"]["receivers"]
    for receiver in wired:
        module, name = receiver["signal_path"].rsplit(".", 1)
        listening = getattr(importlib.import_module(module), name)._live_receivers(None)[0]
        assert receiver["receiver_func_name"] in {each.__name__ for each in listening}, receiver


def test_the_tables_are_those_of_the_migrations(db):
    call_command("makemigrations", "pekt_records", check=True, dry_run=True, verbosity=0)


def test_the_administration_lists_and_adds(admin_client, group):
    assert "ptolemaida" in admin_client.get("/admin/pekt_records/hub/").content.decode()
    for model in apps.get_app_config("pekt_records").get_models():
        if model in __import__("django.contrib.admin", fromlist=["site"]).site._registry:
            assert admin_client.get(f"/admin/pekt_records/{model._meta.model_name}/").status_code == 200, model


@pytest.mark.parametrize(("language", "words"), [("el", "Έλεγχος βεβαίωσης"), ("en", "Check an attestation")])
def test_pages_speak_the_readers_language(client, db, language, words):
    page = client.get("/hub/verify/", headers={"accept-language": language}).content.decode()
    assert words in page and f'lang="{language}"' in page


def test_styles_come_from_where_collectstatic_puts_the_packages_files(client, db):
    assert "/static/xblock/resources/pekt_xblocks/static/records/records.css" in client.get("/hub/verify/").content.decode()


def test_the_platforms_own_tests_need_no_worker():
    assert settings.PEKT_RECORDS_SETTLE == "inline" and not hasattr(settings, "LIBRARY_ENABLED_BLOCKS")


def test_tasks_have_names_of_their_own_and_are_found():
    """A name made from the module would change with it, and what waits in the queue would be nobody's."""
    current_app.loader.import_default_modules()
    assert {name for name in current_app.tasks if "pekt" in name} == {"pekt_records.settle", "pekt_records.files"}


def production(tmp_path: Path, project: str, config: dict, code: str) -> str:
    """What a process of a site with this configuration file prints."""
    path = tmp_path / "config.yml"
    path.write_text(json.dumps(config))
    given = {"LMS_CFG": str(path), "CMS_CFG": str(path), "DJANGO_SETTINGS_MODULE": f"{project}.envs.production"}
    ran = subprocess.run([sys.executable, "-c", f"import django; django.setup()\n{code}"], capture_output=True, text=True,
                         env={**os.environ, **given})
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_the_operators_file_has_the_last_word(tmp_path):
    said = "from django.conf import settings; print(settings.PEKT_RECORDS_SETTLE)"
    assert production(tmp_path, "lms", {"PEKT_RECORDS_SETTLE": "worker"}, said) == "worker"


LIBRARY = "from django.conf import settings; print(*settings.LIBRARY_ENABLED_BLOCKS)"


@pytest.mark.parametrize(("config", "offered"), [
    ({}, {"problem", "video", "html", "pekt_quiz", "pekt_robot", "pekt_inbox"}),
    ({"LIBRARY_ENABLED_BLOCKS": ["problem"]}, {"problem", "pekt_quiz", "pekt_robot", "pekt_inbox"}),
    ({"PEKT_LIBRARY_BLOCKS": ["pekt_quiz"]}, {"problem", "video", "html", "pekt_quiz"}),
    ({"PEKT_LIBRARY_BLOCKS": []}, {"problem", "video", "html"}),
])
def test_libraries_offer_the_activities_that_the_operator_wants(tmp_path, config, offered):
    said = production(tmp_path, "cms", config, LIBRARY).split()
    seen = {"problem", "video", "html", "pekt_quiz", "pekt_robot", "pekt_inbox"} & set(said)
    assert seen == offered and len(said) == len(set(said))


def test_every_migration_goes_back_and_forth(tmp_path):
    config = {"DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "db.sqlite3")}}}
    code = """
from django.core.management import call_command
from django.db import connection
tables = lambda: sum(name.startswith("pekt_records_") for name in connection.introspection.table_names())
for target in ([], ["zero"], []):
    call_command("migrate", "pekt_records", *target, verbosity=0)
    print(tables())
"""
    made, gone, again = production(tmp_path, "lms", config, code).split()
    assert int(made) > 10 and gone == "0" and again == made
