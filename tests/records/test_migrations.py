"""Migrations there and back on a site in use: what an older release knows too stays, all else is computed anew from the completions."""
from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Attestation, Delivery, Membership, Progress, Role

from .conftest import complete
from .test_progress import leaves
from .test_record import LRS

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "pekt_records")


@pytest.fixture
def migrate():
    """To a migration of the records; in the end forward again, for the tests that follow."""
    yield lambda target="": call_command("migrate", "pekt_records", *([target] if target else []), verbosity=0)
    call_command("migrate", "pekt_records", verbosity=0)


@pytest.fixture
def used(learner, person, run, group, tree) -> None:
    """A run with a learner who finished and is attested, one who began, and a coordinator."""
    began, boss = person("giannis"), person("kyriaki")
    api.join(group, began.id)
    api.give_role(boss.id, Role.COORDINATOR, hub=run.hub)
    for key in leaves(tree):
        complete(learner, key)
    complete(began, leaves(tree)[0])
    for member in Membership.objects.filter(user_id=learner.id):
        (paper,) = api.issue(boss, [member])
        api.revoke(boss, paper, "λάθος")
        api.reissue(boss, member)


def progress() -> list[tuple]:
    return list(Progress.objects.order_by("membership__user_id").values_list(
        "membership__registration", "done", "total", "percent", "state", "first_completed"))


def tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name.startswith("pekt_records_")]


@pytest.mark.parametrize("older", [NAMES[0], NAMES[len(NAMES) // 2], NAMES[-2]])
def test_an_older_release_and_this_one_again_lose_no_registration(used, migrate, older):
    before = progress()
    assert [row[3] for row in before] == [100, 25]
    migrate(older)
    migrate()
    call_command("pekt_records_reconcile", verbosity=0)
    assert progress() == before
    call_command("pekt_records_reconcile", check=True, verbosity=0)
    for paper in Attestation.objects.exclude(membership=None):     # the first release of all had none
        boss = get_user_model().objects.get(username="kyriaki")
        api.revoke(boss, paper, "λάθος")
        assert api.reissue(boss, paper.membership).serial == f"{paper.serial[:-2]}-3"


def test_everything_goes_and_comes_again_empty(used, migrate):
    made = tables()
    migrate("zero")
    assert tables() == []
    migrate()
    assert tables() == made and not Membership.objects.exists()
    call_command("pekt_records_work", verbosity=0)


def test_former_attestations_are_known_again_after_an_older_release(used, migrate, settings):
    def rows():
        return list(Attestation.objects.order_by("id").values_list("serial", "edition", "membership", "formerly", "verify_code"))

    paper = Attestation.objects.get(edition=2)
    member, boss = paper.membership, get_user_model().objects.get(username="kyriaki")
    api.revoke(boss, paper, "λάθος")
    api.reissue(boss, member)
    before = rows()
    assert [row[1:4] for row in before] == [(1, None, member.id), (2, None, member.id), (3, member.id, None)]
    migrate("0009")
    migrate()
    assert rows() == before
    settings.LMS_ROOT_URL, settings.PEKT_RECORDS_DESTINATIONS = "https://mathimata.example", {"lrs": LRS}
    api.queue_past()
    api.revoke(boss, Attestation.objects.get(membership=member), "λάθος")
    told = Delivery.objects.filter(milestone__in=("attested", "revoked")).order_by("id")
    assert list(told.values_list("milestone", "edition")) == [("attested", 3), ("revoked", 3)]
