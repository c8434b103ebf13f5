"""Prints every activity of a course as JSON by url_name, for a test that plays somebody who knows the answers."""
import json
import sys
from pathlib import Path

from pekt_xblocks.olx.course import read_course
from pekt_xblocks.olx.inspection import inspect

if __name__ == "__main__":
    blocks = inspect(read_course(Path(sys.argv[1]))).blocks
    print(json.dumps({block.leaf.url_name: block.activity.model_dump(mode="json") for block in blocks}, ensure_ascii=False))
