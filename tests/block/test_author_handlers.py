"""Handlers for authors, found, not listed: learners are refused, and nothing of a learner's is touched."""
from __future__ import annotations

from .runtime import Platform, call
from .test_block import FOR_LEARNERS, handlers


def test_every_handler_that_is_not_for_learners_refuses_them(block):
    """A handler that is added for authors and forgets to ask who calls fails here."""
    for handler in handlers(type(block)) - FOR_LEARNERS:
        status, reply = call(block, handler, {"definition": {}, "settings": {}, "response": {}})
        assert (handler, status) == (handler, 403) and set(reply) == {"error"}
    assert not block.studio_view().resources


def test_no_handler_for_authors_touches_what_is_a_learners(cls):
    """Studio answers a user-scoped write with an error 500, and a library's preview would write real grades for the author."""
    platform = Platform(staff=True)
    definition = platform.block(cls).activity.model_dump(mode="json")
    said = {"definition": definition, "settings": {}, "name": "run", "data": {}, "at": "", "text": "Ποιο;\nΑ. α\nΒ. β\nANSWER: Α",
            "format": "auto",
            "response": platform.block(cls).activity.correct_response().model_dump(mode="json")}
    for handler in sorted(handlers(cls) - FOR_LEARNERS):
        call(platform.block(cls), handler, said)
        assert (handler, platform.learners.writes, platform.published) == (handler, 0, [])
