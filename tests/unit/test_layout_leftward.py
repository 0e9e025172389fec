"""A book read from right to left is the other one seen in a mirror: cover, contents, dividers, heads, feet and tabs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefing.book.profile import PROFILES, Profile
from briefing.book.questions import questions
from briefing.layout.boxes import base_look
from briefing.layout.compose import Composer
from briefing.layout.desk import Desk
from briefing.layout.lines import break_lines
from briefing.layout.page import Fill, Folios, Line, Node, Page, Stroke
from briefing.layout.style import Sheet
from briefing.layout.theme import load
from briefing.pdf.export import export
from briefing.text.blocks import Paragraph, Run
from briefing.text.markdown import parse
from tests.pdf.books import leftward_book
from tests.unit.layout_reading import FONTS, line_text, lines, page_of_anchor, page_text, width

STAFF = PROFILES["staff"]
COMPOSER = Composer(FONTS)
SAID = {"he": "אנחנו", "ar": "نحن"}


def made(language: str = "he", profile: Profile = STAFF) -> Folios:
    return COMPOSER.compose(leftward_book(language), profile)


def end(line: Line) -> float:
    return line.x + width(line)


def edges(page: Page) -> tuple[float, float]:
    """The ends of the rule above the foot: the text area's own."""
    rule = min((one for one in page.items if isinstance(one, Stroke) and one.y1 == one.y2), key=lambda one: one.y1)
    return rule.x1, rule.x2


def tabs(page: Page) -> list[Fill]:
    """The fills as wide as an edge tab that touch an edge of the paper."""
    fills = [one for one in page.items if isinstance(one, Fill) and 10 < one.width < 25]
    return [one for one in fills if one.x == 0.0 or one.x + one.width == pytest.approx(page.width, abs=0.02)]


@pytest.mark.parametrize("language", ["he", "ar"])
def test_the_cover_has_its_bar_at_the_right_and_its_words_begin_there(language: str) -> None:
    page = made(language).pages[0]
    bar = next(one for one in page.items if isinstance(one, Fill) and one.height > 500)
    assert bar.x + bar.width == pytest.approx(page.width, abs=0.02)
    _, right = edges(page)
    title = max(lines(page), key=lambda one: one.pieces[0].size)
    assert end(title) == pytest.approx(right, abs=1.5)


def test_contents_lead_from_the_title_at_the_right_to_the_page_at_the_left() -> None:
    folios = made()
    page = folios.pages[page_of_anchor(folios, "contents") - 1]
    left, right = edges(page)
    rows = [one for one in lines(page) if line_text(page, one).strip().isdecimal()]
    assert len(rows) >= 6
    assert all(one.x == pytest.approx(left, abs=0.01) for one in rows)
    titles = [one for one in lines(page) if SAID["he"][::-1] in line_text(page, one)]
    assert len(titles) >= 6
    assert all(end(one) > right - 60 for one in titles)
    for link in page.links:
        assert (link.x1, link.x2) == pytest.approx((left, right), abs=0.02)


def test_a_divider_has_its_letter_at_the_right() -> None:
    folios = made()
    page = folios.pages[folios.where["a"]]
    _, right = edges(page)
    letter = max(lines(page), key=lambda one: one.pieces[0].size)
    assert line_text(page, letter).strip() == "A"
    assert end(letter) == pytest.approx(right, abs=1.5)
    band = max((one for one in page.items if isinstance(one, Fill)), key=lambda one: one.width)
    assert (band.x, band.width) == pytest.approx((0.0, page.width), abs=0.02)


def test_tabs_and_page_numbers_are_at_the_outer_edge() -> None:
    folios = made()
    page = folios.pages[folios.where["k1"]]
    (tab,) = tabs(page)
    folio = next(
        one for one in lines(page, artifacts=True) if line_text(page, one).strip().endswith(f"ךותמ {page.label}")
    )
    assert tab.x == 0.0
    assert folio.x == pytest.approx(edges(page)[0], abs=0.01)
    duplex = made(profile=replace(STAFF, duplex=True)).pages
    sides = {
        (k % 2, one.x == 0.0) for k, page in enumerate(duplex, 1) if page.width < page.height for one in tabs(page)
    }
    assert sides == {(1, True), (0, False)}


def test_margins_for_the_holes_are_at_the_right_of_the_front() -> None:
    duplex = made(profile=replace(STAFF, duplex=True))
    front, back = (edges(page) for page in duplex.pages[2:4])
    wide = duplex.pages[2].width
    assert wide - front[1] > front[0]
    assert (wide - back[1], wide - back[0]) == pytest.approx(front, abs=0.02)


def test_the_running_head_begins_at_the_right_and_a_number_after_letters_stays_behind_them() -> None:
    folios = made()
    page = folios.pages[folios.where["k1"]]
    _, right = edges(page)
    heads = [one for one in lines(page, artifacts=True) if "PM/31/7" in line_text(page, one)]
    assert end(heads[0]) == pytest.approx(right, abs=1.5)
    said = [line_text(page, one).strip() for one in lines(page, artifacts=True)]
    assert any(words.endswith("1 · A2") for words in said)


def test_a_number_added_to_a_line_that_runs_to_the_left_is_not_turned_round() -> None:
    desk = Desk(FONTS, Sheet(load("classic"), STAFF, "A4"), "he")
    filler = desk.fill((Run("אבג"),), desk.sheet.body, 400.0, Node("P"))
    filler.text(", 12", base_look(desk.fonts, desk.sheet.body.role, 12.0, (0.0, 0.0, 0.0)))
    (line,) = break_lines(filler.boxes, desk.sheet.body, 400.0)
    page = Page(400.0, 400.0)
    for shape in line.used:
        page.used.setdefault(shape.font, {}).update(shape.glyphs)
    assert line_text(page, Line(0.0, 0.0, line.pieces, None)).strip() == "12 ,גבא"


def test_what_the_program_says_is_in_the_language_of_the_book() -> None:
    said = "\n".join(page_text(page) for page in made("ar").pages)
    assert "Contents" not in said
    assert "Sources" not in said


def test_a_footnote_in_an_answer_is_kept() -> None:
    entries = questions(parse("**Q:** Who?^[One.]\n\n**A:** We^[Two.] **If pressed:** All^[Three.]"), "en")
    runs = [run for one in entries if not isinstance(one, Paragraph) for run in getattr(one, "runs", ())]
    assert [run.note.runs[0].text for run in runs if run.note] == ["One.", "Two.", "Three."]


def test_a_cue_card_has_its_number_at_the_left_and_its_title_at_the_right() -> None:
    page = made("ar", PROFILES["cards"]).pages[0]
    rule = max((one for one in page.items if isinstance(one, Stroke)), key=lambda one: one.x2 - one.x1)
    number = next(one for one in lines(page) if line_text(page, one).strip() == "1")
    title = max((one for one in lines(page) if one.y > number.y - 20 and one is not number), key=end)
    assert number.x == pytest.approx(rule.x1, abs=0.01)
    assert end(title) == pytest.approx(rule.x2, abs=1.5)


@pytest.mark.parametrize(("language", "leftward"), [("ar", True), ("he", True), ("en", False)])
def test_pages_side_by_side_are_read_in_the_books_direction(language: str, leftward: bool, tmp_path: Path) -> None:
    export(replace(leftward_book(), language=language), STAFF, tmp_path / "book.pdf", composer=COMPOSER)
    with pikepdf.open(tmp_path / "book.pdf") as file:
        assert (file.Root.ViewerPreferences.get("/Direction") == "/R2L") is leftward


def test_a_title_with_marks_above_its_letters_stands_clear_of_its_number() -> None:
    folios = made("ar")
    page = folios.pages[folios.where["k0"]]
    number = next(one for one in lines(page) if line_text(page, one).strip() == "A1")
    title = max((one for one in lines(page) if one.y < number.y), key=lambda one: one.y)
    assert number.y - title.y > 1.2 * title.pieces[0].size
