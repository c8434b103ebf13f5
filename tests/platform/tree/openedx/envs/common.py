"""What the settings of LMS and Studio share, written as the platform writes them; no plugin is named here."""
import os

SECRET_KEY = "platform-tests"               # not a secret: nothing outside the tests uses it
DEBUG = False
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("el", "Ελληνικά")]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("PLATFORM_DATABASE", ":memory:"),
                         "TEST": {"NAME": os.environ.get("PLATFORM_TEST_DATABASE")}, "OPTIONS": {"timeout": 20}}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": os.environ["PLATFORM_CACHE"]}}
INSTALLED_APPS = [
    "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "django.contrib.admin", "waffle", "eventtracking.django.apps.EventTrackingConfig",
    "openedx_events", "common.djangoapps.student", "openedx.core.djangoapps.course_groups",
    "openedx.core.djangoapps.dark_lang",
    "openedx.core.djangoapps.plugins.apps.PluginsConfig",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": [
    "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages"]}}]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
STATIC_URL = "/static/"
LOGIN_URL = "/login"
EVENT_TRACKING_ENABLED = True
EVENT_TRACKING_BACKENDS: dict = {}
CELERY_BROKER_URL = os.environ["PLATFORM_BROKER"]
CELERY_TASK_DEFAULT_QUEUE = "edx.lms.core.default"
FEATURES = {"ENABLE_CSMH_EXTENDED": False}
