"""Every unit of every course on the local site: as its learner and as its author sees it, nothing missing, nothing shown that is a key."""
from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from pekt_xblocks.olx.course import read_course
from pekt_xblocks.workbench.content import load
from pekt_xblocks.workbench.models import Course, Element, Person

BROKEN = "Αυτή η δραστηριότητα δεν ανοίγει εδώ"
pytestmark = pytest.mark.django_db


@pytest.fixture
def course(path: Path) -> Course:
    """The course, loaded into the site."""
    assert load(path).faults == ()
    call_command("demo_people", verbosity=0)
    return Course.objects.get()


def browser(role: str) -> Client:
    """A browser in which somebody of this role is in."""
    client = Client()
    client.force_login(Person.objects.filter(role=role).select_related("user")[0].user)
    return client


@pytest.mark.parametrize("role", [Person.Role.LEARNER, Person.Role.TEACHER])
def test_every_unit_is_whole(path: Path, course: Course, role: str) -> None:
    client, shown = browser(role), 0
    for chapter, sequential, vertical in read_course(path).verticals():
        hidden = chapter.staff_only or sequential.staff_only or vertical.staff_only
        reply = client.get(reverse("unit", args=[course.key, vertical.url_name]))
        assert reply.status_code == (403 if hidden and role == Person.Role.LEARNER else 200), vertical.url_name
        if reply.status_code == 200:
            page = reply.content.decode()
            assert BROKEN not in page, vertical.url_name
            assert page.count('class="pekt-activity"') == sum(leaf.block_type.startswith("pekt_") for leaf in vertical.leaves)
            shown += 1
    assert shown


def test_an_author_can_open_every_activity(course: Course) -> None:
    client = browser(Person.Role.TEACHER)
    elements = Element.objects.filter(course=course, block_type__startswith="pekt_")
    assert elements
    for element in elements:
        for name in ("edit", "frame", "answers"):
            assert client.get(reverse(name, args=[element.usage_key])).status_code == 200, (name, element.url_name)
