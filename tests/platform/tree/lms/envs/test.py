"""The LMS's settings for tests."""
from edx_django_utils.plugins import add_plugins
from openedx.core.djangoapps.plugins.constants import ProjectType, SettingsType

from .common import *  # noqa: F403

add_plugins(__name__, ProjectType.LMS, SettingsType.TEST)
