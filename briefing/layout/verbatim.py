"""Code set as it was typed: every character in its column, what is too long for a line hung in below it."""

from __future__ import annotations

import re

from briefing.layout.desk import Area, Desk, drop
from briefing.layout.strips import Strip, Words
from briefing.text.blocks import Run

_APART = re.compile(r" {2,}")
_HANGS = 2  # columns by which the rest of a long line stands in
_DEEPEST = 0.5  # of the measure; an indent is never more


def verbatim(desk: Desk, text: str, area: Area) -> list[Strip]:
    """Set the lines of a text in the style of code, in ``area`` and its element."""
    return [strip for line in text.expandtabs(4).split("\n") for strip in _line(desk, line.rstrip(), area)]


def _line(desk: Desk, text: str, area: Area) -> list[Strip]:
    style, node = desk.sheet.code, area.node
    if not text.strip():
        return [Strip(style.lead)]
    column = desk.line("0", style).width
    words = text.lstrip(" ")
    indent = min((len(text) - len(words)) * column, _DEEPEST * area.width)
    if text.isascii() and indent + len(words) * column <= area.width:
        strip, at = Strip(style.lead), 0
        for gap in [*_APART.finditer(words), None]:
            part = words[at : gap.start() if gap else len(words)]
            # The blank parts it from what follows for whoever listens or copies.
            for line in desk.lines((Run(part + ("\u00a0" if gap else "")),), style, area.width, node):
                strip.words.append(Words(area.x + indent + at * column, drop(style), line, node))
            at = gap.end() if gap else len(words)
        return [strip]
    room = area.width - indent - _HANGS * column
    lines = desk.lines((Run(words),), style, room, node)
    hang = _HANGS * column
    return [desk.strip(line, area.x + indent + (hang if k else 0.0), style, node) for k, line in enumerate(lines)]
