"""The diagnosis of an installation. Its one rule: a check only looks, and each fault says how to mend it."""
from __future__ import annotations

import os
from datetime import timedelta
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from shlex import quote

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, router
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from pekt_xblocks.activities import kinds

from .. import installation, platform
from ..data import Finding, Level
from ..delivery import DestinationError
from ..models import Dirty, Hub, Run
from .deliveries import delivery_health
from .extracting import extract_age, extracts
from .periodic import upkeep
from .receiving import registers
from .sites import listening

EXTRAS = ("reportlab", "xlsxwriter", "openpyxl", "segno")
PARQUET = ("pyarrow",)
MODES = ("worker", "task", "inline")
A_NIGHT_MISSED = 36 * 3600
SILENT = 300
"""Seconds for which a register's consumer may give no sign of life; it gives one every twenty."""
_SCRIPT = "static/learner/boot.js"
_CRON = "* * * * *  ./manage.py lms pekt_records_work"
_SITE = "pekt_xblocks.workbench.settings"


def diagnose() -> list[Finding]:
    """What every check found; those that read tables are left out while tables are missing."""
    found = [check() for check in (_blocks, _extras, _settle, _libraries, _tables)]
    if found[-1].level != Level.FAULT:
        found += [check() for check in (_completion, _worker, _night, _delivery, _register)]
        found += [_extract()] if extracts() else []
        found += [_sites()] if registers() else []
        if not platform.own_site():
            found += [check() for check in (_greek, _history, _files, _made)]
    return found


def _fine(check: str, text: str) -> Finding:
    return Finding(check, Level.FINE, text)


def _look(check: str, text: str, mend: str) -> Finding:
    return Finding(check, Level.LOOK, text, mend)


def _fault(check: str, text: str, mend: str) -> Finding:
    return Finding(check, Level.FAULT, text, mend)


def _run(command: str) -> str:
    """The command that mends; on the local site with the place of its state, or it would mend another."""
    if not platform.own_site():
        return f"./manage.py lms {command}"
    return f"PEKT_VAR={quote(str(getattr(settings, 'VAR', 'var')))} python -m django {command} --settings {_SITE}"


def _blocks() -> Finding:
    there = {entry.name for entry in entry_points(group="xblock.v1")}
    missing = [f"pekt_{kind}" for kind in kinds() if f"pekt_{kind}" not in there]
    if missing:
        return _fault("blocks", _("Not registered: {names}.").format(names=", ".join(missing)),
                       "pip install --force-reinstall --no-deps pekt-xblocks")
    return _fine("blocks", _("{n} activities are registered.").format(n=len(kinds())))


def _extras() -> Finding:
    missing = [name for name in EXTRAS if find_spec(name) is None]
    if missing:
        return _fault("packages", _("Packages are missing: {names}.").format(names=", ".join(missing)),
                       "pip install 'pekt-xblocks[records]'")
    return _fine("packages", _("Everything for documents and codes is installed."))


def _settle() -> Finding:
    mode = getattr(settings, "PEKT_RECORDS_SETTLE", MODES[0])
    if mode not in MODES:
        return _fault("settings", _("PEKT_RECORDS_SETTLE is {mode}.").format(mode=mode), f"PEKT_RECORDS_SETTLE: {' | '.join(MODES)}")
    if mode == "task" and find_spec("celery") is None:
        return _fault("settings", _("PEKT_RECORDS_SETTLE is task, but Celery is not installed."), "PEKT_RECORDS_SETTLE: worker")
    if mode == "inline" and not platform.own_site():
        return _look("settings", _("Progress is computed in the learner's request: for small sites only."),
                       "PEKT_RECORDS_SETTLE: worker")
    return _fine("settings", _("The settings can be read."))


def _libraries() -> Finding:
    known = {f"pekt_{kind}" for kind in kinds()}
    unknown = [name for name in getattr(settings, "PEKT_LIBRARY_BLOCKS", ()) if name not in known]
    if unknown:
        return _fault("libraries", _("PEKT_LIBRARY_BLOCKS names what is not there: {names}.").format(names=", ".join(unknown)),
                       f"PEKT_LIBRARY_BLOCKS: {sorted(known)}")
    return _fine("libraries", _("Libraries offer activities that are there."))


def _tables() -> Finding:
    connection = connections[router.db_for_write(Dirty)]
    executor = MigrationExecutor(connection)
    wanted = [key for key in executor.loader.graph.leaf_nodes() if key[0] == Dirty._meta.app_label]
    left = executor.migration_plan(wanted)
    if left:
        return _fault("tables", _("Migrations are waiting: {names}.").format(names=", ".join(str(one) for one, _back in left)),
                       _run("migrate pekt_records"))
    return _fine("tables", _("The tables are up to date."))


def _completion() -> Finding:
    if not installation.tracks_completion():
        return _fault("completion", _("The platform stores no completions: the register stays empty."),
                       _run("waffle_switch completion.enable_completion_tracking on --create"))
    return _fine("completion", _("The platform stores completions."))


def _worker() -> Finding:
    fares = upkeep()
    if fares.behind and fares.ago.get("settle", fares.limit) < fares.limit:
        late = Dirty.objects.filter(since__lt=timezone.now() - timedelta(seconds=fares.limit)).values_list("course_key", flat=True)
        return _fault("worker", _("The worker comes, and does not manage: {names}. The command's log says why.").format(
            names=", ".join(sorted(set(late))[:3]) or fares.waiting), _run("pekt_records_settle"))
    if fares.behind:
        return _fault("worker", _("A learner has waited {n} minutes for their progress.").format(n=int(fares.oldest // 60)), _CRON)
    if getattr(settings, "PEKT_RECORDS_SETTLE", MODES[0]) != "inline" and not platform.own_site():
        ago = fares.ago.get("settle")
        if ago is None or ago > fares.limit:
            return _fault("worker", _("The worker has not come."), _CRON)
    if fares.failed:
        return _fault("worker", _("Failed the last time: {names}.").format(names=", ".join(fares.failed)),
                       _run("pekt_records_work"))
    return _fine("worker", _("The worker keeps up; waiting: {n}.").format(n=fares.waiting))


def _night() -> Finding:
    fares, mend = upkeep(), _run("pekt_records_reconcile")
    if fares.difference:
        return _fault("reconciliation", _("Learners or classes that differ from their sources: {n}.").format(n=fares.difference), mend)
    if fares.ago.get("reconcile", A_NIGHT_MISSED + 1) > A_NIGHT_MISSED and not platform.own_site():
        return _look("reconciliation", _("Progress was not compared with its sources last night."), mend)
    return _fine("reconciliation", _("Progress is what its sources say."))


def _delivery() -> Finding:
    try:
        each = delivery_health()
    except DestinationError as error:
        return _fault("delivery", str(error), "PEKT_RECORDS_DESTINATIONS")
    late = timezone.now() - timedelta(seconds=A_NIGHT_MISSED)
    if stuck := [one.destination for one in each if one.oldest and one.oldest < late]:
        return _fault("delivery", _("Nothing arrives at: {names}.").format(names=", ".join(stuck)), _run("pekt_records_send --check"))
    if refusing := [one.destination for one in each if one.refused]:
        return _look("delivery", _("Records were refused by: {names}.").format(names=", ".join(refusing)), "/hub/delivery/")
    return _fine("delivery", _("Destinations: {n}; nothing is stuck.").format(n=len(each)))


def _extract() -> Finding:
    if missing := [name for name in PARQUET if find_spec(name) is None]:
        return _fault("extract", _("Packages are missing: {names}.").format(names=", ".join(missing)),
                      "pip install 'pekt-xblocks[analytics]'")
    try:
        age = extract_age(timezone.now())
    except DestinationError as error:
        return _fault("extract", str(error), "PEKT_RECORDS_EXTRACT")
    if age is None or age > A_NIGHT_MISSED:
        return _fault("extract", _("The extract for the region was not written last night."), _run("pekt_records_extract"))
    return _fine("extract", _("The extract for the region is last night's."))


def _register() -> Finding:
    today = timezone.localdate()
    if not Hub.objects.exists() and registers():
        return _fine("register", _("No hubs of its own: a register of other sites."))
    if not Hub.objects.exists():
        return _fault("register", _("There are no hubs in the register."), _run("pekt_records_hubs"))
    if not Run.objects.filter(year__starts__lte=today, year__ends__gte=today).exists():
        return _look("register", _("No hub runs a module this school year."), "/hub/hubs/CODE/runs/new/")
    return _fine("register", _("The register has hubs and runs."))


def _sites() -> Finding:
    heard = listening()
    service = "pekt consume --bus redis://…" if platform.own_site() else _run("pekt_records_consume")
    if heard is None or heard.silent is None or heard.silent > SILENT:
        return _fault("sites", _("Nothing listens to the event bus."), service)
    if heard.missing:
        return _fault("sites", _("Records that sites sent and that have not come: {n}.").format(n=heard.missing),
                      _("on the site that sent them: {command}").format(command="./manage.py lms pekt_records_resend --since DAY"))
    if heard.unread:
        return _look("sites", _("Events that could not be read: {n}.").format(n=heard.unread), "/hub/sites/")
    return _fine("sites", _("Everything that sites sent has come."))


def _made() -> Finding:
    named = getattr(settings, "PEKT_RECORDS_FILES", None)
    if not named:
        return _fine("made", _("Programs can't ask for files: PEKT_RECORDS_FILES is not set."))
    there = next(path for path in (Path(named), *Path(named).absolute().parents) if path.exists())     # the worker makes the rest
    if not (there.is_dir() and os.access(there, os.W_OK)):
        return _fault("made", _("Files for programs can't be kept in {folder}.").format(folder=named), "PEKT_RECORDS_FILES")
    return _fine("made", _("Files for programs are kept."))


def _greek() -> Finding:
    released = installation.released_languages()
    if released is not None and not any(code.split("-")[0] == "el" for code in [*released, settings.LANGUAGE_CODE]):
        return _fault("greek", _("Greek is not released: pages come out in English."),
                       "/admin/dark_lang/darklangconfig/ → el,en")
    return _fine("greek", _("Greek is released."))


def _history() -> Finding:
    if installation.flag("ENABLE_CSMH_EXTENDED"):
        return _look("history", _("With ENABLE_CSMH_EXTENDED a learner's state can't be deleted."), "ENABLE_CSMH_EXTENDED: false")
    return _fine("history", _("A learner's state can be deleted."))


def _files() -> Finding:
    try:
        there = settings.DEBUG or staticfiles_storage.exists(f"xblock/resources/pekt_xblocks/{_SCRIPT}")
    except ImproperlyConfigured:
        there = False
    if not there:
        return _fault("files", _("The activities' scripts are not among the site's static files."),
                       "./manage.py lms collectstatic --noinput")
    return _fine("files", _("The activities' scripts are served."))
