"""Milestones and the records that tell of them: pure, for any progress and any destination."""
from __future__ import annotations

import hmac
import json
import re
import textwrap
import time
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.records.data import ATTESTED, COMPLETED, MILESTONES, QUARTERS, REVOKED, Reached, Record, milestones
from pekt_xblocks.records.delivery import DestinationError, Outcome, Pseudonyms, post, read_destinations

from .xapi_spec import Statement

DAY = datetime(2026, 10, 5, 9, 0, 0, 123456, tzinfo=UTC)
LRS = {"kind": "xapi", "url": "https://lrs.example/xAPI/statements", "user": "polos", "password": "ena-mystiko", "pseudonym_key": "k" * 32}
HOOK = {"kind": "webhook", "url": "https://mitroo.example/records", "secret": "whsec_" + b64encode(b"s" * 32).decode(),
        "pseudonym_key": "h" * 32}


def destination(facts=LRS, name="lrs", **more):
    return read_destinations({name: facts | more}, site="https://mathimata.example")[name]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
RECORDS = st.builds(
    Record, milestone=st.sampled_from(MILESTONES), at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    learner=st.uuids().map(Pseudonyms(b"k").learner), registration=st.uuids().map(str), hub=st.sampled_from(["kozani", "florina"]),
    hub_names=st.fixed_dictionaries({"el": WORDS}, optional={"en": WORDS}), year=st.just("2026-27"),
    course_key=WORDS.map("course-v1:PEKTPE+{}+2026".format), module=st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
    titles=st.fixed_dictionaries({"el": WORDS}, optional={"en": WORDS}), version=st.one_of(st.just(""), WORDS), percent=st.integers(0, 100),
    score=st.none() | st.tuples(st.floats(-5, 2000), st.floats(0.01, 1000)), seconds=st.none() | st.integers(0, 10**8))


@given(RECORDS)
def test_any_record_is_a_statement_of_xapi_1_0_3(record):
    body = destination().body(record)
    Statement.model_validate(json.loads(json.dumps(body)))
    assert body["context"]["registration"] == record.registration and body["context"]["language"] == "el"
    assert body["actor"]["account"] == {"homePage": "https://mathimata.example", "name": record.learner}
    if record.milestone == REVOKED:
        assert body["object"] == {"objectType": "StatementRef", "id": destination().body(replace(record, milestone=ATTESTED))["id"]}
        return
    progress = body["result"]["extensions"]["https://w3id.org/xapi/cmi5/result/extensions/progress"]
    assert type(progress) is int and progress == record.percent


@given(RECORDS, RECORDS)
def test_ids_are_the_same_for_the_same_and_only_for_the_same(one, other):
    for kind in (destination(), destination(HOOK)):
        same = replace(one, at=one.at + timedelta(days=1), percent=7, score=None, seconds=3, titles={"el": "άλλο"}, version="2")
        assert kind.body(one)["id"] == kind.body(same)["id"]
        keys = [(r.milestone, r.registration, r.hub, r.year, r.course_key) for r in (one, other)]
        assert (kind.body(one)["id"] == kind.body(other)["id"]) == (keys[0] == keys[1])


def test_a_completion_reads_as_one():
    record = Record(COMPLETED, DAY, "a" * 32, str(uuid4()), "kozani", {"el": "Πόλος Κοζάνης"}, "2026-27", "course-v1:PEKTPE+phishing+2026",
                    "phishing", {"el": "Ψάρεμα"}, "1.2", 100, (7.5, 10.0), 3 * 86400 + 2 * 3600 + 61)
    body = destination().body(record)
    assert body["verb"]["id"] == "http://adlnet.gov/expapi/verbs/completed"
    assert body["object"]["id"] == "https://mathimata.example/xapi/runs/kozani/2026-27/course-v1:PEKTPE+phishing+2026"
    assert body["result"] == {"completion": True, "duration": "P3DT2H1M1S", "score": {"scaled": 0.75, "raw": 7.5, "min": 0, "max": 10.0},
                              "extensions": {"https://w3id.org/xapi/cmi5/result/extensions/progress": 100}}
    places = body["context"]["contextActivities"]
    assert [a["id"].removeprefix("https://mathimata.example/xapi/") for a in places["parent"] + places["grouping"]] == [
        "modules/phishing", "courses/course-v1:PEKTPE+phishing+2026", "hubs/kozani"]
    assert body["timestamp"] == "2026-10-05T09:00:00.123Z"


def test_pseudonyms_of_two_destinations_cannot_be_joined():
    person, registration = uuid4(), uuid4()
    one, other = Pseudonyms(b"1" * 32), Pseudonyms(b"2" * 32)
    assert one.learner(person) == one.learner(person) != other.learner(person)
    assert one.registration(registration) != other.registration(registration)
    assert one.learner(person) != one.learner(uuid4()) and str(registration) != one.registration(registration)


DAYS = st.integers(0, 5).map(lambda day: DAY + timedelta(days=day))
REACHED = st.builds(Reached, percent=st.integers(0, 100), score=st.none() | st.integers(0, 100), pass_score=st.none() | st.integers(1, 100),
                    started=st.none() | DAYS, completed=st.none() | DAYS, attested=st.none() | DAYS, newest=st.none() | DAYS)


@given(st.lists(REACHED, max_size=8))
def test_whatever_way_progress_takes_each_milestone_is_told_once_and_quarters_only_rise(way):
    told: list[str] = []
    for now in way:
        new = milestones(now, told)
        assert not set(new) & set(told) and len(set(new) & set(QUARTERS)) <= 1
        assert milestones(now, [*told, *new]) == {}
        told += new
    quarters = [QUARTERS[name] for name in told if name in QUARTERS]
    assert quarters == sorted(quarters)
    if COMPLETED in told:
        assert all(told.index(name) < told.index(COMPLETED) for name in told if name in QUARTERS)


@pytest.mark.parametrize(("percent", "told", "new"), [
    (24, [], []), (25, [], ["25"]), (80, [], ["75"]), (80, ["25"], ["75"]), (80, ["75"], []), (60, ["75"], []), (99, ["50"], ["75"]),
])
def test_quarters_are_told_as_they_are_passed(percent, told, new):
    assert list(milestones(Reached(percent, newest=DAY), told)) == new


def test_passing_and_completing_are_told_apart():
    assert list(milestones(Reached(40, 80, 75, newest=DAY), ["25"])) == ["passed"]
    assert list(milestones(Reached(100, 60, 75, completed=DAY, newest=DAY), ["started"])) == ["completed"]
    assert "passed" not in milestones(Reached(100, 100, None, completed=DAY, newest=DAY))


def test_a_webhook_batch_is_signed_as_standardwebhooks_says():
    hook = destination(HOOK, "hook")
    bodies = [json.dumps({"id": str(uuid4()), "text": "Ελληνικά"}, ensure_ascii=False) for _ in range(3)]
    sent, again = hook.request(bodies, 1_790_000_000), hook.request(bodies, 1_790_000_777)
    assert [record["text"] for record in json.loads(sent.data)["records"]] == ["Ελληνικά"] * 3
    signed = f"{sent.headers['Webhook-Id']}.1790000000.".encode() + sent.data
    wanted = hmac.new(b64decode(HOOK["secret"].removeprefix("whsec_")), signed, sha256).digest()
    assert sent.headers["Webhook-Signature"] == "v1," + b64encode(wanted).decode()
    assert sent.headers["Webhook-Id"] == again.headers["Webhook-Id"] and sent.headers != again.headers


def test_the_guides_way_to_verify_a_webhook_works():
    """The code in docs/en/operators.md, run as it stands there."""
    guide = (Path(__file__).parents[2] / "docs/en/operators.md").read_text(encoding="utf-8")
    lines = guide.partition("    import base64, hmac, time\n")[2].partition("\n## ")[0]
    code: dict[str, Any] = {}
    exec(textwrap.dedent("    import base64, hmac, time\n" + lines), code)
    now = int(time.time())
    sent = destination(HOOK, "hook").request(['{"id": "1", "text": "Ελληνικά"}'], now)
    old = destination(HOOK, "hook").request(['{"id": "1", "text": "Ελληνικά"}'], now - 4000)
    other = "whsec_" + b64encode(b"t" * 32).decode()
    assert code["genuine"](HOOK["secret"], sent.headers, sent.data)
    assert not code["genuine"](other, sent.headers, sent.data)
    assert not code["genuine"](HOOK["secret"], sent.headers, sent.data + b" ")
    assert not code["genuine"](HOOK["secret"], old.headers, old.data)


@pytest.mark.parametrize(("ca", "verify"), [("", True), ("/etc/hub/ca.pem", "/etc/hub/ca.pem")])
def test_certificates_are_always_checked_and_redirects_never_followed(monkeypatch, ca, verify):
    asked: dict[str, Any] = {}

    def away(url, **more):
        asked.update(more)
        raise requests.ConnectionError(url)

    monkeypatch.setattr(requests, "post", away)
    answer = post(destination(ca=ca), ["{}"], DAY)
    assert (answer.outcome, answer.reason) == (Outcome.FAILED, "ConnectionError")           # and not the address
    assert asked["verify"] == verify and asked["allow_redirects"] is False and asked["timeout"] == 10


@pytest.mark.parametrize(("facts", "fault"), [
    (LRS | {"url": "http://lrs.example/xAPI/statements"}, "url: Value error, must begin with https://"),
    (LRS | {"url": "https://name:word@lrs.example/"}, "url: .*without a name"),
    (LRS | {"pseudonym_key": "short"}, "pseudonym_key: "),
    (LRS | {"verify": False}, "verify: Extra inputs"),
    (LRS | {"kind": "ftp"}, "kind: "),
    (HOOK | {"secret": "whsec_c2hvcnQ="}, "secret: .*24 bytes"),
    (HOOK | {"secret": "plain"}, "secret: .*24 bytes"),
    ("https://lrs.example", "must be a dict"),
])
def test_what_cannot_be_used_is_named_without_its_secrets(facts, fault):
    with pytest.raises(DestinationError, match=f"lrs: {fault}") as caught:
        read_destinations({"lrs": facts}, site="https://mathimata.example")
    assert not re.search(r"short|c2hvcnQ|ena-mystiko|kkkk", str(caught.value))


def test_two_destinations_never_share_a_key():
    with pytest.raises(DestinationError, match="a pseudonym_key of its own"):
        read_destinations({"a": LRS, "b": HOOK | {"pseudonym_key": LRS["pseudonym_key"]}}, site="https://mathimata.example")


def test_a_destination_does_not_print_its_secrets():
    assert "ena-mystiko" not in f"{destination()!r} {destination()}" and "kkk" not in repr(destination())
