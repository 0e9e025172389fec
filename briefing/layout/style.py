"""Text styles: what a theme and a profile make of running text, heads, tables and furniture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from briefing.book.profile import MILLIMETRE, SHEETS, Profile
from briefing.layout.page import Colour
from briefing.layout.theme import Theme

Align = Literal["left", "right", "centre", "justify"]

GUTTER: Final = 27 * MILLIMETRE  # inner margin of paper printed on both sides: 25 for the holes, 2 to spare
WAYS: Final = 30.0  # points at the foot of a page read on a screen: a finger's breadth of links
_APART = 1.7
SMALLEST: Final = 8.0  # points; nothing a reader needs is set smaller


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set: ``size`` and ``lead`` (baseline to baseline) in points.

    With ``even`` two or three lines are made about equally long (titles, quotations). With ``fixed`` a paragraph
    starts at the margin of what it belongs to, whichever way its own text runs; with ``hanging``
    the mark that opens it stands outside. ``protrusion`` is how far (0 to 1) light signs stand out of even margins.
    """

    family: str
    size: float
    lead: float
    colour: Colour
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    even: bool = False
    fixed: bool = False
    hanging: bool = False
    protrusion: float = 0.0

    @property
    def role(self) -> str:
        """The name of the chain of faces (typefaces.CHAINS)."""
        return role(self.family, self.bold, self.italic)

    def aligned(self, align: Align) -> Style:
        """Return the same style with another alignment."""
        return replace(self, align=align)

    def scaled(self, part: float) -> Style:
        """Return the same style that many times as large."""
        return replace(self, size=round(self.size * part, 3), lead=round(self.lead * part, 3))

    def coloured(self, tone: Colour) -> Style:
        """Return the same style in another colour."""
        return replace(self, colour=tone)


def role(family: str, bold: bool, italic: bool) -> str:
    """Return the name of the chain of faces for a family and its variant."""
    if family == "mono":
        return family
    return f"{family}{'-bold' if bold else ''}{'-it' if italic else ''}"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the text stands on a page, in points: the page, the text area, and the furniture's lines.

    A ``turned`` page lies across in a book of upright ones: its reader turns the book a quarter clockwise, so that
    the book's inner edge is at its top, on the back of a leaf at its foot.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    turned: bool = False

    @property
    def measure(self) -> float:
        """The width of the text area."""
        return self.right - self.left

    @property
    def depth(self) -> float:
        """The height of the text area."""
        return self.top - self.bottom

    def mirrored(self) -> Frame:
        """Return the frame of the back of a leaf: the inner and the outer margin change sides."""
        if self.turned:
            return replace(self, top=round(self.height - self.bottom, 2), bottom=round(self.height - self.top, 2))
        return replace(self, left=round(self.width - self.right, 2), right=round(self.width - self.left, 2))


class Sheet:
    """All styles of one book: built from its theme, its paper and the size of running text."""

    def __init__(self, theme: Theme, profile: Profile, paper: str) -> None:
        self.theme = theme
        self.body_size = body = min(max(profile.body, 6.0), 40.0)
        self.colours = theme.colours
        self.em = body
        width, height = SHEETS.get(paper, SHEETS["A4"])
        self.spoken = self.by_sentence = profile.form == "speech"
        self.sourceless = profile.form != "book"
        self.footless = profile.form == "cards"
        self.screen = profile.screen
        side = max(0.055 * width, 22.0) if self.screen else max(theme.page["side"] * width, 34.0)
        inside = max(1.1 * side, GUTTER) if profile.two_sided else side
        outside = max(2 * side - inside, min(side, 34.0), profile.notes * width)
        small = self.furniture_size = min(max(body * 0.72, SMALLEST), 11.0)
        self.frame = Frame(
            width,
            height,
            left=round(inside, 2),
            right=round(width - outside, 2),
            top=round(height - (7.4 * small if self.screen else max(theme.page["top"] * height, 9.0 * small)), 2),
            bottom=round(6.6 * small + WAYS if self.screen else max(theme.page["bottom"] * height, 9.2 * small), 2),
        )
        # A screen is not turned, and a speaker does not turn the pages.
        self.wide = self.frame if self.screen or self.spoken else self._across(bound=profile.two_sided)
        # The cover needs no room for notes.
        self.full = replace(self.frame, right=round(width - min(outside, max(2 * side - inside, 34.0)), 2))
        ink, primary, muted = self.colours["ink"], self.colours["primary"], self.colours["muted"]
        text, heads = theme.faces["body"], theme.faces["heads"]
        self._open = profile.leading
        even_edge = theme.justified and not profile.ragged
        self.body = self._style(text, "body", "body", ink, align="justify" if even_edge else "left")
        self.body = replace(self.body, protrusion=theme.protrusion)
        self.quote = replace(self._style(text, "quote", "body", ink), even=True, hanging=theme.hanging)
        self.reported = self._style(heads, "table", "body", ink)
        self.small = self._style(heads, "small", "small", muted)
        self.label = self._style(heads, "small", "small", muted, bold=True)
        self.code = self._style("mono", "code", "small", ink)
        self.cell = self._style(theme.faces["tables"], "table", "table", ink)
        self.cell_head = self._style(theme.faces["tables"], "table", "table", primary, bold=True)
        self.section = replace(self._style(heads, "section", "heads", primary, bold=True), even=True)
        self.subsection = self._style(heads, "subsection", "heads", primary, bold=True)
        self.heads = {
            2: self._style(heads, "head2", "heads", primary, bold=True),
            3: self._style(heads, "head3", "heads", ink, bold=True),
            4: self._style(heads, "head4", "heads", muted, bold=True),
        }
        self.cover = replace(self._style(text, "cover", "heads", primary, bold=True), even=True)
        self.tab = replace(self._style(text, "tab", "heads", self.colours["on_band"], bold=True), even=True)
        self.furniture = Style(theme.faces["furniture"], self.furniture_size, self.furniture_size * 1.35, muted)

    def _across(self, *, bound: bool) -> Frame:
        """Return the frame of a page that lies across, for what is wider than it is high."""
        upright, theme, small = self.frame, self.theme, self.furniture_size
        width, height = upright.height, upright.width
        if width <= height:
            return upright
        side = max(0.075 * width, 34.0)
        top = max(theme.page["top"] * height, 9.0 * small)
        bottom = max(theme.page["bottom"] * height, 9.2 * small)
        if bound:
            # Either edge may be the one with the holes, and the running heads stay clear of them.
            top = bottom = max(top, bottom, GUTTER + 6.5 * small)
        return Frame(
            width,
            height,
            left=round(side, 2),
            right=round(width - side, 2),
            top=round(height - top, 2),
            bottom=round(bottom, 2),
            turned=True,
        )

    def _style(
        self, family: str, size: str, leading: str, tone: Colour, *, bold: bool = False, align: Align = "left"
    ) -> Style:
        points = self.body_size * self.theme.sizes[size]
        lead = self._open if self._open and leading == "body" else self.theme.leading[leading]
        return Style(family, round(points, 3), round(points * lead, 3), tone, bold, align=align)

    def space(self, name: str) -> float:
        """Return a distance of the theme in points."""
        # Lines far apart take paragraphs farther apart, or nobody sees where one ends.
        apart = _APART if self._open and name in ("paragraph", "item") else 1.0
        return self.theme.spacing[name] * self.body_size * apart
