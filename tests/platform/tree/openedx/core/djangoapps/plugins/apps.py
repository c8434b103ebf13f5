"""Connects the plugins' receivers when all apps are there, as the platform's own app of this name does."""
from django.apps import AppConfig
from django.conf import settings
from edx_django_utils.plugins import connect_plugin_receivers

from .constants import ProjectType


class PluginsConfig(AppConfig):
    name = "openedx.core.djangoapps.plugins"
    plugin_app: dict = {}

    def ready(self):
        connect_plugin_receivers(ProjectType.CMS if settings.SERVICE_VARIANT == "cms" else ProjectType.LMS)
