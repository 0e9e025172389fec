"""Sections laid out: the pages of one section and of those that run on below it, wherever in the book they stand."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.book.diff import Marks
from briefing.book.parts import Placement, Section
from briefing.book.speech import estimate, measured
from briefing.layout import bars
from briefing.layout.attached import Attached, Document, bound_in, room_above, set_attached
from briefing.layout.desk import Area, Desk, section_anchor
from briefing.layout.footnotes import Foot, foot_of, set_notes
from briefing.layout.kinds.looks import set_kind
from briefing.layout.page import Line, Node
from briefing.layout.paginate import LaidPage, paginate
from briefing.layout.setting import Setting
from briefing.layout.strips import Hair, Mark, Strip, mirrored, pad, without_rule_above
from briefing.layout.style import Frame, Style
from briefing.layout.titles import fitted
from briefing.text.bidi import has_rtl, runs_rtl
from briefing.text.blocks import Block, Run, Table

_SCRAP = 0.17  # of a page: less than that does not deserve one of its own
# What the space between blocks is cut down to, and then the distance of lines, as little as nobody sees.
_CLOSER = ((0.85, 1.0), (0.7, 1.0), (0.58, 1.0), (0.58, 0.97), (0.58, 0.945))
_CARD = (1.6, 1.5, 1.4, 1.3, 1.2, 1.1)  # sizes of a card's text tried, in multiples of that of running text
_LOW, _LOWER = 8.0, 0.72  # lines of a title: a lower page has a smaller one
_HIGH = 0.22  # of a title's size: the room its marks take above the letters
_MANY = 6  # pages; over more of them nobody minds


@dataclass(frozen=True, slots=True)
class Piece:
    """A section with its blocks, ready to be set. ``depth`` 0 is the top level.

    ``lines`` are those of its text, by ``id`` of what they have become. ``marks`` says what is marked as changed.
    """

    section: Section
    depth: int
    blocks: tuple[Block, ...]
    lines: Mapping[int, int] = field(default_factory=dict[int, int])
    marks: Marks = field(default_factory=Marks)


@dataclass(slots=True, eq=False)
class Laid:
    """The pages of a run of pieces. ``node`` is the Sect of the first; ``starts`` the page each anchor is on first.

    ``said`` gives the pages a quote stands on, as a card or cited, by its handle; ``named`` keeps what gathering
    found out about people's names; ``bound`` is what is bound in behind the text of its sections. All pages are
    counted from 0 at the first of these.
    """

    pages: list[LaidPage]
    node: Node
    starts: dict[str, int]
    missing: frozenset[str]
    said: Mapping[str, frozenset[int]] = field(default_factory=dict[str, frozenset[int]])
    named: tuple[Hashable, Mapping[str, frozenset[int]]] = ((), {})
    bound: Sequence[Document] = ()


def lay(desk: Desk, pieces: list[Piece], *, titled: bool, taken: float = 0.0) -> Laid:
    """Lay out pieces one after the other. The first one's title is set here only when ``titled``.

    ``taken`` points of the first pages are in use already (a tab's opening). A card is read at arm's length: its text
    is as large as it goes on one page.
    """
    if pieces[0].section.kind == "card":
        for part in _CARD:
            laid = _laid(desk, pieces, (titled, taken), desk.sheet.body.scaled(part))
            if len(laid.pages) < 2:
                return laid
    return _laid(desk, pieces, (titled, taken), desk.sheet.body)


def _laid(desk: Desk, pieces: list[Piece], opened: tuple[bool, float], body: Style) -> Laid:
    """Lay out pieces in a style of running text; ``opened`` is whether the first title is set, and the room taken."""
    titled, taken = opened
    desk.cited.clear()
    desk.notes.clear()
    desk.home = pieces[0].section.key
    desk.rtl = runs_rtl(desk.language)
    root = Node("Sect", title=pieces[0].section.title)
    open_nodes: list[tuple[int, Node]] = [(pieces[0].depth, root)]
    stretches: list[tuple[Frame, list[Strip]]] = []
    bound: list[Document] = []
    for position, piece in enumerate(pieces):
        held = bound_in(desk, piece.section.kind, piece.blocks)
        frame = _frame(desk, piece, held)
        if not stretches or stretches[-1][0] != frame:
            stretches.append((frame, []))
        strips = stretches[-1][1]
        if position:
            while len(open_nodes) > 1 and open_nodes[-1][0] >= piece.depth:
                open_nodes.pop()
            node = open_nodes[-1][1].add("Sect", title=piece.section.title)
            open_nodes.append((piece.depth, node))
        else:
            node = root
        if position or titled:
            strips += title_strips(desk, piece, node, frame)
            strips += _time(desk, piece, node, frame.measure)
        area = Area(0.0, frame.measure, node, body)
        made = _body(desk, piece, area, held, alone=len(pieces) == 1 and titled)
        if made and strips and desk.sheet.theme.title == "underlined" and piece.depth < 2 and not desk.sheet.spoken:
            # Two lines close together look like a mistake: that of the title is enough.
            without_rule_above(made[0])
        strips += made
        bound += _bind_in(desk, piece, held, node, stretches)
    notes, elements = set_notes(desk, desk.sheet.frame.measure) if desk.notes else ({}, {})
    if desk.rtl:
        for frame, strips in stretches:
            mirrored(strips, 0.0, frame.measure)
        for strips in notes.values():
            mirrored(strips, 0.0, desk.sheet.frame.measure)
    pages = _paged(stretches, taken, desk.sheet.frame, foot_of(desk, notes))
    starts: dict[str, int] = {}
    for number, page in enumerate(pages):
        for anchor in page.anchors:
            starts.setdefault(anchor.name, number)
    root.children += [node for anchor, node in elements.items() if anchor in starts]
    return Laid(pages, root, starts, frozenset(desk.missing), _said(desk, pages), bound=bound)


def _frame(desk: Desk, piece: Piece, held: Sequence[Attached]) -> Frame:
    """Return the frame of a section's text: a position matrix lies across, and a title above what lies across."""
    if held and len(held) == len(piece.blocks):
        return held[0].frame(desk, 0)
    table = any(isinstance(block, Table) for block in piece.blocks)
    return desk.sheet.wide if piece.section.kind == "position_matrix" and table else desk.sheet.frame


def _bind_in(
    desk: Desk, piece: Piece, held: Sequence[Attached], node: Node, stretches: list[tuple[Frame, list[Strip]]]
) -> Iterator[Document]:
    """Append the pages of what is bound in behind a section's text; yield what it is called and where it begins."""
    frame, strips = stretches[-1]
    for position, one in enumerate(held):
        anchor = f"bound:{piece.section.key}:{position}"
        fits_below = position == 0 and one.frame(desk, 0) == frame
        above = room_above(desk, strips, frame) if fits_below else 0.0
        for wanted, made in set_attached(desk, one, node, anchor, above):
            if stretches[-1][0] != wanted:
                stretches.append((wanted, []))
            stretches[-1][1].extend(made)
        yield Document(piece.section.key, one.title, anchor)


def _paged(stretches: Sequence[tuple[Frame, list[Strip]]], taken: float, upright: Frame, foot: Foot) -> list[LaidPage]:
    """Put each stretch on pages of its own frame; ``taken`` points of the first, upright pages are in use already."""
    whole, taken = divmod(taken, upright.depth)
    pages = [LaidPage(depth=upright.depth) for _ in range(int(whole))]
    if pages and taken and not any(strips for _, strips in stretches):
        pages.append(LaidPage(depth=taken))
    for frame, strips in stretches:
        if taken and frame.turned:
            pages.append(LaidPage(depth=taken))
            taken = 0.0
        pages += _closed_up(strips, frame, taken, foot)
        taken = 0.0
    return pages


def _closed_up(strips: Sequence[Strip], frame: Frame, taken: float, foot: Foot) -> list[LaidPage]:
    """Put strips on pages; where only a few lines are left for the last one, a little closer, if that saves it."""
    met = set(foot.met)
    pages = paginate(strips, frame, taken, foot)
    if len(pages) < 2 or pages[-1].depth > _SCRAP * frame.depth or len(pages) > _MANY:
        return pages
    wanted = [(strip.before, strip.height) for strip in strips]
    for part, lead in _CLOSER:
        for strip, (before, height) in zip(strips, wanted, strict=True):
            strip.before = before * part
            if lead < 1.0 and not (strip.grounds or strip.hairs or strip.pictures or strip.repeat):
                strip.height = height * lead
        foot.met = set(met)
        closer = paginate(strips, frame, taken, foot)
        if len(closer) < len(pages):
            return closer
    return pages


def _said(desk: Desk, pages: Sequence[LaidPage]) -> dict[str, frozenset[int]]:
    """Return the pages each quote stands on, by handle."""
    found: dict[str, set[int]] = {}
    loose = {node for node in desk.cited if node.role != "Link"}
    for number, page in enumerate(pages):
        for link in page.links:
            for handle in desk.cited.get(link.node, ()) if link.node is not None else ():
                found.setdefault(handle, set()).add(number)
        for anchor in page.anchors:
            kind, _, handle = anchor.name.partition(":")
            if kind == "quote":
                found.setdefault(handle, set()).add(number)
        if loose:
            drawn = {piece.node for line in page.items if isinstance(line, Line) for piece in line.pieces}
            for node in loose:
                if node in drawn:
                    for handle in desk.cited[node]:
                        found.setdefault(handle, set()).add(number)
    return {handle: frozenset(numbers) for handle, numbers in found.items()}


def _body(desk: Desk, piece: Piece, area: Area, held: Sequence[Attached], *, alone: bool) -> list[Strip]:
    apart = {id(one.block) for one in held}
    blocks = [block for block in piece.blocks if id(block) not in apart]
    desk.placements = placements(piece.section)
    desk.section, desk.text_lines = piece.section.key, piece.lines
    desk.marks, desk.marked = bars.marked(piece.blocks, piece.marks), set()
    out = set_kind(piece.section.kind, Setting(desk, piece.depth + 1), blocks, area)
    if piece.marks.whole or desk.marks.keys() - desk.marked:
        # Some looks gather rows anew, so that one that changed cannot be told: rather a bar too long than none.
        for strip in out:
            strip.bar = True
    if not out and not held and alone and not piece.section.children:
        out = desk.strips((Run(desk.says("no_text_yet")),), area, area.node.add("P"), desk.sheet.small)
    return out


def placements(section: Section) -> Mapping[str, Placement]:
    """Return the section's placements by handle, those with an excerpt or a lead-in of their own first."""
    return {one.handle: one for one in reversed(section.placements)}


def _adorn(desk: Desk, strips: list[Strip], measure: float) -> None:
    """Draw what the theme puts around a section's title."""
    sheet = desk.sheet
    if sheet.theme.title == "underlined":
        strips[-1].height += 0.42 * sheet.em
        strips[-1].hairs.append(Hair(0.0, strips[-1].height, measure, 0.6, sheet.colours["primary"]))
    elif sheet.theme.title == "bar":
        pad(strips, 0.75 * sheet.em, 0.0)
        strips[0].hairs.append(Hair(0.0, 1.6, 4.0 * sheet.em, 3.2, sheet.colours["accent"]))


def _time(desk: Desk, piece: Piece, node: Node, measure: float) -> list[Strip]:
    """Set how long a section takes to speak; nothing where it is not to be spoken."""
    sheet = desk.sheet
    if not sheet.spoken:
        return []
    told = estimate(measured(piece.blocks, desk.statements, desk.language), desk.language)
    if not told:
        return []
    area = Area(0.0, measure, node.add("P"), sheet.small)
    out = desk.strips((Run(told),), area, area.node)
    out[-1].height += 1.0 * sheet.em
    for strip in out:
        strip.keep = True
    return out


def title_strips(desk: Desk, piece: Piece, node: Node, frame: Frame) -> list[Strip]:
    """Set a section's title: for one that starts a page its reference above it, else both on a line.

    Where the page is so low that a title of the usual size leaves no room for what it is the title of, it is smaller.
    """
    sheet, section, measure = desk.sheet, piece.section, frame.measure
    low = frame.depth < _LOW * sheet.section.lead
    home = node.add(f"H{min(piece.depth + 1, 6)}")
    area = Area(0.0, measure, home, sheet.section)
    title = Run(section.title or desk.says("untitled"))
    if piece.depth > 1:
        runs = (Run(f"{section.reference} "), title) if section.reference else (title,)
        out = desk.strips(runs, area, home, fitted(desk, runs, sheet.subsection, measure))
        out[0].before = 2.0 * sheet.em
        out[-1].height += 0.5 * sheet.em
    else:
        out: list[Strip] = []
        if section.reference:
            tone = replace(sheet.label.coloured(sheet.colours["accent"]), fixed=True)
            # The blank parts it from the title for whoever listens or copies.
            out += desk.strips((Run(f"{section.reference}\u00a0"),), area, home, tone)
            if has_rtl(title.text):
                # These letters reach higher.
                out[-1].height += _HIGH * sheet.section.size
        # It begins where its reference does, whichever way it runs itself.
        style = sheet.section.scaled(_LOWER) if low else fitted(desk, (title,), sheet.section, measure)
        style = replace(style, fixed=True)
        out += desk.strips((title,), area, home, style)
        _adorn(desk, out, measure)
        out[-1].height += (0.5 if low else 1.0) * sheet.em
    for strip in out:
        strip.keep = True
    out[0].anchors.append(section_anchor(section.key))
    emptied = bool(piece.marks.gone) and not piece.blocks
    new = piece.marks.whole or piece.marks.title
    for strip in out:
        strip.mark(Mark(new, below=emptied), first=strip is out[0], last=strip is out[-1])
    return out
