"""Boxes: words shaped and measured, with the glue between them and how each looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.layout.breaking import FREE, NONE, SOFT, SPACE, TIED
from briefing.layout.fonts import Cut, Fonts, Role, Shape
from briefing.layout.page import Colour, Node

if TYPE_CHECKING:
    from briefing.layout.lines import SetLine

_SCRAP = 3  # characters of a last word, its stop with them, that do not make a line


@dataclass(slots=True, eq=False)
class Look:
    """How the boxes of one run look and where they belong.

    ``language`` is the run's own where it differs from the paragraph's.

    ``node`` is ``None`` for plain text of the paragraph; ``href`` and ``target`` make the boxes a link that says
    ``says``, of the structure element ``link``. ``cite`` is the key of a source whose number is put in when the
    pages are bound.
    """

    role: Role
    size: float
    colour: Colour
    node: Node | None = None
    rise: float = 0.0
    href: str = ""
    target: str = ""
    says: str = ""
    cite: str = ""
    link: Node | None = None
    language: str = ""


@dataclass(slots=True, eq=False)
class Boxes:
    """The boxes of a paragraph as parallel lists; see breaking. ``spaces`` is the look the space before is set in.

    Where text runs both ways ``levels`` are those of the boxes, ``before`` those of the spaces before them and
    ``base`` that of the paragraph (see text.bidi); both lists are empty where all runs from left to right. ``over``
    holds the readings that stand over words, by their element (see ruby).
    """

    width: list[float] = field(default_factory=list)
    space: list[float] = field(default_factory=list)
    glue: list[int] = field(default_factory=list)
    shape: list[Shape] = field(default_factory=list)
    look: list[Look] = field(default_factory=list)
    spaces: list[Look | None] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    base: int = 0
    missing: set[str] = field(default_factory=set)
    over: dict[Node, SetLine] = field(default_factory=dict)

    def add(self, cut: Cut, look: Look) -> None:
        """Add the boxes of a word whose space and first glue are in already."""
        more = len(cut.glues)
        self.width += cut.widths
        self.shape += cut.shapes
        self.look += [look] * (more + 1)
        if more:
            self.space += [0.0] * more
            self.glue += cut.glues
            self.spaces += [None] * more

    def close(self, measure: float) -> None:
        """End the paragraph: its last word is not divided, and a very short one stays with the word before it.

        A last line with a scrap of a word on it looks like a mistake. ``measure`` is that of the lines.
        """
        glue, width = self.glue, self.width
        last = len(glue) - 1
        while last > 0 and glue[last] in (NONE, SOFT):
            last -= 1
        if last <= 0:
            return
        end = sum(width[last:])
        if SOFT in glue[last:] and end < 0.5 * measure:
            glue[last:] = [NONE if one == SOFT else one for one in glue[last:]]
        if glue[last] == FREE and len(self.shape[last].text) == 1:
            # Nor does a last line of one ideograph and its stop.
            glue[last] = NONE
        if glue[last] == SPACE and len(self.shape[-1].text) <= _SCRAP and last == len(glue) - 1:
            before = last - 1
            while before > 0 and glue[before] in (NONE, TIED, SOFT):
                before -= 1
            if sum(width[before:]) < 0.5 * measure:
                glue[last] = TIED


def base_look(fonts: Fonts, role: str, size: float, colour: Colour, language: str = "") -> Look:
    """Return the look of plain text in a role, its letters formed as a language wants them."""
    return Look(fonts.role(role, language), size, colour)
