"""A page with one inbox on it: ``python -m tests.browser.inbox.serve PORT``.

``/?inbox=daphne&run=1`` shows Daphne's eight messages of module 1, ``inbox=channels`` one with every kind of message; ``said`` is what
has been handed in: ``wrong`` or ``right`` once, ``last`` wrong twice (no attempts left, the solution is open).
"""
import sys

from lxml import etree

from pekt_xblocks.activities.inbox.activity import Decision, Inbox, InboxResponse
from pekt_xblocks.core.settings import Settings
from pekt_xblocks.olx import codec
from tests.activities.inbox.course_inboxes import daphne
from tests.activities.test_every_activity import RELEASED
from tests.browser.activity_page import Query, Site, serve

SETTINGS = Settings(max_attempts=2, show_solution="after_last")


def shown(query: Query) -> Inbox:
    if query.get("inbox") == "channels":
        return codec.from_element(Inbox, etree.parse(RELEASED / "inbox" / "1-every-channel.xml").getroot())
    return daphne()


def wrong(inbox: Inbox) -> InboxResponse:
    """Every way to go wrong and half right: frauds opened, deleted and reported with some clues, genuine mail kept, doubted and lost."""
    ways = {True: ["keep", "reply", "block"], False: ["report", "open", "delete"]}
    seen = {True: 0, False: 0}
    decisions = {}
    for message in inbox.messages:
        action = ways[message.genuine][seen[message.genuine] % 3]
        seen[message.genuine] += 1
        marks = [] if message.genuine else [segment.id for segment in message.segments[:3]]
        decisions[message.id] = Decision(action=action, marks=marks)
    return InboxResponse(decisions=decisions)


def said(query: Query, inbox: Inbox) -> list[InboxResponse]:
    return {"wrong": [wrong(inbox)], "right": [inbox.correct_response()], "last": [wrong(inbox)] * 2}.get(query.get("said", ""), [])


if __name__ == "__main__":
    serve(Site(shown, said, SETTINGS), int(sys.argv[1]))
