"""Addresses of the records' pages; people and groups stand in them as opaque ids only."""
from django.urls import path, register_converter

from .views import delivery, documents, exports, groups, hubs, own, roster, runs
from .views.files import Form

register_converter(Form, "form")

app_name = "pekt_records"
urlpatterns = [
    path("", runs.home, name="home"),
    path("runs/<uuid:ref>/", runs.run_page, name="run"),
    path("runs/<uuid:ref>/progress.<form:form>", runs.run_table, name="run_table"),
    path("runs/<uuid:ref>/funnel/", runs.run_funnel, name="funnel"),
    path("runs/<uuid:ref>/funnel.<form:form>", runs.funnel_table, name="funnel_table"),
    path("runs/<uuid:ref>/roster/", roster.roster, name="roster"),
    path("classes/", groups.groups, name="groups"),
    path("classes/<uuid:ref>/", groups.group_page, name="group"),
    path("classes/<uuid:ref>/join-code/", groups.join_code, name="join_code"),
    path("classes/<uuid:ref>/attest/", groups.attest, name="attest"),
    path("classes/<uuid:ref>/learners.<form:form>", groups.group_table, name="group_table"),
    path("classes/<uuid:ref>/attestations.pdf", documents.class_attestations, name="class_attestations"),
    path("hubs/", hubs.hubs, name="hubs"),
    path("hubs/numbers.<form:form>", hubs.hubs_table, name="hubs_table"),
    path("hubs/<slug:code>/", hubs.hub_year, name="hub_year"),
    path("hubs/<slug:code>/year.<form:form>", hubs.hub_year_table, name="hub_year_table"),
    path("hubs/<slug:code>/equipment.<form:form>", hubs.equipment_table, name="equipment_table"),
    path("exports/", exports.exports, name="exports"),
    path("exports/log.<form:form>", exports.exports_table, name="exports_table"),
    path("delivery/", delivery.delivery, name="delivery"),
    path("delivery/again/", delivery.send_again, name="send_again"),
    path("me/", own.me, name="me"),
    path("me/data.json", own.my_data, name="my_data"),
    path("me/<uuid:registration>/attestation.pdf", documents.own_attestation, name="own_attestation"),
    path("join/", own.join, name="join"),
    path("verify/", own.verify, name="verify"),
]
