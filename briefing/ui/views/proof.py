"""A composed book as the preview holds it: its pages, and what stands where on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from briefing.text.bidi import runs_rtl
from briefing.ui.views.page_names import PageNames, names_of
from briefing.ui.views.quires import Quires

if TYPE_CHECKING:
    from briefing.layout.page import Folios, Link, Page

# A click a little above a line means the line (points).
_NEAR: Final = 4.0

Kind = Literal["section", "line", "quote", "source"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What begins at a height of a page (points from its lower edge).

    ``key`` is a section's id, a quote's handle or a source's id; ``line`` the line of a section's text, from 0.
    """

    y: float
    kind: Kind
    key: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a page from ``top`` to ``bottom``, in points from its lower edge."""

    page: int
    top: float
    bottom: float


@dataclass(frozen=True)
class Proof:
    """A composed book: its pages, the section at the top of each, and the page each section begins on.

    ``marks`` tells, page by page, what begins there, from the top down; ``anchors`` the place each anchor stands at;
    ``names`` what people call them. A ``leftward`` book is read from right to left.
    """

    sheets: Quires
    sections: tuple[str, ...]
    where: Mapping[str, int]
    marks: tuple[tuple[Mark, ...], ...] = ()
    pages: Sequence[Page] = ()
    anchors: Mapping[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])
    names: PageNames = field(default_factory=PageNames)
    leftward: bool = False

    def pages_of(self, section_id: str) -> set[int]:
        """Return the pages of a section: those named after it, and the one it begins on behind another section."""
        named = {number for number, key in enumerate(self.sections) if key and key == section_id}
        return named | ({self.where[section_id]} if section_id in self.where else set[int]())

    def mark_at(self, page: int, y: float) -> Mark | None:
        """Return what stands at a height of a page: what begins there or goes on from above, or from a page before."""
        if not 0 <= page < len(self.sections):
            return None
        begun = self.marks[page] if page < len(self.marks) else ()
        above = [mark for mark in begun if mark.y >= y - _NEAR]
        if above:
            return above[-1]
        key = self.sections[page]
        for before in range(page - 1, self.where.get(key, page) - 1, -1):
            # What goes on here began where its section stands, the last of a page before.
            if self.marks[before]:
                return self.marks[before][-1]
        return Mark(y, "section", key) if key else None

    def section_at(self, page: int, y: float) -> str:
        """Return the section at a height of a page (points from its lower edge); ``""`` where there is none."""
        if not 0 <= page < len(self.sections):
            return ""
        begun = [mark for mark in (self.marks[page] if page < len(self.marks) else ()) if mark.kind == "section"]
        above = [mark.key for mark in begun if mark.y >= y - _NEAR]
        return above[-1] if above else self.sections[page]

    def place_of(self, section_id: str, line: float) -> Place | None:
        """Return where a line of a section's text stands: the paragraph that begins with it or has it.

        With a fraction it is a place that far in the line: of a paragraph over several pages the page it is on.
        """
        start = self.where.get(section_id)
        if start is None:
            return None
        found: tuple[int, int] | None = None
        best = -2
        for page in sorted(self.pages_of(section_id)):
            for number, mark in enumerate(self.marks[page]):
                own = -1 if mark.kind == "section" else mark.line
                if mark.key == section_id and mark.kind in ("section", "line") and best < own <= line:
                    found, best = (page, number), own
        if found is None:
            return None
        parts = self._stretches(*found)
        wanted = (line % 1.0) * sum(lines for _, lines in parts)
        for place, lines in parts:
            wanted -= lines
            if wanted < 0:
                return place
        return parts[0][0]

    def _stretches(self, page: int, number: int) -> list[tuple[Place, int]]:
        """Return where what begins with a mark stands, on its page and those it goes on on, with its lines there."""
        marks = self.marks[page]
        top = marks[number].y
        below = next((mark.y for mark in marks[number + 1 :] if mark.y < top - _NEAR), 0.0)
        lines = [y for y in self._lines(page) if below < y < top]
        out = [(Place(page, top, below or min(lines, default=top) - _NEAR), len(lines))]
        key = self.sections[page]
        while not below and page + 1 < len(self.sections) and self.sections[page + 1] == key:
            page += 1
            below = self.marks[page][0].y if self.marks[page] else 0.0
            lines = [y for y in self._lines(page) if y > below]
            if not lines:
                break
            out.append((Place(page, max(lines) + 2 * _NEAR, below or min(lines) - _NEAR), len(lines)))
        return out

    def _lines(self, page: int) -> list[float]:
        """Return the heights of a page's own lines: what is the same on every page is left out."""
        from briefing.layout.page import Line

        items = self.pages[page].items if page < len(self.pages) else ()
        return [one.y for one in items if isinstance(one, Line) and one.node is not None]

    def link_at(self, page: int, x: float, y: float) -> Link | None:
        """Return the link at a place of a page, in points from its lower left corner."""
        links = self.pages[page].links if 0 <= page < len(self.pages) else ()
        return next((one for one in links if one.x1 <= x <= one.x2 and one.y1 <= y <= one.y2), None)


def proof_of(folios: Folios) -> Proof:
    """Return the proof of a composed book."""
    anchors: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(folios.pages):
        for anchor in page.anchors:
            anchors.setdefault(anchor.name, (number, anchor.y))
    return Proof(
        Quires(folios),
        tuple(page.section for page in folios.pages),
        dict(folios.where),
        tuple(_marks(page) for page in folios.pages),
        folios.pages,
        anchors,
        names_of(folios, anchors),
        runs_rtl(folios.language),
    )


def _marks(page: Page) -> tuple[Mark, ...]:
    found = [Mark(one.y, "line", one.section, one.line) for one in page.origins]
    for anchor in page.anchors:
        kind, _, key = anchor.name.partition(":")
        if kind == "section":
            found.append(Mark(anchor.y, "section", key))
        elif kind == "quote":
            found.append(Mark(anchor.y, "quote", key))
        elif kind == "source":
            found.append(Mark(anchor.y, "source", key))
    # A card stands on a line of the text: of two marks at one height the line counts.
    order = ("section", "quote", "source", "line")
    return tuple(sorted(found, key=lambda mark: (-mark.y, order.index(mark.kind))))
