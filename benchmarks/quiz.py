"""What one quiz of five items costs: view and submit in memory and on SQLite, bytes on the wire, import; ``python -m benchmarks.quiz``.

Every figure is a median; the times stand beside xblock-sdk's own ``thumbs`` block, measured in the same run with the same stores.
"""
from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from webob import Request

from .wheel import shipped

PACKAGE = Path(__file__).parent.parent / "pekt_xblocks"
ROUNDS = 400


def five_items() -> dict[str, Any]:
    """A quiz of five items: those of the kind's default, and their like until there are five."""
    from pekt_xblocks.activities import examples
    default = examples("quiz").DEFAULT.model_dump(mode="json")
    items = default["items"]
    while len(items) < 5:
        items = [*items, *({**item, "id": f"{item['id']}-{len(items)}"} for item in items)]
    return {**default, "items": items[:5]}


def in_memory() -> dict[str, float]:
    """View and first submit of a new learner beside xblock-sdk's ``thumbs``, each in turn so that a busy machine slows both.

    Keys are plain text as xblock-sdk's are, stores are dicts that count their calls.
    """
    from sample_xblocks.thumbs.thumbs import ThumbsBlock

    from pekt_xblocks import block as blocks
    definition = five_items()
    correct = _fresh(blocks.QuizBlock, definition).activity.correct_response().model_dump(mode="json")
    body = json.dumps({"submission_id": "s", "response": correct}).encode()

    def submit(block: Any) -> None:
        block.handle("submit", Request.blank("/", method="POST", body=body))
        block.save()

    def vote(block: Any) -> None:
        block.handle("vote", Request.blank("/", method="POST", body=b'{"voteType": "up"}'))
        block.save()
    found = {}
    for name, ours, reference in (("submit", submit, vote), ("view", lambda b: b.student_view(), lambda b: b.student_view())):
        mine, theirs = _in_turn(lambda: _fresh(blocks.QuizBlock, definition), ours, lambda: _fresh(ThumbsBlock), reference)
        found |= {f"{name} ms": mine, f"{name} ms, thumbs": theirs, f"{name}, times thumbs": mine / theirs}
    block = _fresh(blocks.QuizBlock, definition)
    submit(block)
    platform = block.runtime
    return {**found, "submit learner-store reads": platform.learners.reads, "submit learner-store writes": platform.learners.writes,
            "submit content reads": platform.content.reads}


def _fresh(cls: Any, definition: Any = None) -> Any:
    from xblock.fields import ScopeIds

    from tests.block.runtime import Platform
    platform, kind = Platform(), cls.__name__.lower()
    keys = ScopeIds("student_1", kind, f"{kind}.five.d0", f"{kind}.five.d0.u0")
    block = platform.construct_xblock_from_class(cls, keys)
    if definition is not None:
        block.definition = definition
        block.save()
        platform.content.reads = platform.content.writes = 0
        block = platform.construct_xblock_from_class(cls, keys)
    return block


def _in_turn(make: Callable[[], Any], run: Callable[[Any], Any], make_other: Callable[[], Any],
             run_other: Callable[[Any], Any]) -> tuple[float, float]:
    """Median ms of each, after a warm-up; a new block for every call."""
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(ROUNDS + 20):
        for which, (block, call) in enumerate(((make(), run), (make_other(), run_other))):
            start = time.perf_counter()
            call(block)
            if n >= 20:
                times[which].append(time.perf_counter() - start)
    return statistics.median(times[0]) * 1000, statistics.median(times[1]) * 1000


def on_sqlite() -> dict[str, float]:
    """The same on the workbench's runtime with its database: SQL statements of the whole way, completion and records included."""
    from benchmarks.site import Site
    site = Site()
    return {**site.quiz(five_items()), **{f"thumbs {name}": value for name, value in site.thumbs().items()}}


# What a page fetches before anything is pressed or submitted; the rest of static/learner loads on need.
FIRST = ("boot.js", "kit.js", "kit.css")
ORDER = ("reorder.js", "reorder.css")


def bytes_on_the_wire() -> dict[str, float]:
    """gzip -9 of what the first quiz on a page pulls from the built wheel, of what some of its questions add, and of each further kind."""
    from pekt_xblocks.activities import kinds
    with shipped() as weight:
        def size(*paths: str) -> float:
            return round(weight(*paths) / 1000, 2)
        found = {"first block kB gz": size(*(f"static/learner/{name}" for name in FIRST), *opening("quiz")),
                 "with an order to put kB gz": size("activities/quiz/parts.js", *(f"static/learner/{name}" for name in ORDER))}
        return {**found, **{f"further kind {kind} kB gz": size(*opening(kind)) for kind in kinds()}}


def opening(kind: str) -> list[str]:
    """What a kind opens with; a page fetches the rest of its folder when that is shown or used (decision 0051)."""
    return [f"activities/{kind}/{name}" for name in ("view.js", "view.css")]


def import_ms() -> dict[str, float]:
    """A fresh interpreter's import of the block module, beyond XBlock and pydantic, and of pydantic with one model beside it.

    Medians of nine in the process's own time, after a first run that writes the bytecode, which an installed package has.
    """
    code = ("import time\nstart = time.process_time()\nimport pydantic\nclass M(pydantic.BaseModel):\n    a: int\n"
            "pydantic_took = time.process_time() - start\n"
            "import xblock.core, xblock.fields, xblock.scorable, xblock.completable, web_fragments.fragment, lxml.etree, webob\n"
            "start = time.process_time(); import pekt_xblocks.block; print(time.process_time() - start, pydantic_took)")
    with tempfile.TemporaryDirectory() as bytecode:
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
        runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env).stdout.split()
                for _ in range(10)][1:]
    ours, reference = (statistics.median(float(took) for took in column) * 1000 for column in zip(*runs, strict=True))
    return {"import ms beyond pydantic and XBlock": ours, "import ms, pydantic": reference, "import, times pydantic": ours / reference}


def main() -> None:
    """Print every figure as one JSON object."""
    os.environ.setdefault("PEKT_VAR", tempfile.mkdtemp())
    found: dict[str, float] = {}
    for part in (in_memory, bytes_on_the_wire, import_ms, on_sqlite):
        found.update(part())
    print(json.dumps({name: round(value, 3) for name, value in found.items()}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
