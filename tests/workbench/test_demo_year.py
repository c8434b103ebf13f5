"""The fictional year: every page has something to show, the numbers are worked out by the records themselves, and it is made once."""
from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from pekt_xblocks.records import api
from pekt_xblocks.records.models import Attestation, Group, HandIn, Hub, Membership, Progress, Role, Run, SchoolYear, Visit
from pekt_xblocks.workbench.content import load

pytestmark = pytest.mark.django_db
COURSES = Path(__file__).parents[2] / "courses"


@pytest.fixture
def year(people, be):
    load(COURSES / "phishing")
    call_command("demo_hubs", verbosity=0)
    call_command("demo_year", verbosity=0)
    return be


def test_it_is_whole_and_made_once(year):
    def counts():
        return [kind.objects.count() for kind in (Run, Membership, Progress, Visit, HandIn, Attestation)]
    first = counts()
    assert min(first) > 5 and Hub.objects.filter(runs__year__name=SchoolYear.objects.latest("starts").name).distinct().count() == 5
    assert {Progress.NEW, Progress.STARTED, Progress.COMPLETED} == set(Progress.objects.values_list("state", flat=True))
    call_command("demo_year", verbosity=0)
    assert counts() == first


def test_the_records_agree_with_what_pupils_did(year):
    (found,) = api.reconcile()
    assert found.checked > 100 and found.differed == 0


def test_pages_are_alive_and_nobody_is_a_number(year, people):
    coordinator = year("ptolemaida")
    run = Run.objects.filter(hub__code="ptolemaida", state=Run.OPEN).first()
    for path in (f"runs/{run.ref}/", f"runs/{run.ref}/items/", f"runs/{run.ref}/funnel/", "help/", "week/", "hubs/ptolemaida/"):
        answer = coordinator.get(f"/hub/{path}")
        assert answer.status_code == 200 and "pupil-" not in answer.content.decode(), path
    assert Role.objects.filter(kind=Role.TEACHER).exists()
    assert "Παναγιώτης" in coordinator.get(f"/hub/runs/{run.ref}/").content.decode()


def test_every_reason_to_ask_how_it_goes_is_there(year):
    lines = [line for _run, asked in api.attention(Group.objects.select_related("run"), timezone.now()) for line in asked]
    assert {"idle", "behind", "unreported"} <= {reason for line in lines for reason in line.reasons}
    assert any(line.stuck for line in lines)


def test_every_hub_says_where_it_is_and_what_a_hub_wrote_itself_stays(people, be):
    load(COURSES / "phishing")
    call_command("demo_hubs", verbosity=0)
    Hub.objects.filter(code="kozani").update(contact="24610 00000")
    call_command("demo_year", verbosity=0)
    said = {hub.code: (hub.premises_el, hub.premises_en, hub.contact) for hub in Hub.objects.all()}
    assert said.pop("kozani") == ("", "", "24610 00000")
    assert len(said) == 4 and all("(φανταστικ" in greek and "fictional" in english for greek, english, _ in said.values())
    assert all(contact.endswith(".example") for *_, contact in said.values())
