"""Titles: smaller where they are long, so that they stand there whole and no word of them is divided."""

from __future__ import annotations

from briefing.layout.desk import Desk
from briefing.layout.page import Node
from briefing.layout.style import Style
from briefing.text.blocks import Runs, plain

MOST_LINES = 4  # a title of more is set smaller
_BROAD = 0.6  # of the size: what a letter takes at most, on the whole
_SMALLER = (1.0, 0.9, 0.8, 0.72)  # in multiples of the usual size: never as small as the heads below it
_SMALLEST = (0.62, 0.52, 0.44)  # where a title has to be whole


def fitted(desk: Desk, runs: Runs, style: Style, measure: float, *, whole: bool = False) -> Style:
    """Return the largest of a few sizes of a style in which a title takes few lines and its longest word fits on one;
    else the smallest. ``whole`` tries some that are smaller still."""
    words = plain(runs)
    broad = len(words) * style.size * (_BROAD if words.isascii() else 1.0)
    if broad < (MOST_LINES - 2) * measure and max(map(len, words.split()), default=0) * style.size < measure:
        return style
    made = style
    for part in (*_SMALLER, *_SMALLEST) if whole else _SMALLER:
        made = style.scaled(part)
        if _widest(desk, runs, made) <= measure and len(desk.lines(runs, made, measure, Node("P"))) <= MOST_LINES:
            break
    return made


def _widest(desk: Desk, runs: Runs, style: Style) -> float:
    words = [word for run in runs for word in run.text.split()]
    longest = max(map(len, words), default=0)
    return max((desk.line(word, style).width for word in words if 2 * len(word) > longest), default=0.0)
