"""The block on a platform: views, handlers, what is stored and published, for every kind."""
from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from xblock.core import XBlock
from xblock.exceptions import DisallowedFileError
from xblock.scorable import Score

from pekt_xblocks.activities import examples, kinds
from pekt_xblocks.shell import events

from .runtime import Platform, User, call

PASSED = {"submission_id": "s1"}
FOR_LEARNERS = {"submit", "open_hint", "solution", "act", "student_view_user_state"}


def handlers(cls):
    return {name for name in dir(cls) if getattr(getattr(cls, name, None), "_is_xblock_handler", False)}


def right(block):
    return {"submission_id": "right", "response": block.activity.correct_response().model_dump(mode="json")}


def wrong(block, name="wrong"):
    raw = next((raw for raw, share in examples(block.kind).RESPONSES if share == 0), {})
    return {"submission_id": name, "response": raw}


def scorable(block):
    return block.max_score() is not None


def test_the_family_lives_where_static_addresses_need_it(cls):
    assert cls.__module__ == "pekt_xblocks.block"
    assert XBlock.load_class(f"pekt_{cls.kind}") is cls


def test_no_handler_is_named_like_a_method_of_xblock(cls):
    found = handlers(cls)
    assert {*FOR_LEARNERS, "save_definition"} <= found
    assert not found & set(dir(XBlock))


@pytest.mark.parametrize("kind", kinds())
def test_every_setting_is_a_field_with_the_same_default(kind):
    from pekt_xblocks.core.settings import Settings

    from .conftest import block_class
    for name, field in Settings.model_fields.items():
        if name != "display_name":
            assert block_class(kind).fields[name].default == field.default


def test_a_first_view_tells_the_page_all_it_needs(block, platform):
    fragment = block.student_view()
    args = fragment.json_init_args
    assert args["mode"] == "learner" and args["state"]["status"] == "new" and args["state"]["response"] is None
    assert args["view"] == block.activity.learner_view(block.seed(0))
    assert {"kit", "kit_css", "view"} <= set(args["urls"]) and args["urls"]["view"] == f"/resource/activities/{block.kind}/view.js"
    assert platform.events("pekt.activity.started")
    assert "anon-7" not in json.dumps(args)


def test_a_right_response_earns_everything(block, platform):
    status, reply = call(block, "submit", right(block))
    assert status == 200 and reply["outcome"] == "graded" and reply["status"] in ("perfect", "passed")
    assert platform.events("completion") == [{"completion": 1.0}]
    if scorable(block):
        assert reply["result"]["percent"] == 100
        assert platform.events("grade")[-1] == {"value": 1.0, "max_value": 1.0, "only_if_higher": None}
    (event,) = platform.events("pekt.activity.submitted")
    assert event["attempt"] == 1 and set(event) == {"block_type", "usage_id", "attempt", "earned", "possible", "state", "hints",
                                                   "seconds_bucket", "competences", "parts"}


def test_a_wrong_response_is_kept_and_not_complete(block, platform):
    status, reply = call(block, "submit", wrong(block))
    if reply["outcome"] == "incomplete" or not scorable(block):
        pytest.skip("this kind has no response that is complete and worth nothing")
    assert reply["status"] == "tried" and not platform.events("completion")
    assert block.attempts == 1 and block.student_view().json_init_args["state"]["response"] is not None
    assert call(block, "submit", right(block))[1]["status"] == "perfect"


def test_a_repeated_submission_gets_its_first_reply_and_costs_nothing(block, platform):
    first = call(block, "submit", right(block))
    events = list(platform.published)
    again = Platform()
    assert call(block, "submit", right(block)) == first
    assert block.attempts == 1 and platform.published == events and again.published == []


def test_attempts_run_out(block):
    block.max_attempts = 1
    call(block, "submit", right(block))
    status, reply = call(block, "submit", {**right(block), "submission_id": "second"})
    assert (status, reply["outcome"]) == (200, "closed") and reply["text"] and block.attempts == 1


@pytest.mark.parametrize("days, grace, over", [
    (1, None, False), (-1, None, True), (-1, timedelta(days=2), False), (-3, timedelta(days=2), True)])
def test_nothing_is_taken_after_the_due_date_and_its_days_of_grace(block, days, grace, over):
    first = call(block, "submit", right(block))
    block.due, block.graceperiod = datetime.now(UTC) + timedelta(days=days), grace
    state = block.student_view().json_init_args["state"]
    assert bool(state.get("overdue")) is over and (state["left"] == 0) is over, "the page says so before anything is written"
    status, reply = call(block, "submit", {**right(block), "submission_id": "late"})
    assert (status, reply["outcome"]) == (200, "closed" if over else "graded") and block.attempts == (1 if over else 2)
    assert call(block, "submit", right(block))[1]["outcome"] == first[1]["outcome"], "a reply that was lost is given again"


@pytest.mark.parametrize("body, status", [
    (b"", 400), (b"[]", 400), (b"{", 400), (b"null", 400), (b'{"response": 1}', 400), (b'{"response": {"nonsense": 1}}', 400),
    (b'{"response": ' + b"[" * 30_000 + b"]" * 30_000 + b"}", 400), (b'{"a": "' + b"x" * 70_000 + b'"}', 413), (b'{"response": NaN}', 400),
    (b"\xff\xfe", 400), (b'{"response": {"__proto__": {}}, "submission_id": {"a": 1}}', 400)])
def test_hostile_input_gets_a_clear_error_and_costs_nothing(block, platform, body, status):
    got, reply = call(block, "submit", body=body)
    assert got == status and reply["error"]
    assert block.attempts == 0 and not platform.events("grade") and not block.work


def test_get_is_refused(block):
    assert call(block, "submit", body=b"", method="GET")[0] == 405


def test_a_visitor_may_try_and_nothing_is_kept(cls):
    platform = Platform(user_id=None)
    block = platform.block(cls)
    assert block.public_view().json_init_args["mode"] == block.student_view().json_init_args["mode"] == "anonymous"
    status, reply = call(block, "submit", right(block))
    assert status == 200 and reply["outcome"] == "graded"
    assert platform.published == [] and platform.learners.writes == 0
    assert call(block, "solution")[0] == 403


def test_the_solution_is_shown_only_once_earned(block):
    assert call(block, "solution")[0] == 403
    call(block, "submit", right(block))
    status, reply = call(block, "solution")
    assert status == 200 and reply["response"] == right(block)["response"]


def test_hints_open_one_by_one(block):
    hints = block.activity.hints()
    assert call(block, "open_hint", {"at": "no such part"})[1]["open"] == []
    for at, texts in hints.items():
        for n in range(len(texts)):
            status, reply = call(block, "open_hint", {"at": at})
            assert status == 200 and len(reply["open"]) == n + 1 and reply["more"] == len(texts) - n - 1
        assert len(block.student_view().json_init_args["state"]["hints"][at]["open"]) == len(texts)


def test_no_service_at_all(cls):
    platform = Platform(services={"user": None, "replace_urls": None})
    block = platform.block(cls)
    assert "view" in block.student_view().json_init_args
    assert call(block, "submit", right(block))[0] == 200


def test_instructor_tools(block):
    assert not block.has_submitted_answer()
    with pytest.raises(ValueError):
        block.rescore(only_if_higher=False)
    call(block, "submit", right(block))
    assert block.has_submitted_answer()
    if not scorable(block):
        assert block.get_score() is None
        return
    assert block.get_score() == Score(1.0, 1.0)
    block.set_score(Score(0.25, 1.0))
    block.publish_grade()
    assert block.runtime.events("grade")[-1]["value"] == 0.25
    block.rescore(only_if_higher=True)
    assert block.get_score() == block.calculate_score() == Score(1.0, 1.0)


def test_weight_is_in_the_points(block):
    block.weight = 4.0
    call(block, "submit", right(block))
    if scorable(block):
        assert block.max_score() == 4.0 and block.runtime.events("grade")[-1]["value"] == 4.0


def test_a_block_that_is_not_scored_has_no_score_but_completes(block, platform):
    block.scored = False
    assert block.max_score() is None
    call(block, "submit", right(block))
    assert not platform.events("grade") and platform.events("completion")


def test_the_report_has_the_same_columns_for_every_kind(block):
    call(block, "submit", right(block))
    state = type("State", (), {"username": "u1", "state": {"attempts": 1, "work": json.loads(json.dumps(block.work)), "score_history": []}})
    rows = list(Platform().block(type(block)).generate_report_data([state]))
    assert rows and all(user == "u1" and len(row) == 6 for user, row in rows)
    assert list(Platform().block(type(block)).generate_report_data([state], limit_responses=0)) == []


def test_mobile_and_search(block):
    data = block.student_view_data()
    assert json.dumps(data) and data["kind"] == block.kind
    status, state = call(block, "student_view_user_state", method="GET", body=b"")
    assert status == 200 and state["status"] == "new"
    assert block.index_dictionary()["content"]["text"]
    assert block.has_support(block.student_view, "multi_device")


def test_an_author_edits(cls):
    platform = Platform(staff=True)
    block = platform.block(cls)
    assert block.studio_view().json_init_args["urls"]["form"]
    assert "definition" not in block.studio_view().json_init_args
    loaded = call(block, "load_definition")[1]
    assert loaded["definition"] == block.activity.model_dump(mode="json") and loaded["faults"] == []
    change = {"definition": loaded["definition"], "settings": {**loaded["settings"]["values"], "max_attempts": 3, "display_name": "Νέο"}}
    status, saved = call(block, "save_definition", {**change, "version": loaded["version"]})
    assert saved["ok"] and (block.max_attempts, block.display_name) == (3, "Νέο")
    assert call(block, "save_definition", {**change, "version": loaded["version"]})[0] == 409
    assert platform.learners.writes == 0


def test_the_editor_asks_at_once_for_what_it_needs_first_and_for_nothing_else(cls):
    fragment = Platform(staff=True).block(cls).studio_view()
    args = fragment.json_init_args
    wanted = [args["urls"][name] for name in args["first"]]
    link = re.compile(r'<link rel="(?:modulepreload|preload" as="fetch" crossorigin="anonymous)" href="([^"]+)">')
    assert link.findall(fragment.content) == wanted
    assert [name for name in args["first"] if name.endswith("_css")][:2] == ["kit_css", "studio_css"]
    later = {"kit", "view", "tryout", "importer", "templates"}
    assert {"calls", "editor", "form"} < set(args["first"]) and not {"boot", *later} & set(args["first"])
    assert later < set(args["urls"])


def test_a_bad_definition_says_what_to_mend_and_changes_nothing(cls):
    block = Platform(staff=True).block(cls)
    status, reply = call(block, "save_definition", {"definition": {"junk": 1}, "settings": {"weight": -1}})
    assert status == 200 and not reply["ok"] and reply["faults"] and reply["settings_faults"][0]["at"] == ["weight"]
    assert not block.definition and block.weight == 1.0


def test_preview_keeps_nothing(cls):
    platform = Platform(staff=True)
    block = platform.block(cls)
    definition = block.activity.model_dump(mode="json")
    told = call(block, "preview_definition", {"definition": definition, "settings": {}})[1]
    assert told["args"]["mode"] == "preview" and told["solution"]
    graded = call(block, "preview_submit", {"definition": definition, "settings": {}, "response": told["solution"]})[1]
    assert graded["outcome"] == "graded" and graded["status"] in ("perfect", "passed")
    assert platform.learners.writes == 0 and platform.published == []


def test_an_authors_page_shows_keys_and_a_learners_never(cls):
    assert "<li>" in Platform(staff=True).block(cls).author_view().content


@pytest.mark.parametrize("uri", [
    "activities/quiz/activity.py", "static/../setup.py", "activities/quiz/examples.py", "static/learner/.git", "../README.md",
    "static/learner/../../pekt_xblocks/block.py", "records/models.py", b"static//etc/passwd.js"])
def test_other_files_are_refused(cls, uri):
    with pytest.raises(DisallowedFileError):
        cls.open_local_resource(uri)


def test_its_own_files_open(cls, block):
    for uri in (*block.student_view().json_init_args["urls"].values(), "/resource/static/learner/boot.js"):
        if isinstance(uri, str):
            assert cls.open_local_resource(uri.removeprefix("/resource/")).read()


def test_a_library_author_may_edit_and_a_studio_author_too(cls):
    class May:
        def can_write(self, course):
            return str(course) == "course-v1:PEKTPE+demo+2026"
    assert Platform(services={"studio_user_permissions": May()}).block(cls).may_author
    assert not Platform(services={"user": User(is_authenticated=True)}).block(cls).may_author


@pytest.mark.parametrize("seconds, bucket", [
    (0, "0-30"), (31, "-60"), (180, "-180"), (599.5, "-600"), (99_999, "600+"), (None, ""), ("9", ""), (-1, ""), (float("nan"), ""),
    (True, "")])
def test_time_on_a_page_is_told_coarsely(seconds, bucket):
    assert events.seconds_bucket(seconds) == bucket
