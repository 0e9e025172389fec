"""Cards put on sheets: one to a page, or four to a sheet with marks to cut along, the backs left blank if asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.book.profile import MILLIMETRE, SHEETS
from briefing.layout.leaf import Leaf
from briefing.layout.page import Colour, Page, Stroke
from briefing.layout.style import Frame

_FOUR = ("A4", "Letter")
_LARGE = "A5"
_EDGE = 9 * MILLIMETRE  # of the sheet, which few printers print on: room for the marks
_MARK, _OFF = 4.5 * MILLIMETRE, 1.5 * MILLIMETRE  # how long a mark is, and how far from the card
_BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Imposition:
    """How cards stand on a paper: the sheet's size, a card's, and how many there are across and down; in points."""

    sheet: tuple[float, float]
    card: tuple[float, float]
    across: int = 1
    down: int = 1

    @property
    def each(self) -> int:
        """How many cards a sheet has."""
        return self.across * self.down


def imposition(paper: str) -> Imposition:
    """Return how cards stand on a paper: four on A4 and Letter laid across, else one, on A5 laid across too."""
    width, height = SHEETS.get(paper, SHEETS["A6-across"])
    if paper in _FOUR:
        wide, high = height, width
        return Imposition((wide, high), ((wide - 2 * _EDGE) / 2, (high - 2 * _EDGE) / 2), 2, 2)
    size = (height, width) if paper == _LARGE else (width, height)
    return Imposition(size, size)


def impose(cards: Sequence[Page], how: Imposition, *, blank_backs: bool, rtl: bool = False) -> list[Page]:
    """Return the sheets: cards as the book is read (``rtl``: from the right), then down.

    Each card's label names it on its sheet.
    """
    out: list[Page] = []
    for first in range(0, len(cards), how.each):
        some = cards[first : first + how.each]
        label = some[0].label if len(some) == 1 else f"{some[0].label}–{some[-1].label}"
        sheet = _sheet(some, how, rtl=rtl) if how.each > 1 else some[0]
        sheet.label = label
        out.append(sheet)
        if blank_backs:
            out.append(Page(*how.sheet, label=f"{label} ", section=sheet.section))
    return out


def _sheet(cards: Sequence[Page], how: Imposition, *, rtl: bool) -> Page:
    width, height = how.sheet
    card_width, card_height = how.card
    whole = Leaf(Frame(width, height, 0.0, width, height, 0.0))
    whole.page.section = cards[0].section
    for place, card in enumerate(cards):
        row, column = divmod(place, how.across)
        across = how.across - 1 - column if rtl else column
        whole.take(card, _EDGE + across * card_width, height - _EDGE - (row + 1) * card_height)
    for x in (_EDGE + k * card_width for k in range(how.across + 1)):
        _mark(whole.page, (x, _EDGE - _OFF), (x, _EDGE - _OFF - _MARK))
        _mark(whole.page, (x, height - _EDGE + _OFF), (x, height - _EDGE + _OFF + _MARK))
    for y in (_EDGE + k * card_height for k in range(how.down + 1)):
        _mark(whole.page, (_EDGE - _OFF, y), (_EDGE - _OFF - _MARK, y))
        _mark(whole.page, (width - _EDGE + _OFF, y), (width - _EDGE + _OFF + _MARK, y))
    return whole.page


def _mark(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    x1, y1, x2, y2 = (round(value, 2) for value in (*start, *end))
    page.items.append(Stroke(x1, y1, x2, y2, 0.4, _BLACK))
