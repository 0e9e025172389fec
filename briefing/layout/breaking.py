"""Line breaking: the best set of breaks over a whole paragraph, with a plain greedy way to fall back on.

After D. E. Knuth and M. F. Plass, “Breaking paragraphs into lines”, Software: Practice and Experience 11 (1981).
Everything here works on parallel lists: ``width`` of each box, ``space`` of the glue before it (0 where none),
``glue`` the kind of that glue. A break at ``j`` ends a line before box ``j``; the answer lists the ends of all lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

SPACE: Final = 0  # a space: break and stretch
NONE: Final = 1  # joined: no break
FREE: Final = 2  # break without space (between Japanese characters)
SOFT: Final = 3  # break that shows a hyphen
TIED: Final = 4  # a no-break space: stretch, no break
HARD: Final = 5  # break after a character that stays (hyphen, dash, slash)
WEAK: Final = 6  # a space between what belongs together (a number and what it counts): better no break

NEVER: Final = (NONE, TIED)  # no break here
_CJK_STRETCH: Final = 0.3
SLACK: Final = 0.001  # points a line may be wider than its measure, by rounding
# What breaks at these places cost: demerits of a justified line, parts of a squared slack of a ragged one.
_PENALTIES: Final = {SOFT: 2500, WEAK: 900}
# Demerits of a hyphen under a hyphen, and under two of them.
_LADDER: Final = 100_000
_MOST_RUNGS: Final = 2
_TALL_LADDER: Final = 20_000_000
_RAGGED: Final = {SOFT: 0.03, HARD: 0.006, WEAK: 0.012}


def greedy(width: Sequence[float], space: Sequence[float], glue: Sequence[int], measure: float) -> list[int]:
    """Fill each line as far as it goes. No line is wider than the measure unless a single box is."""
    count = len(width)
    ends: list[int] = []
    start, last, current = 0, 0, width[0] if count else 0.0
    limit = measure + SLACK
    j = 1
    while j < count:
        if glue[j] not in NEVER:
            last = j
        current += width[j] + space[j]
        if current > limit:
            end = last if last > start else j
            ends.append(end)
            start, last = end, end
            current = width[start] + sum(width[k] + space[k] for k in range(start + 1, j + 1))
            if current > limit and j > start:
                # The piece carried over is itself too long: look at it again from its start.
                j = start
                current = width[start]
        j += 1
    ends.append(count)
    return ends


def _sums(width: Sequence[float], space: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return running sums: up to and with box k-1, and the same without the glue before a line's first box."""
    lengths = [0.0] * (2 * len(width))
    lengths[::2], lengths[1::2] = space, width
    sums = list(accumulate(lengths))
    return [0.0, *sums[1::2]], sums[::2]


def ragged(
    width: Sequence[float], space: Sequence[float], glue: Sequence[int], measure: float, hyphen: float = 0.0
) -> list[int]:
    """Break for a ragged margin: the lines as even as they can be, no line wider than the measure."""
    count = len(width)
    upto, starts = _sums(width, space)
    if count == 0 or upto[count] <= measure + SLACK:
        return [count]
    for least in (0.6, 0.0):
        ends = _even(upto, starts, glue, (measure, least * measure, hyphen))
        if ends is not None:
            return ends
    return greedy(width, space, glue, measure)


def _even(
    upto: list[float], starts: list[float], glue: Sequence[int], limits: tuple[float, float, float]
) -> list[int] | None:
    measure, least, hyphen = limits
    count = len(starts)
    far = 1e30
    cost = [far] * (count + 1)
    cost[0] = 0.0
    previous = [0] * (count + 1)
    low = 0
    fits = measure + SLACK
    per = 1.0 / measure
    for j in range(1, count):
        kind = glue[j]
        if kind in NEVER:
            continue
        end = upto[j]
        if kind == SOFT:
            end += hyphen
        while low < j and end - starts[low] > fits:
            low += 1
        # A plain loop: lines that may end here begin at a handful of places, too few for anything to be set up for.
        best, chosen, latest = far, 0, end - least
        for i in range(low, j):
            begin = starts[i]
            if begin > latest:
                break
            total = cost[i]
            if total < best:
                slack = (measure - (end - begin)) * per
                total += slack * slack
                if total < best:
                    best, chosen = total, i
        if best < far:
            cost[j] = best + _RAGGED.get(kind, 0.0)
            previous[j] = chosen
    _last(upto[count], starts, (measure, low), cost, previous)
    return _trace(cost, previous, count)


def _last(end: float, starts: list[float], room: tuple[float, int], cost: list[float], previous: list[int]) -> None:
    """Find where the last line begins: it costs nothing but when it is very short."""
    (measure, low), count = room, len(starts)
    while low < count and end - starts[low] > measure + SLACK:
        low += 1
    for i in range(low, count):
        before = cost[i]
        natural = end - starts[i]
        if i and natural < 0.3 * measure:
            before += 0.06 * (1 - natural * (1.0 / measure) / 0.3) ** 2
        if before < cost[count]:
            cost[count], previous[count] = before, i


def _trace(cost: list[float], previous: list[int], count: int) -> list[int] | None:
    if cost[count] >= 1e30:
        return None
    ends = [count]
    while previous[ends[-1]] > 0:
        ends.append(previous[ends[-1]])
    return ends[::-1]


def justified(
    width: Sequence[float],
    space: Sequence[float],
    glue: Sequence[int],
    measure: float,
    hyphen: float = 0.0,
    tolerance: float = 3.0,
) -> list[int] | None:
    """Break for even margins: least sum of squared badness; ``None`` when some line would stretch beyond tolerance."""
    count = len(width)
    upto, starts = _sums(width, space)
    stretch = [0.0]
    for kind, gap in zip(glue, space, strict=True):
        stretch.append(stretch[-1] + (_CJK_STRETCH if kind == FREE else 1.0 if gap else 0.0))
    unit = max((gap for gap in space if gap), default=measure * 0.01)
    cost = [1e30] * (count + 1)
    cost[0] = 0.0
    previous = [0] * (count + 1)
    rungs = [0] * (count + 1)  # how many lines in a row end with a hyphen
    low = 0
    for j in range(1, count + 1):
        kind = glue[j] if j < count else SPACE
        if kind in NEVER:
            continue
        end = upto[j] + (hyphen if kind == SOFT else 0.0)
        best, chosen = 1e30, -1
        while low < j and end - starts[low] > measure * 1.1:
            low += 1
        for i in range(low, j):
            if cost[i] >= 1e30:
                continue
            ratio = _ratio(measure - (end - starts[i]), (stretch[j] - stretch[i + 1]) * unit, j == count)
            if ratio is None or ratio > tolerance:
                continue
            badness = 10 + 100 * abs(ratio) ** 3
            total = cost[i] + badness * badness + _PENALTIES.get(kind, 0)
            if kind == SOFT and rungs[i]:
                total += _LADDER if rungs[i] < _MOST_RUNGS else _TALL_LADDER
            if total < best:
                best, chosen = total, i
        if chosen >= 0:
            cost[j] = best
            previous[j] = chosen
            rungs[j] = rungs[chosen] + 1 if kind == SOFT else 0
    return _trace(cost, previous, count)


def _ratio(spare: float, room: float, last: bool) -> float | None:
    """Return how far the spaces stretch (> 0, in halves of a space) or shrink (< 0); None when they cannot."""
    if spare < -SLACK:
        shrink = room * 0.25
        return spare / shrink if shrink and -spare <= shrink else None
    if last:
        return 0.0
    return spare / (room * 0.5) if room else (0.0 if spare < SLACK else None)
