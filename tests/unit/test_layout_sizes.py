"""How large things are set: nothing too small to read, nothing cut where it cannot be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.book.parts import Book
from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.page import Folios
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import FONTS, line_text, lines, page_text

STAFF = PROFILES["staff"]


def compose(book: Book, profile: Profile = STAFF) -> Folios:
    return Composer(FONTS).compose(book, profile)


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_nothing_is_set_in_less_than_eight_points(name: str, paper: str) -> None:
    folios = compose(full_book(), replace(PROFILES[name], paper=paper))
    sizes = {piece.size for page in folios.pages for line in lines(page, artifacts=True) for piece in line.pieces}
    assert min(sizes) >= 8.0


def test_running_text_is_never_smaller_than_twelve_points() -> None:
    assert all(profile.body >= 12.0 for profile in PROFILES.values())


def test_a_table_of_many_columns_keeps_its_type_readable() -> None:
    wide = "\n".join(
        "|" + "|".join(row) + "|" for row in ([f"head{k}" for k in range(20)], ["---"] * 20, ["abcdef"] * 20)
    )
    folios = compose(full_book(sections=(section("w", "Wide", wide),)), replace(STAFF, paper="A5"))
    sizes = {piece.size for page in folios.pages for line in lines(page) for piece in line.pieces}
    assert min(sizes) >= 8.0


def test_a_title_too_long_for_its_row_takes_another_line_below_it() -> None:
    title = "A title that needs far more room than there is on a small page in large print"
    book = full_book(sections=(section("a", "Tab", "", "text", section("a1", title, "Words.")),))
    folios = compose(book, replace(PROFILES["large"], paper="A5"))
    opening = next(page for page in folios.pages if page.section == "a")
    rows = [line for line in lines(opening) if line.pieces[0].size == 18.0]
    assert title in " ".join(line_text(opening, line).strip() for line in rows)
    assert len({line.y for line in rows}) > 2


def test_a_long_note_on_the_cover_ends_in_an_ellipsis() -> None:
    folios = compose(full_book(label="Not the position of any government. " * 20), replace(STAFF, paper="A5"))
    assert "…" in page_text(folios.pages[0])


def test_contents_close_up_rather_than_spill_a_line_or_two() -> None:
    def contents_pages(count: int) -> int:
        book = full_book(sections=tuple(section(f"s{k}", f"Section {k}", "Words.") for k in range(count)))
        return min(compose(book).where.values()) - 1

    assert [contents_pages(count) for count in (20, 28, 60)] == [1, 1, 3]


@pytest.mark.parametrize("name", ["staff", "tablet", "large"])
def test_the_last_page_of_the_contents_is_never_a_scrap(name: str) -> None:
    for count in range(16, 70, 3):
        book = full_book(sections=tuple(section(f"s{k}", f"Section {k}", "Words.") for k in range(count)))
        folios = compose(book, PROFILES[name])
        made = folios.pages[1 : min(folios.where.values())]
        rows = [sum(link.target.startswith("section:") for link in page.links) for page in made]
        assert min(rows) > 0.45 * max(rows)
        assert rows[0] >= min(rows)


@pytest.mark.parametrize("name", ["staff", "tablet", "large"])
def test_a_tab_is_never_the_last_row_of_a_page_of_the_contents(name: str) -> None:
    for count in range(2, 9):
        below = [[section(f"t{tab}s{k}", "One", "W.") for k in range(count)] for tab in range(30 // count)]
        tabs = tuple(section(f"t{tab}", f"Tab {tab}", "", "text", *ones) for tab, ones in enumerate(below))
        folios = compose(full_book(sections=tabs), PROFILES[name])
        for page in folios.pages[1 : min(folios.where.values())]:
            rows = [link.target for link in page.links if link.x2 - link.x1 > 0.6 * page.width]
            assert "s" in rows[-1].removeprefix("section:")
