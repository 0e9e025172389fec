"""A person's portrait stands beside the facts where there is room, above them where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.book.parts import Book, Person, Section
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.page import Image, Line, Page
from tests.pdf.books import picture
from tests.unit.layout_reading import FONTS, line_text, lines, page_text, walk

STAFF = PROFILES["staff"]
COMPOSER = Composer(FONTS)
FACTS = "| | |\n|---|---|\n| **Born** | Norburg |\n| **Last met** | Kyoto |"


def made(body: str, paper: str = "A4", size: float = 12.0, language: str = "en") -> Page:
    face = picture("face0", "JPEG", "RGB", (480, 600), alt="Her face")
    person = Person("ada", "Ada Norling", role="Minister of Trade", country="Norland")
    section = Section("s", "Ada Norling", "person", body=body)
    book = Book("b", "", language=language, sections=(section,), people={"ada": person}, pictures={"face0": face})
    folios = COMPOSER.compose(book, replace(STAFF, paper=paper, body=size))
    figures = [node for node in walk(folios.root) if node.role == "Figure"]
    assert [node.alt for node in figures] == ["Her face"]
    return folios.pages[folios.where["s"]]


def shown(page: Page) -> Image:
    (image,) = [item for item in page.items if isinstance(item, Image)]
    return image


def line_of(page: Page, words: str) -> Line:
    return next(one for one in lines(page) if words in line_text(page, one))


def test_the_portrait_stands_right_of_the_facts_and_those_of_the_library_with_them() -> None:
    page = made(f"![](picture:face0)\n\n{FACTS}\n\nShe is quick.")
    image = shown(page)
    for words in ("Minister of Trade", "Kyoto"):
        fact = line_of(page, words)
        assert fact.x < image.x
        assert image.y < fact.y < image.y + image.height
    assert "She is quick." in page_text(page)


def test_text_below_the_portrait_has_the_whole_measure() -> None:
    page = made(f"![](picture:face0)\n\n{FACTS}\n\n" + "She wants a long answer to a short question. " * 12)
    image, text = shown(page), line_of(page, "She wants")
    assert text.y < image.y


@pytest.mark.parametrize(("paper", "size"), [("A5", 12.0), ("Letter", 18.0)])
def test_on_a_small_page_and_in_large_print_it_stands_above(paper: str, size: float) -> None:
    page = made(f"![](picture:face0)\n\n{FACTS}", paper, size)
    image, fact = shown(page), line_of(page, "Kyoto")
    assert fact.y < image.y
    assert image.height < page.height / 3


def test_a_picture_further_down_is_a_figure_like_any() -> None:
    page = made(f"{FACTS}\n\n![](picture:face0)")
    assert line_of(page, "Kyoto").y > shown(page).y + shown(page).height


def test_where_the_book_runs_from_right_to_left_it_stands_left() -> None:
    page = made("![](picture:face0)\n\n| | |\n|---|---|\n| **תפקיד** | שרה |\n| **מקום** | קיוטו |", language="he")
    assert shown(page).x < page.width / 4
