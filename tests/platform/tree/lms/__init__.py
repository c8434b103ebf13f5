from .celery import APP as CELERY_APP  # shared tasks find their application by this import  # noqa: F401
