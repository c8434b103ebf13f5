"""The built wheel, weighed as a browser gets it: what is shipped has no comments and indents, so the checkout would weigh more."""
from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "pekt_xblocks"


def weight(wheel: zipfile.ZipFile, *paths: str) -> int:
    """gzip -9 bytes of these files of the package; those it does not have weigh nothing."""
    names = [f"{PACKAGE.name}/{path}" for path in paths]
    return sum(len(gzip.compress(wheel.read(name), 9)) for name in names if name in wheel.namelist())


@contextmanager
def shipped() -> Iterator[Callable[..., int]]:
    """Builds the wheel and gives its ``weight(*paths)``."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", home, str(PACKAGE.parent)],
                       check=True, capture_output=True)
        (made,) = Path(home).glob("*.whl")
        with zipfile.ZipFile(made) as wheel:
            yield lambda *paths: weight(wheel, *paths)
