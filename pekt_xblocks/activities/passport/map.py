"""What a learner said and showed, side by side; its one rule: what was said is never mixed with what was shown."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pekt_xblocks.core.hub import Evidence


def shown(code: str, evidence: Mapping[str, Evidence], steps: int) -> dict[str, Any] | None:
    """The evidence for a competence and those under it: ``{passed, of, level 0..steps, again}``; None where nothing asks for it."""
    found = [each for name, each in evidence.items() if code and (name == code or name.startswith(f"{code}."))]
    of = sum(each.of for each in found)
    if not of:
        return None
    passed = sum(each.passed for each in found)
    again = dict.fromkeys(title for each in found for title in each.again)
    return {"passed": passed, "of": of, "level": steps * passed / of, "again": list(again)}


def said(moment: str, instrument: str, answers: Iterable[tuple[Any, Any]]) -> dict[str, int]:
    """The steps by statement that a learner gave at the other ``moment`` of the same self-check."""
    return {at: step for activity, response in answers if activity.moment == moment and activity.instrument == instrument
            for at, step in response.steps.items()}
