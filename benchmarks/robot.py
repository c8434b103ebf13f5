"""What the robot costs: a run of 2,000 steps, a submission, hostile input, bytes of the page; ``python -m benchmarks.robot``.

Times are medians of processor time, beside a plain Python loop of as many turns in the same run, so that a slow machine shows as slow.
"""
from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from pekt_xblocks.activities.robot import engine, program, python_reader, worlds
from pekt_xblocks.activities.robot.activity import Robot
from pekt_xblocks.activities.robot.examples import DEFAULT

from .wheel import shipped

ROUNDS = 200
MOST_MS = {"run of 2,000 steps": 2.0, "hostile input, refused": 50.0}
MOST_PAGE = 20 * 1024
PAGE = [*(f"static/learner/{name}" for name in ("boot.js", "kit.js", "kit.css", "feedback.js", "feedback.css")),
        *(f"activities/robot/{name}" for name in (
            "view.js", "view.css", "words.js", "world.js", "world.css", "tree.js", "list.js", "list.css"))]
"""What the page of a level on squares fetches, with its hints, before a second editor, a run or a result."""


def median_ms(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Median processor time of a call in ms, after a warm-up."""
    times = []
    for n in range(rounds + 20):
        began = time.process_time()
        run()
        if n >= 20:
            times.append((time.process_time() - began) * 1000)
    return median(times)


def deep(levels: int) -> list[Any]:
    """Loops inside one another, without end as far as a reader is concerned."""
    made: list[Any] = []
    for _ in range(levels):
        made = [["repeat", 2, made]]
    return made


def refused(raw: Any) -> None:
    try:
        program.read(raw)
    except program.BadProgram:
        return
    raise AssertionError("not refused")


def measured() -> dict[str, float]:
    """Median ms by what was done."""
    hall = worlds.read("grid", ("S" + "." * 18,))
    endless = engine.compiled(program.read([["until", ["at_goal"], [["if", ["wall_ahead"], [["left"], ["left"]], [["move"]]]]]]))
    assert engine.execute(endless, hall).steps == engine.MOST_STEPS + 1
    text, huge = DEFAULT.solution, [["move"]] * 200_000
    long = {"text": "move()\n" * 199 + "moev()\n"}
    hostile = deep(10_000)
    return {
        "plain loop of 2,000 turns": median_ms(lambda: [n for n in range(2000) if n >= 0]),
        "run of 2,000 steps": median_ms(lambda: engine.execute(endless, hall)),
        "Python text read": median_ms(lambda: python_reader.parse(text)),
        "submission graded": median_ms(lambda: DEFAULT.grade(Robot.Response.model_validate({"text": text}))),
        "trial of 200 commands": median_ms(lambda: DEFAULT.act("run", long), 50),
        "hostile input, refused": max(median_ms(lambda: refused(hostile), 50), median_ms(lambda: refused(huge), 50)),
    }


def page_bytes() -> dict[str, int]:
    """Gzipped bytes of a new page's scripts and styles as the wheel ships them, and of what a level sends."""
    with shipped() as weight:
        files = {Path(path).name: weight(path) for path in PAGE}
    return {**files, "level": len(gzip.compress(json.dumps(DEFAULT.learner_view(), ensure_ascii=False).encode(), 9))}


if __name__ == "__main__":
    for name, ms in measured().items():
        most = MOST_MS.get(name)
        print(f"{name:28} {ms:8.3f} ms" + (f"   (at most {most:g})" + (" TOO SLOW" if ms > most else "") if most else ""))
    sizes = page_bytes()
    for name, size in sizes.items():
        print(f"{name:28} {size:8d} bytes gzipped")
    page = sum(size for name, size in sizes.items() if name != "level")
    print(f"{'page in all':28} {page:8d} bytes gzipped   (at most {MOST_PAGE})" + (" TOO HEAVY" if page > MOST_PAGE else ""))
