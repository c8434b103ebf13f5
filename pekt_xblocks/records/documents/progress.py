"""Learners' progress as a file, for programs: a line for each, with a code in place of the learner unless names were asked for."""
from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .. import api
from ..data import ProgressLine, Table
from .sheets import csv_bytes, xlsx_bytes

STATES = {
    "new": gettext_noop("Not started"), "started": gettext_noop("Started"), "completed": gettext_noop("Completed"),
    "untracked": gettext_noop("Nothing to track"),
}


def progress_file(lines: Iterable[ProgressLine], form: str, named: bool) -> bytes:
    """The lines as ``csv`` or ``xlsx``."""
    table = _table(list(lines), named)
    return xlsx_bytes([table]) if form == "xlsx" else csv_bytes(table)


def _table(lines: list[ProgressLine], named: bool) -> Table:
    names = api.display_names([line.user_id for line in lines]) if named else {}
    headings = [_("Learner") if named else _("Code"), _("Hub"), _("School year"), _("Module"), _("School"), _("Class"), _("State"),
                _("Completion %"), _("Score %"), _("First completed"), _("Last activity")]
    rows = [[names.get(line.user_id, "") if named else api.pseudonym_of(line.hub, line.year, line.user_id), line.hub, line.year,
             line.module, line.school, line.group_name, _(STATES[line.state]), line.percent, line.score, line.first_completed,
             line.last_activity] for line in lines]
    return Table(_("Learners and units"), headings, rows)
