"""A course as the platform's block structure holds it, and people with accounts and profiles; only in the double's own process."""
from __future__ import annotations

import os
from collections.abc import Callable

import pytest

# tests/platform/run starts LMS and Studio in a process of their own; anywhere else these tests' imports would fail.
_PROCESS = os.environ.get("DJANGO_SETTINGS_MODULE", "").removesuffix(".envs.test")
collect_ignore_glob = {"lms": ["cms"], "cms": ["lms"]}.get(_PROCESS, ["cms", "lms"])

COURSE = "course-v1:PEKTPE+dokimi+2026"


@pytest.fixture
def course(db):
    """The course's key: two units for all, and one that only the first content group sees."""
    from django.core.cache import cache
    from opaque_keys.edx.keys import CourseKey
    from openedx.core.djangoapps.content.block_structure.api import BlockStructure, publish
    from waffle.models import Switch

    Switch.objects.create(name="completion.enable_completion_tracking", active=True)
    key = CourseKey.from_string(COURSE)
    tree = BlockStructure(key)
    chapter = tree.add(tree.root_block_usage_key, "chapter", "c1", display_name="Πρώτη ενότητα")
    sequence, first = tree.add(chapter, "sequential", "s1"), None
    for unit, more in (("u1", {}), ("u2", {}), ("u3", {"group_access": {50: [1]}}), ("staff", {"merged_visible_to_staff_only": True})):
        vertical = tree.add(sequence, "vertical", unit, display_name=f"Σελίδα {unit}", **more)
        first = first or vertical
        tree.add(vertical, "pekt_quiz", f"{unit}-quiz", completion_mode="completable")
        tree.add(vertical, "html", f"{unit}-text")
    tree.add(vertical, "discussion", "talk", completion_mode="excluded")
    tree.add(first, "html", "for-teachers", merged_visible_to_staff_only=True)
    publish(tree)
    yield key
    cache.clear()


@pytest.fixture
def person(db) -> Callable:
    """Makes an account with its profile, as registration does."""
    from common.djangoapps.student.models import UserProfile
    from django.contrib.auth.models import User

    def make(username: str, name: str = "", **more):
        user = User.objects.create_user(username, f"{username}@pupils.example", **more)
        UserProfile.objects.create(user=user, name=name)
        return user
    return make


@pytest.fixture
def group(course):
    """A class in a run of the course, in a hub of the register."""
    from datetime import date

    from django.core.management import call_command

    from pekt_xblocks.records import api

    call_command("pekt_records_hubs")
    run = api.run(api.known_hubs()["ptolemaida"], api.module("dokimi", title_el="Δοκιμή"), COURSE, date(2026, 10, 1))
    return run.groups.create(name="Στ1")


@pytest.fixture
def learner(person, group):
    """A pupil who came by the class's code, through the page."""
    from django.test import Client

    group.join_code = "ABCD2345"
    group.save()
    user, browser = person("eleni", "Ελένη Δοκιμαστική"), Client()
    browser.force_login(user)
    assert browser.post("/hub/join/", {"code": group.join_code}).status_code == 302
    return user


def complete(user, course, block_id: str, block_type: str = "pekt_quiz") -> None:
    """What the platform does when a block publishes its completion."""
    from completion.models import BlockCompletion

    BlockCompletion.objects.submit_completion(user=user, block_key=course.make_usage_key(block_type, block_id), completion=1.0)
