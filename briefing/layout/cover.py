"""The cover: what the book is, for whom, as at when, and how it is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book import wording
from briefing.book.parts import Book, Marking
from briefing.layout.desk import Desk, drop
from briefing.layout.figures import size
from briefing.layout.leaf import Leaf
from briefing.layout.lines import SetLine
from briefing.layout.page import Node
from briefing.layout.style import SMALLEST, Style
from briefing.text.blocks import Run

_LOGO_WIDE, _LOGO_HIGH = 0.4, 0.085  # of the text area


def cover(desk: Desk, book: Book, copy: str = "", time: tuple[str, str] = ("", "")) -> tuple[Leaf, Node]:
    """Draw the cover (without the furniture every page carries); ``copy`` is the number of this copy, if any, ``time``
    what the book takes and how long: to speak it, or to read it.
    """
    sheet = desk.sheet
    frame = sheet.full
    leaf = Leaf(frame, rtl=desk.rtl)
    root = Node("Sect", title="Cover")
    leaf.anchor("cover", frame.height)
    way = sheet.theme.cover
    if way == "bar":
        leaf.fill(0, 0, frame.left * 0.42, frame.height, sheet.colours["band"])
    on = sheet.colours["on_band"]
    unit = min(max(sheet.em, 10.0), 14.0, max(frame.measure / 28, SMALLEST))
    family = sheet.theme.faces["heads"]
    details = _Details(desk, _facts(desk, book, copy, time), unit)
    scene = [text for text in (book.dates, book.place) if text and text.casefold() not in book.event.casefold()]
    y = frame.top - min(0.115 * frame.depth, 0.14 * (frame.depth - details.height))
    y = _logo(desk, leaf, book, y, root)
    start = y
    event = Style(
        family, unit * 1.14, unit * 1.6, on if way == "block" else sheet.colours["accent"], bold=True, even=True
    )
    y = _stack(desk, leaf, book.event, event, y, root, 3)
    if book.event:
        y -= unit * 0.7
    # A block goes on below its words, and stands clear of the details.
    floor = frame.bottom + details.height + unit * ((6.4 if way == "block" else 4.0) + 1.9 * len(scene))
    y = _title(desk, leaf, book.title, (unit, y, y - floor), root)
    y -= unit * 1.5
    if way == "rules":
        leaf.rule(frame.left, frame.right, y + 1.3, 0.5, sheet.colours["primary"])
    else:
        leaf.fill(frame.left, y, unit * 5.2, 2.6, on if way == "block" else sheet.colours["accent"])
    y -= unit * 1.5
    place = Style(family, unit * 1.3, unit * 1.85, on if way == "block" else sheet.colours["ink"])
    for text in scene:
        if y - place.lead > frame.bottom + details.height:
            y = _stack(desk, leaf, text, place, y, root, 1 if details.height > 0.4 * frame.depth else 2)
    if way == "block":
        behind = Leaf(frame, rtl=desk.rtl)
        behind.fill(0, y - 1.6 * unit, frame.width, start - y + 4.0 * unit, sheet.colours["band"])
        leaf.page.items[:0] = behind.page.items
    elif way == "rules":
        for below, weight in ((0.0, 2.2), (3.4, 0.5)):
            leaf.rule(frame.left, frame.right, start + 1.6 * unit - below, weight, sheet.colours["primary"])
    details.draw(leaf, root)
    return leaf, root


def _logo(desk: Desk, leaf: Leaf, book: Book, y: float, root: Node) -> float:
    """Put the book's logo above everything else, small enough to stay a signature; return where the rest begins."""
    picture = book.pictures.get(book.logo)
    if picture is None or not picture.width:
        return y
    frame = leaf.frame
    width, height = size(picture, _LOGO_WIDE * frame.measure, _LOGO_HIGH * frame.depth, dense=False)
    node = None if picture.decorative else root.add("Figure", alt=picture.alt or picture.name)
    leaf.picture(picture.key, (frame.left, y - height, width, height), node)
    return y - height - 0.035 * frame.depth


def _title(desk: Desk, leaf: Leaf, title: str, where: tuple[float, float, float], root: Node) -> float:
    """Set the title below ``y``, as large as it goes on four lines or fewer and in the room; ``where`` is the unit,
    ``y`` and the room.
    """
    sheet = desk.sheet
    unit, y, room = where
    size = unit * sheet.theme.sizes["cover"]
    node = root.add("P")
    longest = max((len(word) for word in title.split()), default=1)
    while True:
        tone = sheet.colours["on_band" if sheet.theme.cover == "block" else "primary"]
        style = replace(sheet.cover, size=size, lead=size * 1.14, colour=tone)
        lines = desk.lines((Run(title or desk.says("untitled")),), style, sheet.full.measure, Node("P"))
        fits = len(lines) <= 4 and longest * size * 0.55 <= sheet.full.measure and len(lines) * style.lead <= room
        if fits or size < unit * 1.2:
            break
        size *= 0.92
    for line in lines[: max(4, int(room / style.lead))]:
        leaf.words(_own(line), sheet.full.left, y - drop(style), node)
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


class _Details:
    """The details at the foot of the cover, each on a ruled line."""

    def __init__(self, desk: Desk, facts: Sequence[tuple[str, str]], unit: float) -> None:
        sheet = desk.sheet
        self._desk, self._unit, self._pad = desk, unit, unit * 0.42
        family = sheet.theme.faces["heads"]
        self._name = Style(family, unit * 0.86, unit * 1.3, sheet.colours["muted"])
        self._value = Style(family, unit * 1.0, unit * 1.3, sheet.colours["ink"], even=True)
        facts = [(title, " ".join(text.split())) for title, text in facts if text.strip()]
        names = [desk.line(title, self._name).width for title, _ in facts]
        self._column = min(max([unit * 8.0, *names]) + 1.6 * unit, sheet.full.measure * 0.45)
        self._rows: list[tuple[str, list[SetLine], Node]] = []
        most = 4 if sheet.full.depth > 480 else 3
        room = sheet.full.measure - self._column
        for title, text in facts:
            node = Node("LBody")
            self._rows.append((title, desk.few_lines(text, self._value, room, most, node), node))
        self.height = sum(len(lines) * self._value.lead + 2 * self._pad for _, lines, _ in self._rows) + unit * 0.6

    def draw(self, leaf: Leaf, root: Node) -> None:
        """Draw the rows at the foot of the text area."""
        if not self._rows:
            return
        sheet, frame = self._desk.sheet, leaf.frame
        whole = root.add("L")
        y = frame.bottom + self.height
        leaf.rule(frame.left, frame.right, y, 0.9, sheet.colours["primary"])
        for k, (title, lines, body) in enumerate(self._rows, 1):
            entry = whole.add("LI")
            label = entry.add("Lbl")
            entry.children.append(body)
            base = y - self._pad - drop(self._value)
            leaf.words(self._desk.line(title, self._name, self._column - self._unit * 0.5), frame.left, base, label)
            for below, line in enumerate(lines):
                leaf.words(line, frame.left + self._column, base - below * self._value.lead, body)
            y -= len(lines) * self._value.lead + 2 * self._pad
            if k < len(self._rows):
                # The rule of the foot is close below the last row.
                leaf.rule(frame.left, frame.right, y, 0.4, sheet.colours["rule"])


def _facts(desk: Desk, book: Book, copy: str, time: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (desk.says("prepared_for"), book.principal),
        (desk.says("edition"), book.edition),
        (desk.says("copy"), copy),
        time,
        (desk.says("information_as_at"), wording.date(book.as_at, "", desk.language) if book.as_at else ""),
        (desk.says("reference"), book.reference),
        (desk.says("marking"), book.banner.text.upper() if book.banner is not None else ""),
        *_designation(book.banner),
        (desk.says("note"), book.label),
    ]


def _designation(level: Marking | None) -> list[tuple[str, str]]:
    """Return the lines that say who marked the book, each parted at its colon."""
    found = [line.partition(":") for line in level.designation] if level is not None else []
    return [(title.strip(), text) if colon else ("", title) for title, colon, text in found]
