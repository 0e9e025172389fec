"""What the press may see: said so, on the record, and nothing of the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.book.checks import check, stops
from briefing.book.disclose import MARK, quote_withheld, section_withheld, shown
from briefing.book.parts import Book, Marking, Person, Placement, Section, Source, Statement
from briefing.book.profile import PROFILES
from briefing.book.selection import selected
from briefing.text.markdown import card, cite

OPEN = Statement(
    "1", "open1111", "direct", "The harbour is open.", said_by="Ada Norling", person_key="ada", said_on="2031-06-02",
    source_key="s1", record_status="on_record", grade="C", note="our note", topics=("Weak points",), about=("bo",),
)  # fmt: skip
PRESS = PROFILES["press"]
LED_IN = f"He said:\n\n{card('shut2222')}"


def quote(**changes: object) -> str:
    return quote_withheld(replace(OPEN, **cast("dict[str, Any]", changes)), "2031-06-05")


@pytest.mark.parametrize(
    "changes",
    [
        {"record_status": "background"},
        {"record_status": "deep_background"},
        {"record_status": "off_record", "usable_in": "press"},
        {"record_status": "embargoed"},
        {"record_status": "not_stated"},
        {"embargo_until": "2031-06-06"},
        {"embargo_until": "2031-06"},
        {"embargo_until": "next week"},
        {"withdrawn_on": "2031-06-03"},
        {"sensitivity": "personal"},
        {"usable_in": "principal"},
        {"unnamed": True},
    ],
)
def test_a_quote_is_withheld_unless_its_terms_allow_it(changes: dict[str, object]) -> None:
    assert quote(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"record_status": "not_stated", "usable_in": "principal, press"},
        {"embargo_until": "2031-06-05"},
        {"unnamed": True, "verified_on": "2031-06-03"},
    ],
)
def test_a_quote_is_shown_when_its_terms_allow_it(changes: dict[str, object]) -> None:
    assert not quote(**changes)


@pytest.mark.parametrize("as_at", ["", "2031-06", "25 May 2044"])
def test_an_embargo_has_not_ended_in_a_book_that_does_not_say_of_what_day_it_is(as_at: str) -> None:
    assert quote_withheld(replace(OPEN, embargo_until="2031-06-05"), as_at)


@pytest.mark.parametrize(
    ("audience", "disclosure", "may"),
    [
        ("", "", False),
        ("", "usable", False),
        ("principal", "usable", False),
        ("press", "", True),
        ("all", "usable", True),
        ("press", "internal", False),
        ("all", "not_for_use", False),
    ],
)
def test_a_section_is_shown_when_somebody_said_so(audience: str, disclosure: str, may: bool) -> None:
    assert bool(section_withheld(Section("x", "X", audience=audience, disclosure=disclosure))) is not may


def book(*sections: Section, statements: tuple[Statement, ...] = (OPEN,), **fields: object) -> Book:
    given: dict[str, Any] = {
        "principal": "The Prime Minister", "reference": "BB-7", "label": "INTERNAL", "as_at": "2031-06-05",
        "banner": Marking("s", "SECRET", 3), "stamp": "2031-06-07T00:00:00+00:00", "sections": sections,
        "statements": {one.handle: one for one in statements},
        "sources": {"s1": Source("s1", "Paper", note="kept by us"), "s2": Source("s2", "Cable")},
        "people": {"ada": Person("ada", "Ada Norling"), "bo": Person("bo", "Bo Ek")},
    }  # fmt: skip
    given.update(fields)
    return Book("b", "Harbours", **given)


def test_numbers_have_no_gaps_and_what_stood_below_a_withheld_section_takes_its_place() -> None:
    tree = (
        Section("a", "Aims", reference="A", body="x"),
        Section(
            "b", "Tab", reference="B", children=(
                Section("b1", "Lines", reference="B1", body="Words.", audience="press"),
                Section("b2", "Tactics", reference="B2", body="Words."),
                Section("b3", "Facts", reference="B3", body="Words.", audience="all", owner="Desk", status="cleared"),
            ),
        ),
    )  # fmt: skip
    seen = shown(book(*tree), "press")
    assert [(one.reference, one.title, one.owner, one.status) for _, one in seen.walk()] == [
        ("A", "Lines", "", "draft"),
        ("B", "Facts", "", "draft"),
    ]


def test_what_the_office_keeps_for_itself_is_not_in_the_book_any_more() -> None:
    other = replace(OPEN, handle="shut2222", record_status="background", source_key="s2", person_key="bo")
    body = f"They agreed {cite('shut2222')}{cite('open1111')}.\n\n{card('shut2222')}"
    placed = (Placement("shut2222", "cite"), Placement("open1111", "cite"), Placement("shut2222"))
    one = Section("a", "Lines", body=body, audience="press", placements=placed, marking="SECRET")
    seen = shown(book(one, statements=(OPEN, other)), "press")
    told = repr(seen)
    for word in ("shut2222", "Cable", "Bo Ek", "SECRET", "INTERNAL", "Prime", "BB-7", "kept by us", "our note", "Weak"):
        assert word not in told
    assert seen.sections[0].body.strip() == f"They agreed{cite('open1111')}."
    assert [one.grade for one in seen.statements.values()] == [""]


def test_a_quote_used_only_where_the_press_does_not_look_is_not_in_its_quote_sheet() -> None:
    inner = Section("a", "Aims", body=card("open1111"))
    sheet = Section("b", "Said", "quote_sheet", audience="press")
    assert not shown(book(inner, sheet), "press").statements
    drawing = replace(sheet, scope=("open1111",))
    assert list(shown(book(inner, drawing), "press").statements) == ["open1111"]


def test_everybody_else_sees_the_book_itself() -> None:
    whole = book(Section("a", "Aims", body="x"))
    assert shown(whole, "") is whole
    assert selected(whole, PROFILES["staff"]) is whole


def test_a_mark_stands_for_what_is_withheld_and_does_not_say_how_much_it_is() -> None:
    tree = (Section("a", "Aims", body="x"), Section("b", "More", body="x"), Section("c", "C", body="x", audience="all"))
    seen = shown(book(*tree), "press", mark=True)
    assert [(one.reference, one.title) for one in seen.sections] == [("A", MARK), ("B", "C")]


SECTION = some.builds(
    Section,
    some.uuids().map(str),
    some.sampled_from(("Alpha", "Beta", "Gamma")),
    some.sampled_from(("text", "points", "timeline", "quote_sheet")),
    body=some.sampled_from(
        ("", "Words.", f"Said {cite('open1111')}.", card("shut2222"), f"x {cite('shut2222')}{cite('open1111')}")
    ),
    audience=some.sampled_from(("", "principal", "press", "all")),
    disclosure=some.sampled_from(("", "usable", "internal")),
)


def grown(sections: list[Section]) -> tuple[Section, ...]:
    """Put every second section below the one before it, and what follows those below them."""
    tops: list[Section] = []
    for place, one in enumerate(sections):
        if place % 3 == 0:
            tops.append(one)
        elif place % 3 == 1:
            tops[-1] = replace(tops[-1], children=(one,))
        else:
            tops[-1] = replace(tops[-1], children=(replace(tops[-1].children[0], children=(one,)),))
    return tuple(tops)


def differently(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same book with everything that is withheld saying something else."""
    out: list[Section] = []
    for one in sections:
        below = differently(one.children)
        if section_withheld(one):
            out.append(replace(one, title="Other", body=f"Other words {card('open1111')}", owner="Z", children=below))
        else:
            out.append(replace(one, owner="Somebody else", status="ready", marking="X", children=below))
    return tuple(out)


@given(some.lists(SECTION, max_size=9).map(grown))
def test_the_press_copy_does_not_depend_on_what_is_withheld(sections: tuple[Section, ...]) -> None:
    shut = replace(OPEN, handle="shut2222", record_status="background", text="Not for you.")
    one = book(*sections, statements=(OPEN, shut))
    other = book(
        *differently(sections), statements=(OPEN, replace(shut, text="Something else", said_by="Bo")), label="Z",
        banner=None, stamp="2044-01-01T00:00:00+00:00",
    )  # fmt: skip
    assert shown(one, "press") == shown(other, "press")


def test_the_check_tells_what_will_be_withheld_and_why() -> None:
    shut = replace(OPEN, handle="shut2222", record_status="background")
    tree = (
        Section("a", "Aims", reference="A", body="x"),
        Section(
            "b", "Lines", reference="B", body=f"He said:\n\n{card('shut2222')}", audience="press", marking="SECRET"
        ),
    )
    found = [(one.code, one.section_key, one.handle) for one in check(book(*tree, statements=(shut,)), PRESS)]
    assert found == [
        ("withheld-section", "a", ""),
        ("press-marking", "b", ""),
        ("withheld-quote", "b", "shut2222"),
        ("press-lead-in", "b", ""),
    ]


def test_a_book_with_nothing_for_the_press_is_not_sent_out() -> None:
    assert stops(check(book(Section("a", "Aims", body="x")), PRESS))


def test_sections_chosen_keep_their_numbers_and_bring_what_is_below_them() -> None:
    tree = (
        Section("a", "A", children=(Section("a1", "A1"), Section("a2", "A2", children=(Section("a21", "A2.1"),)))),
        Section("b", "B", body="x"),
    )
    chosen = selected(book(*tree), replace(PROFILES["staff"], sections=("a2", "a21", "b")))
    assert [(depth, one.reference) for depth, one in chosen.walk()] == [(0, "A2"), (1, "A2.1"), (0, "B")]


def test_a_section_chosen_alone_comes_without_what_is_below_it() -> None:
    tree = (
        Section("a", "A", body="x", children=(Section("a1", "A1", body="y"), Section("a2", "A2", body="z"))),
        Section("b", "B", body="x"),
    )
    for sections, alone, expected in (
        ((), ("a",), [(0, "A")]),
        (("a2",), ("a",), [(0, "A"), (1, "A2")]),
        (("a",), ("a",), [(0, "A"), (1, "A1"), (1, "A2")]),
        (("a1",), ("b",), [(0, "A1"), (0, "B")]),
    ):
        chosen = selected(book(*tree), replace(PROFILES["staff"], sections=sections, alone=alone))
        assert [(depth, one.reference) for depth, one in chosen.walk()] == expected
