"""Quote cards: words somebody said, or is reported to have said, with everything a reader needs to trust them."""

from __future__ import annotations

from dataclasses import replace

from briefing.book import wording
from briefing.book.parts import Source, Statement
from briefing.book.printed import printed
from briefing.book.speech import uncited
from briefing.book.wording import NBSP
from briefing.layout.desk import Area, Desk, primary, quote_anchor
from briefing.layout.page import Node
from briefing.layout.strips import Ground, Hair, Strip, keep_lines, keep_whole, mirrored, on_ground, pad
from briefing.layout.style import Style
from briefing.text.bidi import base_level
from briefing.text.blocks import Run, Runs
from briefing.text.sentences import sentences

_WHOLE_CARD = 14  # strips; a longer card may be split over pages


def set_card(desk: Desk, handle: str, area: Area) -> list[Strip]:
    """Set a quote card. A handle the book does not know is set as a visible note."""
    statement = desk.statements.get(handle)
    if statement is None:
        return _lost(desk, handle, area)
    make = _quotation if statement.quotable else _report
    around = desk.rtl
    desk.rtl = bool(base_level(statement.text, statement.language or desk.language))
    out = make(desk, statement, area)
    if desk.rtl != around:
        mirrored(out, area.x, area.width)
    desk.rtl = around
    if out:
        out[0].anchors.append(quote_anchor(handle))
    return out


def _lost(desk: Desk, handle: str, area: Area) -> list[Strip]:
    style = desk.sheet.label.coloured(desk.sheet.colours["accent"])
    note = Run(desk.says("quote_gone", handle=handle))
    return desk.strips((note,), area, area.node.add("P"), style)


def _words(desk: Desk, statement: Statement) -> str:
    """Return the words to print: the placement's excerpt when there is one; never marks around what is reported."""
    placement = desk.placements.get(statement.handle)
    chosen = placement.excerpt if placement is not None and placement.excerpt else statement.text
    words = " ".join(chosen.split())
    return words if statement.quotable else wording.bare(words)


def _lead_in(desk: Desk, statement: Statement, area: Area, node: Node) -> list[Strip]:
    placement = desk.placements.get(statement.handle)
    if placement is None or not placement.lead_in:
        return []
    out = desk.strips((Run(placement.lead_in),), area, node.add("P"), desk.sheet.body)
    for strip in out:
        strip.keep = True
    return out


def _quotation(desk: Desk, statement: Statement, area: Area) -> list[Strip]:
    sheet = desk.sheet
    indent = 1.35 * sheet.em
    language = statement.language or desk.language
    block = area.node.add("BlockQuote")
    inner = area.inside(indent, block, right=indent * 0.4)
    lead = _lead_in(desk, statement, inner, block)
    foreign = primary(language) != primary(desk.language)
    text = block.add("P", lang=language) if foreign else block.add("P")
    runs = (Run(wording.quoted(_words(desk, statement), language)),)
    if sheet.by_sentence:
        said = by_sentence(desk, runs, inner, text, sheet.quote, language)
    else:
        said = desk.strips(runs, inner, text, sheet.quote, language)
    out = [*lead, *said, *_attribution(desk, statement, inner, block)]
    pad(out, 0.2 * sheet.em, 0.28 * sheet.em)
    _mark_out(desk, out, area)
    return _closed(out)


def _mark_out(desk: Desk, strips: list[Strip], area: Area) -> None:
    """Draw what sets a quotation off from the text around it, as the theme has it."""
    sheet = desk.sheet
    tone, way = sheet.colours["accent"], sheet.theme.quote
    if way == "rules":
        pad(strips, 0.35 * sheet.em, 0.4 * sheet.em)
        strips[0].hairs.append(Hair(area.x, 0, area.width, 0.6, tone))
        strips[-1].hairs.append(Hair(area.x, strips[-1].height, area.width, 0.6, tone))
        return
    if way == "box":
        pad(strips, 0.5 * sheet.em, 0.5 * sheet.em)
    on_ground(strips, lambda height: Ground(area.x, 0, 0.26 * sheet.em, height, tone))
    if way == "box":
        on_ground(strips, lambda height: Ground(area.x, 0, area.width, height, sheet.colours["tint"]))


def by_sentence(
    desk: Desk, runs: Runs, area: Area, node: Node, style: Style | None = None, language: str = ""
) -> list[Strip]:
    """Set text to be spoken: each sentence begins a line, and no page is turned within it."""
    out: list[Strip] = []
    for sentence in sentences(uncited(runs)):
        strips = desk.strips(sentence, area, node, style, language)
        keep_whole(strips)
        out += strips
    return out


def _report(desk: Desk, statement: Statement, area: Area) -> list[Strip]:
    sheet = desk.sheet
    indent = 1.35 * sheet.em
    box = area.node
    inner = area.inside(indent, box, right=indent)
    note = wording.not_quoted(statement.kind, desk.language)
    label = desk.strips((Run(note),), inner, box.add("P"), replace(sheet.label, fixed=True))
    for strip in label:
        strip.keep = True
    lead = _lead_in(desk, statement, inner, box)
    foreign = statement.language and primary(statement.language) != primary(desk.language)
    text = box.add("P", lang=statement.language) if foreign else box.add("P")
    told = desk.strips((Run(_words(desk, statement)),), inner, text, sheet.reported, statement.language)
    out = [*label, *lead, *told, *_attribution(desk, statement, inner, box)]
    pad(out, 0.6 * sheet.em, 0.65 * sheet.em)
    on_ground(out, lambda height: Ground(area.x, 0, area.width, height, sheet.colours["tint"]))
    return _closed(out)


def _closed(strips: list[Strip]) -> list[Strip]:
    if len(strips) <= _WHOLE_CARD:
        keep_whole(strips)
    return strips


def _attribution(desk: Desk, statement: Statement, area: Area, node: Node) -> list[Strip]:
    """Set who, where, when and by which source."""
    sheet = desk.sheet
    home = node.add("P")
    small = replace(sheet.small, fixed=True, even=True)
    ink = small.coloured(sheet.colours["ink"])
    who = desk.strips(speaker_runs(statement, sheet.sourceless), area, home, ink) if statement.said_by else []
    facts = () if sheet.sourceless else fact_runs(desk, statement)
    told = desk.strips(facts, area, node.add("P"), small) if facts else []
    out = [*who, *told]
    keep_lines(out)
    if out:
        out[0].before = 0.3 * sheet.em
    return out


def speaker_runs(statement: Statement, spoken: bool = False) -> tuple[Run, ...]:
    """Return the attribution: name, name in its own script, role that day, country; unnamed ones as printed.

    What is ``spoken`` says the name alone.
    """
    out = [Run(statement.said_by, bold=not statement.unnamed)]
    if spoken:
        return tuple(out)
    if statement.native_name and statement.native_name != statement.said_by:
        out.append(Run(f" {statement.native_name}"))
    role = statement.role
    if statement.country and statement.country.casefold() not in role.casefold():
        role = f"{role}, {statement.country}" if role else statement.country
    if role:
        out.append(Run(f", {role}"))
    return tuple(out)


def fact_runs(desk: Desk, statement: Statement) -> tuple[Run, ...]:
    """Return occasion, place, date, source with its number, grade and warnings as runs, parted by middle dots."""
    when = wording.date(statement.said_on, statement.precision, desk.language) or statement.date_as_printed
    scene = desk.comma.join(part for part in (statement.occasion, statement.place, when) if part)
    out: list[Run] = [Run(scene)] if scene else [Run(desk.says("no_date"))]
    source = desk.sources.get(statement.source_key)
    dot = f"{NBSP}· "
    if source is not None:
        short = short_source(source, desk.language)
        out.append(Run(f"{dot}{desk.says('source')}{NBSP}"))
        out.append(Run("", cite=statement.handle))
        if short:
            out.append(Run(f" {short}"))
    else:
        out.append(Run(f"{dot}{desk.says('no_source')}"))
    if statement.grade:
        out.append(Run(f"{dot}{wording.grade(statement.grade, desk.language)}"))
    if statement.translated:
        out.append(Run(f"{dot}{desk.says('translation')}"))
    record = wording.record(statement.record_status, desk.language)
    if record:
        out.append(Run(f"{dot}{record}"))
    return tuple(out)


def short_source(source: Source, language: str) -> str:
    """Return a source in a few words: its outlet and date, or its title where no outlet is known."""
    return f"{printed('comma', language)} ".join(
        part for part in (source.publisher or source.title, wording.date(source.published_on, "", language)) if part
    )
