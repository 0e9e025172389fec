"""What changed between two states of a book: nothing for two equal ones, and never less than everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.book.diff import Changes, compare
from briefing.book.parts import Book, Picture, Section
from tests.unit.layout_book import full_book

NONE: set[tuple[int, ...]] = set()
BLOCKS = ("One.", "Two.", "- a\n- b", "> said", "| h |\n|---|\n| r |", "## Head", "[[quote:aaaa1111]]", "T\n:   m")
bodies = some.lists(some.sampled_from(BLOCKS), max_size=6).map("\n\n".join)


@some.composite
def books(draw: some.DrawFn) -> Book:
    keys = draw(some.lists(some.sampled_from("abcdef"), unique=True, max_size=6))
    below = draw(some.lists(some.booleans(), min_size=6, max_size=6))
    sections: list[Section] = []
    for key, inner in zip(keys, below, strict=False):
        made = Section(key, draw(some.sampled_from(("Aims", "Ends"))), body=draw(bodies))
        if inner and sections:
            sections[-1] = replace(sections[-1], children=(*sections[-1].children, made))
        else:
            sections.append(made)
    return full_book(sections=tuple(sections), place=draw(some.sampled_from(("Ottawa", "Kyoto"))))


def told(changes: Changes, word: str) -> set[str]:
    return {one.key for one in changes.sections if word in one.what}


@given(books())
def test_a_book_has_not_changed_from_itself(book: Book) -> None:
    assert not compare(book, book)
    assert compare(book, book) == Changes()


@given(books(), books())
def test_every_change_is_found_and_nothing_else(before: Book, after: Book) -> None:
    changes = compare(before, after)
    old, new = ({one.key: one for _, one in book.walk()} for book in (before, after))
    assert told(changes, "added") == new.keys() - old.keys()
    assert told(changes, "removed") == old.keys() - new.keys()
    assert told(changes, "retitled") == {key for key in old.keys() & new.keys() if old[key].title != new[key].title}
    assert told(changes, "text") == {key for key in old.keys() & new.keys() if old[key].body != new[key].body}
    assert {one.name for one in changes.facts} == ({"place"} if before.place != after.place else set())


@given(books(), books())
def test_what_one_way_adds_the_other_way_removes(one: Book, other: Book) -> None:
    there, back = compare(one, other), compare(other, one)
    assert told(there, "added") == told(back, "removed")
    assert told(there, "text") == told(back, "text")
    assert told(there, "retitled") == told(back, "retitled")
    assert bool(told(there, "moved")) == bool(told(back, "moved"))
    assert [(fact.name, fact.before, fact.after) for fact in there.facts] == [
        (fact.name, fact.after, fact.before) for fact in back.facts
    ]


def bodied(body: str) -> Book:
    return full_book(sections=(Section("a", "Aims", body=body),))


@pytest.mark.parametrize(
    ("before", "after", "changed", "gone"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo, and more.", {(1,)}, NONE),
        ("One.\n\nTwo.", "One.\n\nNew.\n\nTwo.", {(1,)}, NONE),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", NONE, {(1,)}),
        ("One.\n\nTwo.", "One.", NONE, {(1,)}),
        ("One.", "", NONE, {(0,)}),
        ("- a\n- b\n- c", "- a\n- B\n- c\n- d", {(0, 1, 0), (0, 3)}, NONE),
        ("- a\n    - deep\n- b", "- a\n    - deeper\n- b", {(0, 0, 1, 0, 0)}, NONE),
        ("| h |\n|---|\n| 1 |\n| 2 |\n| 3 |", "| h |\n|---|\n| 1 |\n| 3 |\n| 4 |", {(0, 2)}, {(0, 1)}),
        ("| h |\n|---|\n| 1 |", "| H |\n|---|\n| 1 |", {(0,)}, NONE),
        ("> a\n>\n> b", "> a\n>\n> c", {(0, 1)}, NONE),
        ("T\n:   m\n\nU\n:   n", "T\n:   m\n\nU\n:   o", {(1, 0)}, NONE),
        ("- a", "1. a", {(0,)}, NONE),
    ],
)
def test_a_change_is_marked_no_wider_than_it_is(
    before: str, after: str, changed: set[tuple[int, ...]], gone: set[tuple[int, ...]]
) -> None:
    (section,) = compare(bodied(before), bodied(after)).sections
    assert (section.marks.changed, section.marks.gone) == (changed, gone)


def test_a_quote_that_reads_otherwise_changes_its_cards_but_not_where_it_is_only_cited() -> None:
    book = full_book()
    said = book.statements["aaaa2222"]
    after = replace(book, statements={**book.statements, "aaaa2222": replace(said, text="別の言葉。")})
    changes = compare(book, after)
    assert told(changes, "text") == {"a1", "b1", "b3"}
    assert changes.statements == {"aaaa2222": "changed"}
    withdrawn = replace(book, statements={**book.statements, "aaaa2222": replace(said, withdrawn_on="2025-06-01")})
    assert compare(book, withdrawn).statements == {"aaaa2222": "withdrawn"}


def test_another_picture_in_the_same_place_is_a_change() -> None:
    shown = Picture("k", "port.png", "image/png", b"1", "hash of 1", alt="A port")
    book = replace(bodied("![A port](picture:k)"), pictures={"k": shown})
    assert not compare(book, replace(book, pictures={"k": replace(shown, name="harbour.png")}))
    for other in (replace(shown, data=b"2", sha256="hash of 2"), replace(shown, caption="The old port")):
        assert told(compare(book, replace(book, pictures={"k": other})), "text") == {"a"}


def test_a_section_dragged_elsewhere_is_the_only_one_that_moved() -> None:
    one, two, three = (Section(key, key, body=key) for key in "abc")
    before = full_book(sections=(one, two, three))
    changes = compare(before, full_book(sections=(three, one, two)))
    assert told(changes, "moved") == {"c"}
    below = compare(before, full_book(sections=(replace(one, children=(two,)), three)))
    assert told(below, "moved") == {"b"}
