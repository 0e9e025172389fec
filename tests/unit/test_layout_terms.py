"""The glossary on paper: in order, with the page of first use, in contents and bookmarks, and only where of use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.book.parts import Book
from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.page import Folios
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import FONTS, page_of_anchor, page_text, shown, text

SAID = "The World Trade Organization (WTO) and the Group of Seven (G7).\n\nFTA\n:   Free trade agreement.\n"
STAFF = PROFILES["staff"]


def book_of(body: str = SAID, title: str = "Trade", **fields: object) -> Book:
    book = full_book()
    return full_book(sections=(*book.sections, section("t", title, "Words. " * 900 + "\n\n" + body)), **fields)


def compose(book: Book, profile: Profile = STAFF) -> Folios:
    return Composer(FONTS).compose(book, profile)


@pytest.mark.parametrize("profile", [STAFF, replace(STAFF, duplex=True), replace(STAFF, paper="A5", body=18.0)])
def test_it_stands_before_the_sources_in_order_and_leads_to_the_pages(profile: Profile) -> None:
    folios = compose(book_of(), profile)
    number = page_of_anchor(folios, "glossary")
    assert page_of_anchor(folios, "section:t") < number < page_of_anchor(folios, "sources")
    told = page_text(folios.pages[number - 1])
    assert told.index("FTA") < told.index("G7") < told.index("WTO")
    (target, *others) = {link.target for link in folios.pages[number - 1].links}
    assert not others
    first = page_of_anchor(folios, target)
    assert "World Trade Organization" in " ".join(page_text(folios.pages[first - 1]).split())
    assert first > page_of_anchor(folios, "section:t")
    titles = [bookmark.title for bookmark in folios.bookmarks]
    assert titles[-3:-1] == ["Glossary", "Sources"]
    opening = page_of_anchor(folios, "contents") - 1
    assert any("Glossary" in page_text(page) for page in folios.pages[opening : opening + 2])


def test_none_is_made_of_too_few_where_there_is_one_or_where_it_is_not_wanted() -> None:
    for book in (
        book_of("The Group of Seven (G7)."),
        book_of(title="Glossary"),
        book_of(glossary="off"),
    ):
        assert "glossary" not in {anchor.name for page in compose(book).pages for anchor in page.anchors}


def test_a_press_copy_explains_only_what_it_shows() -> None:
    lines = replace(section("p", "Lines", "Shown."), audience="press")
    assert "WTO" not in text(compose(full_book(sections=(lines, section("t", "Trade", SAID))), PROFILES["press"]))


def test_what_was_composed_before_changes_nothing() -> None:
    composer = Composer(FONTS)
    composer.compose(book_of("The Group of Six (G6), the Group of Five (G5), the Group of Four (G4)."), STAFF)
    assert shown(composer.compose(book_of(), STAFF)) == shown(compose(book_of()))
