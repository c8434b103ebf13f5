"""Addresses of the records' pages; people and groups stand in them as opaque ids only."""
from django.urls import path

from .views import hub

app_name = "pekt_records"
urlpatterns = [
    path("", hub.home, name="home"),
    path("runs/<uuid:ref>/", hub.run_page, name="run"),
    path("runs/<uuid:ref>/progress.csv", hub.run_csv, name="run_csv"),
]
