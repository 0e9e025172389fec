"""Strips put together: side by side, on a ground, with a label beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book.questions import QUESTION_MARKS
from briefing.layout.desk import Area, Desk, drop
from briefing.layout.page import Colour, Node
from briefing.layout.strips import Ground, Hair, Strip, Words, keep_whole, lowered, on_ground, pad
from briefing.layout.style import Style
from briefing.text.blocks import Run, Runs, plain

ROOMY = 25.0  # a measure of that many times the size of its text has room for a column of labels
_MARKS = ".:。："


def height(strips: Sequence[Strip]) -> float:
    """Return how high strips stand one below the other."""
    return sum(strip.height + (strip.before if k else 0.0) for k, strip in enumerate(strips))


def beside(columns: Sequence[Sequence[Strip]]) -> Strip:
    """Return one strip that holds all columns side by side; each was set where it is to stand. It cannot be split."""
    out = Strip(max(height(column) for column in columns))
    for column in columns:
        down = 0.0
        for k, strip in enumerate(column):
            gap = strip.before if k else 0.0
            down += gap
            for ground in strip.grounds:
                up = gap if ground.up else 0.0
                moved = replace(ground, down=ground.down + down - up, height=ground.height + up, up=False)
                out.grounds.append(moved)
            out.hairs += [replace(hair, down=hair.down + down) for hair in strip.hairs]
            out.words += [replace(words, down=words.down + down) for words in strip.words]
            out.pictures += [replace(shown, down=shown.down + down) for shown in strip.pictures]
            out.anchors += strip.anchors
            out.origins += [(down + below, section, line) for below, section, line in strip.origins]
            out.bar = out.bar or strip.bar
            out.cuts = (*out.cuts, *(down + cut for cut in strip.cuts))
            down += strip.height
    return out


def panel(desk: Desk, strips: list[Strip], area: Area, rule: Colour) -> list[Strip]:
    """Put strips set inside an area on a tinted ground with a thick rule at its head."""
    sheet = desk.sheet
    if not strips:
        return strips
    strips[0].before = 0.0
    pad(strips, 0.7 * sheet.em, 0.75 * sheet.em)
    if len(strips) <= 16:
        keep_whole(strips)
    strips[0].keep = True
    on_ground(strips, lambda tall: Ground(area.x, 0, area.width, tall, sheet.colours["tint"]))
    strips[0].hairs.append(Hair(area.x, 0.9, area.width, 1.8, rule))
    return strips


def label_of(runs: Runs) -> Runs:
    """Return the words of a lead as they stand in a column of their own: without the stop or colon at their end."""
    text = plain(runs).strip()
    kept = text.rstrip(_MARKS + " ")
    return (Run(kept or text),) if not any(run.cite or run.href or run.note for run in runs) else runs


def headed(head: Runs) -> Runs:
    """Return the head of a column as it leads what is below it."""
    words = plain(head).strip().rstrip(":：")
    return (Run(words if words.endswith(QUESTION_MARKS) else f"{words}:"), Run("\u00a0")) if words else ()


def labelled(desk: Desk, label: Runs, text: list[Strip], where: tuple[Area, float, Style, Node]) -> list[Strip]:
    """Set a label left of strips that leave room for it, or above them where there is none.

    ``where`` is the area of both, the width of the label's column (0: above), the label's style and its element.
    """
    area, column, style, node = where
    # A label in other letters than the text's still stands where reading begins.
    style = replace(style, fixed=style.fixed or desk.rtl)
    home = replace(area, node=node, width=column - 0.7 * style.size if column else area.width)
    strips = desk.strips(label, home, node, style)
    if not column:
        for strip in strips:
            strip.keep = True
        if text:
            text[0].before = 0.1 * style.size
        return [*strips, *text]
    if not text or len(strips) > len(text):
        return [beside([strips, text])]
    own = next((words.down for words in text[0].words), drop(style))
    first = strips[0].words[0].down if strips[0].words else own
    for strip, beneath in zip(strips, text, strict=False):
        beneath.words = [*(replace(words, down=words.down + own - first) for words in strip.words), *beneath.words]
    return text


def label_column(
    desk: Desk, labels: Sequence[Runs], style: Style, area: Area, most: float = 0.26, roomy: float = ROOMY
) -> float:
    """Return how wide the column of some labels is, in points; 0 where they had better stand above their text."""
    if not labels or area.width < roomy * area.style.size:
        return 0.0
    widest = max(desk.line(plain(label), style).width for label in labels)
    return min(widest, most * area.width) + 1.1 * area.style.size


def hair_above(strips: Sequence[Strip], area: Area, weight: float, tone: Colour, clear: float) -> None:
    """Draw a line above the first strip, ``clear`` points from its text; not at the top of a page."""
    if strips:
        first = strips[0]
        lowered(first, clear)
        for ground in first.grounds:
            ground.height += clear
        first.hairs.append(Hair(area.x, 0, area.width, weight, tone, parting=True))


def mark(strips: Sequence[Strip], words: Words) -> None:
    """Put a mark (a number, a dot) before the first line of strips."""
    strips[0].words.insert(0, words)


def baseline(strips: Sequence[Strip], otherwise: float) -> float:
    """Return the baseline of the first line of strips, from the top of the first."""
    return strips[0].words[0].down if strips and strips[0].words else otherwise
