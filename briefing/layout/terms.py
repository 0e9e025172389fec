"""The glossary at the back: short forms in order of the alphabet, what they stand for, and the page of first use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.book.glossary import Term
from briefing.layout.desk import Area, Desk, drop, inside
from briefing.layout.index import page_anchor
from briefing.layout.page import Node
from briefing.layout.paginate import LaidPage, paged
from briefing.layout.strips import Words, keep_whole
from briefing.text.blocks import Run

ANCHOR = "glossary"
_WIDEST = 0.3  # of the measure: the column of short forms


def lay_terms(desk: Desk, terms: Sequence[Term], pages: Mapping[str, int]) -> tuple[list[LaidPage], Node]:
    """Lay out the glossary; ``pages`` gives the page of first use by the short form, where it is known."""
    sheet = desk.sheet
    root = Node("Sect", title=desk.says("glossary"))
    head = root.add("H1")
    strips = desk.strips((Run(desk.says("glossary")),), Area(0, sheet.frame.measure, head, sheet.section), head)
    for strip in strips:
        strip.keep = True
    strips[0].anchors.append(ANCHOR)
    strips[-1].height += 0.9 * sheet.em
    whole = root.add("L")
    style, name = sheet.body.aligned("left"), sheet.heads[3]
    widest = max(desk.line(term.short, name).width for term in terms)
    indent = min(widest + 1.6 * sheet.em, _WIDEST * sheet.frame.measure)
    for position, term in enumerate(sorted(terms, key=lambda one: (one.short.casefold(), one.short))):
        entry = whole.add("LI")
        label, body = entry.add("Lbl"), entry.add("LBody")
        runs = [Run(term.meaning)]
        page = pages.get(term.short)
        if page is not None:
            runs += [Run(desk.comma), Run(desk.says("on_page", page=desk.page(page)), href=inside(page_anchor(page)))]
        made = desk.strips(tuple(runs), Area(indent, sheet.frame.measure - indent, body, style), body, style)
        keep_whole(made)
        mark = desk.line(term.short, name, indent - 0.4 * sheet.em)
        made[0].words.insert(0, Words(0.0, drop(style), mark, label))
        made[0].before = 0.45 * sheet.em if position else 0.0
        strips += made
    return paged(desk, strips), root
