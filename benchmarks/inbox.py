"""What Daphne's inbox of eight messages costs: grading, view and submit on SQLite, bytes of the page; ``python -m benchmarks.inbox``.

Times are medians of processor time beside a named reference of the same run, so that a slow machine shows as slow: grading beside a
plain loop of 2,000 turns, view and submit beside xblock-sdk's ``thumbs``.
"""
from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.activities.inbox.course_inboxes import daphne

PACKAGE = Path(__file__).parent.parent / "pekt_xblocks"
MOST_GRADING_MS = 1.0
MOST_PAGE = 20 * 1024
PAGE = ["static/learner/boot.js", "static/learner/kit.js", "static/learner/kit.css",
        *(f"activities/inbox/{name}" for name in ("view.js", "view.css", "message.js", "message.css"))]
"""What a page fetches before the learner does something; a message with a QR code brings qr.js too."""
AFTER = ["static/learner/feedback.js", "static/learner/feedback.css", "activities/inbox/told.js", "activities/inbox/told.css"]


def median_ms(run: Callable[[], Any], rounds: int = 400) -> float:
    """Median processor time of a call in ms, after a warm-up."""
    times = []
    for n in range(rounds + 20):
        began = time.process_time()
        run()
        if n >= 20:
            times.append((time.process_time() - began) * 1000)
    return median(times)


def graded() -> dict[str, float]:
    """Grading alone, and with reading the response and finding what is missing."""
    inbox = daphne()
    response, raw = inbox.correct_response(), inbox.correct_response().model_dump(mode="json")
    return {
        "reference: plain loop of 2,000 turns ms": median_ms(lambda: [n for n in range(2000) if n >= 0]),
        "grading ms": median_ms(lambda: inbox.grade(response)),
        "reading, missing, grading ms": median_ms(lambda: (inbox.missing(inbox.Response.model_validate(raw)), inbox.grade(response))),
        "learner view ms": median_ms(lambda: inbox.learner_view("s")),
    }


def on_sqlite() -> dict[str, float]:
    """View and first submit on the workbench with its database, the reference beside them."""
    from benchmarks.site import Site
    site = Site()
    found = site.activity("daphne_inbox", daphne().correct_response().model_dump(mode="json"))
    reference = site.thumbs()
    times = {f"SQLite {what}: times the reference": found[f"SQLite {what} ms"] / reference[f"SQLite {what} ms"]
             for what in ("view", "submit")}
    return {**found, **{f"reference: thumbs {name}": value for name, value in reference.items()}, **times}


def page_bytes() -> dict[str, int]:
    """Gzipped bytes of a new page, of what comes with the first result, and of the messages themselves."""
    def size(path: str) -> int:
        return len(gzip.compress((PACKAGE / path).read_bytes(), 9))
    messages = len(gzip.compress(json.dumps(daphne().learner_view(), ensure_ascii=False).encode(), 9))
    return {**{f"{Path(path).name} bytes": size(path) for path in PAGE}, "page in all bytes": sum(map(size, PAGE)),
            "with the first result bytes": sum(map(size, AFTER)), "eight messages bytes": messages}


if __name__ == "__main__":
    found: dict[str, float] = {**graded(), **page_bytes(), **on_sqlite()}
    for name, value in found.items():
        print(f"{name:66} {value:10.3f}" if isinstance(value, float) else f"{name:66} {value:10d}")
    print(f"{'grading: times the reference':66} {found['grading ms'] / found['reference: plain loop of 2,000 turns ms']:10.3f}")
    for name, most in (("grading ms", MOST_GRADING_MS), ("page in all bytes", MOST_PAGE)):
        print(f"{name}: {'within' if found[name] <= most else 'ABOVE'} {most:g}")
