"""Writes the golden schemas: ``python -m tests.activities.golden``; read the difference before you commit it."""
import json

from pekt_xblocks.activities import activity_types
from pekt_xblocks.core.schema import editor_schema

from .test_every_activity import GOLDEN

if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for kind, cls in activity_types().items():
        text = json.dumps(editor_schema(cls, "en"), ensure_ascii=False, indent=1, sort_keys=True)
        (GOLDEN / f"{kind}.json").write_text(text + "\n", encoding="utf-8")
