"""Takes over every course package of a folder; packages that have not changed cost nothing."""
from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from pekt_xblocks.workbench.content import Report, load, packages


class Command(BaseCommand):
    """``load_courses [FOLDER] [--force]``"""

    help = "Loads the course packages of a folder. What teachers changed here stays, unless --force is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.PEKT_COURSES)
        parser.add_argument("--force", action="store_true", help="overwrite what teachers changed here")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(packages(options["folder"]))
        if not found:
            self.stdout.write(f"no course in {options['folder']}")
        for folder in found:
            try:
                report = load(folder.resolve(), force=options["force"])
            except ValueError as error:
                self.stderr.write(str(error))
            else:
                self._tell(folder.name, report)

    def _tell(self, name: str, report: Report) -> None:
        if report.unchanged:
            self.stdout.write(f"{name}: unchanged")
            return
        if report.ours:
            self.stdout.write(f"{name}: built further on this site; ours stays (--force takes the package's)")
            return
        self.stdout.write(f"{name}: {len(report.added)} new, {len(report.changed)} changed, {len(report.removed)} removed")
        for usage in report.kept:
            self.stderr.write(f"{name}: {usage} was changed here and in the package; ours stays (--force takes the package's)")
        for fault in report.faults:
            self.stderr.write(f"{name}/{fault.file}:{fault.line}: {fault.say(settings.LANGUAGE_CODE)}")
