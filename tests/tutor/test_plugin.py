"""What the real Tutor renders with the plugin on: image, settings, services, tasks, jobs; read back as YAML and as Docker reads it."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

TUTOR = Path(sys.executable).with_name("tutor")
KEY = "course-v1:PEKTPE+diko+2026"


class Site:
    """A Tutor project in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.run("config", "save")
        self.run("plugins", "enable", "pekt")
        self.run("config", "save")                  # enabling alone keeps no secret

    def run(self, *words: str) -> str:
        given = {**os.environ, "TUTOR_ROOT": str(self.root), "TUTOR_PLUGINS_ROOT": str(self.root / "plugins")}
        ran = subprocess.run([str(TUTOR), *words], env=given, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr + ran.stdout
        return ran.stdout

    def text(self, path: str) -> str:
        return (self.root / "env" / path).read_text(encoding="utf-8")

    def yaml(self, path: str):
        return list(yaml.safe_load_all(self.text(path)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Site:
    """As it comes."""
    return Site(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def changed(tmp_path_factory) -> Site:
    """With every setting another."""
    site = Site(tmp_path_factory.mktemp("changed"))
    site.run("config", "save", *(part for name, value in {
        "PEKT_REQUIREMENT": "https://wheels.example/pekt_xblocks-0.1.0-py3-none-any.whl", "PEKT_SETTLE": "worker", "PEKT_EVERY": "300",
        "PEKT_LAG": "1200", "PEKT_NIGHT": "4", "PEKT_LIBRARY_BLOCKS": '["pekt_quiz"]', "PEKT_IMPORT_COURSES": "false",
        "PEKT_DESTINATIONS": '{"lrs": {"kind": "xapi", "url": "https://lrs.example/xAPI/statements", "password": "it\'s \\"so\\""}}',
    }.items() for part in ("--set", f"{name}={value}")))
    return site


def rendered(site: Site, service: str) -> str:
    """The plugin's init tasks of a service, as Tutor would run them."""
    code = f"""
from tutor import config, env, hooks
hooks.Actions.CORE_READY.do()
hooks.Actions.PROJECT_ROOT_READY.do({str(site.root)!r})
loaded = config.load({str(site.root)!r})
for service, task in hooks.Filters.CLI_DO_INIT_TASKS.iterate():
    if service == {service!r} and "pekt" in task:
        print(env.render_str(loaded, task))
"""
    given = {**os.environ, "TUTOR_ROOT": str(site.root), "TUTOR_PLUGINS_ROOT": str(site.root / "plugins")}
    ran = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_image_gets_the_package_and_keeps_the_platforms_versions(plain, changed):
    dockerfile = plain.text("build/openedx/Dockerfile")
    assert "install -c /tmp/platform-pins.txt 'pekt-xblocks[records]'" in dockerfile
    assert "'https://wheels.example/pekt_xblocks-0.1.0-py3-none-any.whl'" in changed.text("build/openedx/Dockerfile")
    order = [dockerfile.index(words) for words in (
        "requirements/edx/base.txt -r", "pekt-xblocks[records]", "AS production", "collectstatic", "/openedx/pekt/courses")]
    assert order == sorted(order)


def test_every_source_of_a_copy_is_in_the_build_folder(plain):
    folder = plain.root / "env/build/openedx"
    copied = re.findall(r"^COPY --chown=app:app (pekt\S*) ", plain.text("build/openedx/Dockerfile"), re.MULTILINE)
    assert copied and all((folder / source).is_dir() for source in copied)


def test_course_packages_arrive_byte_for_byte(plain):
    here = Path(__file__).parents[2] / "deploy/tutor/tutorpekt/templates/pekt/courses"
    there = plain.root / "env/build/openedx/pekt/courses"
    packages = {path.name: path.read_bytes() for path in here.glob("*.tar.gz")}
    assert "phishing.tar.gz" in packages
    assert {path.name: path.read_bytes() for path in there.glob("*.tar.gz")} == packages


def test_settings_stand_in_the_files_that_the_platform_reads_before_its_plugins(plain, changed):
    (lms,), (cms,) = plain.yaml("apps/openedx/config/lms.env.yml"), plain.yaml("apps/openedx/config/cms.env.yml")
    assert (lms["PEKT_RECORDS_SETTLE"], lms["PEKT_RECORDS_LAG"], lms["PEKT_RECORDS_NIGHT"]) == ("task", 900, 2)
    assert lms["PEKT_RECORDS_DESTINATIONS"] == {} and "PEKT_LIBRARY_BLOCKS" not in cms
    assert len(lms["PEKT_METRICS_TOKEN"]) == len(lms["PEKT_RECORDS_PSEUDONYM_KEY"]) == 40
    assert lms["PEKT_METRICS_TOKEN"] != lms["PEKT_RECORDS_PSEUDONYM_KEY"]
    (lms,), (cms,) = changed.yaml("apps/openedx/config/lms.env.yml"), changed.yaml("apps/openedx/config/cms.env.yml")
    assert (lms["PEKT_RECORDS_SETTLE"], lms["PEKT_RECORDS_LAG"], lms["PEKT_RECORDS_NIGHT"]) == ("worker", 1200, 4)
    assert lms["PEKT_RECORDS_DESTINATIONS"]["lrs"]["password"] == "it's \"so\"" and cms["PEKT_LIBRARY_BLOCKS"] == ["pekt_quiz"]


def test_secrets_stay_the_same_when_the_configuration_is_saved_again(plain):
    before = plain.text("apps/openedx/config/lms.env.yml")
    plain.run("config", "save")
    assert plain.text("apps/openedx/config/lms.env.yml") == before


def test_every_setting_of_the_files_is_one_that_the_package_reads(changed):
    package = Path(__file__).parents[2] / "pekt_xblocks"
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    for name in ("lms", "cms"):
        (settings,) = changed.yaml(f"apps/openedx/config/{name}.env.yml")
        ours = {key for key in settings if key.startswith("PEKT_")}
        assert ours and {key for key in ours if key not in code} == set()


def test_a_worker_of_its_own_stands_beside_the_platforms(plain, changed):
    (services,) = [one["services"] for one in plain.yaml("local/docker-compose.prod.yml")]
    ours, theirs = services["pekt-worker"], services["lms-worker"]
    assert ours["command"] == ["./manage.py", "lms", "pekt_records_work", "--every", "60"]
    assert (ours["image"], ours["environment"]) == (theirs["image"], theirs["environment"])
    assert {volume.rsplit(":", 1)[0] if volume.count(":") > 1 else volume for volume in ours["volumes"]} == {
        volume.rsplit(":", 1)[0] for volume in theirs["volumes"]}
    (services,) = [one["services"] for one in changed.yaml("local/docker-compose.prod.yml")]
    assert services["pekt-worker"]["command"][-1] == "300"


def test_on_kubernetes_too(plain):
    deployed = {one["metadata"]["name"]: one["spec"]["template"]["spec"] for one in plain.yaml("k8s/deployments.yml") if one}
    ours, theirs = deployed["pekt-worker"], deployed["lms-worker"]
    assert ours["containers"][0]["args"][2:4] == ["pekt_records_work", "--every"]
    assert (ours["volumes"], ours["containers"][0]["volumeMounts"]) == (theirs["volumes"], theirs["containers"][0]["volumeMounts"])
    assert ours["containers"][0]["image"] == theirs["containers"][0]["image"]


def test_init_makes_tables_sets_up_and_imports_courses(plain, changed):
    said = rendered(plain, "lms").split("\n")
    assert said.index("./manage.py lms migrate pekt_records") < said.index("./manage.py lms pekt_setup")
    assert "./manage.py cms pekt_courses /openedx/pekt/courses" in rendered(plain, "cms")
    assert "manage.py" not in rendered(changed, "cms")


def test_every_command_of_tasks_and_services_is_one_of_the_package(plain):
    commands = Path(__file__).parents[2] / "pekt_xblocks/records/management/commands"
    said = rendered(plain, "lms") + rendered(plain, "cms") + plain.text("k8s/deployments.yml") + (
        Path(__file__).parents[2] / "deploy/tutor/tutorpekt/plugin.py").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(pekt_(?:records_work|setup|courses|doctor))\b", said))
    assert len(named) == 4 and all((commands / f"{name}.py").is_file() for name in named)


def job(site: Site, *words: str) -> list[tuple[str, str]]:
    """What a job of Tutor runs, and in which service."""
    from click.testing import CliRunner
    from tutorpekt import plugin

    found = []
    command = {"pekt-doctor": plugin.doctor, "pekt-courses": plugin.courses}[words[0]]
    ran = CliRunner().invoke(command, list(words[1:]), standalone_mode=False)
    assert ran.exception is None, ran.exception
    found += ran.return_value
    return found


def test_jobs_are_offered_and_run_in_their_service(plain):
    offered = plain.run("local", "do", "--help")
    assert "pekt-doctor" in offered and "pekt-courses" in offered
    assert job(plain, "pekt-doctor", "--lang", "en") == [("lms", "./manage.py lms pekt_doctor --lang en")]
    assert job(plain, "pekt-courses") == [("cms", "./manage.py cms pekt_courses /openedx/pekt/courses")]
    assert job(plain, "pekt-courses", "--over")[0][1].endswith("/openedx/pekt/courses --over")
    assert job(plain, "pekt-courses", "--offer", KEY) == [("cms", f"./manage.py cms pekt_courses --offer '{KEY}'")]


def test_a_mounted_checkout_takes_the_place_of_the_package(plain, tmp_path):
    checkout = tmp_path / "pekt-xblocks"
    checkout.mkdir()
    plain.run("mounts", "add", str(checkout))
    assert 'install -e "/mnt/pekt-xblocks"' in plain.text("build/openedx/Dockerfile")
    (services,) = [one["services"] for one in plain.yaml("local/docker-compose.prod.yml")]
    assert any("/mnt/pekt-xblocks" in volume for volume in services["pekt-worker"]["volumes"])
    plain.run("mounts", "remove", str(checkout))


def test_switched_off_it_leaves_nothing(tmp_path):
    site = Site(tmp_path)
    site.run("plugins", "disable", "pekt")
    for path in ("build/openedx/Dockerfile", "apps/openedx/config/lms.env.yml", "local/docker-compose.prod.yml", "k8s/deployments.yml"):
        assert "pekt" not in site.text(path).lower(), path
