"""Blocks set as strips: paragraphs, heads, lists, quotes, code, rules, definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import cast

from briefing.layout.cards import by_sentence, set_card
from briefing.layout.desk import Area, Desk, drop
from briefing.layout.faults import stop_if
from briefing.layout.figures import set_picture
from briefing.layout.page import Node
from briefing.layout.strips import Ground, Hair, Strip, Words, keep_whole, mirrored, on_ground
from briefing.layout.tables import set_table
from briefing.layout.verbatim import verbatim
from briefing.text.bidi import base_level, has_rtl
from briefing.text.blocks import (
    Block,
    BlockQuote,
    Code,
    Definitions,
    Heading,
    Listing,
    Paragraph,
    Picture,
    QuoteCard,
    Rule,
    Runs,
    Table,
    plain,
    words_in,
)

_SET_OUT = (Table, Picture, QuoteCard, BlockQuote, Code)
_HEADLIKE = 60  # characters of a bold paragraph that is a head without being one
_TURNED = (Listing, BlockQuote, Table, Definitions)  # what is mirrored as a whole where it runs the other way
_BULLETS = ("•", "–", "▪")
_TICKED = {" ": "☐", "x": "☑"}
_BOX = 4  # characters of a box to tick as it is typed, the blank behind it too

# Sets what the look of a section's kind sets in its own way; None for all else.
Own = Callable[[object, Area], list[Strip] | None]


class Setting:
    """Sets the blocks of one section. ``level`` is the section's own heading level (1 for a tab)."""

    def __init__(self, desk: Desk, level: int) -> None:
        self._desk = desk
        self._base = level
        self.last = level

    @property
    def desk(self) -> Desk:
        """What the blocks are set with."""
        return self._desk

    def blocks(self, blocks: Iterable[object], area: Area, own: Own | None = None) -> list[Strip]:
        """Set blocks one below the other; what ``own`` does not set (it returns None) is a block of text."""
        out: list[Strip] = []
        before: object = None
        cancelled = self._desk.cancelled
        for block in blocks:
            stop_if(cancelled)
            made = own(block, area) if own is not None else None
            if made is None:
                made = self.block(cast("Block", block), area)
            else:
                self._desk.originate(made, block)
            if not made:
                continue
            made[0].before = self._gap(before, block, made[0].before)
            before = block
            out += made
        return out

    def _gap(self, above: object, below: object, wanted: float) -> float:
        """Return the space between two blocks: close below a head, wider below something set out."""
        sheet = self._desk.sheet
        if above is None:
            return 0.0
        if isinstance(above, Heading):
            return 0.72 * sheet.em if isinstance(below, _SET_OUT) else 0.3 * sheet.em
        if isinstance(above, _SET_OUT):
            return max(wanted, sheet.space("block"))
        return wanted

    def block(self, block: Block, area: Area) -> list[Strip]:
        """Set one block; its first strip carries the space above it, and the line of text it comes from."""
        desk, around = self._desk, self._desk.rtl
        desk.rtl = around != (isinstance(block, _TURNED) and self._against(block))
        out = self._set(block, area)
        if desk.rtl != around:
            mirrored(out, area.x, area.width)
        desk.rtl = around
        desk.originate(out, block)
        return out

    def _against(self, block: Block) -> bool:
        """Whether the words of a block run against the text around it."""
        words = words_in(block)
        if not self._desk.rtl and not has_rtl(words):
            return False
        return bool(words.strip()) and bool(base_level(words, self._desk.language)) != self._desk.rtl

    def _set(self, block: Block, area: Area) -> list[Strip]:
        match block:
            case Paragraph():
                return self._paragraph(block, area)
            case Heading():
                return self._heading(block, area)
            case Listing():
                return self._listing(block, area)
            case BlockQuote():
                return self._quote(block, area)
            case QuoteCard():
                return _spaced(set_card(self._desk, block.handle, area), self._desk.sheet.space("block"))
            case Picture():
                return _spaced(set_picture(self._desk, block, area), self._desk.sheet.space("block"))
            case Table():
                return _spaced(set_table(self._desk, block, area), self._desk.sheet.space("block"))
            case Code():
                return self._code(block, area)
            case Rule():
                return self._rule(area)
            case Definitions():
                return self._definitions(block, area)

    def _paragraph(self, block: Paragraph, area: Area) -> list[Strip]:
        if not plain(block.runs).strip() and not any(run.cite or run.note for run in block.runs):
            return []
        out = self._text(block.runs, area, area.node.add("P"))
        if out and _leads(block.runs):
            out[-1].keep = True
        return _spaced(out, self._desk.sheet.space("paragraph"))

    def _text(self, runs: Runs, area: Area, node: Node) -> list[Strip]:
        """Set running text; one to be spoken sentence by sentence, each on lines of its own and on one page."""
        return (
            by_sentence(self._desk, runs, area, node)
            if self._desk.sheet.by_sentence
            else self._desk.strips(runs, area, node)
        )

    def _heading(self, block: Heading, area: Area) -> list[Strip]:
        if not plain(block.runs).strip():
            return []
        sheet = self._desk.sheet
        role = self.head_role(block.level)
        style = sheet.heads[min(max(block.level, 2), 4)]
        out = self._desk.strips(block.runs, area, area.node.add(role), style)
        for strip in out:
            strip.keep = True
        return _spaced(out, sheet.space("head") * (1.0 if block.level <= 2 else 0.8))

    def head_role(self, level: int) -> str:
        """Return the structure type of a heading of a level in the section's text: never one skipped."""
        self.last = min(self._base + max(level - 1, 1), self.last + 1, 6)
        return f"H{self.last}"

    def _listing(self, block: Listing, area: Area) -> list[Strip]:
        desk, sheet = self._desk, self._desk.sheet
        labels = _labels(block, area.depth)
        style = area.style
        marks = [desk.line(label, style) for label in labels]
        least = 1.25 if not block.ordered else 1.5
        indent = max([least * style.size, *(mark.width + 0.55 * style.size for mark in marks)])
        indent = min(indent, area.width * 0.4)
        whole = area.node.add("L")
        whole.ordered = block.ordered
        out: list[Strip] = []
        for item, mark in zip(block.items, marks, strict=True):
            entry = whole.add("LI")
            label, body = entry.add("Lbl"), entry.add("LBody")
            where = area.inside(indent, body, deeper=1)
            inner = self._task(item, where) or self.blocks(item, where)
            if not inner:
                inner = [Strip(style.lead)]
            x = area.x + (indent - 0.55 * style.size - mark.width if block.ordered else 0.22 * style.size)
            inner[0].words.insert(0, Words(x, _first_baseline(inner[0], style.size, drop(style)), mark, label))
            inner[0].before = sheet.space("item") * (1.6 if len(item) > 1 else 1.0) if out else 0.0
            out += inner
        return _spaced(out, sheet.space("paragraph" if area.depth == 0 else "item"))

    def _task(self, item: Sequence[Block], area: Area) -> list[Strip]:
        """Set the words of an item that begins with a box to tick; nothing for any other."""
        if not _is_task(item):
            return []
        task = item[0]
        assert isinstance(task, Paragraph)
        first, *rest = task.runs
        out = self._paragraph(Paragraph((replace(first, text=first.text[_BOX:]), *rest)), area)
        self._desk.originate(out, task)
        return out

    def _quote(self, block: BlockQuote, area: Area) -> list[Strip]:
        sheet = self._desk.sheet
        indent = 1.3 * sheet.em
        out = self.blocks(block.blocks, area.inside(indent, area.node.add("BlockQuote"), right=indent * 0.5))
        on_ground(out, lambda height: Ground(area.x, 0, 0.16 * sheet.em, height, sheet.colours["rule"]))
        return _spaced(out, sheet.space("block"))

    def _code(self, block: Code, area: Area) -> list[Strip]:
        desk, sheet = self._desk, self._desk.sheet
        pad = 0.6 * sheet.em
        node = area.node.add("P").add("Code")
        inner = area.inside(pad, node, right=pad)
        out = verbatim(desk, block.text, inner)
        out[0].height += pad
        for words in out[0].words:
            words.down += pad
        out[-1].height += pad
        if len(out) <= 8:
            keep_whole(out)
        on_ground(out, lambda height: Ground(area.x, 0, area.width, height, sheet.colours["tint"]))
        return _spaced(out, sheet.space("block"))

    def _rule(self, area: Area) -> list[Strip]:
        sheet = self._desk.sheet
        strip = Strip(0.4 * sheet.em, before=sheet.space("block"), keep=True)
        strip.hairs.append(Hair(area.x, 0, area.width, 0.6, sheet.colours["rule"]))
        return [strip]

    def _definitions(self, block: Definitions, area: Area) -> list[Strip]:
        desk, sheet = self._desk, self._desk.sheet
        whole = area.node.add("L")
        out: list[Strip] = []
        for defined in block.entries:
            term, meaning = defined
            entry = whole.add("LI")
            label, body = entry.add("Lbl"), entry.add("LBody")
            name = desk.strips(term, area, label, sheet.heads[3])
            text = self._text(meaning, area.inside(1.5 * sheet.em, body), body)
            for strip in name:
                strip.keep = True
            desk.originate([*name, *text], defined)
            out += _spaced([*name, *text], sheet.space("paragraph"))
        return out


def _leads(runs: Runs) -> bool:
    """Whether a paragraph is there for what follows it: it ends in a colon, or is a few bold words and no more."""
    words = plain(runs).strip()
    return words.endswith((":", "：")) or (
        len(words) <= _HEADLIKE and all(run.bold for run in runs if run.text.strip())
    )


def _spaced(strips: Sequence[Strip], before: float) -> list[Strip]:
    out = list(strips)
    if out:
        out[0].before = before
    return out


def _labels(block: Listing, depth: int) -> list[str]:
    if not block.ordered:
        bullet = _BULLETS[min(depth, len(_BULLETS) - 1)]
        return [_TICKED[plain(_words(item))[1].lower()] if _is_task(item) else bullet for item in block.items]
    return [f"{block.start + k}." for k in range(len(block.items))]


def _words(item: Sequence[Block]) -> Runs:
    """Return the words of an item that is one paragraph; none of any other."""
    return item[0].runs if len(item) == 1 and isinstance(item[0], Paragraph) else ()


def _is_task(item: Sequence[Block]) -> bool:
    """Whether an item is a task of a list to tick off: ``[ ] To do``, ``[x] Done``."""
    runs = _words(item)
    return bool(runs) and runs[0].text[:_BOX].lower() in ("[ ] ", "[x] ") and bool(runs[0].text[_BOX:].strip())


def _first_baseline(strip: Strip, size: float, otherwise: float) -> float:
    """Return the baseline of the strip's first line of about the list's own size, so that label and text align."""
    for words in strip.words:
        if words.line.pieces and words.line.pieces[0].size <= size * 1.4:
            return words.down
    return otherwise
