"""The records' addresses in the tests' own project."""
from django.urls import include, path

urlpatterns = [path("hub/", include("pekt_xblocks.records.urls"))]
