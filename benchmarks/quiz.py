"""What one quiz of five items costs: view and submit in memory and on SQLite, bytes on the wire, import; ``python -m benchmarks.quiz``.

Every figure is a median; the times stand beside xblock-sdk's own ``thumbs`` block, measured in the same run with the same stores.
"""
from __future__ import annotations

import gzip
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

PACKAGE = Path(__file__).parent.parent / "pekt_xblocks"
ROUNDS = 400


def five_items() -> dict[str, Any]:
    """A quiz of five items of five kinds, from the kind's own default and its like."""
    from pekt_xblocks.activities import examples
    default = examples("quiz").DEFAULT.model_dump(mode="json")
    items = default["items"]
    while len(items) < 5:
        items = [*items, *({**item, "id": f"{item['id']}-{len(items)}"} for item in items)]
    return {**default, "items": items[:5]}


def median_ms(run: Callable[[int], Any], rounds: int = ROUNDS) -> float:
    """Median time of a call in ms, after a warm-up."""
    for n in range(20):
        run(-n - 1)
    times = []
    for n in range(rounds):
        start = time.perf_counter()
        run(n)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def in_memory() -> dict[str, float]:
    """View and first submit of a new learner; keys are plain text as xblock-sdk's are, stores are dicts that count their calls."""
    from xblock.fields import ScopeIds

    from pekt_xblocks import block as blocks
    from tests.block.runtime import Platform
    definition = five_items()

    def fresh() -> Any:
        platform = Platform()
        keys = ScopeIds("student_1", "pekt_quiz", "pekt_quiz.five.d0", "pekt_quiz.five.d0.u0")
        block = platform.construct_xblock_from_class(blocks.QuizBlock, keys)
        block.definition = definition
        block.save()
        platform.content.reads = platform.content.writes = 0
        return platform.construct_xblock_from_class(blocks.QuizBlock, keys)

    ready = [fresh() for _ in range(2 * ROUNDS + 40)]
    body = json.dumps({"submission_id": "s", "response": ready[0].activity.correct_response().model_dump(mode="json")}).encode()

    def submit(n: int) -> None:
        block = ready[n + ROUNDS]
        block.handle("submit", Request.blank("/", method="POST", body=body))
        block.save()

    found = {"submit ms": median_ms(submit, ROUNDS - 30)}
    platform = ready[ROUNDS].runtime
    found["submit learner-store reads"], found["submit learner-store writes"] = platform.learners.reads, platform.learners.writes
    found["submit content reads"] = platform.content.reads
    views = [fresh() for _ in range(ROUNDS + 40)]
    found["view ms"] = median_ms(lambda n: views[n].student_view(), ROUNDS)
    return found


def on_sqlite() -> dict[str, float]:
    """The same on the workbench's runtime with its database: SQL statements of the whole way, completion and records included."""
    from benchmarks.site import Site
    site = Site()
    return {**site.quiz(five_items()), **{f"thumbs {name}": value for name, value in site.thumbs().items()}}


# What a page fetches before anything is pressed or submitted; the rest of static/learner loads on need.
FIRST = ("boot.js", "kit.js", "kit.css")


def bytes_on_the_wire() -> dict[str, float]:
    """gzip -9 of what the first quiz on a page pulls, and of each further kind."""
    from pekt_xblocks.activities import kinds
    shared = [f"static/learner/{name}" for name in FIRST]
    found = {"first block kB gz": _gz(*shared, *_own("quiz"))}
    return {**found, **{f"further kind {kind} kB gz": _gz(*_own(kind)) for kind in kinds()}}


def _own(kind: str) -> list[str]:
    return [f"activities/{kind}/{name}" for name in ("view.js", "view.css")
            if (PACKAGE / "activities" / kind / name).exists()]


def _gz(*paths: str) -> float:
    return round(sum(len(gzip.compress((PACKAGE / p).read_bytes(), 9)) for p in paths) / 1000, 2)


def import_ms() -> dict[str, float]:
    """A fresh interpreter's import of the block module, beyond XBlock and pydantic: median of nine."""
    code = ("import time, pydantic, xblock.core, xblock.fields, xblock.scorable, xblock.completable\n"
            "import web_fragments.fragment, lxml.etree, webob\n"
            "class M(pydantic.BaseModel):\n    a: int\n"
            "t = time.perf_counter(); import pekt_xblocks.block; print(time.perf_counter() - t)")
    runs = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(9)]
    return {"import ms beyond pydantic and XBlock": statistics.median(runs) * 1000}


def main() -> None:
    """Print every figure as one JSON object."""
    os.environ.setdefault("PEKT_VAR", tempfile.mkdtemp())
    found: dict[str, float] = {}
    for part in (in_memory, bytes_on_the_wire, import_ms, on_sqlite):
        found.update(part())
    print(json.dumps({name: round(value, 3) for name, value in found.items()}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
