"""Which numbers of a table are too small to show. Its one rule: no sum that any report shows gives a hidden number away.

A number of people under five is hidden, and one that leaves under five of the row's learners. Where the sum over a year, a hub, a module
or two of them would still give it away, the next smallest of that sum is hidden with it. Sums are looked at before their parts, so that
every report of an extract hides the same of them.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pekt_xblocks.records.data import SMALL

Key = tuple[str, ...]


def hidden(keys: Sequence[Key], values: Sequence[int], learners: Sequence[int] | None = None) -> set[int]:
    """The places of ``values`` to hide; ``keys`` say of which year, hub, module each is, ``learners`` of how many people it is a part."""
    wholes = learners or values
    gone: set[Key] = set()
    for depth in range(1, len(keys[0]) + 1 if keys else 0):
        heads = list(dict.fromkeys(key[:depth] for key in keys))
        parts = [[place for place, key in enumerate(keys) if key[:depth] == head] for head in heads] if depth < len(keys[0]) else \
            [[place] for place in range(len(keys))]
        heads = [keys[part[0]][:depth] for part in parts]
        numbers = [sum(values[place] for place in part) for part in parts]
        rests = [sum(wholes[place] - values[place] for place in part) for part in parts]
        above = {place for place, head in enumerate(heads) if head[:-1] in gone}
        gone |= {heads[place] for place in _level(heads, numbers, rests, above)}
    return {place for place, key in enumerate(keys) if key in gone}


def _level(keys: Sequence[Key], values: Sequence[int], rests: Sequence[int], above: set[int]) -> set[int]:
    gone = above | {place for place, value in enumerate(values) if small(value) or small(rests[place])}
    lines, changed = list(_lines(keys)), bool(gone)
    while changed:
        changed = False
        for line in lines:
            given = gone.intersection(line)
            left = sorted((place for place in line if place not in gone and values[place]), key=lambda place: (values[place], place))
            if given and left and not _safe(given, values, rests):
                gone.add(left[0])
                changed = True
    return gone


def _safe(given: set[int], values: Sequence[int], rests: Sequence[int]) -> bool:
    """Whether what a sum tells of its hidden numbers leaves each of them open."""
    return len(given) > 1 and sum(values[place] for place in given) >= SMALL and not small(sum(rests[place] for place in given))


def _lines(keys: Sequence[Key]) -> Iterator[list[int]]:
    """Every set of rows whose sum some table may show: all of them, and those that agree in some of their keys."""
    width = len(keys[0]) if keys else 0
    for size in range(width):
        for parts in combinations(range(width), size):
            found: dict[Key, list[int]] = {}
            for place, key in enumerate(keys):
                found.setdefault(tuple(key[part] for part in parts), []).append(place)
            yield from found.values()


def small(value: int) -> bool:
    """Whether a number of people is too small to show."""
    return 0 < value < SMALL
