"""A page being drawn by hand: covers, contents, openings and furniture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from briefing.layout.codes import bracketed
from briefing.layout.lines import Blank, SetLine
from briefing.layout.page import Anchor, Colour, Fill, Image, Item, Line, Link, Node, Origin, Page, Stroke
from briefing.layout.paginate import LaidPage
from briefing.layout.style import Frame

Side = Literal["left", "centre", "right"]


class Leaf:
    """Draws on a page in points from its lower left corner and keeps account of the glyphs used.

    Begins with what is laid out already, if anything; ``numbers`` are those of the sources, by key. With ``rtl`` all
    that is drawn is turned round in the frame, left to right: pages are written down once, for both ways of reading.
    """

    def __init__(
        self,
        frame: Frame,
        laid: LaidPage | None = None,
        numbers: Mapping[str, int] | None = None,
        *,
        rtl: bool = False,
    ) -> None:
        self.frame = frame
        self.rtl = rtl
        self.page = Page(frame.width, frame.height)
        self.bars: list[tuple[float, float]] = []
        self.cuts: list[float] = []
        if laid is not None:
            self.put(laid, numbers or {})

    def put(self, laid: LaidPage, numbers: Mapping[str, int], down: float = 0.0) -> None:
        """Put what is laid out already on the page, ``down`` points lower than it was laid out for."""
        page = self.page
        before = len(page.items)
        if down:
            page.items += [_moved(item, 0.0, -down) for item in laid.items]
            page.links += [
                replace(link, y1=round(link.y1 - down, 2), y2=round(link.y2 - down, 2)) for link in laid.links
            ]
            page.anchors += [Anchor(anchor.name, round(anchor.y - down, 2)) for anchor in laid.anchors]
            page.origins += [Origin(one.section, one.line, round(one.y - down, 2)) for one in laid.origins]
        else:
            page.items += laid.items
            page.links += laid.links
            page.anchors += laid.anchors
            page.origins += laid.origins
        self.bars += [(round(top - down, 2), round(bottom - down, 2)) for top, bottom in laid.bars]
        self.cuts += [round(y - down, 2) for y in laid.cuts]
        for font, glyphs in laid.used.items():
            page.used.setdefault(font, {}).update(glyphs)
        self._number(laid.blanks, numbers, before)

    def take(self, card: Page, right: float, up: float) -> None:
        """Put all of another page on this one, moved."""
        page = self.page
        page.items += [_moved(item, right, up) for item in card.items]
        page.anchors += [Anchor(anchor.name, round(anchor.y + up, 2)) for anchor in card.anchors]
        page.origins += [Origin(one.section, one.line, round(one.y + up, 2)) for one in card.origins]
        page.links += [
            replace(
                link,
                x1=round(link.x1 + right, 2),
                y1=round(link.y1 + up, 2),
                x2=round(link.x2 + right, 2),
                y2=round(link.y2 + up, 2),
            )
            for link in card.links
        ]
        for font, glyphs in card.used.items():
            page.used.setdefault(font, {}).update(glyphs)

    def bound(self, *, back: bool) -> None:
        """Give the page its place in the book: on the ``back`` the outer edge is the left one. Nothing drawn from now
        on is turned round.
        """
        self.rtl = False
        if back:
            self.onto(self.frame.mirrored())

    def turned(self, x: float, width: float = 0.0) -> float:
        """Return the left end of something as wide as that, drawn at ``x``."""
        return self.frame.left + self.frame.right - x - width if self.rtl else x

    def onto(self, frame: Frame) -> None:
        """Move all that is drawn to a frame of the same measure, as the back of a leaf has."""
        right, up = frame.left - self.frame.left, frame.top - self.frame.top
        self.frame = frame
        if not right and not up:
            return
        page = self.page
        page.items = [_moved(item, right, up) for item in page.items]
        page.links = [
            replace(
                link,
                x1=round(link.x1 + right, 2),
                x2=round(link.x2 + right, 2),
                y1=round(link.y1 + up, 2),
                y2=round(link.y2 + up, 2),
            )
            for link in page.links
        ]
        if up:
            page.anchors = [Anchor(anchor.name, round(anchor.y + up, 2)) for anchor in page.anchors]
            page.origins = [Origin(one.section, one.line, round(one.y + up, 2)) for one in page.origins]

    def _number(self, blanks: Sequence[tuple[int, Blank]], numbers: Mapping[str, int], before: int) -> None:
        """Put the sources' numbers where the lines left room for them; ``before`` items are on the page already."""
        items, used = self.page.items, self.page.used
        done: set[int] = set()
        for own, blank in blanks:
            position = before + own
            line = items[position]
            if not isinstance(line, Line):
                continue
            if position not in done:
                done.add(position)
                line = items[position] = Line(line.x, line.y, list(line.pieces), line.node)
            shape = blank.role.word(f"[{numbers.get(blank.source, 0)}]")[0]
            line.pieces[blank.piece] = replace(line.pieces[blank.piece], show=bracketed(shape.show))
            used.setdefault(shape.font, {}).update(shape.glyphs)

    def words(self, line: SetLine, x: float, y: float, node: Node | None = None, side: Side = "left") -> None:
        """Set a line with its baseline at ``y``; ``x`` is its left end, its middle or its right end."""
        if not line.pieces:
            return
        if side == "right":
            x -= line.width
        elif side == "centre":
            x -= line.width / 2
        x = self.turned(x, line.width)
        self.page.items.append(Line(round(x, 3), round(y, 3), line.pieces, node))
        used = self.page.used
        for shape in line.used:
            used.setdefault(shape.font, {}).update(shape.glyphs)

    def fill(self, x: float, y: float, width: float, height: float, tone: Colour) -> None:
        """Fill a rectangle given by its lower left corner."""
        x = self.turned(x, width)
        self.page.items.append(Fill(round(x, 2), round(y, 2), round(width, 2), round(height, 2), tone))

    def picture(self, key: str, box: tuple[float, float, float, float], node: Node | None) -> None:
        """Show a picture of the book in a box: its left and lower edge, width and height."""
        x, y, width, height = box
        x, y, width, height = (round(side, 2) for side in (self.turned(x, width), y, width, height))
        self.page.items.append(Image(x, y, width, height, key, node))

    def rule(self, x1: float, x2: float, y: float, weight: float, tone: Colour) -> None:
        """Draw a horizontal line."""
        x1, x2 = sorted((self.turned(x1), self.turned(x2)))
        self.page.items.append(Stroke(round(x1, 2), round(y, 2), round(x2, 2), round(y, 2), weight, tone))

    def stroke(self, start: tuple[float, float], end: tuple[float, float], weight: float, tone: Colour) -> None:
        """Draw a straight line from one point to another."""
        (x1, y1), (x2, y2) = start, end
        x1, x2 = self.turned(x1), self.turned(x2)
        self.page.items.append(Stroke(round(x1, 2), round(y1, 2), round(x2, 2), round(y2, 2), weight, tone))

    def anchor(self, name: str, y: float) -> None:
        """Put an anchor at a height."""
        self.page.anchors.append(Anchor(name, round(y, 2)))

    def link(self, box: tuple[float, float, float, float], target: str, says: str, node: Node) -> None:
        """Make a box (left, bottom, right, top) lead to an anchor."""
        x1, y1, x2, y2 = (round(side, 2) for side in box)
        x1, x2 = sorted((self.turned(x1), self.turned(x2)))
        self.page.links.append(Link(x1, y1, x2, y2, node, target=target, says=says))


def _moved(item: Item, right: float, up: float) -> Item:
    match item:
        case Line():
            return replace(item, x=round(item.x + right, 3), y=round(item.y + up, 3))
        case Fill():
            return replace(item, x=round(item.x + right, 2), y=round(item.y + up, 2))
        case Image():
            return replace(item, x=round(item.x + right, 2), y=round(item.y + up, 2))
        case Stroke():
            x1, x2 = round(item.x1 + right, 2), round(item.x2 + right, 2)
            return replace(item, x1=x1, x2=x2, y1=round(item.y1 + up, 2), y2=round(item.y2 + up, 2))
