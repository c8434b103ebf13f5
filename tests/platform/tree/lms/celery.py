"""The LMS's Celery application, made as the platform makes it."""
from celery import Celery

APP = Celery("proj")
APP.config_from_object("django.conf:settings", namespace="CELERY")
APP.autodiscover_tasks()
