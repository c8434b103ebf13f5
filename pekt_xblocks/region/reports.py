"""The region's reports as questions to DuckDB; each names its columns of words, its columns of people, and the rows they are asked of.

``progress`` has a row for each registration, ``runs`` one for each run, with numbers where its learners were purged; see the extract's
columns in ``records.data.extract``.
"""
from __future__ import annotations

from dataclasses import dataclass

from pekt_xblocks.core.language import N_


@dataclass(frozen=True, slots=True)
class Report:
    """``words`` are (column, heading) that name a row, ``counts`` those that count people; the first of these is the whole."""

    title: str
    words: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, str], ...]
    sql: str
    adds_up: bool = True

    @property
    def headings(self) -> list[str]:
        """In the order of the columns."""
        return [heading for _column, heading in (*self.words, *self.counts)]


HUB, YEAR, MODULE = ("hub", N_("Hub")), ("school_year", N_("School year")), ("module", N_("Module"))
_LEARNERS = ("learners", N_("Learners"))
_COUNTS = (_LEARNERS, ("started", N_("Started")), ("completed", N_("Completed")), ("passed", N_("Passed")), ("attested", N_("Attested")))
_FACTS = """
    count(*) AS learners, count(started) AS started, count(first_completed) AS completed,
    count(*) FILTER (passed) AS passed, count(attested) AS attested"""
_NUMBERS = ", ".join(f"sum({name})::BIGINT AS {name}" for name, _heading in _COUNTS)
_WITH_PURGED = f"""
    SELECT school_year, hub, module, {_FACTS} FROM progress GROUP BY ALL
    UNION ALL
    SELECT school_year, hub, module, learners, started, completed, passed, attested FROM runs WHERE learners IS NOT NULL"""

REPORTS: dict[str, Report] = {
    "completion": Report(
        N_("Hubs and modules"), (YEAR, HUB, MODULE), _COUNTS,
        f"SELECT school_year, hub, module, {_NUMBERS} FROM ({_WITH_PURGED}) GROUP BY ALL ORDER BY ALL"),
    "schools": Report(
        N_("Schools"), (YEAR, HUB, ("school", N_("School"))), _COUNTS,
        f"""SELECT school_year, hub, coalesce(s.name, '–') AS school, {_FACTS} FROM progress p
            LEFT JOIN (SELECT DISTINCT site, school, name FROM schools) s ON s.school = p.school AND s.site = p.site
            GROUP BY ALL ORDER BY ALL"""),
    "digcomp": Report(
        N_("Digital competences (DigComp)"), (("code", N_("Competence")), ("modules", N_("In modules"))),
        (_LEARNERS, ("completed", N_("Completed")), ("passed", N_("Passed"))),
        f"""WITH asked AS (SELECT DISTINCT site, module, array_to_string(string_split(code, '.')[1:2], '.') AS code
                           FROM (SELECT site, module, unnest(competences) AS code FROM modules))
            SELECT code, count(DISTINCT module)::VARCHAR AS modules, sum(learners)::BIGINT AS learners, sum(completed)::BIGINT AS completed,
                   sum(passed)::BIGINT AS passed
            FROM asked JOIN (SELECT site, module, {_FACTS} FROM progress GROUP BY ALL) USING (site, module)
            GROUP BY code ORDER BY string_split(code, '.')::INT[]""", adds_up=False),
    "funnel": Report(
        N_("How far they come"), (MODULE,),
        (_LEARNERS, ("started", N_("Started")), ("quarter", "25 %"), ("half", "50 %"), ("most", "75 %"),
         ("completed", N_("Completed")), ("passed", N_("Passed")), ("attested", N_("Attested"))),
        """SELECT module, count(*) AS learners, count(started) AS started, count(*) FILTER (way >= 25) AS quarter,
                  count(*) FILTER (way >= 50) AS half, count(*) FILTER (way >= 75) AS most, count(first_completed) AS completed,
                  count(*) FILTER (passed) AS passed, count(attested) AS attested
           FROM (SELECT *, CASE WHEN first_completed IS NULL THEN percent ELSE 100 END AS way FROM progress)
           GROUP BY module ORDER BY module"""),
    "risk": Report(
        N_("Who may need help"), (HUB, MODULE),
        (_LEARNERS, ("never", N_("Never started")), ("idle", N_("Nothing for 14 days")), ("behind", N_("Far behind their class")),
         ("asked", N_("Any of these"))),
        """WITH usual AS (SELECT site, "group", median(percent) AS usual FROM progress WHERE current AND percent IS NOT NULL GROUP BY ALL),
                now AS (SELECT p.*, coalesce(usual, 0) > 0 AND state = 'new' AS never,
                               state = 'started' AND last_activity < as_of - INTERVAL 14 DAY AS idle,
                               state = 'started' AND percent < usual / 2 AS behind
                        FROM progress p LEFT JOIN usual u ON u.site = p.site AND u."group" = p."group"
                        WHERE current AND first_completed IS NULL)
           SELECT hub, module, count(*) AS learners, count(*) FILTER (never) AS never, count(*) FILTER (idle) AS idle,
                  count(*) FILTER (behind) AS behind, count(*) FILTER (never OR idle OR behind) AS asked
           FROM now GROUP BY ALL ORDER BY ALL"""),
    "trend": Report(
        N_("From year to year"), (YEAR, HUB), _COUNTS,
        f"SELECT school_year, hub, {_NUMBERS} FROM ({_WITH_PURGED}) GROUP BY ALL ORDER BY ALL"),
}
"""What can be asked, by the word for it."""
