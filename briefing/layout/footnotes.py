"""Footnotes: set as strips, and put at the foot of the page they are called on.

A long note takes up to about half a page there and runs over to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from briefing.layout.boxes import base_look
from briefing.layout.desk import Area, Desk, drop, note_anchor
from briefing.layout.inline import Filler
from briefing.layout.lines import SetLine, set_line
from briefing.layout.page import Colour, Node
from briefing.layout.strips import Strip, Words
from briefing.layout.style import Style

CALLED: Final = ":call"
_MOST = 0.45  # of the text area: what notes may take of a page that has text to show


@dataclass(slots=True, eq=False)
class Foot:
    """The notes of some strips by the anchor they are called by, and what of them waits for a page.

    ``above`` is the room the rule takes, ``wide`` its length, ``x`` how far it begins inside the text area, in points;
    ``most`` the part notes may take of a page whose text area is ``depth`` high.
    """

    notes: Mapping[str, Sequence[Strip]] = field(default_factory=dict[str, Sequence[Strip]])
    most: float = 0.0
    above: float = 0.0
    wide: float = 0.0
    x: float = 0.0
    colour: Colour = (0.0, 0.0, 0.0)
    depth: float = 0.0
    waiting: list[Strip] = field(default_factory=list[Strip])
    met: set[str] = field(default_factory=set[str])

    def fresh(self, strip: Strip, known: set[str]) -> list[str]:
        """Return the anchors of the notes a strip calls that are not among those known."""
        if not self.notes:
            return []
        called = [hot.target for words in strip.words for hot in words.line.hot if hot.target in self.notes]
        return [anchor for anchor in dict.fromkeys(called) if anchor not in known]

    def need(self, height: float) -> float:
        """Return the room to keep free at the foot of a page for notes of a height."""
        return self.above + min(height, self.most * self.depth) if height else 0.0

    def call(self, strip: Strip) -> list[str]:
        """Take in the notes a strip calls for the first time; return their anchors."""
        called = self.fresh(strip, self.met)
        for anchor in called:
            self.met.add(anchor)
            self.waiting += self.notes[anchor]
        return called

    def fresh_height(self, strip: Strip, known: set[str]) -> float:
        """Return the height of the notes a strip calls that are not among those known, which they join."""
        called = self.fresh(strip, known)
        known.update(called)
        return sum(stacked(self.notes[anchor]) for anchor in called)


def stacked(strips: Sequence[Strip]) -> float:
    """Return the height of strips one below the other, with the space above each."""
    return sum(strip.before + strip.height for strip in strips)


def set_notes(desk: Desk, width: float) -> tuple[dict[str, list[Strip]], dict[str, Node]]:
    """Set all notes the desk has met; returns their strips and their elements by anchor."""
    sheet = desk.sheet
    style = sheet.small.coloured(sheet.colours["ink"])
    strips: dict[str, list[Strip]] = {}
    nodes: dict[str, Node] = {}
    for note, number in list(desk.notes.items()):
        anchor = note_anchor(desk.home, number)
        node = Node("Note")
        label, mark = node.add("Lbl"), _label(desk, number, anchor, style)
        indent = max(1.5 * style.size, mark.width + 0.5 * style.size)
        body = node.add("P")
        made = desk.strips(note.runs, Area(indent, width - indent, body, style), body, style)
        if not made:
            continue
        for hot_node in {hot.node for hot in mark.hot if hot.node is not None}:
            label.children.append(hot_node)
        made[0].words.insert(0, Words(0.0, drop(style), mark, label))
        made[0].anchors.append(anchor)
        made[0].before = 0.25 * style.size
        strips[anchor], nodes[anchor] = made, node
    return strips, nodes


def _label(desk: Desk, number: int, anchor: str, style: Style) -> SetLine:
    """Return the note's number, which leads back to its call."""
    base = base_look(desk.fonts, replace(style, bold=True).role, style.size, desk.sheet.colours["link"])
    base.target, base.says = f"{anchor}{CALLED}", desk.says("note_back", number=number)
    base.node = base.link = Node("Link", alt=base.says)
    filler = Filler(base, 1e9, desk.language)
    filler.whole(str(number), base)
    return set_line(filler.boxes, 0, len(filler.boxes.width))


def foot_of(desk: Desk, notes: Mapping[str, Sequence[Strip]]) -> Foot:
    """Return the foot of a run of pages with these notes."""
    sheet = desk.sheet
    wide = 0.3 * sheet.frame.measure
    x = sheet.frame.measure - wide if desk.rtl else 0.0
    return Foot(notes, _MOST, 1.1 * sheet.small.lead, wide, x, sheet.colours["rule"])
