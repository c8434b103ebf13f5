"""The smallest Django project that the records run in: the platform's completion app, accounts, and a course tree of the tests' own."""
import os
from typing import Any

SECRET_KEY = "records-tests"                # not a secret: nothing outside the tests uses it
USE_TZ = True
TIME_ZONE = "Europe/Athens"
LANGUAGE_CODE = "el"
LANGUAGES = [("el", "Ελληνικά"), ("en", "English")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, dict[str, Any]] = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
if os.environ.get("PEKT_TEST_DATABASE"):    # engine:name:user:host:port, as tests/records/databases.sh starts them
    _engine, _name, _user, _host, _port = os.environ["PEKT_TEST_DATABASE"].split(":")
    DATABASES["default"] = {"ENGINE": f"django.db.backends.{_engine}", "NAME": _name, "USER": _user, "HOST": _host, "PORT": _port}
    if _engine == "mysql":
        DATABASES["default"] |= {"OPTIONS": {"charset": "utf8mb4"}, "TEST": {"CHARSET": "utf8mb4"}}
INSTALLED_APPS = [
    "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "django.contrib.admin", "waffle", "eventtracking.django.apps.EventTrackingConfig", "completion",
    "pekt_xblocks.records",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": [
    "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages"]}}]
ROOT_URLCONF = "tests.records.urls"
STATIC_URL = "/static/"
EVENT_TRACKING_ENABLED = True                # edx-completion emits whether anyone listens or not
EVENT_TRACKING_BACKENDS: dict[str, Any] = {}
PEKT_RECORDS_PLATFORM = "tests.records.fake_platform"
