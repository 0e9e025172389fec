"""Readings above Japanese words (ruby, JIS X 4051): small kana spread over the word, the lines no farther apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from briefing.layout.boxes import Look
from briefing.layout.codes import bracketed
from briefing.layout.fonts import Shape
from briefing.layout.inline import Filler
from briefing.layout.lines import Over, SetLine
from briefing.layout.page import Glyphs, Node
from briefing.text.blocks import Run

_TARGET: Final = "\0reading"
# Sizes of a reading, of the word's: a little less than half leaves lines of running text where they are. A long one
# over a short word is smaller and closer, and stands out over its neighbours, before it moves them apart.
_SMALL: Final = (0.46, 0.43, 0.4)
_TIGHT: Final = 0.92
_OVERHANG: Final = 0.24  # of the word's size, at each end
_UP: Final = 0.93  # baseline above the word's, in multiples of the word's size


def spelt(run: Run) -> str:
    """Return a word with its reading behind it in brackets, for where nothing can stand above it."""
    return f"{run.text}（{run.ruby}）"


def add_reading(filler: Filler, run: Run, look: Look, home: Node, lang: str) -> None:
    """Put a word with its reading into boxes. It is not divided; a longer reading makes room for itself.

    ``lang`` is the language of both where it is not that of the text around.
    """
    whole = home.add("Ruby", lang=lang)
    base, above = whole.add("RB"), whole.add("RT")
    own = replace(look, node=base, link=above, target=_TARGET)
    kana = [shape for letter in run.ruby for shape in look.role.word(letter)]
    word = look.role.word(run.text)
    width = sum(shape.width for shape in word) * look.size / 1000
    crowded = bool(filler.boxes.look) and filler.boxes.look[-1].target == _TARGET
    # The reading before may stand out over this word.
    room = width + (-2 if crowded else 2) * _OVERHANG * look.size
    natural = sum(shape.width for shape in kana) * look.size / 1000
    part = next((part for part in _SMALL if part * natural <= room), _SMALL[-1])
    tight = 1.0 if part * natural <= room else _TIGHT
    long = part * natural * tight
    spare = max(0.0, long - room)
    for place, shape in enumerate(word):
        ends = (place == 0) + (place == len(word) - 1)
        filler.joined(_widened(shape, spare / 2 * 1000 / look.size, place == 0, ends), own, first=place == 0)
    size = round(part * look.size, 3)
    filler.boxes.over[above] = _spread(kana, max(width, long) - part * natural, (size, look, above))


def _widened(shape: Shape, side: float, first: bool, ends: int) -> Shape:
    """Return a shape with that much room, in thousandths, at the ends it has of its word."""
    if side <= 0 or not ends:
        return shape
    room = round(side)
    before = f"){-room}(" if first else ""
    after = f"){-room}(" if not first or ends == 2 else ""
    out = Shape(shape.font, shape.width + ends * room, f"{before}{shape.show}{after}", shape.glyphs, shape.text)
    out.plain = -1
    return out


def _spread(kana: list[Shape], spare: float, small: tuple[float, Look, Node]) -> SetLine:
    """Set a reading with what the word is longer by around its letters: half as much at the ends as between them."""
    size, look, node = small
    gap = spare / len(kana)
    pieces: list[Glyphs] = []
    between = round(-gap * 1000 / size)
    for place, shape in enumerate(kana):
        show = shape.show if place == len(kana) - 1 or not between else f"{shape.show}){between}("
        pieces.append(Glyphs(shape.font, size, bracketed(show), look.colour, node))
    return SetLine(pieces, sum(shape.width for shape in kana) * size / 1000 + gap * (len(kana) - 1), kana, [])


def lifted(line: SetLine, over: dict[Node, SetLine]) -> SetLine:
    """Put the readings of the words of a line above them, in the middle of each."""
    size = max((piece.size for piece in line.pieces if piece.node is not None and piece.node.role == "RB"), default=0.0)
    for hot in line.hot:
        if hot.target == _TARGET and hot.node is not None:
            reading = over[hot.node]
            x = (hot.start + hot.end - reading.width) / 2
            line.over = (
                *line.over,
                Over(round(x, 3), round(_UP * size, 3), reading, hot.node),
            )
    line.hot = [hot for hot in line.hot if hot.target != _TARGET]
    return line
