"""What people do on the pages: join codes, rosters, attestations, joining, the public check."""
from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Attestation, Export, Membership, Role

from .conftest import complete
from .test_progress import leaves


@pytest.fixture
def coordinator(person, run, client):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    client.force_login(user)
    return user


def send(client, run, text):
    return client.post(reverse("pekt_records:roster", args=[run.ref]), {"file": SimpleUploadedFile("a.csv", text.encode())})


def test_a_class_list_is_shown_and_then_done(client, coordinator, run, group, person):
    person("eleni"), person("nikos")
    page = send(client, run, "Username;Class\neleni;Στ1\nnikos;Στ1\n").content.decode()
    assert not Membership.objects.exists()
    signed = re.search(r'name="signed" value="([^"]+)"', page)[1]
    client.post(reverse("pekt_records:roster", args=[run.ref]), {"signed": signed})
    assert Membership.objects.count() == 2
    assert client.post(reverse("pekt_records:roster", args=[run.ref]), {"signed": signed + "x"}).status_code == 400


def test_a_list_with_a_fault_offers_no_button(client, coordinator, run, group, person):
    person("eleni")
    page = send(client, run, "Username;Class\neleni;Στ1\nkanenas;Στ1\n").content.decode()
    assert 'name="signed"' not in page and "can't be taken" in page


def test_a_list_signed_for_one_run_is_no_good_for_another(client, coordinator, run, group, person):
    person("eleni")
    signed = re.search(r'name="signed" value="([^"]+)"', send(client, run, "Username;Class\neleni;Στ1\n").content.decode())[1]
    other = api.run(run.hub, api.module("allo", title_el="Άλλο"), "course-v1:PEKTPE+allo+2026", run.year.starts)
    assert client.post(reverse("pekt_records:roster", args=[other.ref]), {"signed": signed}).status_code == 403


def test_a_file_that_is_none_says_what_to_do(client, coordinator, run):
    assert "headings" in send(client, run, "a;b\n").content.decode()
    assert client.post(reverse("pekt_records:roster", args=[run.ref])).status_code == 400


def test_a_code_made_here_lets_a_learner_in(client, coordinator, group, person):
    address = reverse("pekt_records:join_code", args=[group.ref])
    client.post(address, {"open": "1"})
    page = client.get(reverse("pekt_records:group", args=[group.ref])).content.decode()
    group.refresh_from_db()
    assert f"{group.join_code[:4]} {group.join_code[4:]}" in page and "<svg" in page
    learner = person("eleni")
    client.force_login(learner)
    assert "Δοκιμή" in client.get(reverse("pekt_records:join"), {"code": group.join_code}).content.decode()
    assert not Membership.objects.exists()
    client.post(reverse("pekt_records:join"), {"code": group.join_code.lower()})
    assert Membership.objects.get().user_id == learner.id
    client.force_login(coordinator)
    client.post(address, {"close": "1"})
    client.force_login(person("nikos"))
    assert client.post(reverse("pekt_records:join"), {"code": group.join_code}).status_code == 404


def test_attestations_of_a_class_are_issued_and_verify(client, coordinator, learner, group, tree, person):
    api.join(group, person("nikos").id)
    for key in leaves(tree):
        complete(learner, key)
    client.post(reverse("pekt_records:attest", args=[group.ref]))
    paper = Attestation.objects.get()
    client.logout()
    page = client.get(reverse("pekt_records:verify"), {"code": paper.verify_code}).content.decode()
    assert paper.serial in page and "genuine" in page and "Eleni" not in page
    assert client.get(reverse("pekt_records:verify"), {"code": "ZZZZ"}).status_code == 404


def test_my_own_page_and_data(client, learner, person, tree):
    person("nikos")
    complete(learner, leaves(tree)[0])
    client.force_login(learner)
    page = client.get(reverse("pekt_records:me")).content.decode()
    assert "25%" in page and "Completion: 25% of 100%" in page
    data = json.loads(client.get(reverse("pekt_records:my_data")).content)
    assert data["registrations"][0]["progress"]["percent"] == 25
    assert "Nikos" not in json.dumps(data)


def test_every_file_taken_is_on_record(client, coordinator, learner, run):
    client.get(reverse("pekt_records:run_table", args=[run.ref, "csv"]))
    client.get(reverse("pekt_records:hub_year_table", args=[run.hub.code, "csv"]))
    assert [(e.user_id, e.what, e.rows) for e in Export.objects.order_by("id")] == [(coordinator.id, "progress", 1),
                                                                                 (coordinator.id, "year", 2)]
    assert not any("eleni" in e.of for e in Export.objects.all())


def test_the_steepest_drop_is_named(client, coordinator, learner, run, group, tree, person):
    for i in range(2):
        user = person(f"p{i}")
        api.join(group, user.id)
        for leaf in tree.units[0].leaves:
            complete(user, leaf.usage_key)
    page = client.get(reverse("pekt_records:funnel", args=[run.ref])).content.decode()
    assert "between “Μονάδα 0” and “Μονάδα 1”: 2 learners" in page
