"""Ways around a book read on a screen: on every page a row of links back, to the contents and on; links easy to hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.layout.contents import Entry
from briefing.layout.desk import Desk
from briefing.layout.leaf import Leaf, Side
from briefing.layout.page import Link, Node
from briefing.layout.style import WAYS, Style

_TALL, _GROWS = 18.0, 2.2  # points: how tall a link should be, and how far it may grow above and below its words
_WIDER = 2.4
_MIDDLE = 0.2  # of the row, for the contents


@dataclass(frozen=True, slots=True)
class _Way:
    """One link of a row: where it leads, what it says in print and aloud, and where it stands."""

    anchor: str
    words: str
    says: str
    side: Side


class Ways:
    """Draws the rows. ``entries`` are the book's sections in order, ``pages`` the page each begins on.

    The links are elements of their own at the end of the document, so that nobody who listens to the book hears them
    on every page.
    """

    def __init__(self, desk: Desk, entries: Sequence[Entry], pages: Mapping[str, int], *, listed: bool) -> None:
        sheet = desk.sheet
        self._desk, self._entries, self._listed = desk, entries, listed
        self._firsts = [pages.get(entry.anchor, 0) for entry in entries]
        self._style = Style(
            sheet.theme.faces["furniture"], sheet.furniture_size, WAYS, sheet.colours["link"], bold=True
        )
        self.root = Node("Sect", title=desk.says("ways"))

    def draw(self, leaf: Leaf, number: int) -> None:
        """Draw the row of page ``number`` (from 1)."""
        leaf.rtl = self._desk.rtl
        frame, style = leaf.frame, self._style
        leaf.fill(0, 0, frame.width, WAYS, self._desk.sheet.colours["tint"])
        side = (1 - _MIDDLE) / 2 * frame.measure
        baseline = WAYS / 2 - style.size * 0.34
        home = self.root.add("P")
        for way in self._ways(number):
            x = {"left": frame.left, "centre": frame.left + frame.measure / 2, "right": frame.right}[way.side]
            left = {"left": 0.0, "centre": frame.left + side, "right": frame.right - side}[way.side]
            right = {"left": frame.left + side, "centre": frame.right - side, "right": frame.width}[way.side]
            node = home.add("Link", alt=way.says)
            room = frame.measure - 2 * side if way.side == "centre" else side - style.size
            leaf.words(self._desk.line(way.words, style, room), x, baseline, node, way.side)
            leaf.link((left, 0, right, WAYS), way.anchor, way.says, node)
        leaf.rtl = False
        if not home.children:
            self.root.children.pop()

    def _ways(self, number: int) -> list[_Way]:
        desk = self._desk
        at = max((k for k, first in enumerate(self._firsts) if first <= number), default=-1)
        out: list[_Way] = []
        if at > 0:
            entry = self._entries[at - 1]
            says = desk.says("previous_section", title=_named(entry, desk))
            out.append(_Way(entry.anchor, f"‹ {_named(entry, desk)}", says, "left"))
        if self._listed:
            out.append(_Way("contents", desk.says("contents"), desk.says("to_contents"), "centre"))
        if at + 1 < len(self._entries):
            entry = self._entries[at + 1]
            says = desk.says("next_section", title=_named(entry, desk))
            out.append(_Way(entry.anchor, f"{_named(entry, desk)} ›", says, "right"))
        return out


def _named(entry: Entry, desk: Desk) -> str:
    title = entry.title or desk.says("untitled")
    return f"{entry.reference} {title}" if entry.reference else title


def roomy(links: Sequence[Link]) -> list[Link]:
    """Return links a finger hits: those lower than a line grow, but not into the next one's."""
    return [_grown(link) for link in links]


def _grown(link: Link) -> Link:
    more = min((_TALL - (link.y2 - link.y1)) / 2, _GROWS)
    if more <= 0:
        return link
    x1, y1, x2, y2 = link.x1 - _WIDER, link.y1 - more, link.x2 + _WIDER, link.y2 + more
    return replace(link, x1=round(x1, 2), y1=round(y1, 2), x2=round(x2, 2), y2=round(y2, 2))
