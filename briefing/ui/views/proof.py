"""A composed book as the preview holds it: its pages, and which section stands where on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.ui.views.sheets import Sheets

if TYPE_CHECKING:
    from briefing.layout.page import Page

_MARK: Final = "section:"
# A click a little above a heading means the heading (points).
_NEAR: Final = 4.0


@dataclass(frozen=True)
class Proof:
    """A composed book: its pages, the section at the top of each, and the page each section begins on.

    ``begins`` tells, page by page, the heights at which sections begin there (points from the lower edge) with the
    section's id, from the top down.
    """

    sheets: Sheets
    sections: tuple[str, ...]
    where: dict[str, int]
    begins: tuple[tuple[tuple[float, str], ...], ...] = ()

    def pages_of(self, section_id: str) -> set[int]:
        """Return the pages of a section: those named after it, and the one it begins on behind another section."""
        named = {number for number, key in enumerate(self.sections) if key and key == section_id}
        return named | ({self.where[section_id]} if section_id in self.where else set[int]())

    def section_at(self, page: int, y: float) -> str:
        """Return the section at a height of a page (points from its lower edge); ``""`` where there is none."""
        if not 0 <= page < len(self.sections):
            return ""
        begun = self.begins[page] if page < len(self.begins) else ()
        above = [key for height, key in begun if height >= y - _NEAR]
        return above[-1] if above else self.sections[page]


def begins(pages: Sequence[Page]) -> tuple[tuple[tuple[float, str], ...], ...]:
    """Return, page by page, where sections begin, from the top down."""
    return tuple(
        tuple(
            sorted(
                ((one.y, one.name.removeprefix(_MARK)) for one in page.anchors if one.name.startswith(_MARK)),
                key=lambda found: -found[0],
            )
        )
        for page in pages
    )
