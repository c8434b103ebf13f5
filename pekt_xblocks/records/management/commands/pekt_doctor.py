"""``pekt_doctor``: look an installation over and say how to mend what is wrong; fails if anything is."""
from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pekt_xblocks.core.language import LANGUAGES, supported

from ... import api
from ...data import Finding, Level

SAID = {Level.FINE: gettext_noop("fine"), Level.LOOK: gettext_noop("look"), Level.FAULT: gettext_noop("FAULT")}


class Command(BaseCommand):
    help = "Look over blocks, settings, tables, worker and register; exit code 1 with a fault."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lang", choices=LANGUAGES, help="language of what is said (the site's)")
        parser.add_argument("--json", action="store_true", help="for programs to read")

    def handle(self, **options: Any) -> None:
        with translation.override(options["lang"] or supported(settings.LANGUAGE_CODE)):
            found = api.diagnose()
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False) if options["json"] else _table(found))
        if any(one.level == Level.FAULT for one in found):
            sys.exit(1)


def _table(found: list[Finding]) -> str:
    lines = []
    for one in found:
        lines.append(f"{_(SAID[one.level]):<10} {one.check:<15} {one.text}")
        lines += [f"{'':<10} {'':<15} → {one.mend}"] if one.mend else []
    return "\n".join(lines)
