"""What an editor costs: bytes of each kind's before a vendored editor is opened, and opening forty items; ``python -m benchmarks.studio``.

Times are medians in Chromium, from asking for the page to the first picture of the form, beside a form of one field in the same run;
``first`` with nothing kept in the browser, ``again`` with the files kept. Addresses carry hashes, files are compressed: as in production.
"""
from __future__ import annotations

import gzip
import hashlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pekt_xblocks.activities import examples, kinds
from pekt_xblocks.shell import front
from tests.block.runtime import Platform, call

HERE = Path(__file__).parent
MOST_BYTES = 60 * 1024
MOST_MS = 300
ROUNDS = 15
BARE = {"schema": {"type": "object", "properties": {"intro": {"type": "string", "title": "Κείμενο", "default": ""}}},
        "definition": {"intro": "ένα"}}


class Hashed(Platform):
    """A platform that serves files at addresses with their content's hash; ``files`` are those it told of, by address."""

    def __init__(self) -> None:
        super().__init__(staff=True)
        self.files: dict[str, str] = {}

    def local_resource_url(self, block: Any, uri: str) -> str:
        path = front.PACKAGE / uri
        known = hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "library"
        address = f"/static/{known}/{uri}"
        if path.is_file():
            self.files[address] = uri
        return address


def editor_bytes(kind: str) -> int:
    """Bytes of the scripts and styles that stand there before anything is touched, gzip -6; what is fetched when wanted comes then."""
    paths = (front.STUDIO_BOOT, *front.editor_files(kind).values())
    return sum(len(gzip.compress((front.PACKAGE / path).read_bytes(), 6)) for path in paths)


def forty_items() -> dict[str, Any]:
    """The quiz's own default with its items again and again until they are forty."""
    default = examples("quiz").DEFAULT.model_dump(mode="json")
    items = default["items"]
    return {**default, "items": [{**items[n % len(items)], "id": f"q{n}"} for n in range(40)]}


def told() -> tuple[dict[str, Any], dict[str, float]]:
    """What the block gives the page of each case, and the milliseconds that giving takes."""
    from pekt_xblocks import block as blocks
    platform = Hashed()
    block = platform.block(blocks.QuizBlock)
    block.definition = forty_items()
    fragment, (status, loaded) = block.studio_view(), call(block, "load_definition")
    if status != 200:
        raise RuntimeError(loaded)
    boot = next(each.data for each in fragment.resources if each.kind == "url")
    page = {"args": fragment.json_init_args, "content": fragment.content, "boot": boot}
    server = {"view": _ms(block.studio_view), "load": _ms(lambda: call(block, "load_definition"))}
    return {"static": list(platform.files.items()),
            "cases": {"bare": {**page, "loaded": {**loaded, **BARE}}, "forty": {**page, "loaded": loaded}}}, server


def _ms(run: Callable[[], object]) -> float:
    times = []
    for _ in range(20):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def opening(given: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Milliseconds by case and by whether the browser has the files already."""
    told = subprocess.run(["node", str(HERE / "studio.js")], input=json.dumps(given), check=True, capture_output=True, text=True,
                          cwd=HERE.parent).stdout
    return json.loads(told.splitlines()[-1])


def main(trace: str = "") -> None:
    for kind in kinds():
        size = editor_bytes(kind)
        print(f"{kind}: {size / 1024:.1f} kB gz ({'met' if size <= MOST_BYTES else 'not met'})")
    given, server = told()
    print(f"server, forty items: view {server['view']:.1f} ms, definition and schema {server['load']:.1f} ms")
    found = opening({**given, "rounds": ROUNDS, "trace": trace})
    for moment in ("first", "again"):
        forty, bare = found["forty"][moment], found["bare"][moment]
        print(f"forty items, {moment}: {forty:.0f} ms, reference {bare:.0f} ms, ratio {forty / bare:.2f} "
              f"({'met' if forty <= MOST_MS else 'not met'})")


if __name__ == "__main__":
    main(*sys.argv[1:])
