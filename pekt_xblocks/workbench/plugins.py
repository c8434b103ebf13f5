"""Wires a Django app the way the platform wires a plugin: by its ``plugin_app`` alone, as an ``lms.djangoapp``."""
from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.urls import include, re_path
from edx_django_utils.plugins import PluginURLs

PROJECT = "lms.djangoapp"


def urls(app: AppConfig) -> list[Any]:
    """The app's addresses where the platform would put them."""
    wanted = app.plugin_app[PluginURLs.CONFIG].get(PROJECT)  # type: ignore[attr-defined]
    if wanted is None:
        return []
    module = f"{app.name}.{wanted.get(PluginURLs.RELATIVE_PATH, PluginURLs.DEFAULT_RELATIVE_PATH)}"
    return [re_path(wanted.get(PluginURLs.REGEX, ""), include(module, namespace=wanted[PluginURLs.NAMESPACE]))]
