"""What Tutor is told: settings, patches (one file each), init tasks, jobs. Its one rule: a task may run again on a site that is in use."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from tutor import hooks

HERE = Path(__file__).parent
DEFAULTS: dict[str, Any] = {
    "PEKT_REQUIREMENT": "pekt-xblocks[records]",
    "PEKT_SETTLE": "task",
    "PEKT_EVERY": 60,
    "PEKT_LAG": 900,
    "PEKT_NIGHT": 2,
    "PEKT_LIBRARY_BLOCKS": None,
    "PEKT_IMPORT_COURSES": True,
    "PEKT_DESTINATIONS": {},
}
SECRETS = {"PEKT_METRICS_TOKEN": "{{ 40|random_string }}", "PEKT_PSEUDONYM_KEY": "{{ 40|random_string }}"}

hooks.Filters.CONFIG_DEFAULTS.add_items(list(DEFAULTS.items()))
hooks.Filters.CONFIG_UNIQUE.add_items(list(SECRETS.items()))

for patch in sorted((HERE / "patches").iterdir()):
    hooks.Filters.ENV_PATCHES.add_item((patch.name, patch.read_text(encoding="utf-8")))

# Course packages are laid beside the Dockerfile, so that every way of running (local, k8s) finds them in the image.
hooks.Filters.ENV_TEMPLATE_ROOTS.add_item(str(HERE / "templates"))
hooks.Filters.ENV_TEMPLATE_TARGETS.add_item(("pekt/courses", "build/openedx"))


@hooks.Filters.IS_FILE_RENDERED.add()
def _packages_are_copied(rendered: bool, path: str) -> bool:
    return rendered and not path.endswith(".tar.gz")


def _task(name: str) -> str:
    return (HERE / "templates" / "pekt" / "tasks" / name).read_text(encoding="utf-8")


hooks.Filters.CLI_DO_INIT_TASKS.add_items([("lms", _task("lms.sh")), ("cms", _task("cms.sh"))])

# A checkout that is mounted (tutor mounts add /path/to/pekt-xblocks) is installed in place of the requirement.
hooks.Filters.MOUNTED_DIRECTORIES.add_item(("openedx", "pekt-xblocks"))


@click.command("pekt-doctor", help="Look the activities and the hub records over, and say how to mend what is wrong")
@click.option("--lang", type=click.Choice(["el", "en"]), default="el", show_default=True)
def doctor(lang: str) -> list[tuple[str, str]]:
    return [("lms", f"./manage.py lms pekt_doctor --lang {lang}")]


@click.command("pekt-courses", help="Import the plugin's courses, and offer the activities in courses of your own")
@click.option("--over", is_flag=True, help="import over courses that are there: what was edited in Studio is lost")
@click.option("--offer", multiple=True, metavar="KEY", help="only offer the activities in this course")
def courses(over: bool, offer: tuple[str, ...]) -> list[tuple[str, str]]:
    options = [f"--offer '{key}'" for key in offer] or ["/openedx/pekt/courses", *(["--over"] if over else [])]
    return [("cms", f"./manage.py cms pekt_courses {' '.join(options)}")]


hooks.Filters.CLI_DO_COMMANDS.add_items([doctor, courses])
