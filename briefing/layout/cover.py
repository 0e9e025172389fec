"""The cover: what the book is, for whom, as at when, and how it is marked."""

from __future__ import annotations

from dataclasses import replace

from briefing.book import wording
from briefing.book.parts import Book
from briefing.layout.desk import Desk, drop
from briefing.layout.leaf import Leaf
from briefing.layout.lines import SetLine
from briefing.layout.page import Node
from briefing.layout.style import Style
from briefing.text.blocks import Run


def cover(desk: Desk, book: Book) -> tuple[Leaf, Node]:
    """Draw the cover (without the furniture every page carries)."""
    sheet = desk.sheet
    frame = sheet.frame
    leaf = Leaf(frame)
    root = Node("Sect", title="Cover")
    leaf.anchor("cover", frame.height)
    bar = frame.left * 0.42
    leaf.fill(0, 0, bar, frame.height, sheet.colours["band"])
    unit = min(max(sheet.em, 10.0), 14.0)
    family = sheet.theme.faces["heads"]
    y = frame.top - 0.115 * frame.depth
    event = Style(family, unit * 1.14, unit * 1.6, sheet.colours["accent"], bold=True)
    y = _stack(desk, leaf, book.event, event, y, root, 3)
    if book.event:
        y -= unit * 0.7
    y = _title(desk, leaf, book.title, unit, y, root)
    y -= unit * 1.5
    leaf.fill(frame.left, y, unit * 5.2, 2.6, sheet.colours["accent"])
    y -= unit * 1.5
    place = Style(family, unit * 1.3, unit * 1.85, sheet.colours["ink"])
    for text in (book.dates, book.place):
        if text and text.casefold() not in book.event.casefold():
            y = _stack(desk, leaf, text, place, y, root, 2)
    _details(desk, leaf, book, unit, root)
    return leaf, root


def _title(desk: Desk, leaf: Leaf, title: str, unit: float, y: float, root: Node) -> float:
    """Set the title as large as it goes on four lines or fewer."""
    sheet = desk.sheet
    size = unit * sheet.theme.sizes["cover"]
    node = root.add("P")
    while True:
        style = replace(sheet.cover, size=size, lead=size * 1.14)
        lines = desk.lines((Run(title or "Untitled"),), style, sheet.frame.measure, Node("P"))
        longest = max((len(word) for word in title.split()), default=1)
        whole = sum(len(line.pieces) for line in lines)
        if (len(lines) <= 4 and longest * size * 0.55 <= sheet.frame.measure) or size < unit * 1.3 or not whole:
            break
        size *= 0.92
    for line in lines[:9]:
        leaf.words(_own(line), sheet.frame.left, y - drop(style), node)
        y -= style.lead
    return y


def _own(line: SetLine) -> SetLine:
    """Return the line without nodes of its own (they belonged to a trial)."""
    return SetLine([replace(piece, node=None) for piece in line.pieces], line.width, line.used, [])


def _stack(desk: Desk, leaf: Leaf, text: str, style: Style, y: float, root: Node, most: int) -> float:
    if not text.strip():
        return y
    node = root.add("P")
    for line in desk.lines((Run(text.strip()),), style, leaf.frame.measure, node)[:most]:
        leaf.words(line, leaf.frame.left, y - drop(style), node)
        y -= style.lead
    return y


def _details(desk: Desk, leaf: Leaf, book: Book, unit: float, root: Node) -> None:
    """Set the details at the foot of the cover, each on a ruled line."""
    sheet, frame = desk.sheet, leaf.frame
    family = sheet.theme.faces["heads"]
    name = Style(family, unit * 0.86, unit * 1.3, sheet.colours["muted"])
    value = Style(family, unit * 1.0, unit * 1.3, sheet.colours["ink"])
    rows = [
        ("Prepared for", book.principal),
        ("Edition", book.edition),
        ("Information as at", wording.date(book.as_at) if book.as_at else ""),
        ("Reference", book.reference),
        ("Marking", book.banner.text.upper() if book.banner is not None else ""),
        ("Note", book.label),
    ]
    column = min(unit * 10.5, frame.measure * 0.34)
    table = root.add("L")
    made: list[tuple[str, list[SetLine], Node, Node]] = []
    for title, text in rows:
        if text:
            entry = table.add("LI")
            label, body = entry.add("Lbl"), entry.add("LBody")
            made.append((title, desk.lines((Run(text),), value, frame.measure - column, body)[:4], label, body))
    if not made:
        root.children.remove(table)
        return
    pad = unit * 0.42
    total = sum(len(lines) * value.lead + 2 * pad for _, lines, _, _ in made)
    y = frame.bottom + total + unit * 0.6
    leaf.rule(frame.left, frame.right, y, 0.9, sheet.colours["primary"])
    for title, lines, label, body in made:
        base = y - pad - drop(value)
        leaf.words(desk.line(title, name, column - unit * 0.5), frame.left, base, label)
        for k, line in enumerate(lines):
            leaf.words(line, frame.left + column, base - k * value.lead, body)
        y -= len(lines) * value.lead + 2 * pad
        leaf.rule(frame.left, frame.right, y, 0.4, sheet.colours["rule"])
