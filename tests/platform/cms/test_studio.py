"""In Studio the records only leave marks: they have no pages there, compute nothing, and ask nothing of the LMS."""
from __future__ import annotations

import sys

import pytest
from completion.models import BlockCompletion
from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, resolve
from opaque_keys.edx.keys import UsageKey
from waffle.models import Switch
from xmodule.modulestore.django import SignalHandler

from pekt_xblocks.activities import kinds
from pekt_xblocks.records.models import Dirty, Progress


def test_a_published_course_leaves_a_mark_and_nothing_else(course, group, person):
    from pekt_xblocks.records import api

    api.join(group, person("eleni").id)
    assert Dirty.objects.count() == 1           # the LMS's worker is to compute it, whatever Studio's settings say
    Dirty.objects.all().delete()
    for _ in range(2):                          # an import publishes twice
        SignalHandler.course_published.send(sender=None, course_key=course)
    assert {(mark.user_id, mark.course_key) for mark in Dirty.objects.all()} == {(None, str(course))}
    assert settings.PEKT_RECORDS_SETTLE == "inline" and not Progress.objects.exists()


def test_nothing_of_the_lms_is_loaded():
    assert [name for name in sys.modules if name.split(".")[0] == "lms"] == []


def test_a_librarys_preview_completes_and_nobody_is_computed(db, person):
    Switch.objects.create(name="completion.enable_completion_tracking", active=True)
    author = person("syggrafeas")
    BlockCompletion.objects.submit_completion(user=author, block_key=UsageKey.from_string("lb:PEKTPE:vivliothiki:pekt_quiz:q1"),
                                              completion=1.0)
    assert BlockCompletion.objects.count() == 1 and not Progress.objects.exists()


def test_studio_has_no_pages_of_the_records():
    assert apps.is_installed("pekt_xblocks.records")
    with pytest.raises(Resolver404):
        resolve("/hub/")


def test_libraries_offer_every_activity_beside_the_platforms_own():
    assert settings.LIBRARY_ENABLED_BLOCKS == ["problem", "video", "html", *(f"pekt_{kind}" for kind in kinds())]
