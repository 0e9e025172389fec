"""Content streams: one page of the display list as operators, everything either tagged or an artifact.

ISO 32000-1, 14.6 (marked content), 14.8.2.2 (artifacts) and 9.4 (text).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, radians, sin

from briefing.layout.codes import RAISE
from briefing.layout.page import Colour, Fill, Glyphs, Image, Line, Node, Page, Stroke
from briefing.pdf.document import number

_LAYOUT = "/Artifact<</Type/Layout>>BDC"
_PAGINATION = "/Artifact<</Type/Pagination>>BDC"
_HEADER = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC"
_FOOTER = "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC"
# A picture on a page with a watermark is drawn with this (11.3.5.2): the watermark behind it shows through its paper.
OVER_WATERMARK = "GM"
_WATERMARK = "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC"
# How far from the edge a running head or foot can stand, in points.
_MARGIN = 60.0


@dataclass(slots=True)
class Drawn:
    """One page drawn: its operators, and the element each marked-content id (the position in the list) belongs to."""

    operators: list[str] = field(default_factory=list)
    marks: list[Node] = field(default_factory=list)


def draw(page: Page) -> Drawn:
    """Return the page as operators. Neighbouring lines of one element share one marked-content sequence."""
    pen = _Pen(page.height)
    pen.state = f"/{OVER_WATERMARK} gs " if watermarked(page) else ""
    for item in page.items:
        if isinstance(item, Line):
            pen.line(item)
        elif isinstance(item, Fill):
            pen.fill(item)
        elif isinstance(item, Image):
            pen.image(item)
        else:
            pen.stroke(item)
    pen.close()
    return pen.drawn


class _Pen:
    """Keeps what the page's graphics state is, so that only changes are written."""

    def __init__(self, height: float) -> None:
        self.drawn = Drawn()
        self.height = height
        self.put = self.drawn.operators.append
        self.mark: Node | str | None = None
        self.in_text = False
        self.font = (-1, 0.0)
        self.colour: Colour = (0.0, 0.0, 0.0)
        self.line_colour: Colour = (0.0, 0.0, 0.0)
        self.line_width = 1.0
        self.rise = 0.0
        self.state = ""
        self.hidden = False
        self.x = 0
        self.y = 0

    def close(self) -> None:
        """End the open sequence and the open text object."""
        self._switch(None)
        self._leave_text()

    def turned(self, line: Line) -> None:
        """Draw a watermark in a text object of its own, with its own matrix (9.4.2)."""
        self.close()
        self._switch(_WATERMARK)
        across, up = cos(radians(line.turn)), sin(radians(line.turn))
        place = f"{across:.5f} {up:.5f} {-up:.5f} {across:.5f} {number(line.x)} {number(line.y)} Tm"
        self.put(f"BT {place}")
        self._seen(line)
        for piece in line.pieces:
            self._show(piece)
        self.put("ET")
        self.close()

    def line(self, line: Line) -> None:
        if line.turn:
            self.turned(line)
            return
        if not self.in_text:
            self._switch(None)
            self.put("BT")
            self.in_text = True
            self.x = self.y = 0
        x, y = round(line.x * 100), round(line.y * 100)
        place: str | None = f"{(x - self.x) / 100:g} {(y - self.y) / 100:g} Td"
        self.x, self.y = x, y
        self._seen(line)
        for piece in line.pieces:
            self._switch(piece.node or line.node or self._furniture(line.y))
            if place is not None:
                self.put(place)
                place = None
            if piece.says or RAISE in piece.show:
                self._show(piece)
            else:
                self._look(piece)
                self.put(f"[{piece.show}]TJ")
        if place is not None:
            self.put(place)

    def _seen(self, line: Line) -> None:
        """Choose whether the words that follow are seen (9.3.6)."""
        if line.hidden != self.hidden:
            self.hidden = line.hidden
            self.put("3 Tr" if line.hidden else "0 Tr")

    def _show(self, piece: Glyphs) -> None:
        """Draw a stretch whose glyphs may stand higher or lower, with the text they stand for together (14.9.4)."""
        self._look(piece)
        if piece.says:
            self.put(f"/Span<</ActualText<FEFF{piece.says.encode('utf-16-be', 'replace').hex().upper()}>>>BDC")
        for position, part in enumerate(piece.show.split(RAISE)):
            if position % 2:
                rise = piece.rise + float(part) * piece.size / 1000
                if rise != self.rise:
                    self.rise = rise
                    self.put(f"{number(rise)} Ts")
            elif part.strip():
                self.put(f"[{part}]TJ")
        if piece.says:
            self.put("EMC")

    def _look(self, piece: Glyphs) -> None:
        if (piece.font, piece.size) != self.font:
            self.font = (piece.font, piece.size)
            self.put(f"/F{piece.font} {number(piece.size)} Tf")
        if piece.colour != self.colour:
            self.colour = piece.colour
            self.put(f"{_colour(piece.colour)} rg")
        if piece.rise != self.rise:
            self.rise = piece.rise
            self.put(f"{number(piece.rise)} Ts")

    def fill(self, fill: Fill) -> None:
        self._leave_text()
        self._switch(_LAYOUT)
        if fill.colour != self.colour:
            self.colour = fill.colour
            self.put(f"{_colour(fill.colour)} rg")
        self.put(f"{number(fill.x)} {number(fill.y)} {number(fill.width)} {number(fill.height)} re f")

    def image(self, image: Image) -> None:
        """Draw a picture in its box (8.9.5): the unit square it fills is stretched to the box."""
        self._leave_text()
        self._switch(None)
        self._switch(image.node or _LAYOUT)
        box = " ".join(number(edge) for edge in (image.width, 0.0, 0.0, image.height, image.x, image.y))
        self.put(f"q {self.state}{box} cm /{image_name(image)} Do Q")

    def stroke(self, stroke: Stroke) -> None:
        self._leave_text()
        self._switch(_LAYOUT)
        if stroke.colour != self.line_colour:
            self.line_colour = stroke.colour
            self.put(f"{_colour(stroke.colour)} RG")
        if stroke.width != self.line_width:
            self.line_width = stroke.width
            self.put(f"{number(stroke.width)} w")
        self.put(f"{number(stroke.x1)} {number(stroke.y1)} m {number(stroke.x2)} {number(stroke.y2)} l S")

    def _furniture(self, y: float) -> str:
        if y > self.height - _MARGIN:
            return _HEADER
        return _FOOTER if y < _MARGIN else _PAGINATION

    def _leave_text(self) -> None:
        if self.in_text:
            self._switch(None)
            self.put("ET")
            self.in_text = False

    def _switch(self, mark: Node | str | None) -> None:
        """Make ``mark`` (an element, or the opening of an artifact) what the next operators belong to."""
        if mark is self.mark:
            return
        if self.mark is not None:
            self.put("EMC")
        self.mark = mark
        if isinstance(mark, str):
            self.put(mark)
        elif mark is not None:
            self.put(f"/{mark.role}<</MCID {len(self.drawn.marks)}>>BDC")
            self.drawn.marks.append(mark)


def watermarked(page: Page) -> bool:
    """Whether a page has both a picture and a watermark behind it."""
    turned = any(isinstance(item, Line) and item.turn for item in page.items)
    return turned and any(isinstance(item, Image) for item in page.items)


def image_name(image: Image) -> str:
    """Return the name a picture, or a page of a PDF, goes by in content streams."""
    return f"I{image.key}.{image.number}"


@lru_cache(maxsize=256)
def _colour(colour: Colour) -> str:
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in colour)
