"""What a section that writes itself is made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.book.parts import SHEET_ORDERS
from briefing.library import assemble, books, people, quotes, scopes, sections
from briefing.library.faults import BadValue
from briefing.library.quotes import NewQuote
from briefing.library.scopes import Drawn
from briefing.library.store import Library, open_library

keys = st.lists(st.text("abc123", min_size=1, max_size=5), max_size=4).map(lambda some: tuple(sorted(set(some))))


@given(st.builds(Drawn, keys, keys, keys, st.text(max_size=9).map(str.strip), st.booleans(), keys,
                 st.sampled_from(SHEET_ORDERS)))  # fmt: skip
def test_what_is_kept_is_read_again_as_it_was(drawn: Drawn) -> None:
    assert scopes.read(scopes.written(drawn)) == drawn
    assert (scopes.written(drawn) == "") == (drawn == Drawn())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "test.briefing")
    yield opened
    opened.close()


def test_the_count_is_what_the_book_shows(library: Library) -> None:
    reader = library.reader()
    who = people.add(library, "Mira Vogel")
    for number, kind in enumerate(("direct", "direct", "event", "fragment")):
        quotes.add(
            library, NewQuote(f"Word {number} on steel", kind=kind, person_id=who, said_on=f"2025-06-0{1 + number}")
        )
    quotes.add(library, NewQuote("Waiting, on steel", accepted=False))
    placed = quotes.show(reader, quotes.add(library, NewQuote("Something else"))).handle
    book = books.add(library, "Book", template="")
    sections.add(library, book, title="Text", body=f"[[quote:{placed}]]")
    sheet = sections.add(library, book, title="Sheet", kind="quote_sheet")
    every = Drawn(query="steel", only=True)
    found = [handle for _, handle in scopes.found(reader, every)]
    assert len(found) == 4
    assert scopes.count(reader, book, every) == (4, 0)
    assert scopes.count(reader, book, every, ("direct", "fragment")) == (3, 0)
    assert scopes.count(reader, book, Drawn(query="steel", without=(found[0],))) == (4, 1)
    assert scopes.count(reader, book, Drawn()) == (1, 0)
    sections.draw_on(library, sheet, Drawn(query="steel", only=True, without=(found[0],), order="oldest"))
    made = assemble.assemble(reader, book)
    shown = next(one for _, one in made.walk() if one.key == sheet)
    assert (shown.scope, shown.only, shown.order) == (tuple(found[1:]), True, "oldest")
    assert set(made.statements) == {placed, *found[1:]}


def test_choosing_is_one_step_and_an_unknown_order_is_refused(library: Library) -> None:
    book = books.add(library, "Book", template="")
    sheet = sections.add(library, book, title="Sheet", kind="quote_sheet")
    sections.draw_on(library, sheet, Drawn(query="steel"))
    step = library.last_step
    assert step is not None
    library.undo(step)
    assert sections.drawn(library.reader(), sheet) == Drawn()
    with pytest.raises(BadValue):
        sections.draw_on(library, sheet, Drawn(order="longest"))
