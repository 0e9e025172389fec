"""Frozen books come back as they were, today and when programs know more or less."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.book.edition import Earlier, Trace, counted_up, dated
from briefing.book.freezing import NotFrozen, freeze, thaw
from briefing.book.parts import Book, Marking, Person, Picture, Placement, Section, Source, Statement
from briefing.book.profile import PROFILES
from tests.unit.layout_book import full_book

words = some.text(max_size=12)
placements = some.builds(Placement, words, words, words, words)
pictures = some.builds(Picture, words, words, words, some.binary(max_size=9), words)
leaf = some.builds(
    Section, words, words, body=words, page_limit=some.integers(0, 9), placements=some.tuples(placements)
)
sections = some.builds(Section, words, words, children=some.lists(leaf, max_size=2).map(tuple))
statements = some.builds(
    Statement, words, words, words, words, unnamed=some.booleans(), topics=some.tuples(words),
    position_on=some.tuples(some.tuples(words, words)),
)  # fmt: skip
books = some.builds(
    Book, words, words, banner=some.none() | some.builds(Marking, words, words, some.integers(0, 9)),
    sections=some.tuples(sections), statements=some.dictionaries(words, statements, max_size=2),
    sources=some.dictionaries(words, some.builds(Source, words, words), max_size=2),
    pictures=some.dictionaries(words, pictures, max_size=1),
    people=some.dictionaries(words, some.builds(Person, words, words), max_size=2),
)  # fmt: skip
traces = some.lists(some.builds(Trace, words, words, words), max_size=3).map(tuple)


@given(books, traces)
def test_what_was_frozen_comes_back_as_it_was(book: Book, traced: tuple[Trace, ...]) -> None:
    assert thaw(freeze(book, traced)) == (book, traced, None)
    made = replace(PROFILES["large"], duplex=True, paper="A5")
    assert thaw(freeze(book, traced, made)) == (book, traced, made)


def test_equal_books_freeze_to_equal_bytes() -> None:
    assert freeze(full_book(), ()) == freeze(full_book(), ())
    assert thaw(freeze(full_book(), ()))[0] == full_book()


def test_fields_a_program_does_not_know_are_passed_over_and_missing_ones_are_usual() -> None:
    data: dict[str, Any] = json.loads(zlib.decompress(freeze(full_book(), (Trace("a", "b", "c"),))))
    data["book"]["binding"] = {"thread": "gold"}
    data["book"]["sections"][0]["mood"] = ["calm"]
    data["weather"] = 1
    del data["book"]["place"]
    book, traced, _ = thaw(zlib.compress(json.dumps(data).encode()))
    assert book == full_book(place="")
    assert traced == (Trace("a", "b", "c"),)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\3\4", zlib.compress(b"[]"), zlib.compress(b"{"), zlib.compress(b'{"book": {"key": 1, "title": ""}}'),
        freeze(full_book(), ())[:-9], zlib.compress(b'{"book": ' + b"[" * 100_000), zlib.compress(b'{"book": {}}'),
    ],
)  # fmt: skip
def test_other_bytes_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(NotFrozen, match=r"\.$"):
        thaw(data)


@pytest.mark.parametrize(
    ("name", "following"),
    [("Edition 1", "Edition 2"), ("Edition 9", "Edition 10"), ("v1.9", "v1.10"), ("2025 draft 3b", "2025 draft 4b"),
     ("Final", "Final 2"), ("第1版", "第2版"), ("", "2")],
)  # fmt: skip
def test_an_edition_is_followed_by_the_next_number(name: str, following: str) -> None:
    assert counted_up(name) == following


def test_a_page_dates_from_the_edition_its_words_first_stood_in() -> None:
    first = dated([("", "cover"), ("a", "one"), ("b", "two")], "Edition 1", None)
    assert {trace.edition for trace in first} == {"Edition 1"}
    earlier = Earlier(full_book(), "Edition 1", first)
    second = dated([("", "new cover"), ("b", "two"), ("a", "other"), ("a", "one"), ("c", "one")], "Edition 2", earlier)
    assert [trace.edition for trace in second] == ["Edition 2", "Edition 1", "Edition 2", "Edition 1", "Edition 2"]
    third = dated([("a", "one"), ("a", "other")], "Edition 3", Earlier(full_book(), "Edition 2", second))
    assert [trace.edition for trace in third] == ["Edition 1", "Edition 2"]
