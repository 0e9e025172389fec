"""Attachments: every page of a PDF, or a picture, on a page of the book's own, as large as the text area allows.

A page bound in is a figure; its words follow unseen in the program's own letters, where they stand in the picture, so
that searching, copying and reading aloud find them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefing import pdfium
from briefing.book import parts
from briefing.layout.desk import Area, Desk
from briefing.layout.faults import Cancelled
from briefing.layout.figures import caption_of, extents
from briefing.layout.page import Colour, Node
from briefing.layout.strips import Ground, Shown, Strip, Words, keep_whole
from briefing.layout.style import Frame
from briefing.text.blocks import Block, Picture

Strips = list[Strip]
GAP: Final = 0.6  # below what stands above a page bound in, in multiples of the size of running text
_HAIRLINE: Final = 0.5
_CAPTION: Final = 0.5  # above a caption, in multiples of its size
_HEAD: Final = 0.3  # of a page: with more than that above it a page bound in starts a page of its own
_ACROSS: Final = 1.12  # a page must be so many times as large across to make a reader turn the book
_LEAST, _LARGEST = 1.0, 200.0  # points; the sizes of unseen words
_PARTED: Final = 0.7  # of a line's height: lines further apart are not of one paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """Something bound in below a section: its key, what it is called, and the anchor at its first page."""

    section: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture or PDF to be bound in: where the text names it, what it is, and how wide and high its pages are."""

    block: Picture
    picture: parts.Picture
    sizes: tuple[tuple[float, float], ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.block.alt or self.picture.alt or self.picture.title

    def frame(self, desk: Desk, number: int) -> Frame:
        """Return where one of its pages goes: on a page that lies across where it is shown much larger there."""
        upright, across = desk.sheet.frame, desk.sheet.wide
        wide, high = self.sizes[number]
        scales = [min(one.measure / wide, one.depth / high, self.largest) for one in (upright, across)]
        return across if scales[1] > _ACROSS * scales[0] else upright

    @property
    def largest(self) -> float:
        """How many times its own size it is shown at most: pages as they are, pictures as large as they go."""
        return 1.0 if self.picture.pages else 1e9


def bound_in(desk: Desk, kind: str, blocks: Sequence[Block]) -> list[Attached]:
    """Return what is bound in behind the text of a section: the PDFs and pictures of an attachment."""
    if kind != "attachment":
        return []
    found = [(block, desk.pictures.get(block.key)) for block in blocks if isinstance(block, Picture)]
    return [Attached(block, one, extents(one)) for block, one in found if one is not None]


def set_attached(desk: Desk, one: Attached, node: Node, anchor: str, above: float) -> Iterator[tuple[Frame, Strips]]:
    """Yield the pages of what is bound in, each with the frame it is set on; ``above`` points are in use already.

    ``node`` is the element of the section, ``anchor`` the name of the place at the first page.

    Raises:
        Cancelled: asked between pages, ``desk.cancelled`` said so.
    """
    home = node.add("Sect", title=one.title)
    for number in range(len(one.sizes)):
        if desk.cancelled is not None and desk.cancelled():
            raise Cancelled
        frame = one.frame(desk, number)
        strips = _page(desk, one, number, Area(0.0, frame.measure, home, desk.sheet.body), frame.depth - above)
        if number == 0:
            strips[0].anchors.append(anchor)
            desk.originate(strips, one.block)
        if above:
            strips[0].before = GAP * desk.sheet.em
        yield frame, strips
        above = 0.0


def room_above(desk: Desk, strips: Sequence[Strip], frame: Frame) -> float:
    """Return what stands on a page takes from a page bound in below it; nothing where that would be too much."""
    above = sum(strip.height + strip.before for strip in strips) + GAP * desk.sheet.em
    return above if strips and above <= _HEAD * frame.depth else 0.0


def _page(desk: Desk, one: Attached, number: int, area: Area, room: float) -> Strips:
    """Set one page of what is bound in; the last strip fills the rest of the page, so that nothing stands below."""
    picture, told, alt = one.picture, desk.sheet.small, one.title
    if picture.pages > 1:
        alt = desk.says("attached_page", number=number + 1, name=alt)
    figure = area.node.add("Figure", alt=alt)
    runs = caption_of(one.block, picture) if number == 0 else ()
    caption = desk.strips(runs, area, figure.add("Caption"), told.aligned("centre")) if runs else []
    below = sum(strip.height for strip in caption) + (_CAPTION * told.size if caption else 0.0)
    wide, high = one.sizes[number]
    # The hairline stands outside of the page; rounding must not push the page onto the next one.
    most = area.width - 2 * _HAIRLINE, max(room - below - 2 * _HAIRLINE - 0.1, 0.2 * room)
    scale = min(most[0] / wide, most[1] / high, one.largest)
    width, height = wide * scale, high * scale
    left, top = area.x + (area.width - width) / 2, _HAIRLINE
    strip = Strip(height + 2 * _HAIRLINE)
    strip.pictures.append(Shown(left, top, width, height, picture.key, figure, number))
    if picture.pages:
        strip.words += _unseen(desk, picture, number, area.node, (left, top, scale))
    # Drawn after the picture, which readers stretch to whole pixels.
    edges = Strip(0.0)
    edges.grounds += _hairlines(left - _HAIRLINE, width + 2 * _HAIRLINE, strip.height, desk.sheet.colours["rule"])
    out = [strip, edges, *caption]
    if caption:
        caption[0].before = _CAPTION * told.size
    keep_whole(out)
    out[-1].height += max(0.0, room - 0.05 - sum(strip.height + strip.before for strip in out))
    return out


def _hairlines(left: float, width: float, height: float, tone: Colour) -> list[Ground]:
    """Return the four edges of a box that stands right above a strip."""
    right, top = left + width - _HAIRLINE, -height
    across = [Ground(left, down, width, _HAIRLINE, tone) for down in (top, -_HAIRLINE)]
    return across + [Ground(x, top, _HAIRLINE, height, tone) for x in (left, right)]


def _unseen(
    desk: Desk, picture: parts.Picture, number: int, home: Node, place: tuple[float, float, float]
) -> Iterator[Words]:
    """Yield the words of a page of a PDF, each line as wide as it stands there, paragraph by paragraph."""
    left, top, scale = place
    # Signs no font has are in the picture all the same: nobody needs to be told.
    apart = replace(desk, missing=set(), kept={})
    style = desk.sheet.body
    before: pdfium.Words | None = None
    node = home
    for words in _read(picture, number):
        line = apart.line(words.text, style)
        if not line.pieces or line.width <= 0:
            continue
        if before is None or not _follows(before, words):
            node = home.add("P")
        before = words
        size = min(max(style.size * words.width * scale / line.width, _LEAST), _LARGEST)
        line = replace(line, pieces=[replace(piece, size=round(size, 2)) for piece in line.pieces])
        down = top + (words.top + 0.8 * words.height) * scale
        yield Words(left + words.left * scale, down, line, node, hidden=True)


def _follows(above: pdfium.Words, below: pdfium.Words) -> bool:
    """Whether a line stands so close below another that both are of one paragraph."""
    gap = below.top - (above.top + above.height)
    return -below.height < gap < _PARTED * max(below.height, above.height)


def _read(picture: parts.Picture, number: int) -> Sequence[pdfium.Words]:
    """Return the words of a page; opened for each, so that nobody else who needs PDFium has to wait for all."""
    try:
        with pdfium.opened(picture.data) as opened:
            return opened.words(number)
    except pdfium.Damaged:
        return ()
