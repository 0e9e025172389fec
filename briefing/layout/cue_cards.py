"""Cue cards laid out: each in type as large as fits on five lines, what is too long goes on on the next card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.book.cue import Cue, deal
from briefing.book.parts import Book
from briefing.book.profile import Profile
from briefing.layout.desk import Area, Desk, drop, section_anchor
from briefing.layout.fonts import Fonts
from briefing.layout.furniture import as_at, copy_number, marking_style
from briefing.layout.imposition import Imposition, impose, imposition
from briefing.layout.leaf import Leaf, Side
from briefing.layout.lines import SetLine
from briefing.layout.page import Bookmark, Folios, Node
from briefing.layout.paginate import LaidPage, place
from briefing.layout.section import Piece, placements
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip, mirrored
from briefing.layout.style import Frame, Sheet, Style
from briefing.layout.theme import Theme
from briefing.layout.watermark import Watermark
from briefing.text.bidi import runs_rtl
from briefing.text.blocks import Block, Listing, Run

MOST_LINES = 5
_SIZES = (
    40.0,
    34.0,
    30.0,
    27.0,
    24.0,
    22.0,
    20.0,
    18.0,
    16.0,
    14.0,
    12.0,
)  # tried from the largest down to the profile's own
_USUAL, _LARGEST = 34.0, 0.081  # what is tried first: that many points, on a large card more, a part of its width
_SIDE, _HEAD, _FOOT = 22.0, 27.0, 34.0  # points free at the sides, above the title and below the text
_SMALL, _TITLE, _NUMBER = 8.5, 13.0, 19.0  # sizes of the furniture, of a card's title and its number


@dataclass(slots=True, eq=False)
class Card:
    """One card: some strips of a cue. ``part`` of ``parts`` are set where a cue takes several."""

    cue: Cue
    sheet: Sheet
    strips: Sequence[Strip]
    node: Node
    part: int = 1
    parts: int = 1


class CardDesk:
    """What laying out cards takes: the book, its profile, the paper, fonts and theme."""

    def __init__(self, book: Book, profile: Profile, paper: str, fonts: Fonts, theme: Theme) -> None:
        self.book, self.profile, self.paper = book, profile, paper
        self.fonts, self.theme = fonts, theme
        self.missing: set[str] = set()
        self.how: Imposition = imposition(paper)
        width, height = self.how.card
        top = height - _HEAD - 2 * _TITLE * 1.2 - 15.0
        self.frame = Frame(width, height, _SIDE, width - _SIDE, round(top, 2), _FOOT)
        self.statements = {one.handle: one for one in self.book.statements.values()}
        self._sheets: dict[tuple[float, bool], Sheet] = {}

    def sheet(self, size: float, *, by_sentence: bool = False) -> Sheet:
        """Return the styles of a card with running text of some size."""
        found = self._sheets.get((size, by_sentence))
        if found is None:
            found = Sheet(self.theme, replace(self.profile, body=size, leading=0.0), self.paper)
            found.frame, found.by_sentence = self.frame, by_sentence
            found.body = replace(found.body, even=True)
            self._sheets[size, by_sentence] = found
        return found

    def desk(self, sheet: Sheet, language: str = "") -> Desk:
        """Return a desk to set on."""
        tongue = language or self.book.language
        shown = self.book.pictures
        rtl = runs_rtl(tongue)
        return Desk(self.fonts, sheet, tongue, self.statements, pictures=shown, missing=self.missing, rtl=rtl)


def cards(made: CardDesk, pieces: Sequence[Piece]) -> list[Card]:
    """Deal the pieces and set each cue, in type as large as goes on five lines of one card."""
    out: list[Card] = []
    for piece in pieces:
        for cue in deal(piece.section, piece.blocks):
            out += _set(made, piece, cue)
    return out


def _set(made: CardDesk, piece: Piece, cue: Cue) -> list[Card]:
    room = made.frame.depth
    most = max(_USUAL, _LARGEST * made.frame.width)
    sizes = [size for size in _SIZES if made.profile.body <= size <= most] or [made.profile.body]
    for size in sizes:
        sheet = made.sheet(size)
        node = Node("Sect", title=cue.title)
        strips = _strips(made, piece, cue, (sheet, node))
        if not strips:
            return []
        if _fits(strips, sheet, room):
            return [Card(cue, sheet, strips, node)]
    return _continued(made, piece, cue)


def _continued(made: CardDesk, piece: Piece, cue: Cue) -> list[Card]:
    """Set a cue that is too long for one card: whole items as long as they fit, else cut between sentences."""
    out: list[Card] = []
    items = _items(cue.blocks)
    while items:
        sheet = made.sheet(made.profile.body)
        taken, held = 0, Card(cue, sheet, (), Node("Sect", title=cue.title))
        for count in range(1, len(items) + 1):
            node = Node("Sect", title=cue.title)
            strips = _strips(made, piece, replace(cue, blocks=_joined(items[:count])), (sheet, node))
            if not _fits(strips, sheet, made.frame.depth):
                break
            taken, held = count, Card(cue, sheet, strips, node)
        if taken:
            out.append(held)
        else:
            taken = 1
            out += _by_sentence(made, piece, replace(cue, blocks=items[:1]))
        items = items[taken:]
    for number, card in enumerate(out, 1):
        card.part, card.parts = number, len(out)
    return out


def _by_sentence(made: CardDesk, piece: Piece, cue: Cue) -> list[Card]:
    sheet = made.sheet(made.profile.body, by_sentence=True)
    node = Node("Sect", title=cue.title)
    strips = _strips(made, piece, cue, (sheet, node))
    return [Card(cue, sheet, some, node) for some in _parts(strips, sheet, made.frame.depth)]


def _items(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the items of lists as lists of their own."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Listing):
            out += [replace(block, items=(item,), start=block.start + k) for k, item in enumerate(block.items)]
        else:
            out.append(block)
    return tuple(out)


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with neighbouring lists of one kind as one list again."""
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if isinstance(block, Listing) and isinstance(before, Listing) and block.ordered == before.ordered:
            out[-1] = replace(before, items=(*before.items, *block.items))
        else:
            out.append(block)
    return tuple(out)


def _fits(strips: Sequence[Strip], sheet: Sheet, room: float) -> bool:
    return _lines(strips, sheet) <= MOST_LINES and _height(strips) <= room


def _strips(made: CardDesk, piece: Piece, cue: Cue, on: tuple[Sheet, Node]) -> list[Strip]:
    """Set a cue's words; its title is put before them when it is drawn."""
    sheet, node = on
    desk = made.desk(sheet, cue.section.language)
    desk.placements, desk.section, desk.text_lines = placements(cue.section), cue.section.key, piece.lines
    out = Setting(desk, 1).blocks(cue.blocks, Area(0.0, sheet.frame.measure, node, sheet.body))
    if desk.rtl:
        mirrored(out, 0.0, sheet.frame.measure)
    return out


def _height(strips: Sequence[Strip]) -> float:
    return sum(strip.height + (strip.before if place else 0.0) for place, strip in enumerate(strips))


def _lines(strips: Sequence[Strip], sheet: Sheet) -> int:
    """Count the lines to be read: a name below a quotation is none."""
    return sum(_read(strip, sheet) for strip in strips)


def _read(strip: Strip, sheet: Sheet) -> bool:
    least = 0.95 * sheet.body_size
    return any(piece.size >= least for words in strip.words for piece in words.line.pieces)


def _parts(strips: Sequence[Strip], sheet: Sheet, room: float) -> Iterator[Sequence[Strip]]:
    """Cut strips into cards of five lines at most, between sentences where that is possible."""
    start = 0
    while start < len(strips):
        used, count, last, k = 0.0, 0, start, start
        while k < len(strips):
            strip = strips[k]
            used += strip.height + (strip.before if k > start else 0.0)
            count += _read(strip, sheet)
            if k > start and (used > room + 0.01 or count > MOST_LINES):
                break
            k += 1
            if not strip.keep:
                last = k
        end = k if k == len(strips) or last == start else last
        yield strips[start:end]
        start = end


def fold_cards(made: CardDesk, pieces: Sequence[Piece]) -> Folios:
    """Return the cards of a book as its pages; without any points, one that says so."""
    dealt = cards(made, pieces)
    draw = _Drawing(made)
    root = Node("Document")
    pages = [draw.card(card, number) for number, card in enumerate(dealt, 1)] or [draw.empty(root)]
    bookmarks: list[Bookmark] = []
    home = root
    before = ""
    for number, card in enumerate(dealt, 1):
        section = card.cue.section
        if section.key != before:
            home = root.add("Sect", title=section.title)
            bookmarks.append(Bookmark(_called(section.reference, section.title), section_anchor(section.key)))
            pages[number - 1].page.anchors.append(replace(pages[number - 1].page.anchors[0], name=bookmarks[-1].anchor))
            before = section.key
        if not home.children or home.children[-1] is not card.node:
            home.children.append(card.node)
        if card.part == 1:
            bookmarks.append(Bookmark(_called(str(number), card.cue.title), f"card:{number}", 1))
    book = made.book
    rtl = runs_rtl(book.language)
    sheets = impose([leaf.page for leaf in pages], made.how, blank_backs=made.profile.duplex, rtl=rtl)
    where: dict[str, int] = {}
    for number, card in enumerate(dealt):
        where.setdefault(card.cue.section.key, number // made.how.each * (2 if made.profile.duplex else 1))
    marking = book.banner.text.upper() if book.banner is not None else ""
    return Folios(
        pages=sheets,
        root=root,
        fonts=made.fonts.files(),
        bookmarks=bookmarks,
        title=book.title,
        language=book.language,
        subject=book.event,
        keywords=", ".join(part for part in (book.reference, book.edition, marking) if part),
        stamp=book.stamp,
        pictures=book.pictures,
        where=where,
        missing=tuple(sorted(made.missing)),
    )


def continued(number: int, card: Card) -> str:
    """Return what the check tells of a cue that takes several cards, the first of which has that number."""
    section = card.cue.section
    where = _called(section.reference, section.title)
    return f"{where}: card {number}, “{card.cue.title}”, is too long for one card and goes on over {card.parts}."


def _called(number: str, title: str) -> str:
    return " ".join(part for part in (number, title) if part)


class _Drawing:
    """Draws cards: number, title, words, and the furniture every card carries."""

    def __init__(self, made: CardDesk) -> None:
        self._made = made
        self._desk = desk = made.desk(made.sheet(made.profile.body))
        sheet, book = desk.sheet, made.book
        family, muted = sheet.theme.faces["furniture"], sheet.colours["muted"]
        self._small = Style(family, _SMALL, _SMALL * 1.3, muted)
        heads = sheet.theme.faces["heads"]
        self._title = Style(heads, _TITLE, _TITLE * 1.2, sheet.colours["primary"], bold=True)
        self._number = Style(heads, _NUMBER, _NUMBER, sheet.colours["accent"], bold=True)
        room = made.frame.measure
        self._side: Side = "centre"
        self._marking: SetLine | None = None
        if book.banner is not None:
            self._side = "right" if book.banner.position == "right" else "centre"
            self._marking = desk.line(book.banner.text.upper(), marking_style(self._small, book.banner), room)
        self._label = desk.line(book.label, self._small, room) if book.label else None
        draft = "" if made.profile.final else desk.says("draft")
        copy = copy_number(made.profile, desk)
        parts = (draft, desk.says("copy_number", number=copy) if copy else "", book.edition, as_at(book, desk))
        self._edition = desk.line(desk.between.join(part for part in parts if part), self._small, 0.55 * room)
        words = made.profile.watermark.strip()
        self._watermark = Watermark(desk, words, made.frame) if words else None

    def card(self, card: Card, number: int) -> Leaf:
        """Return a card drawn; its words are put into its node."""
        frame, section = self._made.frame, card.cue.section
        laid = LaidPage()
        down = 0.0
        for position, strip in enumerate(card.strips):
            gap = strip.before if position else 0.0
            down += gap
            place(laid, strip, frame, down, gap)
            down += strip.height
        for shape in dict.fromkeys(laid.shapes):
            laid.used.setdefault(shape.font, {}).update(shape.glyphs)
        leaf = Leaf(frame, laid, rtl=self._desk.rtl)
        leaf.page.label, leaf.page.section = str(number), section.key
        leaf.page.anchors.clear()
        leaf.anchor(f"card:{number}", frame.height)
        self._head(leaf, card, number)
        self._foot(leaf, _called(section.reference, section.title))
        return leaf

    def _head(self, leaf: Leaf, card: Card, number: int) -> None:
        """Draw number and title: the words of the card's heading, on its further cards an artifact."""
        frame = leaf.frame
        heading = Node("H1") if card.part == 1 else None
        if heading is not None:
            card.node.children.insert(0, heading)
        figures = self._desk.line(str(number), self._number)
        top = frame.height - _HEAD
        leaf.words(figures, frame.right, top - drop(self._number) - 2.0, heading, "right")
        title = card.cue.title or self._desk.says("untitled")
        if card.parts > 1:
            title = f"{title} {self._desk.says('part_of', part=card.part, parts=card.parts)}"
        room = frame.measure - figures.width - _TITLE
        lines = self._desk.few_lines(title, self._title, room, 2, heading or Node("P"))
        y = top - (self._title.lead / 2 if len(lines) == 1 else 0.0)
        for k, line in enumerate(lines):
            bare = line if heading is not None else _bare(line)
            leaf.words(bare, frame.left, y - drop(self._title) - k * self._title.lead, heading)
        leaf.rule(frame.left, frame.right, frame.top + 9.0, 0.8, self._desk.sheet.colours["accent"])

    def _foot(self, leaf: Leaf, section: str) -> None:
        frame = leaf.frame
        x = {"left": frame.left, "centre": frame.width / 2, "right": frame.right}[self._side]
        if self._marking is not None:
            leaf.words(self._marking, x, frame.height - 16.0, None, self._side)
            leaf.words(self._marking, x, 9.5, None, self._side)
        elif self._label is not None:
            leaf.words(self._label, frame.width / 2, 9.5, None, "centre")
        if self._label is not None and (self._marking is None or self._side == "right"):
            leaf.words(self._label, frame.left, frame.height - 16.0)
        leaf.rule(frame.left, frame.right, 31.0, 0.5, self._desk.sheet.colours["rule"])
        leaf.words(self._edition, frame.right, 21.0, None, "right")
        code = " ".join(part for part in (self._made.book.reference, section) if part)
        room = frame.measure - self._edition.width - 2 * _SMALL
        leaf.words(self._desk.line(code, self._small, room), frame.left, 21.0)
        if self._watermark is not None:
            self._watermark.draw(leaf)

    def empty(self, root: Node) -> Leaf:
        """Return the one card of a book without points."""
        frame = self._made.frame
        leaf = Leaf(frame, rtl=self._desk.rtl)
        leaf.page.label = "1"
        node = root.add("P")
        style = self._desk.sheet.body
        for k, line in enumerate(self._desk.lines((Run(self._desk.says("no_cards")),), style, frame.measure, node)):
            leaf.words(line, frame.left, frame.top - drop(style) - k * style.lead, node)
        self._foot(leaf, "")
        return leaf


def _bare(line: SetLine) -> SetLine:
    """Return a line as furniture, which no element holds."""
    return replace(line, pieces=[replace(piece, node=None) for piece in line.pieces], hot=[])
