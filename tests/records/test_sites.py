"""A register's own side: what it shows is the same in whatever order and however often the sites' words came, and it says how it fares."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid5

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as pace
from hypothesis import strategies as st

from pekt_xblocks.records import api
from pekt_xblocks.records.api import sites
from pekt_xblocks.records.data import Level, sums
from pekt_xblocks.records.delivery import Answer, Outcome
from pekt_xblocks.records.models import Channel, Received, Role, Told, Unread

from .test_doctor import found, site  # noqa: F401 - a sound site

pytestmark = pytest.mark.django_db
HOST, RUN, NAMES = "https://mathimata.example", "course-v1:PEKTPE+phishing+2026", UUID(int=7)
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def reached(learner: str, milestone: str = "started", run: str = RUN, attempt: str = "") -> SimpleNamespace:
    return SimpleNamespace(
        id=str(uuid5(NAMES, f"{learner}{milestone}{run}{attempt}")), site=HOST, milestone=milestone, at=NOON.isoformat(), learner=learner,
        registration=str(uuid5(NAMES, learner + run)), hub="kozani", hub_name="Πόλος Κοζάνης", year="2026-27", run=run, module="phishing",
        title="Ψάρεμα", version="1", percent=25)


def total(*said: SimpleNamespace, hours: int = 1, run: str = RUN) -> SimpleNamespace:
    n, mark = sums((run, UUID(each.id)) for each in said).get(run, (0, 0))
    return SimpleNamespace(site=HOST, run=run, at=(NOON + timedelta(hours=hours)).isoformat(), records=n, mark=mark)


def erased(learner: str, hours: int = 2) -> SimpleNamespace:
    return SimpleNamespace(id=str(uuid5(NAMES, learner)), site=HOST, at=(NOON + timedelta(hours=hours)).isoformat(), learner=learner)


WORDS = [("milestone", reached(learner, milestone)) for learner in ("a", "b", "c") for milestone in ("started", "completed", "attested")]
WORDS += [("milestone", reached("b", "revoked")), ("milestone", reached("a", "revoked")),
          ("milestone", reached("a", "attested", attempt="2")),
          ("erasure", erased("c")),
          ("total", total(*(said for _, said in WORDS), hours=1)), ("total", total(*(said for _, said in WORDS[:6]), hours=3))]


def state() -> object:
    (hub,) = api.site_hubs("2026-27")
    (one,) = api.site_states()
    return hub, one.records, one.told, one.missing, Unread.objects.count()


@pace(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(WORDS))), again=st.lists(st.integers(0, len(WORDS) - 1), max_size=6))
def test_order_and_repetition_change_nothing(order, again):
    for model in (Received, Told, Unread, api.receiving.Forgotten):
        model.objects.all().delete()
    for n in (*order, *again):
        api.keep(*WORDS[n])
    hub, records, told, missing, unread = state()
    # c is forgotten, b's is taken back, a got another
    assert (hub.counts.learners, hub.counts.completed, hub.counts.attested) == (2, 2, 1)
    assert (records, told, missing, unread) == (9, NOON + timedelta(hours=3), 0, 0)


def test_who_is_forgotten_is_not_missing():
    said = [reached(learner) for learner in ("a", "b")]
    for one in said:
        api.keep("milestone", one)
    api.keep("total", total(*said))
    assert api.missing() == 0
    api.keep("erasure", erased("a"))
    assert api.missing() == 0
    api.keep("total", total(*said, hours=1))                                                    # an old word again
    assert api.missing() == 0
    Received.objects.all().delete()
    assert api.missing() == 1


def test_what_came_since_the_word_is_no_loss_but_another_record_in_ones_place_is():
    api.keep("milestone", reached("a"))
    api.keep("total", total(reached("a")))
    api.keep("milestone", reached("b"))
    assert api.missing() == 0
    api.keep("total", total(reached("a"), reached("c"), hours=5))
    assert api.missing() == 1


def test_a_run_of_which_nothing_is_left_is_told_of(settings, run, monkeypatch):
    settings.LMS_ROOT_URL = HOST
    settings.PEKT_RECORDS_DESTINATIONS = {"register": {"kind": "bus", "pseudonym_key": "k" * 40}}
    said = []
    monkeypatch.setattr(sites, "produce_totals", lambda destination, totals, now: said.extend(totals) or Answer(Outcome.TAKEN))
    api.tell_totals()
    assert [(one["records"], one["mark"]) for one in said] == [(0, 0)] and said[0]["run"] == run.course_key


# -- how it fares -------------------------------------------------------------------------------------------------------------------

def test_a_site_that_is_no_register_says_nothing_of_it(site, client, settings):  # noqa: F811
    settings.PEKT_METRICS_TOKEN = "t"
    assert api.listening() is None and "register" not in client.get("/hub/health/").json()
    assert b"consumer_silent" not in client.get("/hub/metrics/", headers={"Authorization": "Bearer t"}).content
    assert "sites" not in {one.check for one in api.diagnose()}


def test_a_register_says_whether_it_listens_and_what_is_missing(site, client, settings):  # noqa: F811
    settings.PEKT_RECORDS_REGISTER, settings.PEKT_METRICS_TOKEN = {}, "t"
    assert found("sites").level == Level.FAULT and "pekt_records_consume" in found("sites").mend
    api.beat()
    assert found("sites").level == Level.FINE
    api.keep("total", total(reached("a"), reached("b")))
    assert found("sites").level == Level.FAULT and "pekt_records_resend" in found("sites").mend
    told = client.get("/hub/health/").json()["register"]
    assert told.pop("silent_seconds") is not None and told == {"unread": 0, "missing": 2}
    api.keep("milestone", SimpleNamespace(**{**vars(reached("a")), "milestone": "flew"}))
    lines = client.get("/hub/metrics/", headers={"Authorization": "Bearer t"}).content.decode().splitlines()
    assert "pekt_records_missing 2" in lines and "pekt_records_unread 1" in lines
    for learner in ("a", "b"):
        api.keep("milestone", reached(learner))
    assert (found("sites").level, found("sites").mend) == (Level.LOOK, "/hub/sites/")
    Channel.objects.update(last_success=timezone.now() - timedelta(minutes=6))
    assert found("sites").level == Level.FAULT


# -- the page -----------------------------------------------------------------------------------------------------------------------

def test_the_directorate_takes_the_same_numbers_as_a_file(client, person, settings):
    settings.PEKT_RECORDS_REGISTER = {}
    boss = person("boss")
    api.give_role(boss.id, Role.DIRECTORATE)
    client.force_login(boss)
    for n in range(7):
        api.keep("milestone", reached(f"p{n}"))
    for n in range(3):
        api.keep("milestone", reached(f"p{n}", "completed"))
    page = client.get("/hub/sites/").content.decode()
    assert "Πόλος Κοζάνης" in page and "/hub/sites/numbers.csv?year=2026-27" in page
    row = client.get("/hub/sites/numbers.csv").content.decode("utf-8-sig").splitlines()[1].split(";")
    assert row[:4] == ["Πόλος Κοζάνης", HOST, "7", "7"] and row[4] != "3"                       # three are too few to be told
    assert client.get("/hub/sites/numbers.xlsx?year=1999-00").status_code == 200


# -- what the bus says of itself ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("error", "message", "kept"), [
    (ValueError("no such event"), SimpleNamespace(error=lambda: None), 1),          # Kafka: an event that could not be read
    (ValueError("no such event"), b"\xff", 1),                                      # Redis
    (ValueError("unreadable"), None, 1),
    (ValueError("no such event"), SimpleNamespace(error=lambda: "subscribed topic not available"), 0),
    (ConnectionError("no broker"), None, 0),
])
def test_an_event_that_cannot_be_read_is_kept_and_a_broker_that_is_down_is_not(monkeypatch, error, message, kept):
    from openedx_events import event_bus

    from pekt_xblocks.records.management.commands.pekt_records_consume import _consumer
    reported = []
    bus = SimpleNamespace(record_event_consuming_error=lambda *said: reported.append(said))
    monkeypatch.setattr(event_bus, "make_single_consumer", lambda **asked: bus)
    _consumer({}).record_event_consuming_error({}, error, message)
    assert Unread.objects.count() == kept
    if kept:                                                                        # what it held is for the register, not for the log
        ((_context, error, message),) = reported
        assert (str(error), message) == ("ValueError", None)
    else:
        assert reported == [({}, error, message)]
