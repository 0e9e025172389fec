"""Markdown to blocks: ``parse`` for the page, ``parse_placed`` with the lines blocks stand on, ``placements`` for the
references to kept quotes.

``[[quote:HANDLE]]`` alone on a line sets out a kept quote as a card, ``[[cite:HANDLE]]`` in a line prints the number
of its source. In the runs returned, ``"\\n"`` is a hard line break; a soft one has become a blank (or nothing,
between two characters of a script that is written without blanks).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from briefing.text import blocks
from briefing.text import markdown_ruby as ruby
from briefing.text.markdown_asides import marked
from briefing.text.markdown_blocks import blocks_in, flat
from briefing.text.markdown_lines import LineFinder
from briefing.text.markdown_notes import Part, with_notes
from briefing.text.markdown_pieces import PICTURE, REFERENCE, Piece, clean_lines, code_spans, cut, in_code
from briefing.text.markdown_runs import cites_only, paragraphs, runs_of, runs_settled, tidy, with_references, words
from briefing.text.markdown_tree import Tamed, affordable, may_mark, signs, tamed

__all__ = ["REFERENCE", "card", "cite", "parse", "parse_placed", "pictures", "placements", "set_out"]

Form = Literal["card", "cite"]

# One line with more list and quotation marks than this is not a list twelve deep but an accident or an attack.
_TOO_DEEP = re.compile(r"(?m)^[ ]*(?:(?:[-+*•‣◦]|\d{1,9}[.)]|>)[ ]*){13}")
_MOST_DEFINITIONS = 20_000_000
# The work one text may cost, in signs and lines to be marked up: some hundred pages, about a second.
_MOST_WORK = 20_000
_LINE_COST = 10
# More headings, rules and paragraphs than this are no longer told apart.
_MOST_PIECES = 30_000
# Pieces in which no footnote is called.
_VERBATIM = frozenset(["fence", "code", "card", "rule", "note"])


def card(handle: str) -> str:
    """Return the reference that sets out a kept quote; it stands alone on a line."""
    return f"[[quote:{handle}]]"


def cite(handle: str) -> str:
    """Return the reference that prints the number of a kept quote's source."""
    return f"[[cite:{handle}]]"


def parse(source: str) -> tuple[blocks.Block, ...]:
    """Return the blocks of a Markdown text. Never raises; what cannot be read as Markdown is kept as plain text."""
    return parse_placed(source)[0]


def parse_placed(source: str) -> tuple[tuple[blocks.Block, ...], Mapping[int, int]]:
    """Return what ``parse`` does, and the line each block begins on, counted from 0.

    Lines are given by ``id`` of the block; inside lists and quotations too, and for a table's rows and a definition
    list's entries. They hold as long as the blocks do, and never go back from one block to the next.
    """
    lines = clean_lines(source)
    pieces, targets = cut(lines)
    parser = tamed()
    parser.begin(targets)
    finder = LineFinder(lines)
    parts: list[Part] = []
    work = 0
    asides, readings = "^[" in source, ruby.has_readings(source)
    for piece in pieces[:_MOST_PIECES]:
        if readings and piece.kind not in ("fence", "code", "card", "rule"):
            piece.text = ruby.marked(piece.text)
        if asides and piece.kind not in _VERBATIM:
            piece.text = marked(piece.text)
        work += _work(piece)
        if piece.kind == "note":
            said = replace(piece, kind="prose")
            runs = flat(_guarded(parser, said) if work <= _MOST_WORK else _literal(piece.text))
            parts.append(Part(piece.line, _literal(_as_typed(piece)), blocks.Note(piece.name, runs)))
        else:
            parts.append(Part(piece.line, _guarded(parser, piece) if work <= _MOST_WORK else _unmarked(piece)))
    if len(pieces) > _MOST_PIECES:
        rest = "\n".join(_as_typed(piece) for piece in pieces[_MOST_PIECES:])
        parts.append(Part(pieces[_MOST_PIECES].line, paragraphs(with_references(blocks.Run(rest)))))
    if asides or readings or "[^" in source:
        parts = with_notes(parts)
    for place, part in enumerate(parts):
        finder.place(part.blocks, part.line, parts[place + 1].line if place + 1 < len(parts) else len(lines))
    return tuple(block for part in parts for block in part.blocks), finder.found


def placements(source: str) -> tuple[tuple[Form, str], ...]:
    """Return the references to kept quotes outside code, in order of appearance, each with its form."""
    if "[[" not in source:
        return ()
    if "`" in source or "~~~" in source:
        source = _without_code(source)
    return tuple(("card" if found[1] == "quote" else "cite", found[2]) for found in REFERENCE.finditer(source))


def _without_code(source: str) -> str:
    """Return a Markdown text without its fenced passages and its code spans."""
    lines = clean_lines(source)
    kept = [line for line, code in zip(lines, in_code(lines), strict=True) if not code]
    return "\n\n".join(_without_spans(part) if "`" in part else part for part in "\n".join(kept).split("\n\n"))


def _without_spans(text: str) -> str:
    out: list[str] = []
    at = 0
    for start, end in code_spans(text):
        out.append(text[at:start])
        at = end
    return "".join([*out, text[at:]])


def _as_typed(piece: Piece) -> str:
    if piece.kind == "note":
        return f"[^{piece.name}]: {piece.text}"
    return card(piece.text) if piece.kind == "card" else piece.text


def pictures(source: str) -> tuple[str, ...]:
    """Return the keys of the pictures a text sets out, in order of appearance."""
    return tuple(shown.key for shown in set_out(source))


def set_out(source: str) -> tuple[blocks.Picture, ...]:
    """Return the pictures a text sets out, their captions as typed, in order of appearance."""
    if "](picture:" not in source:
        return ()
    return tuple(_picture(piece) for piece in cut(clean_lines(source))[0] if piece.kind == "picture")


def _picture(piece: Piece, parser: Tamed | None = None) -> blocks.Picture:
    """Return the block of a picture; its caption is marked up where a parser is given."""
    found = PICTURE.match(piece.text)
    assert found is not None
    alt, key, caption = found[1], found[2], found[3] or ""
    if parser is not None:
        return blocks.Picture(key, words(alt), flat(_guarded(parser, Piece("prose", caption))) if caption else ())
    return blocks.Picture(key, words(alt), (blocks.Run(caption),) if caption else ())


def _work(piece: Piece) -> int:
    """Return what a piece will cost to mark up, counted and not timed so that the answer is always the same."""
    if piece.kind in ("fence", "card", "rule"):
        return 0
    if piece.kind in ("prose", "heading", "note", "picture"):
        breaks = 5 * piece.text.count("  \n")
        return _LINE_COST + signs(piece.text) + breaks if may_mark(piece.text) else 0
    return _LINE_COST * (piece.text.count("\n") + 1 + piece.text.count("|")) + signs(piece.text)


def _unmarked(piece: Piece) -> list[blocks.Block]:
    """Return the block of a piece that needs no marking up, or its words as typed."""
    if piece.kind == "fence":
        return [blocks.Code(piece.text)]
    if piece.kind == "card":
        return [blocks.QuoteCard(piece.text)]
    if piece.kind == "rule":
        return [blocks.Rule()]
    if piece.kind == "picture":
        return [_picture(piece)]
    if piece.kind == "heading":
        return [blocks.Heading(piece.level, cites_only(with_references(blocks.Run(piece.text))))] if piece.text else []
    return _literal(piece.text)


def _guarded(parser: Tamed, piece: Piece) -> list[blocks.Block]:
    """Return a piece's blocks; its plain words when the Markdown in it is more than the parser can take."""
    if piece.kind in ("fence", "card", "rule"):
        return _unmarked(piece)
    if piece.kind == "picture":
        return [_picture(piece, parser)]
    try:
        if piece.kind in ("prose", "heading"):
            return _single(parser, piece)
        if _too_much(piece):
            return _literal(piece.text)
        return blocks_in(parser.mark_up(parser.blocks(piece.text)))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        # The package's own slips on odd input must not cost a staffer the page: the words are kept as typed.
        return _literal(piece.text)


def _too_much(piece: Piece) -> bool:
    if piece.kind == "definitions":
        return piece.text.count("\n:") * len(piece.text) > _MOST_DEFINITIONS
    return piece.kind != "code" and _TOO_DEEP.search(piece.text) is not None


def _single(parser: Tamed, piece: Piece) -> list[blocks.Block]:
    if not may_mark(piece.text):
        plain = (blocks.Run(words(piece.text.strip())),)
        return [blocks.Paragraph(plain) if piece.kind == "prose" else blocks.Heading(piece.level, plain)]
    text = piece.text.strip()
    known = parser.settled(text) if affordable(text) else None
    if known is not None:
        runs = tidy(list(runs_settled(known)))
    else:
        root = Element("div")
        SubElement(root, "p").text = text
        parser.mark_up(root)
        runs = runs_of(root[0])
    if piece.kind == "heading":
        return [blocks.Heading(piece.level, cites_only(runs))] if runs else []
    return paragraphs(runs)


def _literal(text: str) -> list[blocks.Block]:
    """Return paragraphs of the words as typed, line by line."""
    out: list[blocks.Block] = []
    parts = re.split(r"\n[ ]*\n", text)
    for part in parts if len(parts) <= _MOST_PIECES else [text]:
        lines = [line.strip() for line in part.split("\n")]
        out.extend(paragraphs(with_references(blocks.Run("\n".join(line for line in lines if line)))))
    return out
