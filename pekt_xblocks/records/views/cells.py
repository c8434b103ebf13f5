"""The cells of a grid. Its one rule: a number says what its colour says; HTML is written once a page, however many cells show it."""
from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def tone(percent: int | None) -> str:
    """A cell's colour class; the number says the same."""
    if percent is None:
        return "none"
    return "done" if percent == 100 else "part" if percent else "zero"


class Cells(dict[int | None, SafeString]):
    """HTML of a cell by its percent. A run's page has tens of thousands of cells, and a template takes 20 µs for each."""

    def __missing__(self, percent: int | None) -> SafeString:
        said = (format_html('<span aria-hidden="true">–</span><span class="hidden">{}</span>', _("nothing here for this learner"))
                if percent is None else percent)
        tick = mark_safe('<span aria-hidden="true">✓ </span>') if percent == 100 else ""
        self[percent] = format_html('<td class="cell {}">{}{}</td>', tone(percent), tick, said)
        return self[percent]

    def line(self, percents: Iterable[int | None]) -> SafeString:
        """The cells of one learner."""
        return mark_safe("".join(map(self.__getitem__, percents)))
