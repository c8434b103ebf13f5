"""The workbench's runtime on a SQLite file of its own, for benchmarks: many new learners, one block, every statement counted."""
from __future__ import annotations

import json
import os
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from webob import Request

COURSE = Path(__file__).parent.parent / "courses" / "phishing"
LEARNERS = 200
_TABLE = re.compile(r'(?:FROM|INTO|UPDATE)\s+"(\w+)"', re.I)


class Site:
    """A migrated site with one course and ``LEARNERS`` learners who have done nothing yet."""

    def __init__(self) -> None:
        os.environ["PEKT_VAR"] = tempfile.mkdtemp()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pekt_xblocks.workbench.settings")
        import django
        django.setup()
        from django.contrib.auth.models import User
        from django.core.management import call_command

        from pekt_xblocks.workbench.content import load
        for command in ("migrate", "demo_people"):
            call_command(command, verbosity=0)
        load(COURSE)
        call_command("demo_hubs", verbosity=0)
        User.objects.bulk_create([User(username=f"learner{n}") for n in range(LEARNERS)])
        self.learners = list(User.objects.filter(username__startswith="learner"))

    def quiz(self, definition: dict[str, Any]) -> dict[str, float]:
        """View and first submit of a quiz, with what each costs the database."""
        from pekt_xblocks.workbench.models import Element
        element = Element.objects.get(url_name="explain_quiz")
        element.fields = {**element.fields, "definition": definition}
        element.save()
        correct = self._block(element.usage_key, 0).activity.correct_response().model_dump(mode="json")
        body = json.dumps({"submission_id": "s", "response": correct}).encode()
        return self._measured(element.usage_key, "student_view", "submit", body)

    def activity(self, url_name: str, response: Any) -> dict[str, float]:
        """View and first submit of an activity as its module has it."""
        from pekt_xblocks.workbench.models import Element
        body = json.dumps({"submission_id": "s", "response": response}).encode()
        return self._measured(Element.objects.get(url_name=url_name).usage_key, "student_view", "submit", body)

    def thumbs(self) -> dict[str, float]:
        """xblock-sdk's ``thumbs`` in the same place: the named reference."""
        from pekt_xblocks.workbench.models import Element
        element = Element.objects.get(url_name="explain_quiz")
        key = element.usage_key.replace("pekt_quiz+block@explain_quiz", "thumbs+block@thumbs")
        Element.objects.create(course=element.course, parent=element.parent, position=99, usage_key=key, block_type="thumbs",
                               url_name="thumbs", source="<thumbs/>")
        return self._measured(key, "student_view", "vote", b'{"voteType": "up"}')

    def _block(self, key: str, n: int) -> Any:
        from opaque_keys.edx.keys import UsageKey

        from pekt_xblocks.workbench.runtime import SiteRuntime
        return SiteRuntime(self.learners[n]).get_block(UsageKey.from_string(key))

    def _measured(self, key: str, view: str, handler: str, body: bytes) -> dict[str, float]:
        from django.db import transaction

        def seen(n: int) -> None:
            block = self._block(key, n)
            getattr(block, view)({})

        def submitted(n: int) -> None:
            with transaction.atomic():
                block = self._block(key, n)
                block.handle(handler, Request.blank("/", method="POST", body=body))
                block.save()
        found: dict[str, float] = {}
        for name, run in (("view", seen), ("submit", submitted)):
            found[f"SQLite {name} ms"] = _median_ms(run)
            tables = _statements(lambda run=run: run(LEARNERS - 1))
            own = sum(n for table, n in tables.items() if table.startswith("pekt_workbench"))
            found[f"SQLite {name} SQL of the block's fields and score"] = own
            found[f"SQLite {name} SQL with completion and hub records"] = sum(tables.values())
        return found


def _median_ms(run: Callable[[int], None]) -> float:
    times = []
    for n in range(LEARNERS - 1):  # the last learner is for counting
        start = time.perf_counter()
        run(n)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def _statements(run: Callable[[], None]) -> Counter[str]:
    """Statements by the table they touch; savepoints under ``savepoint``."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    with CaptureQueriesContext(connection) as queries:
        run()
    tables = Counter[str]()
    for query in queries.captured_queries:
        table = _TABLE.search(query["sql"])
        tables[table[1] if table else "savepoint"] += 1
    return tables
