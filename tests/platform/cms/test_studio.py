"""In Studio the records only leave marks: they have no pages there, compute nothing, and ask nothing of the LMS."""
from __future__ import annotations

import sys
from pathlib import Path

import pytest
from completion.models import BlockCompletion
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import Resolver404, resolve
from opaque_keys.edx.keys import CourseKey, UsageKey
from waffle.models import Switch
from xmodule.modulestore.django import Course, SignalHandler, modulestore

from pekt_xblocks.activities import kinds
from pekt_xblocks.olx.check import clean
from pekt_xblocks.olx.pack import pack
from pekt_xblocks.records.models import Dirty, Module, Progress

COURSES = Path(__file__).parents[3] / "courses"


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


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A folder with the first course, packed."""
    folder = tmp_path_factory.mktemp("packages")
    assert clean(pack(COURSES / "phishing", folder / "phishing.tar.gz"))
    return folder


@pytest.fixture
def store():
    modulestore().courses.clear()
    return modulestore().courses


def test_packages_are_imported_once_and_offer_every_activity(db, store, package, capsys):
    call_command("pekt_courses", package)
    (course,) = store.values()
    assert str(course.id) == "course-v1:PEKTPE+phishing+base"
    assert course.advanced_modules == ["poll", *(f"pekt_{kind}" for kind in kinds())]
    assert {mark.course_key for mark in Dirty.objects.all()} == {str(course.id)}
    course.advanced_modules = ["edited"]
    call_command("pekt_courses", package)
    assert store[course.id].advanced_modules == ["edited"] and "there already" in capsys.readouterr().out


def test_a_packages_module_is_in_the_register_with_what_the_package_says(db, store, package):
    call_command("pekt_courses", package)
    module = Module.objects.get()
    assert (module.slug, module.title_el, module.level, module.minutes_online, module.minutes_hub, module.equipment) == (
        "phishing", "Ψάρεμα χωρίς δόλωμα", "2–4", 65, 25, ["pc", "tablet"])
    assert "4.1.05" in module.competences and module.version
    Module.objects.update(title_el="Από άλλο πακέτο", needs_visits=2)
    call_command("pekt_courses", package)                                       # the course that is there isn't this package's
    assert Module.objects.get().title_el == "Από άλλο πακέτο"
    call_command("pekt_courses", package, over=True)
    module.refresh_from_db()
    assert (module.title_el, module.needs_visits) == ("Ψάρεμα χωρίς δόλωμα", 2)  # what the operator decides stays
    Module.objects.all().delete()
    call_command("pekt_courses", package)
    assert Module.objects.get().title_el == "Ψάρεμα χωρίς δόλωμα"


def test_a_course_is_imported_over_only_when_told(db, store, package):
    call_command("pekt_courses", package)
    (key,) = store
    store[key].advanced_modules = ["edited"]
    call_command("pekt_courses", package, over=True)
    assert "edited" not in store[key].advanced_modules


def test_activities_are_offered_in_a_course_of_the_teachers_own(db, store):
    key = CourseKey.from_string("course-v1:PEKTPE+diko+2026")
    store[key] = Course(key, ["pekt_quiz"])
    call_command("pekt_courses", offer=[str(key)])
    assert sorted(store[key].advanced_modules) == sorted(f"pekt_{kind}" for kind in kinds())
    with pytest.raises(CommandError, match="no such course"):
        call_command("pekt_courses", offer=["course-v1:PEKTPE+kamia+2026"])


def test_a_package_that_is_none_is_refused(db, store, tmp_path):
    (tmp_path / "broken.tar.gz").write_bytes(b"no archive")
    with pytest.raises(CommandError, match="broken"):
        call_command("pekt_courses", tmp_path)
    assert not store
