"""Lines ready to be placed: boxes between two breaks turned into glyph stretches."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from briefing.layout import breaking
from briefing.layout.boxes import Boxes, Look
from briefing.layout.breaking import FREE, HARD, SOFT, SPACE, WEAK
from briefing.layout.codes import bracketed
from briefing.layout.fonts import Role, Shape
from briefing.layout.margins import outstanding
from briefing.layout.page import Glyphs, Node
from briefing.layout.style import Style
from briefing.layout.typefaces import OPTICAL
from briefing.text.bidi import visual

# How many times longer a line of a heading may be before a word, or what belongs together, is parted.
_DEARER = {SOFT: 1.3, WEAK: 1.2, HARD: 1.3}


@dataclass(frozen=True, slots=True)
class Hot:
    """A part of a line that is a link, from ``start`` to ``end`` points after the line's own start."""

    start: float
    end: float
    node: Node | None
    href: str
    target: str
    says: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A piece of a line that stands for a source's number until the pages are bound."""

    piece: int
    source: str
    role: Role


@dataclass(frozen=True, slots=True)
class Over:
    """What stands over a part of a line: so far right of the line's start, so far above its baseline."""

    x: float
    up: float
    line: SetLine
    node: Node


@dataclass(slots=True, eq=False)
class SetLine:
    """A line set but not placed. ``used`` lists the shapes drawn, for their glyphs; ``shift`` the start in x."""

    pieces: list[Glyphs]
    width: float
    used: list[Shape]
    hot: list[Hot]
    shift: float = 0.0
    blanks: tuple[Blank, ...] = ()
    over: tuple[Over, ...] = ()


def break_lines(
    boxes: Boxes, style: Style, measure: float, *, turned: bool = False, hanging: float = 0.0
) -> list[SetLine]:
    """Break boxes into lines no wider than the measure and set each one.

    ``turned`` says that the paragraph runs against the text around it: its lines start at the other margin.
    ``hanging`` is how far the first line begins outside its margin.
    """
    if not boxes.width:
        return []
    boxes.width[0] -= hanging
    look = boxes.look[0]
    hyphen = look.role.word("-")[0].width * look.size / 1000
    ends: list[int] | None = None
    if style.align == "justify":
        ends = breaking.justified(boxes.width, boxes.space, boxes.glue, measure, hyphen)
        if ends is None:
            ends = breaking.justified(boxes.width, boxes.space, boxes.glue, measure, hyphen, 6.0)
    stretch = ends is not None
    if ends is None:
        ends = breaking.ragged(boxes.width, boxes.space, boxes.glue, measure, hyphen)
        if style.even and 2 <= len(ends) <= 3:
            ends = _even(boxes, ends, measure, hyphen)
    out: list[SetLine] = []
    start = 0
    count = len(boxes.width)
    for end in ends:
        full = measure if stretch and end < count else 0.0
        out_left, out_right = _outstanding(boxes, start, end, style.protrusion if full else 0.0)
        line = set_line(boxes, start, end, full and full + out_left + out_right)
        if full:
            line.width -= out_left + out_right
        if style.align != "centre":
            line.shift = measure - line.width if turned != (style.align == "right") else 0.0
        else:
            line.shift = (measure - line.width) / 2
        line.shift -= out_left
        out.append(line)
        start = end
    if boxes.levels:
        out[0].width -= hanging
    else:
        out[0].shift -= hanging
    return out


def _outstanding(boxes: Boxes, start: int, end: int, protrusion: float) -> tuple[float, float]:
    """Return how far a line stands out of its left and its right margin; a link never does, nor what runs both ways."""
    if not protrusion or boxes.levels:
        return 0.0, 0.0
    first, last = boxes.look[start], boxes.look[end - 1]
    left = 0.0 if first.href or first.target else outstanding(boxes.shape[start], first.role, start=True)
    mark = last.role.word("-")[0] if end < len(boxes.glue) and boxes.glue[end] == SOFT else boxes.shape[end - 1]
    right = 0.0 if last.href or last.target else outstanding(mark, last.role)
    return left * protrusion * first.size / 1000, right * protrusion * last.size / 1000


def _even(boxes: Boxes, ends: list[int], measure: float, hyphen: float) -> list[int]:
    """Return the same number of lines about equally long: those of the narrowest measure that needs no more."""
    if len(ends) == 2:
        return _halved(boxes, measure, hyphen) or ends
    low, high = measure / len(ends), measure
    for _ in range(7):
        middle = (low + high) / 2
        tried = breaking.ragged(boxes.width, boxes.space, boxes.glue, middle, hyphen)
        widest_line = max(natural(boxes, a, b) for a, b in pairwise([0, *tried]))
        if len(tried) > len(ends) or widest_line > middle + 0.01:
            low = middle
        else:
            high, ends = middle, tried
    return ends


def _halved(boxes: Boxes, measure: float, hyphen: float) -> list[int] | None:
    """Return the two lines of which the longer one is the shortest; None when there is no place to break."""
    count, whole = len(boxes.width), natural(boxes, 0, len(boxes.width))
    best, chosen, first = 2.0 * measure, 0, 0.0
    for end in range(1, count):
        first += boxes.space[end - 1] * (end > 1) + boxes.width[end - 1]
        kind = boxes.glue[end]
        if kind in breaking.NEVER:
            continue
        longer = max(first + (hyphen if kind == SOFT else 0.0), whole - first - boxes.space[end])
        cost = longer * _DEARER.get(kind, 1.0)
        if longer <= measure + breaking.SLACK and cost < best:
            best, chosen = cost, end
    return [chosen, count] if chosen else None


def natural(boxes: Boxes, start: int, end: int) -> float:
    """Return the width of boxes ``start`` to ``end`` with their spaces unstretched."""
    return sum(boxes.width[start:end]) + sum(boxes.space[start + 1 : end])


def widest(boxes: Boxes) -> float:
    """Return the width of the longest stretch that cannot be broken."""
    best = current = 0.0
    for width, space, glue in zip(boxes.width, boxes.space, boxes.glue, strict=True):
        current = current + space + width if glue in breaking.NEVER else width
        best = max(best, current)
    return best


def set_line(boxes: Boxes, start: int, end: int, full: float = 0.0) -> SetLine:
    """Set boxes ``start`` to ``end`` as a line; stretched to ``full`` points when given.

    A line that ends at a space keeps a space glyph at its end, so that whoever takes the text out of the file gets
    the words apart; it does not count in the width.
    """
    width = natural(boxes, start, end)
    soft = end < len(boxes.glue) and boxes.glue[end] == SOFT
    extra = 0.0
    if full:
        glue = boxes.glue[start + 1 : end]
        places = sum(1 for gap in boxes.space[start + 1 : end] if gap) + 0.3 * sum(1 for one in glue if one == FREE)
        if soft:
            width += boxes.look[end - 1].role.word("-")[0].width * boxes.look[end - 1].size / 1000
        if places:
            extra = (full - width) / places
    if boxes.levels:
        return _both_ways(boxes, start, end, extra)
    uniform = None if soft else _uniform(boxes, start, end, (width, extra))
    if uniform is not None:
        return uniform
    pen = _Pen(boxes.look[start])
    for k in range(start, end):
        if k > start:
            spaces = boxes.spaces[k]
            if spaces is not None:
                pen.space(spaces, extra)
            elif boxes.glue[k] == FREE:
                pen.kern(0.3 * extra)
        pen.draw(boxes.shape[k], boxes.width[k], boxes.look[k])
    if soft:
        look = boxes.look[end - 1]
        mark = look.role.word("-")[0]
        pen.draw(mark, mark.width * look.size / 1000, look)
    right = pen.x
    if end < len(boxes.glue) and boxes.glue[end] in (SPACE, WEAK):
        pen.space(boxes.spaces[end] or boxes.look[end - 1], 0.0)
    return pen.done(right)


def _both_ways(boxes: Boxes, start: int, end: int, extra: float) -> SetLine:
    """Set boxes of a text that runs both ways; ``extra`` is what each space is stretched by.

    Everything is drawn from left to right, as readers that take the text out of a file expect it (UAX #9, L2). The
    space at the end of a line stands where the line ends: before its left end where the paragraph runs that way.
    """
    parts: list[tuple[int, float, Shape, Look]] = []
    for k in range(start, end):
        spaces = boxes.spaces[k]
        if k > start and spaces is not None:
            blank = spaces.role.space * spaces.size / 1000
            parts.append((boxes.before[k], blank + extra, spaces.role.blank, spaces))
        gap = 0.3 * extra if k + 1 < end and boxes.glue[k + 1] == FREE else 0.0
        parts.append((boxes.levels[k], boxes.width[k] + gap, boxes.shape[k], boxes.look[k]))
    last = boxes.look[end - 1]
    if end < len(boxes.glue) and boxes.glue[end] == SOFT:
        mark = last.role.word("-")[0]
        parts.append((boxes.levels[end - 1], mark.width * last.size / 1000, mark, last))
    pen = _Pen(boxes.look[start])
    blank = last.role.space * last.size / 1000
    spaced = end < len(boxes.glue) and boxes.glue[end] in (SPACE, WEAK)
    if spaced and boxes.base % 2:
        pen.back(blank)
        pen.draw(last.role.blank, blank, last)
    for n in visual([level for level, _, _, _ in parts]):
        _, width, shape, look = parts[n]
        own = shape.width * look.size / 1000
        pen.draw(shape, own, look)
        if width > own:
            pen.kern(width - own)
    right = pen.x
    if spaced and not boxes.base % 2:
        pen.draw(last.role.blank, blank, last)
    return pen.done(right)


def _uniform(boxes: Boxes, start: int, end: int, room: tuple[float, float]) -> SetLine | None:
    """Set boxes of one look and one face with a space between each two, as most lines are; None for other lines.

    ``room`` is the natural width and what each space is stretched by. Gives what a `_Pen` gives, five times as fast.
    """
    look, (width, extra) = boxes.look[start], room
    role, gaps = look.role, end - start - 1
    shapes = boxes.shape[start:end]
    words = [shape.show for shape in shapes if shape.plain == role.font]
    if look.href or look.target or look.cite or len(words) <= gaps:
        return None
    if boxes.look[start:end].count(look) <= gaps or boxes.spaces[start + 1 : end].count(look) < gaps:
        return None
    space = blank = role.blank.show
    amount = round(-extra * 1000 / look.size)
    if amount:
        space += f"){amount}("
        width -= gaps * amount * look.size / 1000
    show = space.join(words)
    if end < len(boxes.glue) and boxes.glue[end] in (SPACE, WEAK):
        if boxes.spaces[end] is not look:
            return None
        show += blank
    piece = Glyphs(role.font, look.size, bracketed(show), look.colour, look.node, look.rise)
    return SetLine([piece], width, [role.blank, *shapes], [])


class _Pen:
    """Draws shapes after each other, joining those that can share one stretch."""

    def __init__(self, look: Look) -> None:
        self.x = 0.0
        self._look: Look = look
        self._font: int = -1
        self._size = look.size
        self._says = ""
        self._ahead = 0.0
        self._show: list[str] = []
        self._pieces: list[Glyphs] = []
        self._used: list[Shape] = []
        self._hot: list[Hot] = []
        self._blanks: list[Blank] = []
        self._hot_look: Look | None = None
        self._hot_start = 0.0

    def draw(self, shape: Shape, width: float, look: Look) -> None:
        font = shape.font
        if font != self._font or look is not self._look or shape.says or self._says:
            self._flush()
            self._font, self._look, self._says = font, look, shape.says
            self._size = look.size * OPTICAL.get(font, 1.0)
            if font == look.role.font and not look.cite:
                self._used.append(look.role.blank)
        if look is not self._hot_look:
            self._link(look)
        if self._ahead:
            self.kern(self._ahead)
            self._ahead = 0.0
        self._show.append(shape.show)
        self.x += width
        if look.cite:
            self._blanks.append(Blank(len(self._pieces), look.cite, look.role))
        else:
            self._used.append(shape)

    def space(self, look: Look, extra: float) -> None:
        role = look.role
        self.draw(role.blank, role.space * look.size / 1000, look)
        if extra:
            self.kern(extra)

    def back(self, points: float) -> None:
        """Begin the line that many points before its start."""
        self._ahead = -points

    def kern(self, points: float) -> None:
        amount = round(-points * 1000 / self._size)
        if amount:
            self._show.append(f"){amount}(")
            self.x -= amount * self._size / 1000

    def _link(self, look: Look) -> None:
        self._unlink()
        if look.href or look.target:
            self._hot_look, self._hot_start = look, self.x

    def _unlink(self) -> None:
        look = self._hot_look
        if look is not None:
            self._hot.append(Hot(self._hot_start, self.x, look.link, look.href, look.target, look.says))
            self._hot_look = None

    def _flush(self) -> None:
        if self._show:
            look = self._look
            show = bracketed("".join(self._show))
            self._pieces.append(Glyphs(self._font, self._size, show, look.colour, look.node, look.rise, self._says))
            self._show = []

    def done(self, width: float) -> SetLine:
        self._unlink()
        self._flush()
        return SetLine(self._pieces, width, self._used, self._hot, blanks=tuple(self._blanks))
