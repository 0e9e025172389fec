"""The list of sources at the back, in order of first citation, and what the evidence grades mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.book import wording
from briefing.book.parts import Source
from briefing.layout.boxes import base_look
from briefing.layout.desk import Area, Desk, drop, source_anchor
from briefing.layout.faults import stop_if
from briefing.layout.index import page_anchor
from briefing.layout.lines import break_lines
from briefing.layout.page import Node
from briefing.layout.paginate import paged
from briefing.layout.section import Laid
from briefing.layout.strips import Strip, Words, keep_whole
from briefing.text.blocks import Run, Runs

ANCHOR = "sources"


def lay_sources(
    desk: Desk, sources: Sequence[Source], grades: Sequence[str], cited: Mapping[str, Sequence[int]] | None = None
) -> Laid:
    """Lay out the list; ``grades`` are those the book prints, ``cited`` the pages that cite a source, by its key.

    Whoever gives pages puts their anchors (``index.page_anchor``) on them.
    """
    sheet, title = desk.sheet, desk.says("sources")
    root = Node("Sect", title=title)
    head = root.add("H1")
    strips = desk.strips((Run(title),), Area(0, sheet.frame.measure, head, sheet.section), head)
    for strip in strips:
        strip.keep = True
    strips[0].anchors.append(ANCHOR)
    strips[-1].height += 0.9 * sheet.em
    strips += _list(desk, sources, root, cited or {})
    strips += _grades(desk, grades, root)
    pages = paged(desk, strips)
    return Laid(pages, root, {ANCHOR: 0}, frozenset(desk.missing))


def _list(desk: Desk, sources: Sequence[Source], root: Node, cited: Mapping[str, Sequence[int]]) -> list[Strip]:
    sheet = desk.sheet
    style = sheet.body.aligned("left")
    indent = desk.line(f"[{len(sources)}]", sheet.label).width + 0.8 * sheet.em
    whole = root.add("L")
    whole.ordered = True
    out: list[Strip] = []
    for number, source in enumerate(sources, 1):
        stop_if(desk.cancelled)
        entry = whole.add("LI")
        label, body = entry.add("Lbl"), entry.add("LBody")
        area = Area(indent, sheet.frame.measure - indent, body, style)
        strips = desk.strips(source_runs(source, desk), area, body, style)
        if cited.get(source.key):
            strips += _backwards(desk, cited[source.key], area)
        keep_whole(strips)
        mark = desk.line(f"[{number}]", sheet.label)
        strips[0].words.insert(0, Words(0.0, drop(style), mark, label))
        strips[0].anchors.append(source_anchor(source.key))
        strips[0].before = 0.55 * sheet.em if number > 1 else 0.0
        out += strips
    return out


def _backwards(desk: Desk, pages: Sequence[int], area: Area) -> list[Strip]:
    """Set the pages a source is cited on, each a link back to it."""
    # As far apart as running text: a finger must not hit the line above.
    style = replace(desk.sheet.small, lead=desk.sheet.body.lead)
    node = area.node.add("P")
    before, _, after = desk.says("cited_on", pages="\0").partition("\0")
    filler = desk.fill((Run(before),), style, area.width, node)
    plain = base_look(desk.fonts, style.role, style.size, style.colour)
    for place, page in enumerate(pages):
        if place:
            filler.text(desk.comma, plain)
        look = base_look(desk.fonts, style.role, style.size, desk.sheet.colours["link"])
        look.says, look.target = desk.says("cited_on_page", page=page), page_anchor(page)
        look.node = look.link = node.add("Link", alt=look.says)
        filler.text(str(page), look)
    filler.text(after, plain)
    return [desk.strip(line, area.x, style, node) for line in break_lines(filler.boxes, style, area.width)]


def source_runs(source: Source, desk: Desk) -> Runs:
    """Return a source as it is printed: author, title, outlet, date, address, when read."""
    out: list[Run] = []
    if source.author:
        out.append(Run(f"{source.author}. "))
    out.append(Run(source.title or desk.says("untitled"), italic=True, lang=source.language))
    published = wording.date(source.published_on, "", desk.language)
    where = desk.comma.join(part for part in (source.publisher, published) if part)
    stop = "" if source.title.rstrip().endswith((".", "?", "!", "…", "。")) else "."
    out.append(Run(f"{stop} {where}." if where else stop))
    if source.url.lower().startswith(("http://", "https://")):
        out += [Run(" "), Run(source.url, href=source.url)]
    elif source.url:
        out.append(Run(f" {source.url}"))
    if source.accessed_on:
        out.append(Run(" " + desk.says("read_on", date=wording.date(source.accessed_on, "", desk.language))))
    return tuple(out)


def _grades(desk: Desk, grades: Sequence[str], root: Node) -> list[Strip]:
    known = [grade for grade in wording.GRADES if grade in grades]
    if not known:
        return []
    sheet = desk.sheet
    node = root.add("P")
    runs: list[Run] = [Run(desk.says("evidence_grades") + " ", bold=True)]
    for position, grade in enumerate(known):
        runs += [Run(f"{grade}{wording.NBSP}", bold=True), Run(desk.says(f"grade_{grade}"))]
        runs.append(Run("; " if position < len(known) - 1 else "."))
    out = desk.strips(tuple(runs), Area(0, sheet.frame.measure, node, sheet.small), node)
    keep_whole(out)
    out[0].before = 1.6 * sheet.em
    return out
