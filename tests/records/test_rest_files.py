"""Files for programs: ordered, made by the worker, watched, taken with today's rights, gone in time and with whoever stood in them."""
from __future__ import annotations

import io
import os
import stat
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from pekt_xblocks.records import api, tasks
from pekt_xblocks.records.models import Export, FileJob, Membership, Role

from .test_rest import BASE, assert_described, class_of_seven, coordinator  # noqa: F401  (fixtures)


@pytest.fixture
def order(client, coordinator, class_of_seven):                     # noqa: F811
    def ask(**said):
        got = client.post(BASE + "exports", said, content_type="application/json")
        assert got.status_code == 202, got.content
        return assert_described(got, "/exports", "post")
    return ask


def look(client, order):
    return assert_described(client.get(order["status_url"]), "/exports/{ref}")


def kept(settings):
    return sorted(path.name for path in settings.PEKT_RECORDS_FILES.iterdir())


def test_a_file_is_made_by_the_worker_and_taken_when_it_is_ready(client, order, run):
    asked = order(form="xlsx", names=True, filter={"run": str(run.ref), "state": "new"})
    assert asked["state"] == "requested" and asked["url"] is None and look(client, asked)["state"] == "requested"
    early = client.get(reverse("pekt_records:rest_file", args=[asked["id"]]))
    assert early.status_code == 409 and assert_described(early, "/exports/{ref}/file")
    assert tasks.make_files() == 1 and tasks.make_files() == 0
    ready = look(client, asked)
    assert (ready["state"], ready["rows"]) == ("ready", 3) and not Export.objects.exists()
    got = client.get(ready["url"])
    sheet = load_workbook(io.BytesIO(got.content)).active
    assert {cell.value for cell in sheet["A"][1:]} == {"Μαθήτρια5", "Μαθήτρια6", "Μαθήτρια8"}
    assert list(Export.objects.values_list("rows", "named", "hub__code")) == [(3, True, "ptolemaida")]
    again = client.get(ready["url"], headers={"if-none-match": got["ETag"]})
    assert again.status_code == 304 and Export.objects.count() == 1


def test_a_poll_costs_nothing_until_something_has_changed(client, order):
    asked = order()
    first = client.get(asked["status_url"])
    assert first["Retry-After"] and client.get(asked["status_url"], headers={"if-none-match": first["ETag"]}).status_code == 304
    tasks.make_files()
    assert client.get(asked["status_url"], headers={"if-none-match": first["ETag"]}).status_code == 200


def test_where_progress_is_computed_in_the_request_so_is_the_file(client, order, settings, django_capture_on_commit_callbacks):
    settings.PEKT_RECORDS_SETTLE = "inline"
    with django_capture_on_commit_callbacks(execute=True):
        asked = order()
    assert look(client, asked)["state"] == "ready"


def test_nobody_else_learns_of_a_file(client, order, person, run):
    asked = order()
    tasks.make_files()
    other = person("allos")
    api.give_role(other.id, Role.COORDINATOR, hub=run.hub)
    client.force_login(other)
    for name in ("rest_export", "rest_file"):
        assert client.get(reverse(f"pekt_records:{name}", args=[asked["id"]])).status_code == 404


def test_what_one_may_take_is_asked_again_when_it_is_taken(client, order, coordinator, group):  # noqa: F811
    asked = order()
    tasks.make_files()
    Role.objects.filter(user_id=coordinator.id).delete()
    api.give_role(coordinator.id, Role.TEACHER, group=group)       # of one of the two classes in it
    refused = client.get(reverse("pekt_records:rest_file", args=[asked["id"]]))
    assert refused.status_code == 403 and assert_described(refused, "/exports/{ref}/file") and not Export.objects.exists()


def test_an_order_whose_asker_lost_the_right_comes_to_nothing(client, order, coordinator):     # noqa: F811
    asked = order()
    Role.objects.filter(user_id=coordinator.id).delete()
    assert tasks.make_files() == 0
    said = look(client, asked)
    assert said["state"] == "failed" and said["reason"] and said["url"] is None


def test_files_are_the_sites_alone_and_go_in_time(client, order, settings):
    asked = order()
    tasks.make_files()
    (name,) = kept(settings)
    assert asked["id"] in name
    modes = [stat.S_IMODE(os.stat(path).st_mode) for path in (settings.PEKT_RECORDS_FILES, settings.PEKT_RECORDS_FILES / name)]
    assert modes == [0o700, 0o600]
    FileJob.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get(asked["status_url"]).status_code == 404
    tasks.make_files()
    assert kept(settings) == [] and not FileJob.objects.exists()


def test_what_no_order_names_is_swept(order, settings):
    order()
    tasks.make_files()
    (settings.PEKT_RECORDS_FILES / "left-over.csv").write_bytes(b"x")
    tasks.make_files()
    assert len(kept(settings)) == 1 and "left-over.csv" not in kept(settings)


def test_an_erased_learner_leaves_every_file(client, order, settings, django_capture_on_commit_callbacks):
    asked = order(form="csv", names=True)
    tasks.make_files()
    before = client.get(look(client, asked)["url"]).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        api.erase(Membership.objects.first().user_id)
    assert kept(settings) == [] and look(client, asked)["state"] == "requested"
    tasks.make_files()
    after = client.get(look(client, asked)["url"]).content.decode()
    assert before.count("\r\n") - after.count("\r\n") == 1


def test_an_erasure_while_the_file_is_made_wins(client, order, monkeypatch):
    asked, real, gone = order(form="csv"), tasks.progress_file, []

    def erased_meanwhile(lines, form, named):
        if not gone:
            gone.append(Membership.objects.first().user_id)
            api.erase(gone[0])
        return real(lines, form, named)

    monkeypatch.setattr(tasks, "progress_file", erased_meanwhile)
    assert tasks.make_files() == 1                      # the first making came to nothing
    assert look(client, asked)["rows"] == Membership.objects.count() == 8


def test_the_work_of_a_maker_that_died_is_taken_up(client, order):
    asked = order()
    FileJob.objects.update(state=FileJob.RUNNING, tries=1)
    assert tasks.make_files() == 1 and look(client, asked)["state"] == "ready"


def test_what_fails_is_tried_again_and_then_told(client, order, monkeypatch):
    asked, calls = order(), []

    def fails(lines, form, named):
        calls.append(form)
        raise OSError("no space")

    monkeypatch.setattr(tasks, "progress_file", fails)
    tasks.make_files()
    assert len(calls) == 3 and look(client, asked)["state"] == "failed"


def test_one_person_has_a_few_files_at_a_time(client, order):
    for _ in range(api.MOST):
        order()
    got = client.post(BASE + "exports", {}, content_type="application/json")
    assert got.status_code == 429 and assert_described(got, "/exports", "post")


def test_a_site_without_a_place_for_files_says_so(client, coordinator, class_of_seven, settings):       # noqa: F811
    settings.PEKT_RECORDS_FILES = None
    got = client.post(BASE + "exports", {}, content_type="application/json")
    assert got.status_code == 501 and "PEKT_RECORDS_FILES" in assert_described(got, "/exports", "post")["detail"]
