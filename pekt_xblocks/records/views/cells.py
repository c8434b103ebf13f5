"""The lines of a run's grid. Its one rule: a number says what its colour says; HTML is written once a page, however many cells show it."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..data import LearnerRow

STEADY = '<th scope="row" class="name">{}</th>{}<td class="number">{}</td><td class="number">{}</td><td class="when">{}</td>'


def tone(percent: int | None) -> str:
    """A cell's colour class; the number says the same."""
    if percent is None:
        return "none"
    return "done" if percent == 100 else "part" if percent else "zero"


class Lines:
    """The lines of one page, each a ``<tr>``. A page has tens of thousands of cells, and a template takes 20 µs for each."""

    def __init__(self, states: dict[str, str]) -> None:
        """``states`` are the words of ``LearnerRow.state`` in the page's language."""
        self._states = states
        self._cell: Callable[[int | None], str] = cache(_cell)
        self._state: Callable[[str, bool], str] = cache(self._state_cell)
        self._day: Callable[[date], str] = cache(lambda day: date_format(day, "j E"))

    def line(self, row: LearnerRow) -> SafeString:
        """One learner: name, state, total, score, last activity, units."""
        steady = STEADY.format(escape(row.name), self._state(row.state, row.earlier_version), _share(row.percent), _share(row.score),
                               self._when(row.last_activity))
        return mark_safe(f"<tr>{steady}{''.join(map(self._cell, row.units))}</tr>")

    def _state_cell(self, state: str, earlier: bool) -> str:
        more = format_html("<br><small>{}</small>", _("completed an earlier version")) if earlier else ""
        return format_html('<td class="state {}">{}{}</td>', state, self._states[state], more)

    def _when(self, moment: datetime | None) -> str:
        if moment is None:
            return "–"
        here = localtime(moment)
        return f'<time datetime="{moment.isoformat()}">{self._day(here.date())}, {here:%H:%M}</time>'


def _cell(percent: int | None) -> str:
    said = (format_html('<span aria-hidden="true">–</span><span class="hidden">{}</span>', _("nothing here for this learner"))
            if percent is None else percent)
    tick = mark_safe('<span aria-hidden="true">✓ </span>') if percent == 100 else ""
    return format_html('<td class="cell {}">{}{}</td>', tone(percent), tick, said)


def _share(percent: int | None) -> str:
    return "–" if percent is None else f"{percent}%"
