"""Studio's settings; its last lines are the platform's own."""
from edx_django_utils.plugins import add_plugins, get_plugin_apps
from openedx.core.djangoapps.plugins.constants import ProjectType, SettingsType
from openedx.envs.common import *  # noqa: F403

SERVICE_VARIANT = "cms"
ROOT_URLCONF = "cms.urls"
CELERY_TASK_DEFAULT_QUEUE = "edx.cms.core.default"
LIBRARY_ENABLED_BLOCKS = ["problem", "video", "html"]

# An entry point of edx-completion brings that app into the LMS alone.
INSTALLED_APPS += ["completion", "cms.djangoapps.contentstore"]  # noqa: F405
INSTALLED_APPS.extend(get_plugin_apps(ProjectType.CMS))  # noqa: F405
add_plugins(__name__, ProjectType.CMS, SettingsType.COMMON)
