"""The hub's pages: who sees them, what stands there, what the file holds."""
from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from pekt_xblocks.records import api
from pekt_xblocks.records.data import OwnModule, Shown, Standing
from pekt_xblocks.records.documents.sheets import cell
from pekt_xblocks.records.models import Progress, Role
from pekt_xblocks.records.views import own

from .conftest import complete

HOME = "/hub/"


@pytest.fixture
def coordinator(person, run):
    user = person("kyriaki")
    api.give_role(user.id, Role.COORDINATOR, hub=run.hub)
    return user


def test_the_coordinator_sees_the_runs_learners(client, coordinator, learner, tree):
    complete(learner, tree.units[0].leaves[0].usage_key)
    client.force_login(coordinator)
    page = client.get(HOME).content.decode()
    assert "Eleni" in page and "Μονάδα 0" in page
    assert 'class="cell part">50<' in page.replace("\n", "")
    assert "Data up to" in page


def test_a_learners_line(client, coordinator, learner, tree, settings):
    learner.first_name, learner.last_name = "<b>Eleni</b>", "O'Neill"
    learner.save()
    complete(learner, tree.units[0].leaves[0].usage_key)
    Progress.objects.update(last_activity=datetime(2026, 7, 9, 21, 5, tzinfo=UTC))
    client.force_login(coordinator)
    settings.LANGUAGE_CODE = "el"
    page = client.get(HOME).content.decode()
    assert "O&#x27;Neill &lt;b&gt;Eleni&lt;/b&gt;</th>" in page and "<b>Eleni" not in page
    assert 'datetime="2026-07-09T21:05:00+00:00">10 Ιουλίου, 00:05</time>' in page, "Greek time, Greek words"


@pytest.mark.parametrize("who", ["learner", "other hub"])
def test_others_are_refused(client, learner, person, run, who):
    user = learner
    if who == "other hub":
        user = person("alexis")
        api.give_role(user.id, Role.COORDINATOR, hub=api.known_hubs()["kozani"])
    client.force_login(user)
    for url in (reverse("pekt_records:run", args=[run.ref]), reverse("pekt_records:run_table", args=[run.ref, "csv"])):
        assert client.get(url).status_code == 403


def test_strangers_are_sent_to_the_login(client, run):
    assert client.get(HOME).status_code == 302


def test_a_teacher_sees_only_own_groups(client, person, learner, group, run):
    other = run.groups.create(name="Β1")
    stranger = person("marios")
    api.join(other, stranger.id)
    teacher = person("daskala")
    api.give_role(teacher.id, Role.TEACHER, group=group)
    client.force_login(teacher)
    page = client.get(reverse("pekt_records:run", args=[run.ref])).content.decode()
    assert "Eleni" in page and "Marios" not in page


def test_the_file_opens_in_greek_excel(client, coordinator, person, group, run, tree):
    user = person("x", last_name="=HYPERLINK(1)")
    api.join(group, user.id)
    complete(user, tree.units[0].leaves[0].usage_key)
    client.force_login(coordinator)
    response = client.get(reverse("pekt_records:run_table", args=[run.ref, "csv"]), {"names": 1})
    text = response.content.decode("utf-8")
    assert text[0] == "\ufeff" and not text.startswith("\ufeffsep=")
    head, row = csv.reader(io.StringIO(text[1:]), delimiter=";")
    assert row[0] == "'=HYPERLINK(1)" and row[3] == "25"
    assert len(head) == len(row)
    assert "filename" in response["Content-Disposition"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\r=1"])
def test_no_cell_runs(text):
    assert str(cell(text)).startswith("'")


def test_numbers_stay_numbers():
    assert [cell(-3), cell(None), cell("α")] == [-3, "", "α"]


def test_no_name_stands_in_an_address(client, coordinator, learner, run):
    client.force_login(coordinator)
    page = client.get(HOME).content.decode()
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert not any("eleni" in link.lower() or f"/{learner.id}/" in link for link in links)


def test_the_grid_costs_the_same_for_every_number_of_learners(client, coordinator, person, group, run, django_assert_max_num_queries):
    for i in range(25):
        api.join(group, person(f"n{i}").id)
    client.force_login(coordinator)
    with django_assert_max_num_queries(16):
        assert client.get(HOME).status_code == 200


@pytest.mark.parametrize(("language", "said"), [("el", "Αξιολόγηση πληροφοριών"), ("en", "Evaluating information")])
def test_a_learner_reads_a_competence_by_its_name_not_its_code_alone(language, said):
    module = OwnModule(registration="", course_key="", title="", hub="", year="", group="", percent=0, units=(), visits=(),
                       last_activity=None, standing=Standing((), False, None, None), shown={"1.2.07": Shown(1, 4)})
    with translation.override(language):
        *_rest, competences = own.shown(module)
    assert competences == [("1.2.07", said, Shown(1, 4))]
