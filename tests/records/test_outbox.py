"""The outbox: written with the progress it tells of, once, and nothing at all where no destination is configured."""
from __future__ import annotations

import json
from datetime import date

import pytest
from completion.models import BlockCompletion
from django.db import transaction
from django.utils import timezone
from opaque_keys.edx.keys import CourseKey

from pekt_xblocks.records import api
from pekt_xblocks.records.api import outbox
from pekt_xblocks.records.models import Alias, Attestation, Delivery, Membership, Progress, Role

from . import fake_platform
from .conftest import COURSE, complete
from .test_progress import leaves, sends_score
from .test_record import HOOK, LRS
from .xapi_spec import Statement


@pytest.fixture
def destinations(settings):
    settings.LMS_ROOT_URL = "https://mathimata.example"
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS, "hook": HOOK}
    return settings.PEKT_RECORDS_DESTINATIONS


def queued(user=None, destination="lrs"):
    rows = Delivery.objects.filter(destination=destination).order_by("id")
    return [row.milestone for row in (rows.filter(membership__user_id=user.id) if user else rows)]


def test_without_a_destination_nothing_is_kept(learner, tree):
    for key in leaves(tree):
        complete(learner, key)
    assert not Delivery.objects.exists() and not Alias.objects.exists()
    assert outbox.queue_past() == 0


def test_milestones_are_queued_for_each_destination_with_the_progress(destinations, learner, tree):
    for key in leaves(tree):
        complete(learner, key)
        complete(learner, key)
    assert queued(learner) == queued(learner, "hook") == ["started", "25", "50", "75", "completed"]
    for row in Delivery.objects.filter(destination="lrs"):
        statement = Statement.model_validate_json(row.body)
        assert statement.id == str(row.record)
    names = {json.loads(row.body)["learner"] for row in Delivery.objects.filter(destination="hook")}
    assert len(names) == 1 and not names & {statement.actor.account.name}
    assert outbox.untold() == 0


def test_a_worker_that_settles_late_tells_less(destinations, learner, tree, settings):
    settings.PEKT_RECORDS_SETTLE = "worker"
    for key in leaves(tree)[:3]:
        complete(learner, key)
    assert queued() == []
    api.work()
    assert queued() == ["started", "75"]


def test_what_is_rolled_back_is_not_queued(destinations, learner, tree):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        complete(learner, leaves(tree)[0])
        assert queued() == ["started", "25"]
        raise ZeroDivisionError
    assert queued() == [] and not Alias.objects.exists()


def test_a_course_that_grows_or_is_reset_tells_nothing_twice(destinations, learner, tree):
    for key in leaves(tree):
        complete(learner, key)
    told = queued()
    fake_platform.make_tree(COURSE, units=4)
    api.mark(COURSE, [learner.id])
    api.settle()
    BlockCompletion.objects.clear_learning_context_completion(learner, CourseKey.from_string(COURSE))
    for key in leaves(fake_platform.TREES[COURSE]):
        complete(learner, key)
    assert queued() == told


def test_passing_needs_the_modules_own_mark(destinations, learner, tree, run):
    sends_score(learner, leaves(tree)[0], 2.0)
    assert "passed" not in queued()
    api.module("dokimi", needs_score=75)
    sends_score(learner, leaves(tree)[1], 1.0)
    assert "passed" in queued()
    body = json.loads(Delivery.objects.get(destination="lrs", milestone="passed").body)
    assert body["result"]["success"] is True and body["result"]["score"]["scaled"] == 0.75


def test_an_attestation_is_told_with_its_issue(destinations, learner, tree, person, run):
    teacher = person("syntonistria")
    api.give_role(teacher.id, Role.COORDINATOR, hub=run.hub)
    for key in leaves(tree):
        complete(learner, key)
    member = Membership.objects.get()
    made = api.issue(teacher, [member])
    assert queued()[-1] == "attested"
    row = Delivery.objects.get(destination="lrs", milestone="attested")
    assert made[0].serial not in row.body and made[0].verify_code not in row.body       # either would name the same paper everywhere


@pytest.fixture
def attested(destinations, learner, tree, person, run):
    """(coordinator, attestation) of a learner whose destinations are told of it."""
    coordinator = person("syntonistria")
    api.give_role(coordinator.id, Role.COORDINATOR, hub=run.hub)
    for key in leaves(tree):
        complete(learner, key)
    return coordinator, api.issue(coordinator, [Membership.objects.get()])[0]


def test_a_revocation_is_told_once_where_the_attestation_was(attested, learner, tree):
    coordinator, paper = attested
    for _ in range(2):
        api.revoke(coordinator, paper, "κατά λάθος")
    complete(learner, leaves(tree)[0])
    assert outbox.queue_past() == outbox.untold() == 0
    for name in ("lrs", "hook"):
        assert queued(destination=name)[-2:] == ["attested", "revoked"]
    sent = {row.milestone: json.loads(row.body) for row in Delivery.objects.filter(destination="lrs")}
    assert sent["revoked"]["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided"
    assert sent["revoked"]["object"]["id"] == sent["attested"]["id"] != sent["revoked"]["id"]
    Statement.model_validate(sent["revoked"])
    told = {row.milestone: json.loads(row.body) for row in Delivery.objects.filter(destination="hook")}
    assert told["revoked"]["registration"] == told["attested"]["registration"] and told["revoked"]["id"] != told["attested"]["id"]
    assert "λάθος" not in "".join(Delivery.objects.values_list("body", flat=True))


def test_an_attestation_in_place_of_a_revoked_one_is_told_as_another(attested):
    coordinator, paper = attested
    member = paper.membership
    for _ in range(2):
        api.revoke(coordinator, Attestation.objects.get(membership=member), "κατά λάθος")
        api.reissue(coordinator, member)
    assert outbox.queue_past() == outbox.untold() == 0
    for name in ("lrs", "hook"):
        assert queued(destination=name)[-5:] == ["attested", "revoked", "attested", "revoked", "attested"]
    rows = Delivery.objects.filter(destination="lrs", milestone__in=("attested", "revoked")).order_by("id")
    sent = [json.loads(row.body) for row in rows]
    one, voids_one, two, voids_two, three = sent
    assert len({each["id"] for each in sent}) == 5
    assert (voids_one["object"]["id"], voids_two["object"]["id"]) == (one["id"], two["id"])
    assert [json.loads(row.body)["attempt"] for row in Delivery.objects.filter(destination="hook", milestone="attested").order_by("id")] \
        == [1, 2, 3]


def test_a_destination_added_later_hears_of_the_one_that_holds_alone(attested, settings):
    coordinator, paper = attested
    api.revoke(coordinator, paper, "κατά λάθος")
    api.reissue(coordinator, paper.membership)
    Delivery.objects.filter(destination="hook").delete()
    outbox.queue_past()
    assert list(Delivery.objects.filter(destination="hook", milestone__in=("attested", "revoked")).values_list("milestone", "edition")) \
        == [("attested", 2)]


def test_who_never_heard_of_an_attestation_hears_of_no_revocation(attested, settings):
    coordinator, paper = attested
    Delivery.objects.filter(destination="hook").delete()
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS}
    api.revoke(coordinator, paper, "κατά λάθος")
    settings.PEKT_RECORDS_DESTINATIONS = {"lrs": LRS, "hook": HOOK}
    outbox.queue_past()
    assert "revoked" in queued() and not {"attested", "revoked"} & set(queued(destination="hook"))


def test_a_revocation_that_is_rolled_back_is_not_told(attested):
    coordinator, paper = attested
    with pytest.raises(RuntimeError), transaction.atomic():
        api.revoke(coordinator, paper, "κατά λάθος")
        raise RuntimeError
    assert "revoked" not in queued() and api.verify(paper.verify_code).revoked is None


def test_no_name_and_no_account_leaves(destinations, person, group, tree):
    user = person("eleni.p", last_name="Παπαδοπούλου", email="eleni@sch.example", id=987_654_321)
    member = api.join(group, user.id)
    complete(user, leaves(tree)[0])
    text = "".join(Delivery.objects.values_list("body", flat=True))
    assert text and not [word for word in ("eleni", "Παπαδοπούλου", "987654321", str(member.registration), "mbox") if word in text]


def test_a_destination_may_want_some_hubs_alone(destinations, learner, tree):
    destinations["lrs"] = LRS | {"hubs": ["kozani"]}
    complete(learner, leaves(tree)[0])
    assert queued() == [] and queued(destination="hook") == ["started", "25"]


def test_a_destination_added_later_gets_the_past_when_asked(destinations, learner, tree):
    del destinations["hook"]
    for key in leaves(tree):
        complete(learner, key)
    destinations["hook"] = HOOK
    assert outbox.untold() == 2 and queued(destination="hook") == []
    assert outbox.queue_past() == 2 and outbox.queue_past() == 0
    assert queued(destination="hook") == ["started", "completed"]


def test_wrong_settings_never_stop_a_learner(destinations, learner, tree, caplog):
    destinations["lrs"] = LRS | {"pseudonym_key": "short"}
    complete(learner, leaves(tree)[0])
    assert Progress.objects.get().percent == 25 and not Delivery.objects.exists()
    assert "lrs: pseudonym_key" in caplog.text and "short" not in caplog.text.replace("too_short", "")
    destinations["lrs"] = LRS
    assert outbox.queue_past() == 4


def test_erasing_cancels_what_was_not_sent_and_destroys_the_pseudonym(destinations, learner, tree):
    complete(learner, leaves(tree)[0])
    pseudonym = json.loads(Delivery.objects.filter(destination="hook").first().body)["learner"]
    api.erase(learner.id)
    assert not Delivery.objects.exists() and not Alias.objects.exists()
    secret = Alias.objects.create(user_id=learner.id).secret
    assert outbox.destinations()["hook"].pseudonyms.learner(secret) != pseudonym


def test_erasing_asks_those_who_were_told_to_forget(destinations, learner, tree):
    complete(learner, leaves(tree)[0])
    pseudonym = json.loads(Delivery.objects.filter(destination="hook").first().body)["learner"]
    Delivery.objects.filter(milestone="started").update(state=Delivery.SENT, tries=1, sent=timezone.now())
    assert api.erase(learner.id)["asked_to_forget"] == 1
    (left,) = Delivery.objects.all()
    assert (left.destination, left.milestone, left.membership) == ("hook", "erased", None)
    assert set(json.loads(left.body)) == {"id", "milestone", "at", "learner"} and json.loads(left.body)["learner"] == pseudonym
    assert api.erase(learner.id)["asked_to_forget"] == 0


def test_who_comes_back_has_a_new_registration_and_is_told_anew(destinations, learner, tree, group):
    complete(learner, leaves(tree)[0])
    api.leave(Membership.objects.get())
    api.join(group, learner.id)
    rows = [json.loads(row.body) for row in Delivery.objects.filter(destination="lrs", milestone="started")]
    assert len({row["context"]["registration"] for row in rows}) == len({row["id"] for row in rows}) == 2
    assert len({row["actor"]["account"]["name"] for row in rows}) == 1


def test_a_learners_own_copy_says_what_was_told_to_whom(destinations, learner, tree):
    complete(learner, leaves(tree)[0])
    (registration,) = api.own_data(learner.id)["registrations"]
    assert registration["told_to"][0] == {"destination": "lrs", "milestone": "started", "sent": None}
    assert len(registration["told_to"]) == 4


def test_a_purge_takes_pseudonyms_of_those_it_purged(destinations, learner, tree):
    complete(learner, leaves(tree)[0])
    api.purge(today=date(2027, 6, 1))
    assert Alias.objects.exists()
    api.purge(today=date(2028, 10, 1))
    assert not Alias.objects.exists() and not Delivery.objects.exists()
