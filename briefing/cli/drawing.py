"""What a quote sheet, position table or timeline is made from, as said on the command line."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.book.parts import SHEET_ORDERS
from briefing.cli.asking import Parser

if TYPE_CHECKING:
    from briefing.library.store import Library

_SAID = ("quotes", "search", "order", "without", "with_book")


def drawing_options(made: Parser) -> None:
    """Add what chooses the quotes of a section that writes itself."""
    made.add_argument("--quotes", metavar="QUERY", help="made from what this finds; empty: the quotes of the book")
    made.add_argument("--search", metavar="NAME", help="made from what this saved search finds, whenever it is printed")
    made.add_argument("--with-book", action="store_true", default=None, help="and from the quotes of the book")
    made.add_argument("--without", metavar="QUOTE", action="append", help="leave out this quote (its handle or id)")
    made.add_argument("--order", choices=SHEET_ORDERS, help="how a quote sheet goes")


def chosen(asked: argparse.Namespace) -> bool:
    """Return whether anything of that was said."""
    return any(getattr(asked, name) is not None for name in _SAID)


def draw(asked: argparse.Namespace, library: Library, section_id: str) -> None:
    """Keep with a section what was said, if anything was.

    Raises:
        NotFound: no such saved search or quote.
        LibraryTrouble: the library cannot be written.
    """
    from briefing.library import choices, quotes, sections
    from briefing.library.scopes import Drawn

    if not chosen(asked):
        return
    reader = library.reader()
    drawn = sections.drawn(reader, section_id)
    if asked.quotes is not None or asked.search is not None:
        found = (choices.find_search(reader, asked.search).id,) if asked.search else ()
        query = (asked.quotes or "").strip()
        drawn = Drawn(searches=found, query=query, only=bool(found or query), order=drawn.order)
    if asked.with_book:
        drawn = replace(drawn, only=False)
    if asked.without:
        handles = {quotes.show(reader, one).handle for one in asked.without}
        drawn = replace(drawn, without=tuple(sorted(handles | set(drawn.without))))
    if asked.order:
        drawn = replace(drawn, order=asked.order)
    sections.draw_on(library, section_id, drawn)
