"""Strips put on pages: breaks chosen, space at the top of pages dropped, table heads set again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.layout.desk import Desk
from briefing.layout.fonts import Shape
from briefing.layout.footnotes import CALLED, Foot, stacked
from briefing.layout.lines import Blank
from briefing.layout.page import Anchor, Fill, Image, Item, Line, Link, Origin, Stroke
from briefing.layout.strips import Strip, mirrored
from briefing.layout.style import Frame


@dataclass(slots=True, eq=False)
class LaidPage:
    """The text area of one page, placed on the paper but without furniture. ``depth`` is the height in use, ``blanks``
    the lines (by position in ``items``) that wait for a source's number, ``shapes`` what was drawn so far.
    ``used`` is one for all pages laid out together, ``squeezed`` holds the words of the page without blanks.
    ``bars`` are the upper and lower ends of what is marked as changed, ``cuts`` the heights where text was taken out.
    ``frame`` is the page's own; ``None`` the book's.
    """

    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    used: dict[int, dict[int, str]] = field(default_factory=dict)
    blanks: list[tuple[int, Blank]] = field(default_factory=list)
    bars: list[tuple[float, float]] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)
    depth: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    squeezed: str = ""
    origins: list[Origin] = field(default_factory=list)
    frame: Frame | None = None


def paged(desk: Desk, strips: Sequence[Strip]) -> list[LaidPage]:
    """Put strips set in the book's measure, but not turned yet, on pages: those of the lists at front and back."""
    frame = desk.sheet.frame
    if desk.rtl:
        mirrored(strips, 0.0, frame.measure)
    return paginate(strips, frame)


def paginate(strips: Sequence[Strip], frame: Frame, taken: float = 0.0, foot: Foot | None = None) -> list[LaidPage]:
    """Put strips on as many pages as they need; ``taken`` points of the first one are in use already.

    ``foot`` holds their footnotes, each put on the page it is called on.
    """
    foot = foot or Foot()
    foot.depth = frame.depth
    pages: list[LaidPage] = []
    used: dict[int, dict[int, str]] = {}
    drawn: dict[Shape, None] = {}  # a section has each of its frequent words a hundred times: once is enough
    start = 0
    while start < len(strips):
        room = frame.depth - (taken if not pages else 0.0)
        repeated = list(strips[start].repeat) if pages else []
        room -= sum(strip.height for strip in repeated)
        if taken and not pages and not fits(strips, room):
            pages.append(LaidPage(depth=taken, frame=frame))
            continue
        end = break_after(strips, start, room, foot)
        page = LaidPage(used=used, frame=frame)
        down = taken if not pages else 0.0
        for position, strip in enumerate([*repeated, *strips[start:end]]):
            gap = strip.before if position else 0.0
            down += gap
            place(page, strip, frame, down, gap, first=not down)
            for anchor in foot.call(strip):
                page.anchors.append(Anchor(f"{anchor}{CALLED}", round(frame.top - down, 2)))
            down += strip.height
        page.depth = down
        _set_foot(page, frame, foot)
        pages.append(_counted(page, drawn))
        start = end
    while foot.waiting:
        page = LaidPage(used=used, frame=frame)
        _set_foot(page, frame, foot)
        pages.append(_counted(page, drawn))
    for shape in drawn:
        used.setdefault(shape.font, {}).update(shape.glyphs)
    return pages


def _counted(page: LaidPage, drawn: dict[Shape, None]) -> LaidPage:
    """Return the page with its shapes noted among all that are ``drawn``."""
    drawn |= dict.fromkeys(page.shapes)
    page.squeezed = "".join([shape.text for shape in page.shapes]).replace(" ", "")
    page.shapes = []
    return page


def _set_foot(page: LaidPage, frame: Frame, foot: Foot) -> None:
    """Put as many of the waiting notes as there is room for at the foot of a page, below a rule."""
    waiting = foot.waiting
    room = frame.depth - page.depth - foot.above
    if page.depth:
        room = min(room, foot.most * foot.depth)
    if not waiting or (page.depth and not fits(waiting, room)):
        return
    end = break_after(waiting, 0, room)
    used = waiting[:end]
    down = frame.depth - stacked(used) + used[0].before
    y = round(frame.top - down + 0.4 * foot.above, 2)
    x = frame.left + foot.x
    page.items.append(Stroke(round(x, 2), y, round(x + foot.wide, 2), y, 0.5, foot.colour))
    for position, strip in enumerate(used):
        down += strip.before if position else 0.0
        place(page, strip, frame, down, strip.before if position else 0.0)
        down += strip.height
    page.depth = frame.depth
    foot.waiting = waiting[end:]


def fits(strips: Sequence[Strip], room: float) -> bool:
    """Whether the strips up to the first allowed break fit into the room."""
    used = 0.0
    for position, strip in enumerate(strips):
        used += strip.height + (strip.before if position else 0.0)
        if used > room or not strip.keep:
            break
    return used <= room


def break_after(strips: Sequence[Strip], start: int, room: float, foot: Foot | None = None) -> int:
    """Return where a page that begins with strip ``start`` ends: the last allowed break that fits.

    When no break is allowed the page is filled as far as it goes; a page always takes one strip. ``foot`` holds the
    footnotes there must be room for as well.
    """
    foot = foot or Foot()
    notes = stacked(foot.waiting)
    known = set(foot.met) if foot.notes else foot.met
    used = 0.0
    last = 0
    k = start
    while k < len(strips):
        strip = strips[k]
        used += strip.height + (strip.before if k > start else 0.0)
        if foot.notes:
            notes += foot.fresh_height(strip, known)
        if used + foot.need(notes) > room + 0.01 and k > start:
            break
        k += 1
        if not strip.keep:
            last = k
    if k >= len(strips):
        return len(strips)
    return last if last > start else max(k, start + 1)


def place(page: LaidPage, strip: Strip, frame: Frame, down: float, gap: float, *, first: bool = False) -> None:
    """Put one strip on a page, ``down`` points below the top of the text area; nothing stands above the ``first``."""
    left, top = frame.left, frame.top - down
    for ground in strip.grounds:
        above = gap if ground.up else 0.0
        page.items.append(
            Fill(
                round(left + ground.x, 2),
                round(top - ground.down - ground.height, 2),
                round(ground.width, 2),
                round(ground.height + above, 2),
                ground.colour,
            )
        )
    for hair in strip.hairs:
        if hair.parting and first:
            # The line below the running heads is enough.
            continue
        y = round(top - hair.down, 2)
        page.items.append(
            Stroke(round(left + hair.x, 2), y, round(left + hair.x + hair.width, 2), y, hair.weight, hair.colour)
        )
    for shown in strip.pictures:
        x, y = round(left + shown.x, 2), round(top - shown.down - shown.height, 2)
        width, height = round(shown.width, 2), round(shown.height, 2)
        page.items.append(Image(x, y, width, height, shown.key, shown.node, shown.number))
    if strip.bar:
        above = gap if page.bars and abs(page.bars[-1][1] - (top + gap)) < 0.05 else 0.0
        page.bars.append((round(top + above, 2), round(top - strip.height, 2)))
    page.cuts += [round(top - cut + (0.0 if cut else 0.5 * gap), 2) for cut in strip.cuts]
    for name in strip.anchors:
        page.anchors.append(Anchor(name, round(top + min(gap, 6.0), 2)))
    for below, section, line in strip.origins:
        page.origins.append(Origin(section, line, round(top - below, 2)))
    for words in strip.words:
        x, y = round(left + words.x, 3), round(top - words.down, 3)
        line = words.line
        if not line.pieces:
            continue
        if line.blanks:
            page.blanks += [(len(page.items), blank) for blank in line.blanks]
        page.items.append(Line(x, y, line.pieces, words.node, hidden=words.hidden))
        page.shapes += line.used
        for one in line.over:
            page.items.append(Line(round(x + one.x, 3), round(y + one.up, 3), one.line.pieces, one.node))
            page.shapes += one.line.used
        size = line.pieces[0].size
        for hot in line.hot:
            page.links.append(
                Link(
                    round(x + hot.start, 2),
                    round(y - 0.24 * size, 2),
                    round(x + hot.end, 2),
                    round(y + 0.82 * size, 2),
                    hot.node,
                    hot.href,
                    hot.target,
                    hot.says,
                )
            )
