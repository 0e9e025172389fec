"""From a marked-up Markdown tree to blocks: lists, tables, definitions, quotations and the paragraphs in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from briefing.text import blocks
from briefing.text.markdown_runs import cites_only, paragraphs, runs_of, unquoted

_BLOCK_TAGS = frozenset(["p", "ul", "ol", "dl", "pre", "blockquote", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6"])


def blocks_in(parent: Element) -> list[blocks.Block]:
    """Return the blocks of a block element: its own words first, then its children in order."""
    out: list[blocks.Block] = []
    loose = Element("p")
    loose.text = parent.text
    for child in parent:
        if child.tag in _BLOCK_TAGS:
            out.extend(paragraphs(runs_of(loose)))
            out.extend(_BUILDERS[child.tag](child))
            loose = Element("p")
            loose.text = child.tail
        else:
            loose.append(child)
    out.extend(paragraphs(runs_of(loose)))
    return out


def _paragraph(element: Element) -> list[blocks.Block]:
    return paragraphs(runs_of(element))


def _heading(element: Element) -> list[blocks.Block]:
    runs = cites_only(runs_of(element))
    return [blocks.Heading(int(element.tag[1]), runs)] if runs else []


def _listing(element: Element) -> list[blocks.Block]:
    items = tuple(tuple(blocks_in(item)) for item in element)
    start = element.get("start", "1")
    ordered = element.tag == "ol"
    return [blocks.Listing(items, ordered, int(start[:9]) if ordered and start.isdecimal() else 1)]


def _quotation(element: Element) -> list[blocks.Block]:
    return [blocks.BlockQuote(tuple(blocks_in(element)))]


def _code(element: Element) -> list[blocks.Block]:
    return [blocks.Code(unquoted("".join(element.itertext())).strip("\n"))]


def _rule(_element: Element) -> list[blocks.Block]:
    return [blocks.Rule()]


def _table(element: Element) -> list[blocks.Block]:
    rows = list(element.iter("tr"))
    cells = [tuple(cites_only(runs_of(cell)) for cell in row) for row in rows]
    align: tuple[blocks.Align, ...] = tuple(_aligned(cell.get("style", "")) for cell in rows[0])
    body = tuple(row for row in cells[1:] if any(row))
    return [blocks.Table(cells[0], body, align)]


def _aligned(style: str) -> blocks.Align:
    return "right" if "right" in style else "centre" if "center" in style else "left"


def _definitions(element: Element) -> list[blocks.Block]:
    entries: list[tuple[blocks.Runs, blocks.Runs]] = []
    terms: list[blocks.Runs] = []
    for child in element:
        if child.tag == "dt":
            terms.append(cites_only(runs_of(child)))
            continue
        meaning = cites_only(flat(blocks_in(child)))
        entries.extend((term, ()) for term in terms[:-1])
        entries.append((terms[-1] if terms else (), meaning))
        terms = []
    entries.extend((term, ()) for term in terms)
    return [blocks.Definitions(tuple(entries))]


_BUILDERS: dict[str, Callable[[Element], list[blocks.Block]]] = {
    "p": _paragraph,
    "ul": _listing,
    "ol": _listing,
    "dl": _definitions,
    "pre": _code,
    "blockquote": _quotation,
    "table": _table,
    "hr": _rule,
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], _heading),
}


def flat(found: Sequence[blocks.Block]) -> blocks.Runs:
    """Return the runs of some blocks one after another, a hard break between them."""
    out: list[blocks.Run] = []
    for block in found:
        runs: blocks.Runs = ()
        if isinstance(block, blocks.Paragraph | blocks.Heading):
            runs = block.runs
        elif isinstance(block, blocks.Code):
            runs = (blocks.Run(block.text, code=True),)
        elif isinstance(block, blocks.QuoteCard):
            runs = (blocks.Run("", cite=block.handle),)
        elif isinstance(block, blocks.BlockQuote):
            runs = flat(block.blocks)
        elif isinstance(block, blocks.Listing):
            runs = flat([inner for item in block.items for inner in item])
        elif isinstance(block, blocks.Table):
            runs = tuple(run for row in (block.head, *block.rows) for cell in row for run in (*cell, blocks.Run(" ")))
        if runs and out:
            out.append(blocks.Run("\n"))
        out.extend(runs)
    return tuple(out)
