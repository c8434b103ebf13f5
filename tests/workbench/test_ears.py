"""What only ears get: minutes in words."""
from __future__ import annotations

import re

from django.template.loader import render_to_string
from django.utils import translation


def heard(page: str) -> str:
    """The page's text as a screen reader says it."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r'<span aria-hidden="true">.*?</span>', "", page, flags=re.DOTALL)).split())


def test_minutes_are_said_in_words():
    with translation.override("el"):
        page = render_to_string("pekt_workbench/_facts.html", {"course": {"minutes": {"online": 65, "hub": 25}}, "visitor": {"user": 1}})
    assert heard(page) == "65 λεπτά στον υπολογιστή 25 λεπτά στον Πόλο" and "65′" in page
