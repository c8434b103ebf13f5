"""What the settings of LMS and Studio share, written as the platform writes them; no plugin is named here."""
import json
import os

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from jwt.algorithms import RSAAlgorithm

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
# Tokens as the platform issues and reads them: signed with its private key, read with the public set. A key for each process is enough.
_KEY = generate_private_key(public_exponent=65537, key_size=2048)
_JWK = {"kid": "platform-tests", "alg": "RS512", "use": "sig"}
JWT_AUTH = {
    "JWT_DECODE_HANDLER": "edx_rest_framework_extensions.auth.jwt.decoder.jwt_decode_handler",
    "JWT_AUDIENCE": "lms-key", "JWT_VERIFY_AUDIENCE": False, "JWT_LEEWAY": 1, "JWT_AUTH_HEADER_PREFIX": "JWT",
    "JWT_ISSUERS": [{"ISSUER": "http://127.0.0.1:8000/oauth2", "AUDIENCE": "lms-key", "SECRET_KEY": SECRET_KEY}],
    "JWT_SIGNING_ALGORITHM": "RS512",
    "JWT_PRIVATE_SIGNING_JWK": json.dumps({**RSAAlgorithm.to_jwk(_KEY, as_dict=True), **_JWK}),
    "JWT_PUBLIC_SIGNING_JWK_SET": json.dumps({"keys": [{**RSAAlgorithm.to_jwk(_KEY.public_key(), as_dict=True), **_JWK}]}),
    "JWT_AUTH_COOKIE": "edx-jwt-cookie",
}
OAUTH2_PROVIDER = {"SCOPES": {
    "read": "Read access", "write": "Write access", "grades:read": "Retrieve your grades for your enrolled courses"}}
