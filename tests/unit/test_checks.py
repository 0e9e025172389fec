"""Preflight: what is told before a book goes out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from briefing.book.checks import Doubt, Finding, check, stops
from briefing.book.parts import RECORD_STATES, Book, Marking, Section, Source, Statement
from briefing.book.profile import PROFILES, Profile
from briefing.text.markdown import card, cite

GOOD = Statement(
    key="1",
    handle="abcd1234",
    kind="direct",
    text="We agree.",
    said_by="A. Speaker",
    said_on="2025-05-25",
    precision="day",
    source_key="s1",
    verified_on="2025-05-26",
)
SOURCE = Source("s1", "An article")


def book(*sections: Section, statement: Statement = GOOD, title: str = "Book", banner: Marking | None = None) -> Book:
    return Book(
        "b",
        title,
        as_at="2025-05-25",
        sections=sections,
        statements={statement.handle: statement},
        sources={"s1": SOURCE},
        banner=banner,
    )


def codes(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.severity, finding.code) for finding in found]


def section(
    body: str = card("abcd1234"), title: str = "Scene setter", kind: str = "text", marking: str = ""
) -> Section:
    return Section("x", title, reference="A1", body=body, kind=kind, marking=marking)


def of_statement(**changes: str) -> list[tuple[str, str]]:
    changed = replace(GOOD, **cast("dict[str, Any]", changes))
    return codes(check(book(section(), statement=changed), Profile()))


def test_a_quote_its_source_does_not_prove_is_told_with_its_section() -> None:
    unchecked = replace(GOOD, verified_on="")
    (told,) = check(book(section(), statement=unchecked), Profile(), {"abcd1234": Doubt("near")})
    assert (told.severity, told.code, told.section_key, told.handle) == ("warn", "quote-unproven", "x", "abcd1234")
    assert told.message.startswith("A1 Scene setter: “We agree.” has no proof yet: ")
    (kept,) = check(book(section(), statement=unchecked), Profile(), {"abcd1234": Doubt("not found", "Heard there.")})
    assert kept.message.endswith("does not have these words. It is kept because: Heard there.")
    # Who looked at the paper itself has proved it, and what is not in marks needs no such proof.
    assert check(book(section()), Profile(), {"abcd1234": Doubt("near")}) == ()
    reported = replace(unchecked, kind="reported_speech")
    found = check(book(section(), statement=reported), Profile(), {"abcd1234": Doubt("near")})
    assert codes(found) == [("warn", "quote-unverified")]


def test_a_press_copy_is_not_said_to_be_unchecked_because_it_does_not_tell_who_checked() -> None:
    shown = Section("x", "Scene setter", reference="A1", body=card("abcd1234"), audience="press")
    usable = replace(GOOD, usable_in="press")
    assert codes(check(book(shown, statement=usable), PROFILES["press"])) == []


def test_a_good_book_has_nothing_to_put_right() -> None:
    assert check(book(section()), Profile(final=True)) == ()


def test_a_quote_without_a_source_stops_a_final_export() -> None:
    assert of_statement(source_key="") == [("stop", "quote-source")]
    assert of_statement(source_key="gone") == [("stop", "quote-source")]
    assert of_statement(source_key="", kind="analysis") == [("warn", "quote-source")]


def test_a_quote_without_date_speaker_or_check_is_told() -> None:
    assert of_statement(said_on="") == [("warn", "quote-date")]
    assert of_statement(said_by="") == [("warn", "quote-speaker")]
    assert of_statement(verified_on="") == [("warn", "quote-unverified")]
    assert of_statement(said_by="", kind="event") == []


def test_words_off_the_record_stop_a_final_export() -> None:
    assert of_statement(record_status="off_record") == [("stop", "quote-off-record")]


def test_words_under_embargo_stop_a_final_export_and_other_terms_do_not() -> None:
    assert of_statement(record_status="embargoed") == [("stop", "quote-embargoed")]
    for terms in set(RECORD_STATES) - {"off_record", "embargoed"}:
        assert of_statement(record_status=terms) == []


def test_a_reference_to_no_quote_stops_and_names_the_section() -> None:
    (finding,) = check(book(section("See " + cite("zzzz9999"))), Profile())
    assert finding.section_key == "x"
    assert "A1 Scene setter" in finding.message
    assert finding.handle == "zzzz9999"
    assert stops((finding,))


def test_a_quote_used_twice_is_told_once() -> None:
    undated = replace(GOOD, said_on="")
    twice = book(section(), section(cite("abcd1234")), statement=undated)
    assert codes(check(twice, Profile())) == [("warn", "quote-date")]


def test_empty_sections_are_told_but_not_generated_or_parent_ones() -> None:
    assert codes(check(book(section("  ")), Profile())) == [("warn", "section-empty")]
    assert check(book(section("", kind="timeline")), Profile()) == ()
    assert check(book(replace(section(""), children=(section(),))), Profile()) == ()


def test_titles_are_needed() -> None:
    assert codes(check(book(section(title=" "), title=""), Profile())) == [
        ("stop", "book-title"),
        ("stop", "section-title"),
    ]
    assert codes(check(book(), Profile())) == [("stop", "book-empty")]


def test_a_section_without_marking_is_told_when_the_book_is_marked() -> None:
    banner = Marking("amber", "TLP:AMBER")
    assert codes(check(book(section(), banner=banner), Profile())) == [("warn", "marking-missing")]
    assert check(book(section(marking="amber"), banner=banner), Profile()) == ()


def test_a_final_book_should_say_as_at_when() -> None:
    undated = replace(book(section()), as_at="")
    assert codes(check(undated, Profile(final=True))) == [("warn", "book-as-at")]
    assert check(undated, Profile()) == ()


def test_a_reference_that_is_not_whole_is_told() -> None:
    assert codes(check(book(section("See [[cite:]] and [[quote:abcd1234]]")), Profile())) == [
        ("warn", "reference-broken")
    ]
