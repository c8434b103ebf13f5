"""The hub's records as one person may use them from one block: ``core.hub.Records`` over ``records.api``."""
from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from pekt_xblocks.core.hub import Evidence, NotAllowed, Task
from pekt_xblocks.core.language import N_
from pekt_xblocks.records import api

log = logging.getLogger(__name__)

_NOT_YOURS = N_("You may do this only for a class of your own.")
_NO_CLASS = N_("You are in no class of this hub yet. Ask your teacher for the code of your class.")


def _own(func: Callable[..., Any]) -> Callable[..., Any]:
    """What the records refuse, in words."""
    @wraps(func)
    def asked(*args: Any, **kwargs: Any) -> Any:
        try:
            return func(*args, **kwargs)
        except (PermissionDenied, LookupError):
            raise NotAllowed(_NOT_YOURS) from None
    return asked


def account(user_id: Any) -> Any:
    """A person's account, or None."""
    return get_user_model().objects.filter(id=user_id).first() if isinstance(user_id, int) else None


class BoundRecords:
    """``user`` at the block ``usage_key`` of ``course_key``; every right is asked of the records themselves."""

    def __init__(self, user: Any, course_key: str, usage_key: str, block: Any) -> None:
        self._user, self.user_id, self.course_key, self.usage_key, self._block = user, user.id, course_key, usage_key, block

    @cached_property
    def _classes(self) -> list[Any]:
        return api.classes(self._user, self.course_key, "open_visit")

    # -- a learner --------------------------------------------------------------------------------------------------

    def check_in(self, code: str) -> str:
        return api.check_in(self.user_id, self.course_key, code, self.usage_key).value

    def visits_made(self) -> int:
        return api.visits_made(self.user_id, self.course_key, self.usage_key)

    def hand_in(self, note: str, ticks: Sequence[str]) -> None:
        try:
            api.hand_in(self.user_id, self.course_key, self.usage_key, note, ticks)
        except LookupError:
            raise NotAllowed(_NO_CLASS) from None

    def task(self) -> Task | None:
        found = api.hand_in_of(self.user_id, self.course_key, self.usage_key)
        return None if found is None else _task(found)

    def evidence(self) -> dict[str, Evidence]:
        try:
            units = api.again(self.user_id, self.course_key)
            found = api.evidence(self.user_id, self.course_key)
        except LookupError:     # a course that is not published yet
            return {}
        return {code: Evidence(each.passed, each.of, tuple(units.get(code, ()))) for code, each in found.items()}

    def answers(self) -> list[tuple[Any, Any]]:
        kind = str(self._block.scope_ids.block_type)
        keys = [key for key in api.answered(self.user_id, self.course_key, kind) if key != self.usage_key]
        blocks = [block for block in (api.learner_block(self.user_id, key) for key in keys) if block is not None]
        return [(block.activity, block.activity.Response.model_validate(block.state.last.response)) for block in blocks
                if block.activity_or_none is not None and block.state.last is not None]

    def attestation(self) -> dict[str, Any] | None:
        own = next((each for each in api.own_modules(self.user_id) if each.course_key == self.course_key), None)
        if own is None:
            return None
        conditions = [{"name": each.name, "have": each.have, "need": each.need, "met": each.met} for each in own.standing.conditions]
        pdf = _address("own_attestation", own.registration) if own.standing.serial else ""
        return {"conditions": conditions, "page": _address("me"), "pdf": pdf}

    # -- a teacher --------------------------------------------------------------------------------------------------

    def classes(self) -> list[dict[str, Any]]:
        planned = api.planned_for(timezone.now(), self._classes)
        told = {key: {"topic": visit.topic, "minutes": visit.minutes} for key, visit in planned.items()}
        return [{"id": group.id, "name": _named(group), **told.get(group.id, {})} for group in self._classes]

    @_own
    def open_visit(self, group: int, topic: str, minutes: int) -> None:
        api.open_visit(self._user, self._class(group), topic, minutes, self.usage_key)

    def visit(self, page: str = "") -> dict[str, Any] | None:
        held = api.open_visits(self._classes, self.usage_key)    # one's own first: a coordinator sees every class of the hub
        found = next((each for each in held if each.opened_by == self.user_id), held[0] if held else None)
        if found is None:
            return None
        code = api.visit_code(found)
        roll = [{"id": user, "name": name, "here": bool(how), "by_hand": how == "hand"} for user, name, how in api.roll(found)]
        return {"ref": str(found.ref), "group": _named(found.group), "topic": found.topic, "digits": code.digits,
                "seconds": code.seconds_left, "qr": _qr(f"{page}#pekt-code={code.digits}") if page else "", "roll": roll}

    @_own
    def attend(self, ref: str, learner: int) -> None:
        api.attend(self._user, api.visit_of(ref, self._classes), learner)
        self._tell([learner])

    @_own
    def close_visit(self, ref: str, head_count: int | None) -> None:
        api.close_visit(self._user, api.visit_of(ref, self._classes), head_count)

    def tasks(self) -> list[Task]:
        found = api.hand_ins(self._classes, self.usage_key)
        names = api.names_of(found)
        return [_task(each, names.get(each.membership.user_id, ""), each.membership.group.name) for each in found]

    @_own
    def sign_off(self, refs: Sequence[str], levels: Mapping[str, int], comment: str) -> None:
        found = self._waiting(refs)
        api.sign_off(self._user, found, levels, comment)
        self._tell(task.membership.user_id for task in found)

    @_own
    def return_for_rework(self, refs: Sequence[str], comment: str) -> None:
        api.return_for_rework(self._user, self._waiting(refs), comment)

    def _class(self, group: int) -> Any:
        return _only((each for each in self._classes if each.id == group), group)

    def _waiting(self, refs: Sequence[str]) -> list[Any]:
        waiting = {str(task.ref): task for task in api.hand_ins(self._classes, self.usage_key)}
        return [waiting[ref] for ref in dict.fromkeys(refs)]

    def _tell(self, learners: Iterable[int]) -> None:
        """Their scores and completions follow; where one fails, the learner's own next visit to the page makes up for it."""
        for learner in learners:
            try:
                self._reach(learner)
            except Exception:  # noqa: BLE001 - what the records hold must not be lost for one learner's block
                log.exception("the score of a learner did not follow the records at %s", self.usage_key)

    def _reach(self, learner: int) -> None:
        block = api.learner_block(learner, self.usage_key)
        if block is not None:
            block.take_from_hub()
            block.save()
            return
        told = self._block.points_at_hub(BoundRecords(account(learner), self.course_key, self.usage_key, self._block))
        if told is not None:
            api.publish_without_block(learner, self.usage_key, *told)


def _address(name: str, *args: Any) -> str:
    """A page of the records; empty where the site does not serve them."""
    try:
        return reverse(f"pekt_records:{name}", args=args)
    except NoReverseMatch:
        return ""


def _named(group: Any) -> str:
    """A class as its teacher tells it from others of its name: with its school."""
    return f"{group.name} · {group.school.name}" if group.school_id else group.name


def _only(found: Iterable[Any], name: Any) -> Any:
    for each in found:
        return each
    raise LookupError(name)


def _task(found: Any, name: str = "", group: str = "") -> Task:
    judged = api.last_judgement(found) if found.state != "ready" else None
    return Task(str(found.ref), found.state, found.note, tuple(found.ticks), judged.levels if judged else None,
                judged.comment if judged else "", name, group)


def _qr(address: str) -> str:
    try:
        import segno  # of the extra [records]: without it the digits are enough
    except ImportError:
        return ""
    return segno.make(address, error="m").svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
