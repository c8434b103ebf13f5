"""Robot lab: a level with its author's solution; its one rule: no level is valid whose own solution does not solve every map as asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from pekt_xblocks.core.activity import Activity, Score, unfit
from pekt_xblocks.core.language import N_

from . import grading, python_reader, python_text
from .blanket import blanket_programs
from .level import Level, parsed, trouble_told
from .parts import Python


class Robot(Level, Activity):
    """A level of the robot lab."""

    kind: ClassVar[str] = "robot"
    label: ClassVar[str] = N_("Robot lab")
    vendor: ClassVar[tuple[str, ...]] = ("blockly/blockly.js", "codemirror/codemirror.js")

    solution: Python = Field(
        min_length=1, title=N_("Model solution"), description=N_("It must solve every map, the hidden ones too.")
    )

    @field_validator("solution")
    @classmethod
    def _solution(cls, solution: str, info: ValidationInfo) -> str:
        found, lines = parsed(solution)
        if not set(Level.model_fields) <= info.data.keys():
            return solution  # another field is at fault: its fault comes first
        level = Level.model_construct(**info.data)
        foreign = level.foreign(found, lines)
        if foreign:
            raise unfit("solution_palette", foreign.message, **foreign.params)
        failed = next(level.failures(found, lines), None)
        if failed:
            at = ("maps", failed.params["map"] - 1) if "map" in failed.params else ("solution",)
            raise unfit("solution_" + failed.code, failed.message, at=at, **failed.params)
        return solution

    def grade(self, response: Level.Response) -> Score:
        missing = self.missing(response)
        if missing:
            empty = not (response.program or response.text.strip())
            return grading.empty(self.task, "empty" if empty else "unreadable")
        return grading.grade(self.task, *self.read(response))

    def correct_response(self) -> Level.Response:
        return self.Response(program=python_reader.parse(self.solution)[0])

    def blankets(self, seed: str = "") -> dict[str, Any]:
        return {how: self.Response(program=made) for how, made in blanket_programs(self.learner_view(seed)).items()}

    def hints(self) -> dict[str, list[str]]:
        return {"program": list(self.hint_texts)}

    def act(self, name: str, data: Any) -> dict[str, Any]:
        """``run``: a trial on the maps that the learner sees; ``text``: a program as Python; ``read``: Python as a program.

        All take a response; what can't be read comes back as ``missing``.
        """
        if name not in ("run", "text", "read"):
            raise LookupError(name)
        response = self.Response.model_validate(data)
        if name == "text":
            return {"text": python_text.write(response.program)}
        missing = self.missing(response)
        if missing and (name == "run" or response.text.strip()):
            return {"missing": missing}
        found, lines = self.read(response)
        seen = {"runs": self.trials(found, lines, lambda trial: not trial.hidden)} if name == "run" else {}
        return {"program": found, "lines": lines, **seen}

    @classmethod
    def author_act(cls, definition: Any, name: str, data: Any, say: Callable[[str], str] = str) -> dict[str, Any]:
        """``run``: a trial on every map of a level whose solution nobody has judged yet; ``read``: Python as a program.

        Both take a response; ``failed`` holds, in words, why the program is no model solution.
        """
        response = cls.Response.model_validate(data)
        if name == "read":
            try:
                found, lines = python_reader.parse(response.text)
            except python_reader.Trouble as trouble:
                return {"missing": [trouble_told(trouble)]}
            return {"program": found, "lines": lines}
        if name != "run":
            raise LookupError(name)
        level = Level.model_validate({key: value for key, value in dict(definition).items() if key != "solution"})
        missing = level.missing(response)
        if missing:
            return {"missing": missing}
        found, lines = level.read(response)
        failed = [{"map": each.params.get("map"), "text": say(each.message).format(**each.params)} for each in level.failures(found, lines)]
        return {"program": found, "lines": lines, "runs": level.trials(found, lines), "failed": failed}

    def outline(self, say: Callable[[str], str] = str) -> list[tuple[str, str]]:
        maps = [(each.id, " / ".join(each.rows) + (" *" if each.hidden else "")) for each in self.maps]
        return [*maps, ("program", self.solution)]

    def texts(self) -> str:
        return "\n".join([self.prompt, *self.hint_texts])
