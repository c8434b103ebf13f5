"""Every inbox of the modules, read from their OLX: what the rules of grading are tried on is what learners get."""
from functools import cache
from pathlib import Path

from pekt_xblocks.activities.inbox.activity import Inbox
from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.inspection import Block, inspect

COURSES = Path(__file__).parents[3] / "courses"


@cache
def blocks() -> dict[str, Block]:
    """The blocks by ``module/url_name``; each must be readable."""
    found = {f"{folder.name}/{block.leaf.url_name}": block for folder in sorted(COURSES.iterdir()) if (folder / "course.xml").exists()
             for block in inspect(read_course(folder)).blocks if block.leaf.block_type == "pekt_inbox"}
    unread = [name for name, block in found.items() if block.activity is None]
    assert not unread, f"unreadable: {unread}; ask `pekt check`"
    return found


def inboxes() -> dict[str, Inbox]:
    return {name: block.activity for name, block in blocks().items() if isinstance(block.activity, Inbox)}


def daphne() -> Inbox:
    """The eight messages of module 1."""
    return inboxes()["phishing/daphne_inbox"]
