"""Addresses of the records' pages; people and groups stand in them as opaque ids only."""
from django.urls import path

from .views import groups, hubs, own, roster, runs

app_name = "pekt_records"
urlpatterns = [
    path("", runs.home, name="home"),
    path("runs/<uuid:ref>/", runs.run_page, name="run"),
    path("runs/<uuid:ref>/progress.csv", runs.run_csv, name="run_csv"),
    path("runs/<uuid:ref>/funnel/", runs.run_funnel, name="funnel"),
    path("runs/<uuid:ref>/roster/", roster.roster, name="roster"),
    path("classes/", groups.groups, name="groups"),
    path("classes/<uuid:ref>/", groups.group_page, name="group"),
    path("classes/<uuid:ref>/join-code/", groups.join_code, name="join_code"),
    path("classes/<uuid:ref>/attest/", groups.attest, name="attest"),
    path("hubs/", hubs.hubs, name="hubs"),
    path("hubs/<slug:code>/", hubs.hub_year, name="hub_year"),
    path("hubs/<slug:code>/year.csv", hubs.hub_year_csv, name="hub_year_csv"),
    path("me/", own.me, name="me"),
    path("me/data.json", own.my_data, name="my_data"),
    path("join/", own.join, name="join"),
    path("verify/", own.verify, name="verify"),
]
