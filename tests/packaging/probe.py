"""Run by the Python of a fresh environment: opens what an installed package must serve, asks for what it must not, prints JSON."""
from __future__ import annotations

import json
import sys
from importlib.metadata import distributions, entry_points
from pathlib import Path

FORBIDDEN = ["../setup.py", "static/../block.py", "static/learner/../../block.py", "static/learner/../../../setup.py", "block.py",
             "core/activity.py", "activities/{kind}/examples.py", "activities/{kind}/activity.py", "activities/{kind}/../../block.py",
             ".git/config", "static/.git/config", "static/learner/.hidden.js", "/etc/passwd", "static//etc/passwd", "static/", "static", "",
             "translations/el/LC_MESSAGES/text.mo", "records/templates/pekt_records/base.html", "workbench/settings.py",
             "static\\..\\block.py", "static/learner/boot.js\n", "static/learner/boot.js?x", "static/%2e%2e/block.py"]


def refused(block_class: type, uri: str) -> bool:
    """Whether a class refuses to open an address, as XBlock says no."""
    from xblock.exceptions import DisallowedFileError
    try:
        block_class.open_local_resource(uri)
    except DisallowedFileError:
        return True
    return False


def report() -> dict:
    """What was found: where the package is, its kinds, the bytes of each file opened, addresses wrongly served, what is installed."""
    import pekt_xblocks
    from pekt_xblocks.shell import front
    home = Path(pekt_xblocks.__file__).parent
    classes = {point.name: point.load() for point in entry_points(group="xblock.v1") if point.value.startswith("pekt_xblocks.")}
    opened, leaks = {}, []
    for name, block_class in classes.items():
        kind = name.removeprefix("pekt_")
        for path in {front.LEARNER_BOOT, front.STUDIO_BOOT, *front.learner_files(kind).values(), *front.studio_files(kind).values()}:
            with block_class.open_local_resource(path) as file:
                opened[f"{name}:{path}"] = len(file.read())
        leaks += [f"{name}:{uri}" for uri in (each.replace("{kind}", kind) for each in FORBIDDEN) if not refused(block_class, uri)]
    return {"home": str(home), "blocks": sorted(classes), "opened": opened, "leaks": leaks,
            "greek": (home / "translations/el/LC_MESSAGES/text.mo").is_file(),
            "apps": [group for group in ("cms.djangoapp", "lms.djangoapp") for point in entry_points(group=group)
                     if point.value == "pekt_xblocks.records.apps:RecordsConfig"],
            "scripts": [point.name for point in entry_points(group="console_scripts") if point.value.startswith("pekt_xblocks.")],
            "installed": sorted({dist.metadata["Name"].lower().replace("_", "-") for dist in distributions()})}


if __name__ == "__main__":
    json.dump(report(), sys.stdout)
