"""Run all of it: ``python -m benchmarks.records [learners] [--rows N]``."""
from __future__ import annotations

import argparse

from .site import FOLDER

parser = argparse.ArgumentParser(prog="python -m benchmarks.records")
parser.add_argument("learners", nargs="?", type=int, default=1000)
parser.add_argument("--rows", type=int, default=0, help="registrations to report on: 1000000, 10000000")
given = parser.parse_args()
try:
    from . import pace, size  # Django is ready now

    pace.main(given.learners)
    if given.rows:
        size.main(given.rows)
finally:
    FOLDER.cleanup()
