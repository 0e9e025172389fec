"""Change bars: what is marked in a section's blocks, put on strips, and drawn in the outer margin of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.book.diff import Marks
from briefing.layout.leaf import Leaf
from briefing.layout.strips import Mark
from briefing.layout.style import Sheet
from briefing.text.blocks import Block, BlockQuote, Definitions, Listing, Table

_BAR = 1.2  # points
_AWAY = 0.75  # from the text, in multiples of the size of running text
_ARROW = 0.24  # half the height of an arrow, likewise


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that can be marked, as the blocks, rows or entries it is set from."""

    things: tuple[object, ...]
    parts: tuple[_Part, ...] = ()


def marked(blocks: Sequence[Block], marks: Marks) -> dict[int, Mark]:
    """Return what is marked by ``id`` of the block, of a table's row or of a list's definition."""
    found: dict[int, Mark] = {}
    top = _Part((), tuple(_part(block) for block in blocks))

    def note(part: _Part, *, changed: bool = False, above: bool = False, below: bool = False) -> None:
        things = part.things if changed else part.things[-1:] if below else part.things[:1]
        for thing in things:
            held = found.get(id(thing), Mark())
            found[id(thing)] = Mark(held.changed or changed, held.above or above, held.below or below)

    if marks.whole:
        note(_Part(tuple(thing for part in top.parts for thing in part.things)), changed=True)
    for path in marks.changed:
        inner = _at(top, path)
        if inner is not None:
            note(inner, changed=True)
    for path in marks.gone:
        outer = _at(top, path[:-1])
        if outer is None or not outer.parts:
            continue
        if path[-1] < len(outer.parts):
            note(outer.parts[path[-1]], above=True)
        else:
            note(outer.parts[-1], below=True)
    return found


def _part(block: Block) -> _Part:
    match block:
        case Listing():
            items = tuple(_item(item) for item in block.items)
            return _Part((block,), items)
        case BlockQuote():
            return _Part((block,), tuple(_part(inner) for inner in block.blocks))
        case Table():
            return _Part((block,), tuple(_Part((row,)) for row in block.rows))
        case Definitions():
            return _Part((block,), tuple(_Part((entry,)) for entry in block.entries))
        case _:
            return _Part((block,))


def _item(item: tuple[Block, ...]) -> _Part:
    return _Part(tuple(item), tuple(_part(inner) for inner in item))


def _at(part: _Part, path: Sequence[int]) -> _Part | None:
    """Return the part a path leads to, if there is one."""
    for position in path:
        if position >= len(part.parts):
            return None
        part = part.parts[position]
    return part


def draw(leaf: Leaf, sheet: Sheet, *, back: bool) -> None:
    """Draw the bars and arrows of a page at its outer edge (on the back of a leaf the left one). All are artifacts."""
    if not (leaf.bars or leaf.cuts):
        return
    frame, tone = leaf.frame, sheet.colours["accent"]
    margin = frame.left if back else frame.width - frame.right
    away = min(_AWAY * sheet.em, 0.3 * margin)
    edge = frame.left - away if back else frame.right + away
    for top, bottom in _joined(leaf.bars):
        leaf.fill(edge - _BAR if back else edge, bottom, _BAR, top - bottom, tone)
    size = _ARROW * sheet.em
    tip, end = (edge, edge - size) if back else (edge, edge + size)
    for y in leaf.cuts:
        leaf.stroke((end, y + size), (tip, y), _BAR, tone)
        leaf.stroke((end, y - size), (tip, y), _BAR, tone)


def _joined(bars: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield the bars, those that touch as one."""
    held: tuple[float, float] | None = None
    for top, bottom in bars:
        if held is not None and top >= held[1] - 0.05:
            held = (held[0], bottom)
            continue
        if held is not None:
            yield held
        held = (top, bottom)
    if held is not None:
        yield held
