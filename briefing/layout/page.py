"""Pages as a display list: what stands where, in which structure element.

All lengths are points, the origin is the page's lower left corner, y grows upwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.book.parts import Picture

Colour = tuple[float, float, float]


@dataclass(slots=True, eq=False)
class Node:
    """An element of the logical structure (ISO 32000-1, 14.8.4), shared by all pages it spans.

    ``role`` is a standard structure type: Document, Sect, P, H1 … H6, L, LI, Lbl, LBody, Table, THead, TBody,
    TR, TH, TD, BlockQuote, Link, Figure, TOC, TOCI, Caption, Note, Span, Code, Reference, Index.
    ``alt`` is the alternate text of a figure or link, ``scope`` is Column or Row for a TH, ``box`` the left, lower,
    right and upper edge of a figure on its page.
    """

    role: str
    children: list[Node] = field(default_factory=list)
    lang: str = ""
    alt: str = ""
    scope: str = ""
    title: str = ""
    ordered: bool = False
    box: tuple[float, float, float, float] | None = None

    def add(self, role: str, **extra: str) -> Node:
        """Append a new child element and return it."""
        child = Node(role, **extra)  # pyright: ignore[reportArgumentType]
        self.children.append(child)
        return child


@dataclass(slots=True)
class Glyphs:
    """A stretch of glyphs of one font at one size.

    ``show`` is the inside of a TJ array (ISO 32000-1, 9.4.3): two-byte glyph ids in literal strings, a character for
    each byte, and adjustments in thousandths of the size: ``(ABCD)-20(EF)``. Where ``says`` is given it is the text
    the glyphs stand for together (14.9.4), and ``40`` between two `RAISE` in ``show`` raises what follows by that
    many thousandths.
    """

    font: int
    size: float
    show: str
    colour: Colour
    node: Node | None = None
    rise: float = 0.0
    says: str = ""


@dataclass(slots=True)
class Line:
    """One line of text: glyph stretches that follow each other from (x, y), y being the baseline.

    ``node`` is the structure element the line belongs to; a stretch with a node of its own (a link, a span in
    another language) goes there instead. ``None`` makes the line an artifact (running heads, repeated table heads).
    ``turn`` is the angle of its baseline in degrees, counter-clockwise; a turned line is a watermark. A ``hidden``
    line is not seen but can be searched, copied and read out: the words of a page bound in.
    """

    x: float
    y: float
    pieces: list[Glyphs]
    node: Node | None
    turn: float = 0.0
    hidden: bool = False


@dataclass(slots=True)
class Fill:
    """A filled rectangle; always an artifact."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(slots=True)
class Stroke:
    """A straight line; always an artifact."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: Colour


@dataclass(slots=True)
class Link:
    """A clickable area: to an ``href`` on the web or, when ``target`` is set, to an anchor in the document."""

    x1: float
    y1: float
    x2: float
    y2: float
    node: Node | None
    href: str = ""
    target: str = ""
    says: str = ""


@dataclass(slots=True)
class Anchor:
    """A place that links and bookmarks lead to."""

    name: str
    y: float


@dataclass(slots=True)
class Origin:
    """Where something begins that is set from a line of a section's text (counted from 0): for the window alone, no
    file has it. ``section`` is the section's key, ``y`` the upper edge.
    """

    section: str
    line: int
    y: float


@dataclass(slots=True)
class Image:
    """A picture of the book, or the page ``number`` (from 0) of a PDF, in a box given by its lower left corner.

    ``node`` is its Figure element; ``None`` makes it an artifact.
    """

    x: float
    y: float
    width: float
    height: float
    key: str
    node: Node | None = None
    number: int = 0


Item = Line | Fill | Stroke | Image


@dataclass(slots=True)
class Page:
    """One page. ``label`` is the printed folio; ``section`` the key of the section it belongs to, or ``""``.

    ``used`` names the glyphs drawn, per font number, each with the text it stands for: the writer embeds
    exactly these, so the bytes depend on the pages alone and not on what was laid out before.
    """

    width: float
    height: float
    label: str = ""
    section: str = ""
    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    used: dict[int, dict[int, str]] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the document outline; ``depth`` 0 is the top level."""

    title: str
    anchor: str
    depth: int = 0


@dataclass(slots=True)
class FontFile:
    """A font as the writer needs it: the shipped file and its PostScript name; ``number`` is what Glyphs.font says."""

    number: int
    path: str
    name: str


@dataclass(slots=True)
class Folios:
    """A whole document laid out: everything a writer needs, nothing it has to look up.

    An ``excerpt`` has only some of the document's pages: what of the structure is on none of them is left out.

    ``missing`` lists characters no shipped font has (they were set as a visible replacement and must be reported).
    ``where`` maps a section's key to the index of its first page (0-based); ``pictures`` are those shown, by key.
    """

    pages: list[Page]
    root: Node
    fonts: list[FontFile]
    bookmarks: list[Bookmark]
    title: str
    language: str
    subject: str = ""
    keywords: str = ""
    stamp: str = "2000-01-01T00:00:00+00:00"
    where: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict[str, Picture])
    excerpt: bool = False
