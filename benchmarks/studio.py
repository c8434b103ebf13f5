"""What an editor costs: bytes of each kind's before a vendored editor is opened, and opening forty items; ``python -m benchmarks.studio``.

Times are medians in Chromium, from asking for the page to the first picture of the form, beside a form of one field in the same run.
"""
from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

from pekt_xblocks.activities import kinds
from pekt_xblocks.shell import front

HERE = Path(__file__).parent
MOST_BYTES = 60 * 1024
MOST_MS = 300


def editor_bytes(kind: str) -> int:
    """Bytes of the scripts and styles that stand there before anything is touched, gzip -6; the preview's own come with the preview."""
    own = {path for name, path in front.studio_files(kind).items()
           if path.startswith("static/studio/") or name == "kit_css" or path.startswith(f"activities/{kind}/edit")}
    return sum(len(gzip.compress((front.PACKAGE / path).read_bytes(), 6)) for path in sorted({front.STUDIO_BOOT, *own}))


def opening() -> dict[str, float]:
    """Milliseconds for the form of one field and for a quiz of forty items."""
    told = subprocess.run(["node", str(HERE / "studio.js")], check=True, capture_output=True, text=True, cwd=HERE.parent).stdout
    return json.loads(told.splitlines()[-1])


def main() -> None:
    for kind in kinds():
        size = editor_bytes(kind)
        print(f"{kind}: {size / 1024:.1f} kB gz ({'met' if size <= MOST_BYTES else 'not met'})")
    found = opening()
    print(f"forty items: {found['forty']:.0f} ms, reference {found['bare']:.0f} ms, ratio {found['forty'] / found['bare']:.2f} "
          f"({'met' if found['forty'] <= MOST_MS else 'not met'})")


if __name__ == "__main__":
    main()
