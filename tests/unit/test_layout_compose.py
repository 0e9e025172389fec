"""What a composer promises: the same pages whatever came before, only what changed laid out again, plain faults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.book.diff import compare
from briefing.book.parts import Book, Section
from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.faults import Cancelled, FontMissing, stop_if
from briefing.layout.fonts import Fonts
from briefing.layout.page import Folios
from briefing.layout.traces import words
from briefing.layout.typefaces import FILES
from briefing.paths import shipped
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import FONTS, shown, text, walk

STAFF = PROFILES["staff"]


def compose(book: Book, profile: Profile = STAFF) -> Folios:
    return Composer(FONTS).compose(book, profile)


def test_the_same_book_gives_the_same_pages_whatever_was_composed_before() -> None:
    book = full_book()
    fresh = shown(Composer().compose(book, STAFF))
    used = Composer()
    used.compose(full_book(title="Another", sections=(section("x", "石破 ﬁ Ω µ 髙", "café office —"),)), STAFF)
    used.compose(book, PROFILES["large"])
    assert shown(used.compose(book, STAFF)) == fresh
    assert shown(used.compose(book, STAFF)) == fresh


def test_an_edit_changes_what_it_touches() -> None:
    composer = Composer(FONTS)
    book = full_book()
    composer.compose(book, STAFF)
    first = replace(book.sections[0], body="Quite other words.")
    changed = composer.compose(replace(book, sections=(first, *book.sections[1:])), STAFF)
    assert "Quite other words." in text(changed)
    assert shown(changed) == shown(compose(replace(book, sections=(first, *book.sections[1:]))))


def test_an_edited_quote_changes_wherever_it_is_printed() -> None:
    composer = Composer(FONTS)
    book = full_book()
    composer.compose(book, STAFF)
    statements = {**book.statements, "aaaa1111": replace(book.statements["aaaa1111"], text="Other words of his.")}
    said = text(composer.compose(replace(book, statements=statements), STAFF))
    assert said.count("“Other words of his.”") == 3
    assert "We will keep working" not in said


def test_a_source_cited_earlier_renumbers_the_others_without_laying_their_sections_out_again() -> None:
    composer = Composer(FONTS)
    book = full_book()
    before = composer.compose(book, STAFF)
    first = replace(book.sections[0], body="First of all [[cite:aaaa4444]], then [[cite:aaaa2222]].")
    changed = replace(book, sections=(first, *book.sections[1:]))
    after = composer.compose(changed, STAFF)
    assert "spoke by phone [2]" in text(before)
    assert "spoke by phone [3]" in text(after)
    assert shown(after) == shown(compose(changed))
    assert "spoke by phone [2]" in text(before)
    kept = {id(node) for node in walk(before.root)}
    assert sum(id(node) in kept for node in walk(after.root)) > 300


def test_progress_counts_every_part_and_cancelling_stops() -> None:
    seen: list[tuple[int, int]] = []
    Composer(FONTS).compose(full_book(), STAFF, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(k, 9) for k in range(1, 10)]
    with pytest.raises(Cancelled):
        Composer(FONTS).compose(full_book(), STAFF, cancelled=lambda: True)


def test_cancelling_stops_inside_a_long_section_too() -> None:
    asked = 0

    def after_ten() -> bool:
        nonlocal asked
        asked += 1
        return asked > 10

    book = Book("b", "One long section", sections=(Section("s", "Long", body="Words.\n\n" * 500),))
    with pytest.raises(Cancelled):
        Composer(FONTS).compose(book, STAFF, cancelled=after_ten)
    assert asked == 11


def test_what_reads_a_whole_book_stops_in_the_middle() -> None:
    book = full_book()
    folios = Composer(FONTS).compose(book, STAFF)
    asked = 0

    def after_two() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    with pytest.raises(Cancelled):
        words(folios, after_two)
    assert asked == 3 < len(folios.pages)
    asked = 0
    with pytest.raises(Cancelled):
        compare(book, book, lambda: stop_if(after_two))
    assert asked == 3


def test_whether_to_stop_is_asked_on_every_page_while_a_book_is_bound() -> None:
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    folios = Composer(FONTS).compose(full_book(), STAFF, cancelled=count)
    assert asked >= len(folios.pages) + 2 * len(full_book().sections)


@pytest.mark.parametrize(
    "book", [Book("k", ""), Book("k", "x"), Book("k", "x", sections=(Section("s", "y", body="z"),))]
)
def test_the_smallest_books_work(book: Book) -> None:
    folios = compose(book)
    assert folios.pages[0].label == "1"
    assert len(folios.pages) == 1 + len(book.sections)


def test_a_book_of_a_thousand_pages_works() -> None:
    body = ("The leaders met and spoke of tariffs, ships and funds for the whole of the afternoon. " * 7 + "\n\n") * 6
    tabs = tuple(
        section(f"t{t}", f"Tab {t}", "", "text", *(section(f"t{t}s{s}", f"Part {s}", body) for s in range(10)))
        for t in range(13)
    )
    folios = compose(full_book(sections=tabs, paper="A5"), PROFILES["large"])
    assert len(folios.pages) >= 1000
    assert folios.pages[-1].label == str(len(folios.pages))


def test_a_missing_font_is_named_in_a_plain_sentence(tmp_path: Path) -> None:
    for name in FILES:
        if name != "NotoSerifJP-Regular":
            (tmp_path / f"{name}.ttf").symlink_to(shipped("fonts") / f"{name}.ttf")
    with pytest.raises(FontMissing, match=r"NotoSerifJP-Regular\.ttf.*Install Briefing again"):
        Composer(Fonts(tmp_path)).compose(full_book(), STAFF)


def test_a_damaged_font_is_named_too(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / f"{name}.ttf").write_bytes(b"not a font")
    with pytest.raises(FontMissing, match="missing or damaged"):
        Composer(Fonts(tmp_path)).compose(full_book(), STAFF)


def test_characters_no_font_has_are_drawn_as_a_stand_in_and_reported() -> None:
    folios = compose(full_book(sections=(section("s", "Amharic", "A word: ሰላምታ, and on."),)))
    assert set(folios.missing) == set("ሰላምታ")
    assert "\ufffd" * 4 in text(folios)
