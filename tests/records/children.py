"""A process of its own with the records in a file: to be killed, and started again."""
from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from .conftest import COURSE

ROOT = Path(__file__).parents[2]
_START = f"""
import sys, json
from datetime import date
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.LMS_ROOT_URL = "https://mathimata.example"
settings.PEKT_RECORDS_DESTINATIONS = {{"lrs": json.loads(sys.argv[2])}}
django.setup()
from completion.models import BlockCompletion
from django.contrib.auth.models import User
from django.core.management import call_command
from opaque_keys.edx.keys import UsageKey
from waffle.models import Switch
from pekt_xblocks.records import api
from pekt_xblocks.records.models import *
from tests.records import fake_platform
COURSE = "{COURSE}"
fake_platform.make_tree(COURSE)
"""


def child(body: str, database: Path, destination: str) -> subprocess.Popen[str]:
    """Run ``body`` with the database and the destination (JSON)."""
    return subprocess.Popen([sys.executable, "-c", _START + textwrap.dedent(body), str(database), destination], cwd=ROOT, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.records.settings", "PEKT_TEST_DATABASE": ""})
