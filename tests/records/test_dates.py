"""Dates as people read them: the month in words, in the reader's language, on pages and on paper."""
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

import pekt_xblocks
from pekt_xblocks.records.documents.paper import clock, day

TEMPLATES = sorted(Path(pekt_xblocks.__file__).parent.glob("*/templates/**/*.html"))
MOMENT = datetime(2026, 5, 3, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(("language", "said"), [("el", "3 Μαΐου 2026"), ("en", "3 May 2026")])
def test_paper_says_the_month_in_words(language, said):
    with translation.override(language):
        assert day(MOMENT) == said
        assert clock(MOMENT).startswith(f"{said}, ") and re.search(r", \d\d:05$", clock(MOMENT))


def formats(text):
    """What a template asks of dates that a person reads: not what stands in an address or an attribute for machines."""
    return [found for found in re.findall(r"""\|date:["']([^"']+)["']""", text) if found not in ("c", "Y-m-d")]


def test_no_page_writes_a_month_as_a_figure():
    asked = {path.name: formats(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert sum(map(len, asked.values())) > 20
    assert {name: bad for name, each in asked.items() if (bad := [one for one in each if set(one) & set("nmyMNbFSrU/")])} == {}
