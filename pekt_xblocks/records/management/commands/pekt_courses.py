"""``pekt_courses``: import packages of ``pekt pack`` into Studio, which then offers the activities; their modules enter the register.

To be run in Studio.
"""
from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pekt_xblocks.activities import kinds
from pekt_xblocks.core.language import supported
from pekt_xblocks.olx.archive import course_folder, unpack
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.module import read_module
from pekt_xblocks.olx.safe import Refused

from ... import api, installation, platform
from ...models import Module


class Command(BaseCommand):
    help = "Import course packages that Studio does not have yet, and offer the activities in them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="*", type=Path, help="packages (.tar.gz), or folders that hold them")
        parser.add_argument("--over", action="store_true", help="import over a course that is there: what was edited in Studio is lost")
        parser.add_argument("--offer", action="append", default=[], metavar="KEY", help="only offer the activities in this course")

    def handle(self, **options: Any) -> None:
        if not platform.in_studio():
            raise CommandError("to be run in Studio: ./manage.py cms pekt_courses")
        for path in options["path"]:
            for package in sorted(path.glob("*.tar.gz")) if path.is_dir() else [path]:
                self._import(package, over=options["over"])
        for key in options["offer"]:
            self._offer(key)

    def _import(self, package: Path, over: bool) -> None:
        with tempfile.TemporaryDirectory() as data:
            try:
                unpack(package, Path(data) / "course")
            except Refused as refused:
                raise CommandError(f"{package}: {refused.fault('').say(supported(settings.LANGUAGE_CODE))}") from None
            folder = course_folder(Path(data) / "course")
            key = read_course(folder).key
            if installation.has_course(key) and not over:
                self._enter(folder, new_alone=True)
                self.stdout.write(f"{key}: there already")
                return
            call_command("import", str(folder.parent), folder.name)
            self._enter(folder)
        self.stdout.write(f"{key}: imported")
        self._offer(key)

    def _enter(self, folder: Path, new_alone: bool = False) -> None:
        """Into the register with what the package says of its module; a course that is there may be of another package."""
        about, _faults = read_module(folder)
        if about is not None and not (new_alone and Module.objects.filter(slug=about.slug).exists()):
            api.module(about.slug, **api.module_facts(about.model_dump(mode="json")))

    def _offer(self, key: str) -> None:
        try:
            new = installation.offer_blocks(key, [f"pekt_{kind}" for kind in kinds()])
        except LookupError:
            raise CommandError(f"{key}: no such course") from None
        self.stdout.write(f"{key}: offers {' '.join(new) or 'every activity already'}")
