"""A hub with a course, and people; the records ask ``fake_platform`` whatever the site's settings are."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.contrib.auth.models import User
from opaque_keys.edx.keys import UsageKey
from waffle.models import Switch

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Group, Run

from . import fake_platform

COURSE = "course-v1:PEKTPE+dokimi+2026"


@pytest.fixture(autouse=True)
def platform(settings, tmp_path) -> Iterator[None]:
    settings.PEKT_RECORDS_PLATFORM = "tests.records.fake_platform"
    settings.ROOT_URLCONF = "tests.records.urls"
    settings.PEKT_RECORDS_BASE = "pekt_records/base.html"
    settings.PEKT_RECORDS_FILES = tmp_path / "files"
    settings.LANGUAGE_CODE, settings.LOGIN_URL = "en", "/login/"
    fake_platform.TREES.clear()
    fake_platform.ACCESS.clear()
    fake_platform.STATES.clear()
    fake_platform.BLOCKS.clear()
    yield


@pytest.fixture
def tree(platform):
    return fake_platform.make_tree(COURSE)


@pytest.fixture
def run(db, tree) -> Run:
    Switch.objects.get_or_create(name="completion.enable_completion_tracking", defaults={"active": True})
    hub = api.known_hubs()["ptolemaida"]
    return api.run(hub, api.module("dokimi", title_el="Δοκιμή"), COURSE, date(2026, 10, 1))


@pytest.fixture
def group(run) -> Group:
    return Group.objects.create(run=run, name="Στ1")


@pytest.fixture
def person(db) -> Callable[[str], User]:
    def make(name: str, **more) -> User:
        return User.objects.create_user(name, last_name=more.pop("last_name", name.title()), **more)
    return make


@pytest.fixture
def learner(person, group) -> User:
    user = person("eleni")
    api.join(group, user.id)
    return user


@pytest.fixture
def waiting(learner, tree, settings) -> User:
    """A learner whose completion no worker has seen."""
    settings.PEKT_RECORDS_SETTLE = "worker"
    complete(learner, tree.units[0].leaves[0].usage_key)
    return learner


@pytest.fixture
def lrs(settings) -> None:
    """A destination of records; nothing is sent there by itself."""
    from .test_record import LRS

    settings.LMS_ROOT_URL, settings.PEKT_RECORDS_DESTINATIONS = "https://mathimata.example", {"lrs": LRS}


def complete(user: User, leaf: str, value: float = 1.0) -> None:
    """What the platform does when a block publishes a completion."""
    from completion.models import BlockCompletion

    BlockCompletion.objects.submit_completion(user, UsageKey.from_string(leaf), value)
