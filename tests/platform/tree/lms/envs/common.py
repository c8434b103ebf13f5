"""The LMS's settings; its last lines are the platform's own."""
from edx_django_utils.plugins import add_plugins, get_plugin_apps
from openedx.core.djangoapps.plugins.constants import ProjectType, SettingsType
from openedx.envs.common import *  # noqa: F403

SERVICE_VARIANT = "lms"
ROOT_URLCONF = "lms.urls"

INSTALLED_APPS.extend(get_plugin_apps(ProjectType.LMS))  # noqa: F405
add_plugins(__name__, ProjectType.LMS, SettingsType.COMMON)
