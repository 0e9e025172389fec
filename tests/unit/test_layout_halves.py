"""Headings and table heads on two lines: as even as can be, nothing that belongs together parted without need."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.layout.boxes import Boxes, base_look
from briefing.layout.breaking import NONE, SPACE, TIED
from briefing.layout.lines import break_lines, natural
from briefing.layout.style import Style
from tests.unit.layout_reading import FONTS

STYLE = Style("sans", 12, 15, (0.0, 0.0, 0.0), even=True)
LOOK = base_look(FONTS, "sans", 12, (0.0, 0.0, 0.0))
BLANK = LOOK.role.space * 12 / 1000


def boxes_of(widths: list[float], glue: list[int]) -> Boxes:
    out = Boxes()
    shape = LOOK.role.word("a")[0]
    for k, (width, kind) in enumerate(zip(widths, glue, strict=True)):
        spaced = k > 0 and kind in (SPACE, TIED)
        out.width.append(width)
        out.space.append(BLANK if spaced else 0.0)
        out.glue.append(kind if k else NONE)
        out.shape.append(shape)
        out.look.append(LOOK)
        out.spaces.append(LOOK if spaced else None)
    return out


@given(st.lists(st.tuples(st.floats(2, 80), st.sampled_from([SPACE, SPACE, NONE, TIED])), min_size=2, max_size=12))
def test_of_all_ways_to_make_two_lines_the_evenest_is_taken(words: list[tuple[float, int]]) -> None:
    widths, glue = [one[0] for one in words], [one[1] for one in words]
    whole = natural(boxes_of(widths, glue), 0, len(words))
    measure = 0.75 * whole
    ways = [
        max(natural(boxes_of(widths, glue), 0, end), natural(boxes_of(widths, glue), end, len(words)))
        for end in range(1, len(words))
        if glue[end] == SPACE
    ]
    made = break_lines(boxes_of(widths, glue), STYLE, measure)
    if len(made) == 2 and min(ways, default=whole) <= measure:
        assert abs(max(line.width for line in made) - min(ways)) < 0.01
    assert all(line.width <= measure + 0.01 for line in made) or min(ways, default=whole) > measure
