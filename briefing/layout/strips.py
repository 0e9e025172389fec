"""Strips: the unbreakable slices a section is cut into before it is put on pages.

A strip has a height and things on it, measured from its own upper left corner, x to the right and ``down``
downwards. Breaks fall between strips only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefing.layout.lines import SetLine
from briefing.layout.page import Colour, Node

_FEW: Final = 3  # entries of a list that may stand on two pages as they come
FINE: Final = 1.0  # points; a line no thicker than that parts rows


@dataclass(slots=True, eq=False)
class Ground:
    """A filled rectangle on a strip; with ``up`` it also covers the space above, so that bars have no gaps."""

    x: float
    down: float
    width: float
    height: float
    colour: Colour
    up: bool = False


@dataclass(slots=True, eq=False)
class Hair:
    """A horizontal line on a strip; one that is ``parting`` is not drawn at the top of a page."""

    x: float
    down: float
    width: float
    weight: float
    colour: Colour
    parting: bool = False


@dataclass(slots=True, eq=False)
class Words:
    """A line of text on a strip: ``down`` is the distance of its baseline from the strip's top.

    ``hidden`` words belong to a picture and stay where they are in it; see page.Line.
    """

    x: float
    down: float
    line: SetLine
    node: Node | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a block is marked with when changes are shown: a bar beside it, an arrow above or below it (text gone)."""

    changed: bool = False
    above: bool = False
    below: bool = False


@dataclass(slots=True, eq=False)
class Shown:
    """A picture on a strip by its key, its upper left corner ``down`` below the strip's top; see page.Image."""

    x: float
    down: float
    width: float
    height: float
    key: str
    node: Node | None = None
    number: int = 0


@dataclass(slots=True, eq=False)
class Strip:
    """One slice.

    ``before`` is the space above it (dropped at the top of a page); ``keep`` forbids a page break after it;
    ``repeat`` are strips to set again when a page starts with this one (a table's head); ``anchors`` are the places
    at its top; ``origins`` tell how far down what begins that is set from a line of a section's text,
    the section's key, and the line. A strip with a ``bar`` is marked as changed; ``cuts`` are where text was taken
    out, in points below its top.
    """

    height: float
    before: float = 0.0
    keep: bool = False
    words: list[Words] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    hairs: list[Hair] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list[Shown])
    repeat: Sequence[Strip] = ()
    origins: list[tuple[float, str, int]] = field(default_factory=list)
    bar: bool = False
    cuts: tuple[float, ...] = ()

    def mark(self, mark: Mark, *, first: bool, last: bool) -> None:
        """Mark the strip; ``first`` and ``last`` say which of its block's strips it is."""
        self.bar = self.bar or mark.changed
        if first and mark.above:
            self.cuts = (0.0, *self.cuts)
        if last and mark.below:
            self.cuts = (*self.cuts, self.height)


def keep_whole(strips: Sequence[Strip]) -> None:
    """Forbid every page break inside the strips."""
    for strip in strips[:-1]:
        strip.keep = True


def keep_last(entries: Sequence[Sequence[Strip]]) -> None:
    """Let no page begin with the last entry of a list alone, if the list has more than a few."""
    if len(entries) > _FEW and entries[-2]:
        entries[-2][-1].keep = True


def keep_lines(strips: Sequence[Strip], whole: int = 3) -> None:
    """Forbid widows and orphans: never one line of a paragraph alone, and paragraphs of ``whole`` lines not split."""
    count = len(strips)
    if count <= whole:
        keep_whole(strips)
    else:
        strips[0].keep = True
        strips[-2].keep = True


def mirrored(strips: Sequence[Strip], left: float, width: float) -> None:
    """Turn strips set from left to right in a column into ones set from right to left; repeated heads with them."""
    every = [one for strip in strips for one in (*strip.repeat, strip)]
    edges = 2 * left + width
    # A table's head and its copies share their lines: nothing is turned twice.
    for words in {id(one): one for strip in every for one in strip.words if not one.hidden}.values():
        words.x = edges - words.x - words.line.width
    for bar in {id(one): one for strip in every for one in (*strip.grounds, *strip.hairs, *strip.pictures)}.values():
        bar.x = edges - bar.x - bar.width


def pad(strips: Sequence[Strip], above: float, below: float) -> None:
    """Make room above the first strip's words and below the last one's."""
    if not strips:
        return
    lowered(strips[0], above)
    strips[-1].height += below


def lowered(strip: Strip, by: float) -> None:
    """Move what is read on a strip down, and make it higher by as much; its grounds and rules stay."""
    strip.height += by
    for one in (*strip.words, *strip.pictures):
        one.down += by


def without_rule_above(strip: Strip) -> None:
    """Take away the fine line at the strip's upper edge, where one above is close; copies of the strip keep theirs."""
    strip.hairs = [hair for hair in strip.hairs if hair.down > 0 or hair.weight > FINE]


def on_ground(strips: Sequence[Strip], ground: Callable[[float], Ground]) -> None:
    """Put a ground behind all strips, without gaps; ``ground`` makes it for a height."""
    for position, strip in enumerate(strips):
        made = ground(strip.height)
        made.up = position > 0
        strip.grounds.insert(0, made)
