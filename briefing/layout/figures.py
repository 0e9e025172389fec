"""Figures: a picture as large as its pixels and the measure allow, with its caption below, never parted."""

from __future__ import annotations

from typing import Final

from briefing import pdfium
from briefing.book import parts
from briefing.layout.desk import Area, Desk
from briefing.layout.strips import Shown, Strip, keep_whole
from briefing.text.blocks import Picture, Run, Runs

# Pixels to the inch a picture is shown with as long as it is narrower than the measure: screen shots stay sharp.
_DENSITY: Final = 150
_LEAST: Final = 12.0  # points; a smaller picture could not be seen
_TALLEST: Final = 0.6  # of the text area: a figure leaves room for its caption and some text


def set_picture(desk: Desk, block: Picture, area: Area, most: float = 0.0) -> list[Strip]:
    """Set a picture with its caption, no higher than ``most`` points if given.

    A picture that is not in the library is named in its place.
    """
    picture = desk.pictures.get(block.key)
    if picture is None:
        words = desk.says("picture_missing", name=block.alt or block.key[:8])
        tone = desk.sheet.small.coloured(desk.sheet.colours["accent"])
        return desk.strips((Run(words),), area, area.node.add("P"), tone)
    alt = block.alt or picture.alt or (picture.title if picture.pages else "")
    caption = caption_of(block, picture)
    silent = picture.decorative and not block.alt
    figure = None if silent else area.node.add("Figure", alt=alt or desk.says("picture_untold"))
    width, height = size(picture, area.width, most or _TALLEST * desk.sheet.frame.depth)
    strip = Strip(height, pictures=[Shown(area.x, 0.0, width, height, picture.key, figure)])
    out = [strip]
    if caption:
        home = (figure or area.node).add("Caption" if figure else "P")
        style = desk.sheet.small
        told = desk.strips(caption, area, home, style)
        if told:
            told[0].before = 0.45 * style.size
        out += told
    keep_whole(out)
    return out


def size(picture: parts.Picture, measure: float, most: float, *, dense: bool = True) -> tuple[float, float]:
    """Return how wide and high a picture, or a PDF's first page, is shown, no wider and no higher than said, in points.

    Unless ``dense`` it is as large as that allows, however few pixels it has.
    """
    wide, high = extents(picture)[0]
    if picture.pages:
        wide, high = wide * _DENSITY / 72, high * _DENSITY / 72
    scale = min(measure / wide, most / high)
    if dense:
        scale = min(scale, max(72 / _DENSITY, _LEAST / max(wide, high)))
    return wide * scale, high * scale


def extents(picture: parts.Picture) -> tuple[tuple[float, float], ...]:
    """Return how wide and high each page of a PDF is in points, or a picture, which is one, in pixels."""
    if not picture.pages:
        return ((float(max(picture.width, 1)), float(max(picture.height, 1))),)
    try:
        with pdfium.opened(picture.data) as opened:
            return tuple((max(wide, 1.0), max(high, 1.0)) for wide, high in opened.sizes())
    except pdfium.Damaged:
        return ((595.0, 842.0),)


def caption_of(block: Picture, picture: parts.Picture) -> Runs:
    """Return what stands below a picture: its caption and whose it is."""
    runs: Runs = block.caption or ((Run(picture.caption),) if picture.caption else ())
    if not picture.credit:
        return runs
    return (*runs, Run(f" {picture.credit}" if runs else picture.credit, italic=True))
