"""The interface for programs with the platform's own tokens: real edx-drf-extensions, real signatures, scopes and filters."""
from __future__ import annotations

import json
from time import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.conf import settings
from django.test import Client
from jwt.algorithms import RSAAlgorithm

from pekt_xblocks.records import api, tasks
from pekt_xblocks.records.models import Membership, Override, Role

BASE = "/hub/api/v1/"
READ, WRITE, NAMES = "pekt_records:read", "pekt_records:write", "pekt_records:names"


@pytest.fixture
def coordinator(person, group, learner):
    user = person("kyriaki", "Κυριακή Υπεύθυνη")
    api.give_role(user.id, Role.COORDINATOR, hub=group.run.hub)
    return user


def token(user, scopes=(), filters=(), restricted=False, key=None, **more) -> str:
    """What the platform's /oauth2/access_token answers with for this user."""
    issuer, now = settings.JWT_AUTH["JWT_ISSUERS"][0], int(time())
    said = {"iss": issuer["ISSUER"], "aud": issuer["AUDIENCE"], "preferred_username": user.username, "iat": now, "exp": now + 600,
            "version": "1.2.0", "scopes": list(scopes), "filters": list(filters), "is_restricted": restricted} | more
    private = key or json.loads(settings.JWT_AUTH["JWT_PRIVATE_SIGNING_JWK"])
    return jwt.encode(said, RSAAlgorithm.from_jwk(private), algorithm="RS512", headers={"kid": private["kid"]})


def get(path: str, bearer: str, **query):
    return Client(enforce_csrf_checks=True).get(BASE + path, query, headers={"authorization": f"JWT {bearer}"})


def post(path: str, bearer: str, **said):
    return Client(enforce_csrf_checks=True).post(BASE + path, said, content_type="application/json",
                                                 headers={"authorization": f"JWT {bearer}"})


def test_a_token_opens_what_its_person_may_see_and_no_more(coordinator, learner):
    got = get("progress", token(coordinator))
    assert got.status_code == 200 and len(got.json()["items"]) == 1 and "Authorization" in got["Vary"]
    assert get("progress", token(learner)).status_code == 403


def test_a_token_changes_without_a_csrf_token_and_a_session_does_not(coordinator, learner):
    said = {"registration": str(Membership.objects.get(user_id=learner.id).registration), "reason": "λόγος"}
    assert post("overrides", token(coordinator), **said).status_code == 201
    session = Client(enforce_csrf_checks=True)
    session.force_login(coordinator)
    assert session.post(BASE + "overrides", said, content_type="application/json").status_code == 403
    assert Override.objects.count() == 1


def forged(user) -> str:
    other = {**RSAAlgorithm.to_jwk(generate_private_key(65537, 2048), as_dict=True), "kid": "platform-tests", "alg": "RS512"}
    return token(user, key=other)


@pytest.mark.parametrize("bad", [lambda user: "x.y.z", lambda user: token(user)[:-8] + "AAAAAAAA", forged,
                                 lambda user: token(user, exp=int(time()) - 60)])
def test_a_token_that_is_not_the_platforms_is_refused(coordinator, bad):
    got = get("progress", bad(coordinator))
    assert got.status_code == 401 and "JWT" in got["WWW-Authenticate"] and got["Content-Type"] == "application/problem+json"


def test_a_bad_token_is_not_saved_by_a_session(coordinator):
    session = Client()
    session.force_login(coordinator)
    assert session.get(BASE + "progress", headers={"authorization": "JWT x.y.z"}).status_code == 401


def test_a_retired_persons_token_is_worth_nothing(coordinator):
    bearer = token(coordinator)
    coordinator.is_active = False
    coordinator.save()
    assert get("progress", bearer).status_code == 401


def test_a_restricted_application_does_what_its_scopes_name(coordinator, learner, settings, tmp_path):
    settings.PEKT_RECORDS_FILES = tmp_path

    def restricted(*scopes):
        return token(coordinator, scopes, ["content_org:PEKTPE"], restricted=True)

    said = {"registration": str(Membership.objects.get(user_id=learner.id).registration), "reason": "λόγος"}
    assert [get("progress", restricted(*scopes)).status_code for scopes in ([], ["grades:read"], [WRITE], [READ])] == [403, 403, 403, 200]
    assert READ in get("progress", restricted()).json()["detail"]
    assert [get("progress", restricted(*scopes), names=1).status_code for scopes in ([READ], [READ, NAMES])] == [403, 200]
    assert post("overrides", restricted(READ), **said).status_code == 403
    assert post("overrides", restricted(WRITE), **said).status_code == 201
    assert [post("exports", restricted(READ), names=names).status_code for names in (True, False)] == [403, 202]


def test_a_restricted_application_sees_the_courses_of_its_organisations(coordinator, learner):
    def seen(*filters, restricted=True):
        got = get("progress", token(coordinator, [READ], filters, restricted))
        return len(got.json()["items"]) if got.status_code == 200 else got.status_code

    assert (seen("content_org:PEKTPE"), seen("content_org:ALLOS"), seen()) == (1, 0, 0)
    assert (seen(restricted=False), seen("content_org:ALLOS", restricted=False), seen("user:me")) == (1, 0, 403)
    said = {"registration": str(Membership.objects.get(user_id=learner.id).registration), "reason": "λόγος"}
    assert post("overrides", token(coordinator, [WRITE], ["content_org:ALLOS"], True), **said).status_code == 403


def test_a_file_that_an_application_asked_for_holds_what_it_may_see(coordinator, learner, settings, tmp_path):
    settings.PEKT_RECORDS_FILES, settings.PEKT_RECORDS_SETTLE = tmp_path, "worker"
    bearers = [token(coordinator, [READ], [f"content_org:{org}"], True) for org in ("PEKTPE", "ALLOS")]
    asked = [post("exports", bearer, form="csv").json() for bearer in bearers]
    tasks.make_files()
    assert [get(f"exports/{each['id']}", bearer).json()["rows"] for each, bearer in zip(asked, bearers, strict=True)] == [1, 0]


def test_applications_are_offered_the_records_scopes():
    assert {READ, WRITE, NAMES, "grades:read"} <= set(settings.OAUTH2_PROVIDER["SCOPES"])
