"""Reads laid-out pages back, as a person would: the words of a line, a page, a structure element."""

from __future__ import annotations

import re

from briefing.layout.codes import numbers
from briefing.layout.fonts import Fonts
from briefing.layout.page import Folios, Glyphs, Line, Node, Page

FONTS = Fonts()
_SHOWN = re.compile(r"\(([^()]+)\)|↑-?\d+↑|(-?\d+)")


def glyphs(piece: Glyphs) -> list[int]:
    out: list[int] = []
    for found in _SHOWN.finditer(piece.show):
        if found[1]:
            out += numbers(found[1])
    return out


def piece_text(page: Page, piece: Glyphs) -> str:
    return "".join(page.used[piece.font][number] for number in glyphs(piece))


def line_text(page: Page, line: Line) -> str:
    return "".join(piece_text(page, piece) for piece in line.pieces)


def width(line: Line) -> float:
    """Return how far the line reaches, its trailing space not counted, from the fonts' own advances."""
    total, last = 0.0, 0.0
    for piece in line.pieces:
        face = FONTS.face(piece.font)
        for found in _SHOWN.finditer(piece.show):
            if found[2]:
                total -= int(found[2]) * piece.size / 1000
                continue
            for number in numbers(found[1] or ""):
                last = face.advance(number) * piece.size / 1000
                total += last
                blank = [number] == numbers(face.shape(" ").show)
                last = last if blank else 0.0
    return total - last


def lines(page: Page, *, artifacts: bool = False) -> list[Line]:
    """Return the page's lines; those of the furniture only when asked."""
    return [one for one in page.items if isinstance(one, Line) and (artifacts or one.node is not None)]


def page_text(page: Page, *, artifacts: bool = False) -> str:
    return "\n".join(line_text(page, one).strip() for one in lines(page, artifacts=artifacts))


def text(folios: Folios) -> str:
    return "\n".join(page_text(page) for page in folios.pages)


def walk(node: Node) -> list[Node]:
    return [node, *(below for child in node.children for below in walk(child))]


def page_of_anchor(folios: Folios, name: str) -> int:
    """Return the page number, from 1, an anchor stands on."""
    return next(k for k, page in enumerate(folios.pages, 1) if any(one.name == name for one in page.anchors))


def shown(folios: Folios) -> list[object]:
    """Return everything drawn, comparable between two runs (structure elements by role and words)."""
    out: list[object] = []
    for page in folios.pages:
        for item in page.items:
            if isinstance(item, Line):
                pieces = [(one.font, one.size, one.show, one.colour, one.rise) for one in item.pieces]
                out.append((item.x, item.y, pieces, item.node.role if item.node else None))
            else:
                out.append(item)
        links = [(one.x1, one.y1, one.x2, one.y2, one.href, one.target, one.says) for one in page.links]
        out.append((page.label, page.section, page.anchors, page.used, links))
    roles = [(one.role, one.lang, one.alt, one.scope, len(one.children)) for one in walk(folios.root)]
    return [*out, roles, folios.bookmarks, folios.where, folios.missing]
