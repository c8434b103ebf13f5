"""The interface for programs: held against its own description, whole under paging, silent where nothing is new, shut where pages are."""
from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Export, Membership, Override, Progress, Role, School
from pekt_xblocks.records.views.openapi import DOCUMENT

from .conftest import complete
from .test_progress import leaves

BASE = "/hub/api/v1/"


@pytest.fixture
def coordinator(person, run, client):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    client.force_login(user)
    return user


@pytest.fixture
def class_of_seven(coordinator, group, person, tree, run):
    """Seven in one class of a school: one through, four begun; two more in another class, one through."""
    group.school = School.objects.create(code="gym91", name="91ο Γυμνάσιο")
    group.save()
    users = [person(f"p{i}", last_name=f"Μαθήτρια{i}") for i in range(9)]
    for user in users[:7]:
        api.join(group, user.id)
    for user in users[7:]:
        api.join(run.groups.get_or_create(name="Β1")[0], user.id)
    for user in (users[0], users[7]):
        for key in leaves(tree):
            complete(user, key)
    for user in users[1:5]:
        complete(user, leaves(tree)[0])
    return users


def get(client, name, **query):
    return client.get(f"{BASE}{name}?{urlencode(query)}")


def assert_described(response, path, method="get"):
    """The answer is what the description says of that path, method and status."""
    said = DOCUMENT["paths"][path][method]["responses"][str(response.status_code)]["content"]
    (kind,) = said
    assert response["Content-Type"] == kind
    schema = said[kind]["schema"] | {"components": DOCUMENT["components"]}
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(response.json())
    return response.json()


def test_the_description_is_openapi_and_names_every_address(client):
    served = client.get(BASE + "openapi.json").json()
    OpenAPIV31SpecValidator(served).validate()
    patterns = next(p for p in get_resolver("tests.records.urls").url_patterns).url_patterns
    ours = {str(p.pattern).replace("<slug:", "{").replace("<uuid:", "{").replace(">", "}").removeprefix("api/v1")
            for p in patterns if str(p.pattern).startswith("api/v1")}
    assert set(served["paths"]) == ours - {"/openapi.json"}


@pytest.mark.parametrize("path", ["/progress", "/grid", "/at-risk"])
@pytest.mark.parametrize("names", ["0", "1"])
def test_lists_are_as_described_and_name_nobody_unasked(client, class_of_seven, run, path, names):
    said = assert_described(get(client, path[1:], run=run.ref, names=names), path)
    assert said["items"] and ("Μαθήτρια" in str(said)) is (names == "1")
    taken = Export.objects.get()
    assert (taken.what, taken.named, taken.rows, taken.hub) == ("rest", names == "1", len(said["items"]), run.hub)


def test_the_funnel_and_the_public_check_are_as_described(client, coordinator, class_of_seven, run):
    said = assert_described(get(client, "funnel", run=run.ref), "/funnel")
    assert said["steps"][0] == {"step": "registered", "learners": 9} and said["steps"][-2] == {"step": "completed", "learners": 2}
    member = Membership.objects.select_related("run__module", "run__hub", "run__year", "group__run").get(user_id=class_of_seven[0].id)
    (paper,) = api.issue(coordinator, [member])
    public = Client().get(f"{BASE}attestations/{paper.verify_code}")
    assert assert_described(public, "/attestations/{code}")["state"] == "valid"
    assert "Μαθήτρια" not in public.content.decode() and not Export.objects.exists()
    api.revoke(coordinator, paper, "κατά λάθος")
    assert Client().get(f"{BASE}attestations/{paper.verify_code}").json()["state"] == "revoked"
    assert_described(Client().get(f"{BASE}attestations/NONE"), "/attestations/{code}")


@pytest.mark.parametrize("name", ["progress", "grid", "at-risk"])
def test_pages_lose_and_double_nothing_while_rows_come_and_go(client, class_of_seven, group, person, run, name):
    whole = [item["registration"] for item in get(client, name, run=run.ref).json()["items"]]
    assert len(set(whole)) == len(whole) > 2
    got, after = [], ""
    while after is not None:
        page = get(client, name, run=run.ref, limit=2, **({"after": after} if after else {})).json()
        got += [item["registration"] for item in page["items"]]
        after = page["after"]
        if len(got) == 2:                               # the last one seen is erased: the next page starts behind it all the same
            api.erase(Membership.objects.get(registration=got[-1]).user_id)
    assert got == whole


def test_what_is_asked_for_is_what_comes(client, class_of_seven, run, group, tree):
    def count(**query):
        return len(get(client, "progress", **query).json()["items"])

    assert (count(), count(hub="ptolemaida"), count(hub="kozani"), count(module="dokimi"), count(module="allo")) == (9, 9, 0, 9, 0)
    assert (count(**{"class": group.ref}), count(school="gym91"), count(run=run.ref)) == (7, 7, 9)
    assert (count(state="completed"), count(state="started"), count(state="new")) == (2, 4, 3)
    moment = timezone.now()
    assert count(updated_since=moment.isoformat()) == 0
    complete(class_of_seven[2], leaves(tree)[1])
    assert count(updated_since=moment.isoformat()) == 1
    assert Progress.objects.filter(computed__gte=moment).count() == 1


@pytest.mark.parametrize("query", [{"state": "x"}, {"limit": "0"}, {"limit": "501"}, {"limit": "²"}, {"run": "1"}, {"class": "x"},
                                   {"after": "zzz"}, {"updated_since": "yesterday"}, {"updated_since": "2026-13-45T00:00:00"}])
def test_what_cannot_be_read_is_told_in_the_askers_language(client, class_of_seven, query):
    said = assert_described(get(client, "progress", **query), "/progress")
    assert said["status"] == 400 and [said["at"]] == list(query)
    client.cookies["django_language"] = "el"
    got = get(client, "progress", **query)
    assert got["Content-Language"] == "el" and got.json()["title"] == "Το αίτημα δεν διαβάζεται"


def test_nothing_new_costs_nothing_and_is_not_put_on_record(client, class_of_seven, tree):
    first = get(client, "progress")
    again = client.get(BASE + "progress", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content and Export.objects.count() == 1
    complete(class_of_seven[3], leaves(tree)[1])
    assert client.get(BASE + "progress", headers={"if-none-match": first["ETag"]}).status_code == 200
    assert "no-cache" in first["Cache-Control"] and "private" in first["Cache-Control"]


def test_nobody_gets_in_but_by_the_session(client, class_of_seven, person, run):
    refused = Client().get(BASE + "progress")
    assert_described(refused, "/progress")
    assert refused.status_code == 401 and refused["WWW-Authenticate"]
    client.force_login(class_of_seven[0])
    assert_described(get(client, "progress"), "/progress")
    elsewhere = person("allos")
    api.give_role(elsewhere.id, Role.COORDINATOR, hub=api.known_hubs()["kozani"])
    client.force_login(elsewhere)
    assert get(client, "progress").json()["items"] == [] and get(client, "grid", run=run.ref).status_code == 403
    assert client.post(BASE + "progress").status_code == 405 and client.post(BASE + "progress")["Allow"] == "GET, HEAD"


def test_a_teacher_gets_their_class_alone(client, class_of_seven, person, group):
    teacher = person("daskala")
    api.give_role(teacher.id, Role.TEACHER, group=group)
    client.force_login(teacher)
    assert {item["class"] for item in get(client, "progress").json()["items"]} == {str(group.ref)}


def test_a_teachers_word_over_the_wire(client, coordinator, class_of_seven):
    member = Membership.objects.get(user_id=class_of_seven[4].id)
    said = {"registration": str(member.registration), "reason": "Έκανε την εργασία σε χαρτί"}
    assert_described(client.post(BASE + "overrides", said, content_type="application/json"), "/overrides", "post")
    assert Override.objects.get().by == coordinator.id and api.standings([member])[member.id].passed
    for wrong, status in (({"registration": "x", "reason": "λ"}, 400), (said | {"reason": "  "}, 400), (said | {"reason": 1}, 400),
                          ([], 400), ({"reason": "λ"}, 403), (said | {"registration": "00000000-0000-4000-8000-000000000000"}, 403)):
        got = client.post(BASE + "overrides", wrong, content_type="application/json")
        assert got.status_code == status and assert_described(got, "/overrides", "post")
    assert_described(client.post(BASE + "overrides", {"a": 1}), "/overrides", "post")           # a form is no JSON
    assert Override.objects.count() == 1


def test_without_the_csrf_token_nothing_is_changed(coordinator, class_of_seven):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    member = Membership.objects.get(user_id=class_of_seven[4].id)
    said = {"registration": str(member.registration), "reason": "λόγος"}
    got = strict.post(BASE + "overrides", said, content_type="application/json")
    assert got.status_code == 403 and assert_described(got, "/overrides", "post")["detail"] and not Override.objects.exists()
    strict.get("/hub/join/")                                    # any page with a form hands the token out
    token = strict.cookies["csrftoken"].value
    assert strict.post(BASE + "overrides", said, content_type="application/json", headers={"x-csrftoken": token}).status_code == 201


@pytest.mark.parametrize("asked", [{"form": "pdf"}, {"names": "yes"}, {"filter": []}, {"filter": {"hub": 1}}, {"filter": {"run": "x"}}])
def test_a_file_that_cannot_be_is_refused_at_once(client, class_of_seven, asked):
    got = client.post(BASE + "exports", asked, content_type="application/json")
    assert got.status_code == 400 and assert_described(got, "/exports", "post")


def test_a_page_costs_the_same_for_every_number_of_learners(client, class_of_seven, group, person, django_assert_max_num_queries):
    for i in range(30):
        api.join(group, person(f"more{i}").id)
    with django_assert_max_num_queries(10):
        assert len(get(client, "progress", names=1).json()["items"]) == 39
