"""The page of deliveries: numbers for everyone who manages a hub, refused records of their own hub alone, and sending them again."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Channel, Delivery, Group, Role

from . import fake_platform
from .conftest import complete
from .test_progress import leaves
from .test_record import HOOK, LRS

PAGE = "pekt_records:delivery"


@pytest.fixture
def destinations(settings):
    settings.LMS_ROOT_URL = "https://mathimata.example"
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS, "mitroo": HOOK}
    return settings.PEKT_RECORDS_DESTINATIONS


@pytest.fixture
def coordinator(person, run, client):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    client.force_login(user)
    return user


def refuse_everything(reason="HTTP 400 <b>no</b>"):
    Delivery.objects.filter(destination="lrs").update(state=Delivery.DEAD, reason=reason)


def test_each_destination_says_how_it_fares(destinations, coordinator, client, learner, tree):
    complete(learner, leaves(tree)[0])
    said = client.get(reverse(PAGE)).content.decode()
    assert "lrs.example · xAPI" in said and "mitroo.example · webhook" in said and said.count("2 records wait for the next round.") == 2
    Delivery.objects.filter(destination="mitroo").update(state=Delivery.SENT)
    Channel.objects.create(name="lrs", failures=1, reason="HTTP 503", not_before=timezone.now() + timedelta(minutes=5))
    said = client.get(reverse(PAGE)).content.decode()
    assert "Everything has arrived." in said and "It doesn’t answer (HTTP 503)." in said


def test_refused_records_are_shown_and_sent_again(destinations, coordinator, client, learner, tree):
    complete(learner, leaves(tree)[0])
    refuse_everything()
    said = client.get(reverse(PAGE)).content.decode()
    assert "It refused 2 records." in said and "HTTP 400 &lt;b&gt;no&lt;/b&gt;" in said and "started the module" in said
    assert "Eleni" not in said                                                      # a class and a milestone are enough to find the cause
    said = client.post(reverse("pekt_records:send_again"), follow=True).content.decode()
    assert "2 records will go out in the next round." in said
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.WAITING}


def test_another_hubs_refused_records_are_not_theirs(destinations, coordinator, client, person):
    course = "course-v1:PEKTPE+allo+2026"
    tree = fake_platform.make_tree(course)
    run = api.run(api.known_hubs()["kozani"], api.module("allo", title_el="Άλλο"), course, date(2026, 10, 1))
    user = person("nikos")
    api.join(Group.objects.create(run=run, name="Κρυφό"), user.id)
    complete(user, leaves(tree)[0])
    refuse_everything()
    said = client.get(reverse(PAGE)).content.decode()
    assert "It refused 2 records." in said and "Κρυφό" not in said and "Send them again" not in said
    client.post(reverse("pekt_records:send_again"))
    assert Delivery.objects.filter(state=Delivery.DEAD).count() == 2


def test_wrong_settings_are_told_and_break_nothing_else(destinations, coordinator, client):
    destinations["lrs"] = LRS | {"pseudonym_key": "short"}
    answer = client.get(reverse(PAGE))
    assert answer.status_code == 500 and "pseudonym_key" in answer.content.decode()
    assert client.get(reverse("pekt_records:hubs")).status_code == 200


def test_the_way_there_is_shown_only_where_something_can_leave(settings, coordinator, client, destinations):
    hubs = reverse("pekt_records:hubs")
    assert reverse(PAGE) in client.get(hubs).content.decode()
    del settings.PEKT_RECORDS_DESTINATIONS
    assert reverse(PAGE) not in client.get(hubs).content.decode()
    assert "nothing leaves the site" in client.get(reverse(PAGE)).content.decode()
