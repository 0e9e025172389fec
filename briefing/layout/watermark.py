"""The watermark: a word drawn large and pale from corner to corner, behind everything else on the page."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, sin

from briefing.layout.desk import Desk
from briefing.layout.leaf import Leaf
from briefing.layout.page import Colour, Line
from briefing.layout.style import Frame, Style
from briefing.layout.theme import Theme, contrast

_TEXTS = ("ink", "primary", "accent", "muted", "link")
_DARKEST, _PALEST, _STEP = 0.9, 0.98, 0.01
_CAPITALS = 0.68  # height of a capital, in multiples of the size


def grey(theme: Theme) -> Colour:
    """Return the grey that all the theme's texts can be read on (WCAG 2.2, 1.4.3: 4.5 to 1), light in any case."""
    tone = _DARKEST
    while tone < _PALEST and min(contrast(theme.colours[name], (tone, tone, tone)) for name in _TEXTS) < 4.5:
        tone += _STEP
    level = round(tone, 2)
    return (level, level, level)


class Watermark:
    """A word ready to be drawn on pages of one frame."""

    def __init__(self, desk: Desk, text: str, frame: Frame) -> None:
        sheet = desk.sheet
        long = hypot(frame.width, frame.height)
        size = 0.3 * min(frame.width, frame.height)
        style = Style(sheet.theme.faces["heads"], size, size, grey(sheet.theme), bold=True)
        words = " ".join(text.split())
        line = desk.line(words, style)
        if line.width > 0.66 * long:
            style = Style(style.family, size * 0.66 * long / line.width, size, style.colour, bold=True)
            line = desk.line(words, style)
        turn = atan2(frame.height, frame.width)
        rise = _CAPITALS * style.size / 2
        x = frame.width / 2 - line.width / 2 * cos(turn) + rise * sin(turn)
        y = frame.height / 2 - line.width / 2 * sin(turn) - rise * cos(turn)
        self._set = line
        self._line = Line(round(x, 2), round(y, 2), line.pieces, None, round(degrees(turn), 3))

    def draw(self, leaf: Leaf) -> None:
        """Put the word on a page, behind what is on it."""
        if not self._line.pieces:
            return
        leaf.page.items.insert(0, self._line)
        for shape in self._set.used:
            leaf.page.used.setdefault(shape.font, {}).update(shape.glyphs)
