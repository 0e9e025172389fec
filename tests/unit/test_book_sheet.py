"""What a quote sheet shows when somebody has chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.book import disclose, generate
from briefing.book.parts import Book, Section
from briefing.text.blocks import Heading, QuoteCard, plain
from tests.unit.layout_book import full_book

SPOKEN = {"aaaa1111", "aaaa2222", "aaaa3333", "aaaa4444", "aaaa5555"}


def handles(section: Section, book: Book) -> list[str]:
    return [one.handle for one in generate.generated(section, book) if isinstance(one, QuoteCard)]


def test_only_what_was_chosen_stands_in_the_sheet_and_nobody_else_is_named() -> None:
    made = generate.generated(Section("s", "S", "quote_sheet", scope=("aaaa5555",), only=True), full_book())
    assert [plain(one.runs) if isinstance(one, Heading) else one for one in made] == [
        "Donald Trump",
        QuoteCard("aaaa5555"),
    ]


def test_a_search_that_finds_nothing_leaves_the_sheet_empty_and_says_so() -> None:
    made = generate.generated(Section("s", "S", "quote_sheet", only=True), full_book())
    assert len(made) == 1
    assert not handles(Section("s", "S", "quote_sheet", only=True), full_book())


@pytest.mark.parametrize("kind", ["quote_sheet", "timeline", "position_matrix"])
def test_what_is_left_out_is_left_out_of_every_kind(kind: str) -> None:
    book = full_book()
    whole = repr(generate.generated(Section("s", "S", kind), book))
    one = Section("s", "S", kind, without=tuple(SPOKEN))
    for handle in SPOKEN:
        assert handle not in repr(generate.generated(one, book))
    assert any(handle in whole for handle in SPOKEN)


def test_by_date_the_order_is_turned_about_and_what_has_no_date_stays_last() -> None:
    book = full_book()
    undated = replace(book.statements["aaaa5555"], handle="ffff1111", said_on="")
    book = replace(book, statements={**book.statements, "ffff1111": undated})
    newest = handles(Section("s", "S", "quote_sheet", order="newest"), book)
    oldest = handles(Section("s", "S", "quote_sheet", order="oldest"), book)
    assert newest[-1] == oldest[-1] == "ffff1111"
    assert oldest[:-1] == newest[-2::-1]
    assert set(newest) == SPOKEN | {"ffff1111"}


def test_the_press_copy_keeps_to_the_choice() -> None:
    book = full_book()
    sheet = Section("sheet", "S", "quote_sheet", audience="press", scope=("aaaa5555",), only=True, order="oldest")
    free = {key: replace(one, usable_in="public") for key, one in book.statements.items()}
    shown = disclose.shown(replace(book, statements=free, sections=(sheet,)), "press")
    (one,) = shown.sections
    assert (one.only, one.order) == (True, "oldest")
    assert set(handles(one, shown)) <= {"aaaa5555"}
