"""The LMS's settings on a site: common ones, then the operator's YAML over them, then the plugins' turn."""
import os
from pathlib import Path

import yaml
from edx_django_utils.plugins import add_plugins
from openedx.core.djangoapps.plugins.constants import ProjectType, SettingsType

from .common import *  # noqa: F403

vars().update(yaml.safe_load(Path(os.environ["LMS_CFG"]).read_text(encoding="utf-8")))
add_plugins(__name__, ProjectType.LMS, SettingsType.PRODUCTION)
