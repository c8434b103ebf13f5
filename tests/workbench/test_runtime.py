"""What a block finds in the local site's runtime: the platform's rows, services and events."""
from __future__ import annotations

import json

import pytest
from completion.models import BlockCompletion
from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import override
from xblock.exceptions import InvalidScopeError, NoSuchServiceError

from pekt_xblocks.records.signals import score_changed
from pekt_xblocks.workbench.keys import usage_key
from pekt_xblocks.workbench.models import Element, Preference, Score, UserState
from pekt_xblocks.workbench.runtime import Place, SiteRuntime

from .call import address, call
from .conftest import PROBE, QUIZ

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Every score_changed that is sent."""
    heard: list[dict] = []

    def hear(sender, signal, **arguments):
        heard.append(arguments)
    score_changed.connect(hear)
    yield heard
    score_changed.disconnect(hear)


def publish(browser, name, data, place="learn"):
    assert call(browser, PROBE, "publish_it", {"name": name, "data": data}, place).status_code == 200


def test_keys_are_the_platform_s(course, people):
    block = SiteRuntime(people["daphne"].user).get_block(PROBE)
    assert block.scope_ids.usage_id == block.scope_ids.def_id == usage_key(PROBE)
    assert str(block.scope_ids.usage_id.course_key) == course.key
    assert block.scope_ids.user_id == people["daphne"].user_id
    assert block.display_name == "Η δοκιμή" and block.weight == 2.0


def test_each_learner_has_one_row(course, be, people):
    call(be("daphne"), PROBE, "answer_it", {"answer": "α"})
    assert call(be("daphne"), PROBE, "answer_it", {"answer": "β"}).json() == {"tries": 2}
    assert call(be("aris"), PROBE, "answer_it", {"answer": "γ"}).json() == {"tries": 1}
    rows = {row.user_id: row.fields for row in UserState.objects.filter(usage_key=PROBE)}
    assert rows == {people["daphne"].user_id: {"tries": 2, "answer": "β"}, people["aris"].user_id: {"tries": 1, "answer": "γ"}}


def test_scopes_have_their_own_rows(course, be, people):
    assert call(be("daphne"), PROBE, "everything").json() == {"votes": 1}
    assert call(be("aris"), PROBE, "everything").json() == {"votes": 2}
    mine = Preference.objects.filter(user=people["daphne"].user)
    assert dict(mine.values_list("block_type", "fields")) == {"probe": {"colour": "blue"}, "": {"city": "Κοζάνη"}}
    assert Element.objects.get(usage_key=PROBE).shared == {"votes": 2}
    assert not Element.objects.get(usage_key=PROBE).edited


def test_a_request_reads_a_learner_s_row_once_and_writes_it_once(course, be, django_assert_max_num_queries):
    browser = be("daphne")
    call(browser, PROBE, "answer_it", {"answer": "α"})
    there = address(browser, PROBE, "answer_it")
    with django_assert_max_num_queries(8) as seen:
        browser.post(there, '{"answer": "β"}', content_type="application/json")
    statements = [query["sql"] for query in seen.captured_queries if "pekt_workbench_userstate" in query["sql"]]
    assert [sql.split()[0] for sql in statements] == ["SELECT", "INSERT"]


def test_what_failed_leaves_nothing(course, be):
    answer = call(be("daphne"), PROBE, "fail_late")
    assert answer.status_code == 500 and "error" in answer.json()
    assert not UserState.objects.exists() and not BlockCompletion.objects.exists()


def test_a_visitor_keeps_nothing(course, be):
    assert call(be(), PROBE, "answer_it", {"answer": "α"}).json() == {"tries": 1}
    publish(be(), "grade", {"value": 1, "max_value": 1})
    publish(be(), "completion", {"completion": 1.0})
    assert not UserState.objects.exists() and not Score.objects.exists() and not BlockCompletion.objects.exists()


def test_studio_has_no_learner(course, be):
    teacher = be("papagianni")
    assert call(teacher, PROBE, "answer_it", {"answer": "α"}, "studio").status_code == 500  # InvalidScopeError, as in Studio
    runtime = SiteRuntime(User.objects.get(username="papagianni"), Place.STUDIO, author=True)
    block = runtime.get_block(PROBE)
    assert block.scope_ids.user_id is None and block.tries == 0
    block.tries = 3
    with pytest.raises(InvalidScopeError):
        block.save()


def test_an_author_s_change_is_marked_as_such(course, be):
    assert call(be("papagianni"), PROBE, "write_content", {"body": "νέο"}, "studio").status_code == 200
    element = Element.objects.get(usage_key=PROBE)
    assert element.edited and element.fields["body"] == "νέο" and element.title == "Renamed"
    assert SiteRuntime(None).get_block(PROBE).body == "νέο"


def test_a_preview_keeps_and_publishes_nothing(course, be, told):
    teacher = be("papagianni")
    assert call(teacher, PROBE, "answer_it", {"answer": "α"}, "preview").json() == {"tries": 1}
    assert call(teacher, PROBE, "answer_it", {"answer": "α"}, "preview").json() == {"tries": 1}
    publish(teacher, "grade", {"value": 1, "max_value": 1}, "preview")
    publish(teacher, "completion", {"completion": 1.0}, "studio")
    assert not UserState.objects.exists() and not BlockCompletion.objects.exists() and not told


def test_a_grade_is_a_row_and_the_platform_s_signal(course, be, people, told):
    publish(be("daphne"), "grade", {"value": 3, "max_value": 4})
    row = Score.objects.get()
    assert (row.user_id, row.usage_key, row.earned, row.possible) == (people["daphne"].user_id, PROBE, 3, 4)
    assert told == [{"user_id": row.user_id, "course_id": course.key, "usage_id": PROBE, "weighted_earned": 1.5,  # weight 2
                     "weighted_possible": 2.0, "score_deleted": False, "modified": row.modified}]


@pytest.mark.parametrize(("second", "kept"), [((2, 4), (3, 4)), ((4, 4), (4, 4)), ((8, 10), (8, 10)), ((3, 4), (3, 4)), ((1, 0), (3, 4))])
def test_only_a_higher_score_counts_where_the_block_says_so(course, be, told, second, kept):
    browser = be("daphne")
    publish(browser, "grade", {"value": 3, "max_value": 4})
    publish(browser, "grade", {"value": second[0], "max_value": second[1], "only_if_higher": True})
    row = Score.objects.get()
    assert (row.earned, row.possible) == kept
    assert len(told) == (1 if kept != second else 2)


def test_a_lower_score_counts_otherwise(course, be):
    publish(be("daphne"), "grade", {"value": 3, "max_value": 4})
    publish(be("daphne"), "grade", {"value": 0, "max_value": 4, "only_if_higher": None})
    assert Score.objects.get().earned == 0


def test_completion_goes_through_edx_completion(course, be, people):
    publish(be("daphne"), "completion", {"completion": 0.5})
    publish(be("daphne"), "completion", {"completion": 1.0})
    row = BlockCompletion.objects.get()
    assert (row.user_id, str(row.block_key), row.block_type, row.completion) == (people["daphne"].user_id, PROBE, "probe", 1.0)
    assert str(row.context_key) == course.key


def test_other_events_are_log_lines_without_a_name(course, be, caplog):
    caplog.set_level("INFO", "tracking")
    import logging
    logging.getLogger("tracking").addHandler(caplog.handler)
    try:
        publish(be("daphne"), "pekt.activity.started", {"kind": "probe"})
    finally:
        logging.getLogger("tracking").removeHandler(caplog.handler)
    (record,) = [r for r in caplog.records if r.name == "tracking" and "pekt.activity" in r.message]
    assert json.loads(record.message) == {"event": "pekt.activity.started", "course": course.key, "usage": PROBE, "data": {"kind": "probe"}}


WHO = [  # person, place: staff, role, signed in, user id of the block, may author, completion service
    ("daphne", "learn", False, "student", True, True, False, True),
    ("papagianni", "learn", True, "staff", True, True, False, True),
    ("ptolemaida", "learn", True, "staff", True, True, False, True),
    ("directorate", "learn", False, "student", True, True, False, True),
    ("", "learn", False, "student", False, False, False, False),
    ("papagianni", "preview", False, "instructor", True, True, True, False),
    ("papagianni", "studio", False, "instructor", True, False, True, False),
]


@pytest.mark.parametrize(("username", "place", "staff", "role", "known", "has_id", "author", "completion"), WHO)
def test_the_user_service_answers_as_the_platform(course, be, people, username, place, staff, role, known, has_id, author, completion):
    said = call(be(username), PROBE, "who", place=place, suffix="a/b").json()
    person = people.get(username)
    assert said["attributes"]["edx-platform.user_is_staff"] is staff
    assert said["attributes"]["edx-platform.user_role"] == role
    assert said["attributes"]["edx-platform.is_authenticated"] is known
    assert said["attributes"]["edx-platform.user_id"] == (person.user_id if person else None)
    assert said["attributes"]["edx-platform.username"] == (username or None)
    assert said["user_id"] == (person.user_id if person and has_id else None)
    assert (said["can_write"], said["completion"], said["suffix"]) == (author, completion, "a/b")


def test_pseudonyms_are_stable_and_tell_nothing(course, be, people):
    def name(username, place="learn"):
        return call(be(username), PROBE, "who", place=place).json()["attributes"]["edx-platform.anonymous_user_id"]
    assert name("daphne") == name("daphne") != name("aris")
    assert len(name("daphne")) == 32 and "daphne" not in name("daphne")
    assert name("papagianni", "preview") == "student" and name("") is None


def test_services_are_there_under_the_platform_s_names(course, people):
    runtime = SiteRuntime(people["daphne"].user)
    block = runtime.get_block(PROBE)
    with pytest.raises(NoSuchServiceError):
        runtime.service(block, "bookmarks")  # not declared by the block
    assert runtime.service(block, "settings").get_settings_bucket(block) == {}
    assert runtime.service(block, "completion").completion_tracking_enabled()
    assert runtime.service(block, "user") is runtime.service(block, "user")
    rewritten = runtime.service(block, "replace_urls").replace_urls
    assert rewritten("'/static/none.png' /static/dot.svg") == "'/static/none.png' /static/dot.svg"
    assert rewritten('"/static/dot.svg"').startswith(f'"/courses/{course.key}/static/dot.svg?v=')
    assert rewritten(rewritten('"/static/dot.svg"')) == rewritten('"/static/dot.svg"', static_replace_only=True)


@pytest.mark.parametrize(("language", "said"), [("el", "Κουίζ"), ("en", "Quiz")])
def test_blocks_speak_the_language_of_the_request(course, language, said):
    with override(language):
        runtime = SiteRuntime(None)
        words = runtime.service(runtime.get_block(QUIZ), "i18n")
        assert words.gettext("Quiz") == words.ugettext("Quiz") == said
        assert words.ngettext("{n} day", "{n} days", 2) == "{n} days"  # no such message: as it is written
        other = SiteRuntime(None)
        assert other.service(other.get_block(PROBE), "i18n").gettext("Quiz") == "Quiz"  # another package's block has its own words


def test_addresses(course, people):
    runtime = SiteRuntime(people["daphne"].user)
    quiz = runtime.get_block(QUIZ)
    assert runtime.handler_url(quiz, "submit", "x", "y=1").endswith("type@pekt_quiz+block@q1/handler/submit/x?y=1")
    with pytest.raises(ValueError):
        runtime.handler_url(quiz, "save")
    assert runtime.local_resource_url(quiz, "static/learner/boot.js").startswith(
        "/static/xblock/resources/pekt_xblocks/static/learner/boot.js?v=")
    assert runtime.resource_url("site.css").startswith("/static/workbench/site.css?v=")


def test_an_anonymous_user_object_is_nobody(course):
    assert SiteRuntime(AnonymousUser()).user is None


def test_arguments_can_not_end_their_script(course, be):
    html = be("daphne").get(f"/courses/{course.key}/unit/v1/").content.decode()
    args = html.split('class="xblock_json_init_args">')[1].split("</script>")[0]
    said = json.loads(args)
    assert said["text"] == "</script><b>&" and "<" not in args
    assert said["picture"].startswith(f"/courses/{course.key}/static/dot.svg?v=")  # the platform rewrites them, too
