"""Changes shown on paper: bars and arrows where something changed, a record of all, and nothing elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.book.edition import Earlier, dated
from briefing.book.parts import SECTION_KINDS, Book, Section
from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.page import Fill, Folios, Page, Stroke
from briefing.layout.traces import words
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import FONTS, page_of_anchor, page_text, shown

STAFF = PROFILES["staff"]
OURS = "| Ours | Theirs |\n|---|---|\n"
TABLE = "| Time | Item |\n|---|---|\n| 09:00 | Arrival |\n| 10:00 | Talks |\n| 11:00 | Lunch |"


def compose(book: Book, since: Earlier | None = None, profile: Profile = STAFF) -> Folios:
    return Composer(FONTS).compose(book, profile, since=since)


def earlier(book: Book, profile: Profile = STAFF) -> Earlier:
    return Earlier(book, book.edition, dated(words(compose(book, None, profile)), book.edition, None))


def _outside(page: Page, x: float) -> bool:
    """Whether something stands in a margin of the page."""
    return not 0.13 < x / page.width < 0.87


def bars(page: Page) -> list[Fill]:
    return [item for item in page.items if isinstance(item, Fill) and item.width == 1.2 and _outside(page, item.x)]


def arrows(page: Page) -> list[Stroke]:
    return [item for item in page.items if isinstance(item, Stroke) and item.y1 != item.y2 and _outside(page, item.x1)]


def on(folios: Folios, anchor: str) -> Page:
    return folios.pages[page_of_anchor(folios, anchor) - 1]


def marked(before: str, after: str) -> Page:
    """Return the page of a section that had one text and has another."""
    old = full_book(sections=(section("a", "Aims", before), section("z", "Rest", "As ever.")))
    new = replace(old, sections=(section("a", "Aims", after), section("z", "Rest", "As ever.")), edition="Edition 2")
    folios = compose(new, earlier(old))
    rest = on(folios, "section:z")
    assert not bars(rest) and not arrows(rest)
    return on(folios, "section:a")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One.\n\nTwo.\n\nThree.", "One.\n\nChanged.\n\nThree."),
        ("- a\n- b\n- c", "- a\n- changed\n- c"),
        (TABLE, TABLE.replace("Talks", "Changed")),
        ("One.\n\n[[quote:aaaa1111]]", "One.\n\n[[quote:aaaa3333]]"),
        ("> a\n>\n> b", "> a\n>\n> changed"),
    ],
)
def test_one_bar_stands_beside_what_changed(before: str, after: str) -> None:
    page = marked(before, after)
    (bar,) = bars(page)
    assert not arrows(page)
    assert bar.height < 150


def test_neighbours_that_changed_share_a_bar() -> None:
    assert len(bars(marked("One.\n\nTwo.", "One, now.\n\nTwo, now."))) == 1
    assert len(bars(marked("One.\n\nTwo.\n\nThree.", "One, now.\n\nTwo.\n\nThree, now."))) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [("One.\n\nTwo.", "Two."), ("One.\n\nTwo.", "One."), ("One.", ""), ("- a\n- b", "- a"), (TABLE, TABLE[:-18])],
)
def test_an_arrow_shows_where_text_was_taken_out(before: str, after: str) -> None:
    page = marked(before, after)
    assert not bars(page)
    assert len(arrows(page)) == 2  # the strokes of one arrow


def test_the_record_names_what_changed_and_the_pages_leads_there_and_says_which_pages_are_old() -> None:
    old = full_book()
    sections = list(old.sections)
    first = replace(sections[1].children[0], title="The scene", body=sections[1].children[0].body + "\n\nNew words.")
    sections[1] = replace(sections[1], children=(first, sections[1].children[1]))
    sections.append(section("n", "Late item", "All new."))
    new = full_book(sections=tuple(sections), edition="Edition 2", as_at="2025-05-27")
    folios = compose(new, earlier(old))
    told = page_text(on(folios, "record")).replace("\u00a0", " ")
    assert "Changes from Edition 1 (as at 25 May 2025) to Edition 2 (as at 27 May 2025)." in told
    assert "Information as at: 25 May 2025 → 27 May 2025" in told
    assert "New title; text changed in 1 place" in told
    assert "New section" in told and "Late item" in told
    assert "Removed (pages of Edition 1:" in told
    targets = {link.target for link in on(folios, "record").links}
    assert {"section:a1", "section:n", "cover"} <= targets
    assert "section:a3" not in targets  # what is gone leads nowhere
    scene = page_of_anchor(folios, "section:a1")
    assert f"{scene}" in told
    effective = told.split("List of effective pages")[1]
    rest = page_of_anchor(folios, "section:b3")
    assert "Edition 1" in effective and f"{rest}" in effective
    assert folios.bookmarks[1].title == "Record of changes"


def test_nothing_changed_is_said_and_nothing_is_marked() -> None:
    book = full_book()
    folios = compose(replace(book, edition="Edition 2"), earlier(book))
    assert "Nothing has changed since Edition 1 (as at 25 May 2025)." in page_text(on(folios, "record")).replace(
        "\u00a0", " "
    )
    assert not any(bars(page) or arrows(page) for page in folios.pages)


@pytest.mark.parametrize("kind", SECTION_KINDS)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "| Ours | Theirs |\n|---|---|\n| 1. a | 1. b |\n| 2. c | 2. d |",
            "| Ours | Theirs |\n|---|---|\n| 2. c | 2. d |",
        ),
        ("- **Want.** Zero.\n- **Avoid.** Figures.", "- **Want.** Zero.\n- **Avoid.** All figures."),
        ("**Q. Why?**\n\nBecause.\n\n**Q. When?**\n\nNow.", "**Q. Why?**\n\nJust so.\n\n**Q. When?**\n\nNow."),
        ("| Time | Item |\n|---|---|\n| 09:00 | Arrival |", "| Time | Item |\n|---|---|\n| 09:30 | Arrival |"),
    ],
)
def test_no_look_of_a_section_hides_that_it_changed(kind: str, before: str, after: str) -> None:
    old = full_book(sections=(section("a", "Objectives", before, kind), section("z", "Rest", "As ever.")))
    new = replace(old, sections=(section("a", "Objectives", after, kind), old.sections[1]), edition="Edition 2")
    page = on(compose(new, earlier(old)), "section:a")
    assert bars(page) or arrows(page)


def test_the_press_is_never_told_what_changed() -> None:
    book = full_book(sections=(Section("a", "Lines", body="Words.", audience="press"), Section("b", "Secret")))
    after = replace(book, sections=(replace(book.sections[0], body="Other words."),))
    press = PROFILES["press"]
    assert shown(compose(after, earlier(book), press)) == shown(compose(after, None, press))


def test_bars_stand_at_the_outer_edge_of_both_sides() -> None:
    duplex = replace(STAFF, duplex=True)
    old = full_book(sections=(section("a", "Aims", "Word. " * 2000), section("b", "Rest")))
    new = replace(old, sections=(section("a", "Aims", "Other. " * 2000), section("b", "Rest")))
    folios = compose(new, earlier(old, duplex), duplex)
    sides = [(number, bars(page)[0].x > page.width / 2) for number, page in enumerate(folios.pages, 1) if bars(page)]
    assert len(sides) > 2
    assert all(right == bool(number % 2) for number, right in sides)


def test_what_was_marked_before_never_marks_what_is_composed_now() -> None:
    old, new = full_book(), full_book(edition="Edition 2", sections=full_book().sections[:2])
    composer = Composer(FONTS)
    alone = shown(composer.compose(new, STAFF))
    composer.compose(new, STAFF, since=Earlier(full_book(sections=()), "Edition 0"))
    composer.compose(new, STAFF, since=earlier(old))
    assert shown(composer.compose(new, STAFF)) == alone
