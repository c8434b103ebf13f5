"""The dbt models of deploy/aspects, run by ClickHouse itself on what our sender wrote, tell what the register tells."""
from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, StrictUndefined

from pekt_xblocks.records import api
from pekt_xblocks.records.data import QUARTERS
from pekt_xblocks.records.models import Delivery, Group, Membership, Role

from . import fake_platform
from .conftest import COURSE, complete
from .test_progress import leaves, sends_score

MODELS = Path(__file__).parents[2] / "deploy" / "aspects" / "models"
ORDER = ("pekt_statements", "module_completion", "module_completion_by_hub")


class ClickHouse:
    """The library's engine with a table as Aspects has it; models are made views of their own SQL."""

    def __init__(self, folder: Path) -> None:
        from chdb.session import Session

        self.session = Session(str(folder))
        self.session.query("CREATE DATABASE xapi ENGINE = Atomic")
        self.session.query("CREATE DATABASE reporting ENGINE = Atomic")
        self.session.query("CREATE TABLE xapi.xapi_events_all (event_id UUID, emission_time DateTime64(6), event String) "
                           "ENGINE = MergeTree ORDER BY (emission_time, event_id)")
        jinja = Environment(undefined=StrictUndefined)
        jinja.globals |= {"config": lambda **given: "", "source": "{}.{}".format, "ref": "reporting.{}".format}
        for model in ORDER:
            self.session.query(f"CREATE VIEW reporting.{model} AS {jinja.from_string((MODELS / f'{model}.sql').read_text()).render()}")

    def take(self, statements: list[str]) -> None:
        self.session.query("TRUNCATE TABLE xapi.xapi_events_all")
        rows = "\n".join(json.dumps({"event_id": json.loads(body)["id"], "emission_time": json.loads(body)["timestamp"].rstrip("Z").replace(
            "T", " "), "event": body}) for body in statements)
        self.session.query(f"INSERT INTO xapi.xapi_events_all FORMAT JSONEachRow {rows}")

    def tell(self, model: str, columns: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.session.query(f"SELECT {columns} FROM reporting.{model} ORDER BY ALL "
                "SETTINGS output_format_json_quote_64bit_integers = 0", "JSONEachRow").bytes().decode().splitlines()]


@pytest.fixture
def clickhouse(tmp_path):
    pytest.importorskip("chdb", reason="ClickHouse as a library is made for Linux on x86 alone", exc_type=ImportError)
    made = ClickHouse(tmp_path / "clickhouse")
    yield made
    made.session.close()


@pytest.fixture
def told(lrs, person, run, tree, group) -> list[str]:
    """A history of two hubs: some complete, some stop, one is attested and one attestation is taken back; the course grows at the end."""
    api.module("dokimi", needs_score=50, needs_percent=100)
    boss = person("syntonistria")
    other = api.run(api.known_hubs()["kozani"], run.module, COURSE, run.year.starts)
    for hub in (run.hub, other.hub):
        api.give_role(boss.id, Role.COORDINATOR, hub=hub)
    elsewhere = Group.objects.create(run=other, name="Α1")
    for n in range(9):
        user = person(f"learner{n}")
        api.join(group if n % 3 else elsewhere, user.id)
        for key in leaves(tree)[:n % 6]:
            complete(user, key)
        if n % 2 or n == 4:
            sends_score(user, leaves(tree)[0], 2.0)
            sends_score(user, leaves(tree)[1], 1.0)
    issued = api.issue(boss, list(Membership.objects.select_related("group", "run__hub")))
    assert len(issued) == 2
    api.revoke(boss, issued[0], "λάθος")
    fake_platform.make_tree(COURSE, units=4)
    api.mark_everyone(COURSE)
    api.settle()
    return list(Delivery.objects.order_by("id").values_list("body", flat=True))


def registers() -> list[dict[str, Any]]:
    """What the register itself says of everyone who started, as the model's columns."""
    names = api.destinations()["lrs"].pseudonyms
    rows = []
    for member in Membership.objects.select_related("progress", "attestation", "run__hub", "run__year", "run__module"):
        progress, paper = member.progress, getattr(member, "attestation", None)
        if progress.started:
            score = progress.score_percent
            rows.append({"registration": names.registration(member.registration), "hub": member.run.hub.code,
                         "school_year": member.run.year.name, "module": member.run.module.slug,
                         "completed": progress.first_completed is not None, "passed": score is not None and score >= 50,
                         "attested": paper is not None and paper.revoked is None})
    return sorted(rows, key=lambda row: row["registration"])


COLUMNS = ("registration, hub, school_year, module, completed_at IS NOT NULL = 1 AS completed, passed_at IS NOT NULL = 1 AS passed, "
           "attested_at IS NOT NULL = 1 AS attested")


def flags(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: bool(value) if name in ("completed", "passed", "attested") else value for name, value in row.items()} for row in rows]


def test_the_model_tells_what_the_register_tells(clickhouse, told):
    clickhouse.take(told)
    once = clickhouse.tell("module_completion", "*")
    assert flags(clickhouse.tell("module_completion", COLUMNS)) == registers()
    assert sum(row["attested"] for row in registers()) == 1 and sum(row["completed"] for row in registers()) == 2
    for seed in range(3):
        again = told * 2 + told[::3]
        random.Random(seed).shuffle(again)
        clickhouse.take(again)
        assert clickhouse.tell("module_completion", "*") == once


def test_times_percents_and_counts_are_the_registers(clickhouse, told, run):
    clickhouse.take(told)
    names = api.destinations()["lrs"].pseudonyms
    rows = {row["registration"]: row for row in clickhouse.tell("module_completion", "*")}
    for member in Membership.objects.exclude(progress__started=None).select_related("progress"):
        row, first = rows[names.registration(member.registration)], member.progress.first_completed
        assert row["started_at"] == f"{member.progress.started:%Y-%m-%d %H:%M:%S.%f}"[:-3]
        assert row["completed_at"] == (f"{first:%Y-%m-%d %H:%M:%S.%f}"[:-3] if first else None)
    for hub in ("ptolemaida", "kozani"):
        (found,) = [row for row in clickhouse.tell("module_completion_by_hub", "*") if row["hub"] == hub]
        of = [row for row in registers() if row["hub"] == hub]
        counts = api.total(api.year_counts([api.known_hubs()[hub]], run.year).values(), 0)
        assert (found["started"], found["completed"], found["attested"]) == (counts.started, counts.completed, counts.attested)
        assert found["passed"] == sum(row["passed"] for row in of)


def test_quarters_are_those_that_were_reached(clickhouse, lrs, learner, tree):
    for number, key in enumerate(leaves(tree), 1):
        complete(learner, key)
        clickhouse.take(list(Delivery.objects.values_list("body", flat=True)))
        (row,) = clickhouse.tell("module_completion", "percent")
        assert row["percent"] == 25 * number and (row["percent"] == 100 or row["percent"] in QUARTERS.values())


def test_statements_of_others_and_a_void_that_comes_first_change_nothing(clickhouse, told):
    foreign = json.loads(told[0])
    foreign["context"]["contextActivities"]["category"] = [{"id": "https://w3id.org/xapi/video"}]
    clickhouse.take([json.dumps(foreign)])
    assert clickhouse.tell("module_completion", "*") == []
    clickhouse.take(told)
    once = clickhouse.tell("module_completion", "*")
    clickhouse.take(sorted(told, key=lambda body: "voided" not in body))
    assert clickhouse.tell("module_completion", "*") == once


def test_every_model_and_column_that_is_described_is_there(clickhouse, told):
    clickhouse.take(told)
    described = yaml.safe_load((MODELS / "schema.yml").read_text())["models"]
    assert {model["name"] for model in described} == {path.stem for path in MODELS.glob("*.sql")} == set(ORDER)
    for model in described:
        assert {column["name"] for column in model["columns"]} <= set(clickhouse.tell(model["name"], "*")[0])
