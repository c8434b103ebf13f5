"""The site's addresses; keys stand in them as they are, and handlers name the place and the person they belong to."""
from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.urls import path, re_path

from . import plugins, preview
from .views import about, blocks, build, errors, kit, learn, modules, people, teach

COURSE = r"(?P<course>course-v1:[^/]+)"
USAGE = r"(?P<usage>block-v1:[^/]+)"

urlpatterns = [
    path("", learn.home, name="home"),
    path("people/", people.choose, name="people"),
    path("people/leave/", people.leave, name="leave"),
    path("language/", people.language, name="language"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("kit/", kit.index, name="kit"),
    path("kit/parts/", kit.parts, name="kit_parts"),
    path("kit/<slug:kind>/", kit.kind, name="kit_kind"),
    path("kit/<slug:kind>/frame/", kit.frame, name="kit_frame"),
    re_path(r"^kit/(?P<kind>\w+)/(?P<state>\w+)/handler/(?P<name>\w+|-)$", kit.handler, name="kit_handler"),
    path("courses/", learn.modules, name="modules"),
    re_path(rf"^courses/{COURSE}/$", learn.module, name="module"),
    re_path(rf"^courses/{COURSE}/package\.tar\.gz$", teach.package, name="package"),
    re_path(rf"^courses/{COURSE}/static/(?P<name>[^/]+)$", blocks.media, name="media"),
    re_path(rf"^courses/{COURSE}/unit/(?P<name>[^/]+)/$", learn.unit, name="unit"),
    re_path(rf"^courses/{COURSE}/unit/(?P<name>[^/]+)/read/$", learn.read, name="read"),
    path("build/", modules.start, name="build_start"),
    path("build/upload/", modules.upload, name="build_upload"),
    re_path(r"^build/upload/(?P<token>[a-f0-9]{32})/$", modules.waiting, name="build_waiting"),
    re_path(rf"^build/{COURSE}/$", build.build, name="build"),
    re_path(rf"^build/{COURSE}/add/$", build.add, name="build_add"),
    re_path(rf"^build/{COURSE}/change/$", build.change, name="build_change"),
    re_path(rf"^build/{COURSE}/facts/$", modules.facts, name="build_facts"),
    re_path(rf"^build/{COURSE}/check/$", build.check, name="build_check"),
    re_path(rf"^build/{COURSE}/download/$", build.download, name="build_download"),
    re_path(rf"^build/{USAGE}/remove/$", build.remove, name="build_remove"),
    re_path(rf"^build/{USAGE}/text/$", build.text, name="build_text"),
    re_path(rf"^edit/{USAGE}/$", teach.edit, name="edit"),
    re_path(rf"^edit/{USAGE}/frame/$", teach.frame, name="frame"),
    re_path(rf"^edit/{USAGE}/answers/$", teach.answers, name="answers"),
    re_path(rf"^(?P<place>learn|preview|studio)/(?P<tag>[a-z0-9]+)/xblock/{USAGE}/handler/(?P<name>\w+|-)(?:/(?P<suffix>.*))?$",
            blocks.handler, name="handler"),
    re_path(r"^static/xblock/resources/(?P<package>[\w.]+)/(?P<uri>.+)$", blocks.resource, name="resource"),
    re_path(r"^static/(?P<path>.+)$", blocks.static_file),
    *([path("preview/", preview.changed, name="preview_changed")] if settings.PEKT_PREVIEW else []),
    *plugins.urls(apps.get_app_config("pekt_records")),
]

handler400 = errors.unreadable
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failed
