"""What the fictional pupils of a year did, invented from the activities themselves: right responses, blanket ones, and giving up."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from completion.models import BlockCompletion
from django.contrib.auth.models import User
from django.utils import timezone

from pekt_xblocks.core import attempt as attempts
from pekt_xblocks.records import api

from . import keys
from .models import Score, UserState
from .outline import PAGE
from .platform import course_tree
from .runtime import SiteRuntime

FIRST = (
    "Αγγελική", "Αλέξανδρος", "Βασιλική", "Γεωργία", "Δέσποινα", "Δημήτρης", "Ελένη", "Ευαγγελία", "Ζωή", "Ηλίας", "Θεοδώρα", "Ιάσονας",
    "Ιωάννα", "Κατερίνα", "Κωνσταντίνος", "Λευτέρης", "Μαρία", "Μιχάλης", "Νικόλας", "Ξένια", "Παναγιώτης", "Ραφαέλα", "Σοφία",
    "Στέλιος", "Φανή", "Φώτης", "Χάρης", "Χριστίνα",
)
LAST = "ΑΒΓΔΖΘΚΛΜΝΠΡΣΤΦΧ"


def pupils(count: int) -> list[int]:
    """User ids of fictional pupils, made where they are missing; the page of people does not list them."""
    names = [f"pupil-{n:03d}" for n in range(count)]
    User.objects.bulk_create([User(username=name, first_name=FIRST[n % len(FIRST)], last_name=f"{LAST[n * 7 % len(LAST)]}.", password="!")
                              for n, name in enumerate(names)], ignore_conflicts=True)
    return list(User.objects.filter(username__in=names).order_by("username").values_list("id", flat=True))


@dataclass(frozen=True, slots=True)
class _Way:
    """One way through an activity: the state that is kept, and the points."""

    fields: Mapping[str, Any]
    earned: float | None
    possible: float | None


def take(course_key: str, learners: Iterable[int], luck: Random) -> list[api.Taken]:
    """Let the learners go through a course, each as far as it happens; keeps their states, scores and completions."""
    leaves = [leaf.usage_key for unit in course_tree(course_key).units for leaf in unit.leaves]
    ways = {leaf: _ways(leaf) for leaf in leaves}
    hard = {leaf: way for leaf in leaves if (way := _stuck(leaf))}
    gone: list[tuple[api.Taken, _Way | None]] = []
    tried: list[tuple[api.Taken, _Way | None]] = []
    opened: list[api.Taken] = []
    for learner in learners:
        far = luck.choice((0, .2, .45, .7, .9, 1, 1, 1, 1, 1, 1, 1))
        last = timezone.now() - timedelta(days=luck.choice((1, 2, 3, 5, 8, 20) if far < 1 else (1, 2, 4, 6, 9)), hours=luck.randrange(9))
        done, ahead = leaves[:round(far * len(leaves))], leaves[round(far * len(leaves)):]
        for n, leaf in enumerate(done):
            at = (last - timedelta(hours=3) * (len(done) - n)).replace(microsecond=0)
            gone.append(_taken(learner, leaf, _chosen(ways[leaf], luck), at))
        if not done and learner % 2:
            opened.append(_taken(learner, leaves[0], None, last)[0])
        elif done and learner % 3 == 0:         # some stand before what they can't do
            tried += [_taken(learner, leaf, hard[leaf], last) for leaf in ahead if leaf in hard][:1]
    _keep([*gone, *tried])
    _complete([one for one, _way in gone], 1.0)
    _complete(opened, 0.0)
    return [one for one, _way in (*gone, *tried)]


def _taken(learner: int, leaf: str, way: _Way | None, at: datetime) -> tuple[api.Taken, _Way | None]:
    return api.Taken(learner, leaf, way and way.earned, way and way.possible, at), way


def task(course_key: str) -> api.Task | None:
    """The course's practical task; None where it has none."""
    leaves = [leaf.usage_key for unit in course_tree(course_key).units for leaf in unit.leaves if leaf.block_type == "pekt_practical"]
    if not leaves:
        return None
    best = SiteRuntime().get_block(leaves[0]).activity.correct_response()
    return api.Task(leaves[0], tuple(best.ticks), tuple(best.levels))


def _chosen(ways: Sequence[_Way], luck: Random) -> _Way | None:
    """Right at once, most often; else one of the careless ways."""
    return None if not ways else ways[0] if luck.random() < .6 else luck.choice(ways)


def _ways(usage_key: str) -> list[_Way]:
    """Right at once; careless first, then right. Nothing for a page, and for what a hub has to witness."""
    block = _block(usage_key)
    if block is None:
        return []
    activity, possible = block.activity, block.max_score()
    if activity.at_hub:     # its state is the records' own; the points are what a teacher gave
        return [] if possible is None else [_Way({}, possible * share, possible) for share in (1, .67, .84)]
    if activity.kind == "passport":
        return [_way(block, [response]) for response in _opinions(activity)]
    right = activity.correct_response()
    careless = [response for response in activity.blankets("demo").values() if not activity.missing(response)]
    return [_way(block, responses) for responses in ([right], *([response, right] for response in careless))]


def _stuck(usage_key: str) -> _Way | None:
    """Three careless tries and no more; None for what can't be failed so."""
    block = _block(usage_key)
    if block is None or block.activity.at_hub:
        return None
    careless = (response for response in block.activity.blankets("demo").values() if not block.activity.missing(response))
    return next((way for response in careless if (way := _way(block, [response] * 3)).fields["work"]["status"] == "tried"), None)


def _block(usage_key: str) -> Any:
    """The activity's block; None for a page, and for one that its author has to mend."""
    block = None if keys.usage_key(usage_key).block_type == PAGE else SiteRuntime().get_block(usage_key)
    return block if getattr(block, "activity_or_none", None) is not None else None


def _opinions(activity: Any) -> Iterator[Any]:
    """What pupils say of themselves: modest before, surer after; some as sure as ever."""
    for lowest in (1, 2, 2) if activity.moment == "before" else (2, 3, 2):
        yield activity.Response(steps={each.id: min(4, lowest + n % 3 % 2) for n, each in enumerate(activity.statements)})


def _way(block: Any, responses: Sequence[Any]) -> _Way:
    state = attempts.State()
    for n, response in enumerate(responses):
        state, _told = attempts.submit(state, block.settings, block.activity, response, f"demo-{n}")
    possible = block.max_score()
    fields = {"attempts": state.attempts, "work": attempts.to_json(state)}
    return _Way(fields, None if possible is None else float(state.best or 0) * possible, possible)


def _keep(ways: Sequence[tuple[api.Taken, _Way | None]]) -> None:
    states = [UserState(user_id=one.user_id, usage_key=one.usage_key, fields=way.fields) for one, way in ways if way and way.fields]
    UserState.objects.bulk_create(states, ignore_conflicts=True, batch_size=500)
    Score.objects.bulk_create(
        [Score(user_id=one.user_id, usage_key=one.usage_key, earned=one.earned, possible=one.possible, modified=one.at)
         for one, _way in ways if one.possible is not None], ignore_conflicts=True, batch_size=500)


def _complete(taken: Iterable[api.Taken], share: float) -> None:
    found = [(one, keys.usage_key(one.usage_key)) for one in taken]
    BlockCompletion.objects.bulk_create(
        [BlockCompletion(user_id=one.user_id, context_key=key.course_key, block_key=key, block_type=key.block_type, completion=share,
                         created=one.at.astimezone(UTC), modified=one.at.astimezone(UTC)) for one, key in found],
        ignore_conflicts=True, batch_size=500)
