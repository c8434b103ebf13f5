"""Settings of the local site: everything it keeps lies in one folder, and nothing here suits a public server."""
from __future__ import annotations

import os
import secrets
from pathlib import Path

import django
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).parent.parent
VAR = Path(os.environ.get("PEKT_VAR", "var")).resolve()
PEKT_BUILT = VAR / "modules"
"""Working copies of the modules that are built or uploaded here; ``courses/`` itself is never written."""
PEKT_COURSES = Path(os.environ.get("PEKT_COURSES", "courses")).resolve()


def _kept_key(path: Path) -> str:
    """The site's own secret, made at the first start: pseudonyms and sessions of two machines never match."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


SECRET_KEY = _kept_key(VAR / "secret.key")
DEBUG = os.environ.get("PEKT_DEBUG") == "1"

PEKT_LOCAL = os.environ.get("PEKT_LOCAL", "1") == "1"
"""Whether anyone who opens the site may become any of its fictional people; `serve` turns it off when it listens beyond loopback."""
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("PEKT_HOSTS", "").split(","))]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "waffle",
    "eventtracking.django.apps.EventTrackingConfig",  # edx-completion reports to it; with no back end it tells nobody
    "completion",
    "workbench",  # xblock-sdk: its runtime's module defines a model and can't be imported without its app
    "pekt_xblocks.workbench.apps.WorkbenchConfig",
    "pekt_xblocks.records",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pekt_xblocks.workbench.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pekt_xblocks.workbench.middleware.content_policy",
]
PEKT_PREVIEW = PEKT_LOCAL and os.environ.get("PEKT_PREVIEW") == "1"
"""Whether the site follows the files of one course, the folder PEKT_COURSES, while they are written (`pekt preview`)."""
if PEKT_PREVIEW:
    MIDDLEWARE.append("pekt_xblocks.workbench.preview.middleware")
LOGIN_URL = "people"
ROOT_URLCONF = "pekt_xblocks.workbench.urls"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "pekt_xblocks.workbench.middleware.page_context",
    ]},
}]
CSRF_FAILURE_VIEW = "pekt_xblocks.workbench.views.errors.stale_form"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_NAME = "pekt_session"
SESSION_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_700_000

DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR / "db.sqlite3",
    # A handler reads a learner's row before it writes it: the lock has to come first, or two tabs lose an attempt.
    "OPTIONS": {"timeout": 20, **({"transaction_mode": "IMMEDIATE"} if django.VERSION >= (5, 1) else {})},
}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "el"
LANGUAGES = [("el", "Ελληνικά"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Athens"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "pekt_xblocks.workbench.assets.VersionedStorage"},
}

EVENT_TRACKING_ENABLED = True
PEKT_RECORDS_PLATFORM = "pekt_xblocks.workbench.platform"
PEKT_RECORDS_BASE = os.environ.get("PEKT_RECORDS_BASE", "pekt_workbench/base.html")
PEKT_RECORDS_FILES = VAR / "files"
PEKT_METRICS_TOKEN = os.environ.get("PEKT_METRICS_TOKEN", "")
SITE_NAME = _("PEKT workshop")
PEKT_ACCESSIBILITY_CONTACT = os.environ.get("PEKT_ACCESSIBILITY_CONTACT", "")
"""The mail address that the accessibility statement names; whoever runs the site sets it."""

PEKT_REGISTER = os.environ.get("PEKT_REGISTER") == "1"
"""Whether this site has no courses and only takes in what other sites tell on the bus (`pekt serve --register`)."""
PEKT_BUS = os.environ.get("PEKT_BUS", "")
"""The address of the bus's Redis; empty, nothing leaves the site and nothing comes in."""
if PEKT_REGISTER:
    PEKT_RECORDS_REGISTER = {}
if PEKT_BUS:
    EVENT_BUS_REDIS_CONNECTION_URL = PEKT_BUS
    EVENT_BUS_REDIS_STREAM_MAX_LEN = 1_000_000
    if PEKT_REGISTER:
        EVENT_BUS_CONSUMER = "edx_event_bus_redis.RedisEventConsumer"
        EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT = 5
    else:
        EVENT_BUS_PRODUCER = "edx_event_bus_redis.create_producer"
        PEKT_RECORDS_DESTINATIONS = {"register": {"kind": "bus", "site": os.environ.get("PEKT_SITE", "http://127.0.0.1:8000"),
                                                  "pseudonym_key": _kept_key(VAR / "bus.key")}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"},
        "tracking": {"class": "logging.handlers.RotatingFileHandler", "filename": VAR / "tracking.log",
                     "maxBytes": 1_000_000, "backupCount": 2, "encoding": "utf-8", "delay": True},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "tracking": {"handlers": ["tracking"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},  # a page that was not found is no news
    },
}
