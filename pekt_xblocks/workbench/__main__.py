"""``python -m pekt_xblocks.workbench``: serves the site; with a command's name, runs that Django command on it."""
from __future__ import annotations

import argparse
import os
import sys

from .serve import SETTINGS, serve


def main(arguments: list[str]) -> int:
    """The exit code of the process."""
    if arguments and not arguments[0].startswith("-"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        from django.core.management import execute_from_command_line
        execute_from_command_line(["workbench", *arguments])
        return 0
    parser = argparse.ArgumentParser(prog="python -m pekt_xblocks.workbench", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this computer alone)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--var", default=os.environ.get("PEKT_VAR", "var"), help="folder of the site's state")
    parser.add_argument("--courses", default=os.environ.get("PEKT_COURSES"), help="folder of the course packages")
    options = parser.parse_args(arguments)
    return serve(options.host, options.port, options.var, options.courses)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
