"""Packaging; its one rule: what can be found from the folders (activity kinds, front-end files) is not listed here."""
import re
import tomllib
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
PACKAGE = ROOT / "pekt_xblocks"
KINDS = sorted(path.parent.name for path in PACKAGE.glob("activities/*/activity.py"))

# A checkout without symbolic links (Git on Windows, some archives) would build a wheel without its front end.
if not (PACKAGE / "static" / "learner" / "boot.js").is_file():
    raise SystemExit("pekt_xblocks/static must lead to the folder static/: check the repository out with symbolic links "
                     "(git config core.symlinks true, then git checkout -- pekt_xblocks/static).")


def block_class(kind: str) -> str:
    """``gap_fill`` -> ``GapFillBlock``; block.py makes a class of this name for each kind."""
    return kind.title().replace("_", "") + "Block"


class SmallBuild(build_py):
    """Ships scripts and styles without comments and indents: a fifth less on a weak network. An editable installation stays readable."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for path in Path(self.build_lib, PACKAGE.name).rglob("*"):
                if path.suffix in (".js", ".css") and "vendor" not in path.parts:
                    path.write_text(smaller(path.suffix, path.read_text(encoding="utf-8")), encoding="utf-8")


def smaller(suffix: str, text: str) -> str:
    """The same script or style in fewer bytes; rjsmin reads a template inside a template wrong, so that such a script stays as it is."""
    import rcssmin
    import rjsmin
    if suffix == ".css":
        # Inside an at-rule rcssmin takes the blank of ".table :is(" for one before a value and drops it.
        return rcssmin.cssmin(text.replace(" :is(", " .kept-is(")).replace(".kept-is(", ":is(")
    return text if re.search(r"\$\{[^}`]*`", text) else rjsmin.jsmin(text)


# The packaging tests build in the environment that they run in.
BUILD = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
RECORDS = ["reportlab>=4.2", "XlsxWriter>=3.2", "openpyxl>=3.1", "requests>=2.31", "segno>=1.6"]
ANALYTICS = ["duckdb>=1.1", "pyarrow>=16", "XlsxWriter>=3.2", "Django>=4.2,<6"]
# redis 8 answers in another shape and ends a waiting read after five seconds: the bus reads nothing with it.
BUS = ["edx-event-bus-redis>=0.6", "openedx-events>=9", "redis>=5,<8"]
KAFKA = ["edx-event-bus-kafka>=6", "confluent-kafka[avro,schemaregistry]>=2.3", "openedx-events>=9.3"]
WORKBENCH = [*RECORDS, "XBlock[django]>=5.2", "Django>=4.2,<6", "xblock-sdk>=0.13", "edx-completion>=4.8", "edx-opaque-keys>=2.11"]
TEST = [*ANALYTICS, *BUS, "jinja2>=3.1", "PyYAML>=6",
        "chdb>=3; sys_platform == 'linux' and platform_machine == 'x86_64'",
        "babel>=2.16", "hypothesis>=6.100", "import-linter>=2.1", "olxcleaner>=0.3", "pytest>=8", "pytest-django>=4.8",
        "pytest-xdist[psutil]>=3.6", "pypdf>=5", "openapi-spec-validator>=0.7", "ruff>=0.9", *BUILD, "build>=1.2",
        "celery>=5.4", "redis>=5,<8", "openedx-events>=9", "django-config-models>=2.9"]

setup(
    name="pekt-xblocks",
    version="0.1.0",
    description="Activities, courses and hub records in Greek for Open edX: digital skills for pupils, families and teachers",
    long_description=(ROOT / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    cmdclass={"build_py": SmallBuild},
    packages=find_packages(include=["pekt_xblocks", "pekt_xblocks.*"]),
    include_package_data=False,
    # collectstatic publishes every file here that is not .py: nothing that holds an answer may match.
    package_data={
        "pekt_xblocks": ["static/**/*", "activities/*/*.js", "activities/*/*.css", "translations/**/*.mo"],
        "pekt_xblocks.records": ["templates/**/*", "locale/**/*.mo", "fixtures/*.json", "documents/fonts/*"],
        "pekt_xblocks.workbench": ["templates/**/*", "locale/**/*.mo", "fixtures/*.json"],
    },
    exclude_package_data={"": ["*.d.ts", ".*"]},
    # Only what an Open edX image has already, and small pure packages.
    install_requires=["XBlock>=5.2,<7", "web-fragments>=2.0", "pydantic>=2.7,<3", "lxml>=4.9", "markdown-it-py>=3,<5"],
    extras_require={"records": RECORDS, "workbench": WORKBENCH, "analytics": ANALYTICS, "bus": BUS, "kafka": KAFKA,
                    "test": TEST},
    entry_points={
        "console_scripts": ["pekt = pekt_xblocks.cli:main"],
        "xblock.v1": [f"pekt_{kind} = pekt_xblocks.block:{block_class(kind)}" for kind in KINDS],
        "lms.djangoapp": ["pekt_records = pekt_xblocks.records.apps:RecordsConfig"],
        "cms.djangoapp": ["pekt_records = pekt_xblocks.records.apps:RecordsConfig"],
    },
    classifiers=["Framework :: Django", "Programming Language :: Python :: 3.11", "Programming Language :: Python :: 3.12"],
)
