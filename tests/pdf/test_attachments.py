"""Attachments in the finished PDF: every page of a file on a page of ours, upright, findable, read out in order."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any, cast

import pikepdf
import pytest

from briefing import pdfium
from briefing.book.checks import check
from briefing.book.disclose import shown
from briefing.book.parts import Book, Section
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.page import Folios, Image, Line, Node, Page
from briefing.pdf.export import render
from tests.pdf.enclosed import A4, SHEETS, bound_book, cropped, enclosure, made
from tests.pdf.reading import reading

STAFF = PROFILES["staff"]
COMPOSER = Composer()


def attached(data: bytes, body: str = "![](picture:x0)", **told: Any) -> Book:
    """Return a book of one attachment."""
    section = Section("s", "The dues", "attachment", reference="A", body=body, **told)
    return Book("b", "Book", sections=(section,), pictures={"x0": enclosure("x0", data, "Dues of May.pdf")})


def sheets(folios: Folios) -> list[tuple[int, Page, Image]]:
    """Return the pages that show something bound in, with their place in the book."""
    found: list[tuple[int, Page, Image]] = []
    for at, page in enumerate(folios.pages):
        images = [item for item in page.items if isinstance(item, Image)]
        assert len(images) < 2
        found += [(at, page, image) for image in images]
    return found


@pytest.fixture(scope="module")
def bound() -> tuple[Folios, bytes]:
    folios = COMPOSER.compose(attached(made()), STAFF)
    return folios, render(folios)


def test_every_page_of_the_file_is_on_a_page_of_the_book_in_order(bound: tuple[Folios, bytes]) -> None:
    found = sheets(bound[0])
    assert [image.number for _, _, image in found] == list(range(len(SHEETS)))
    first = found[0][0]
    assert [at for at, _, _ in found] == list(range(first, first + len(SHEETS)))


def test_the_words_of_each_page_are_found_on_it_and_the_book_s_own_furniture_with_them(
    bound: tuple[Folios, bytes],
) -> None:
    with reading(bound[1]) as reader:
        for at, page, image in sheets(bound[0]):
            said = reader.text(at)
            assert SHEETS[image.number][1] in said
            assert "Nobody pays twice" in said
            assert f"their page {image.number + 1}" in said
            assert f"{page.label} of {len(bound[0].pages)}" in said


def test_hidden_words_lie_where_the_picture_shows_them(bound: tuple[Folios, bytes]) -> None:
    for _, _, image in sheets(bound[0]):
        page = next(page for page in bound[0].pages if image in page.items)
        lines = [item for item in page.items if isinstance(item, Line) and item.hidden]
        assert lines
        for line in lines:
            assert image.x < line.x < image.x + image.width
            assert image.y < line.y < image.y + image.height
        # The head stands in the uppermost fifth, whichever way the page is stored.
        assert lines[0].y > image.y + 0.8 * image.height


def test_what_lies_across_gets_a_page_that_lies_across_and_what_is_turned_is_put_upright(
    bound: tuple[Folios, bytes],
) -> None:
    across = [page.width > page.height for _, page, _ in sheets(bound[0])]
    assert across == [False, True, False, False, False]
    _, _, turned = sheets(bound[0])[2]
    assert turned.height > turned.width


def test_large_pages_are_made_to_fit_and_small_ones_left_as_they_are(bound: tuple[Folios, bytes]) -> None:
    for _, page, image in sheets(bound[0]):
        assert image.x > 30
        assert image.x + image.width < page.width - 30
        assert image.y > 30
        assert image.y + image.height < page.height - 30
    receipt = sheets(bound[0])[4][2]
    assert (round(receipt.width), round(receipt.height)) == (298, 420)


def test_a_page_of_the_file_is_told_as_a_figure_followed_by_its_paragraphs(bound: tuple[Folios, bytes]) -> None:
    def below(node: Node) -> list[Node]:
        return [node, *(found for child in node.children for found in below(child))]

    every = below(bound[0].root)
    figures = [node for node in every if node.role == "Figure"]
    assert [node.alt for node in figures] == [f"Page {k} of Dues of May" for k in range(1, 6)]
    (home,) = [node for node in every if node.title == "Dues of May"]
    roles = [node.role for node in home.children]
    assert roles[:2] == ["Figure", "P"]
    # The head and each group of three lines are paragraphs of their own.
    assert roles[: roles.index("Figure", 1)].count("P") >= 5


def test_only_the_part_of_a_page_that_is_to_be_seen_is_found() -> None:
    folios = COMPOSER.compose(attached(cropped(made(SHEETS[:1]))), STAFF)
    with reading(render(folios)) as reader:
        said = reader.text(sheets(folios)[0][0])
    assert "Annex on the harbour dues" in said
    assert "their page" not in said


def test_bookmarks_name_the_section_and_below_it_each_file() -> None:
    folios = COMPOSER.compose(bound_book(), STAFF)
    titles = [(mark.title, mark.depth) for mark in folios.bookmarks]
    at = titles.index(("B Harbour dues", 0))
    assert titles[at + 1] == ("Harbour dues 2025", 1)
    at = titles.index(("C1 Text and two files", 1))
    assert titles[at + 1 : at + 3] == [("Half a page", 2), ("Table", 2)]
    with reading(render(folios)) as reader, pikepdf.open(BytesIO(render(folios))) as pdf, pdf.open_outline() as outline:
        assert len(reader.pdf.pages) == len(folios.pages)
        assert next(entry.title for entry in outline.root if entry.children).endswith("B Harbour dues")


def test_the_first_page_stands_below_a_short_text_and_behind_a_long_one() -> None:
    short = COMPOSER.compose(attached(made(SHEETS[:1]), "As agreed.\n\n![](picture:x0)"), STAFF)
    assert len(sheets(short)) == len(short.pages) - sheets(short)[0][0]
    long = COMPOSER.compose(attached(made(SHEETS[:1]), "As agreed.\n\n" * 25 + "![](picture:x0)"), STAFF)
    at, page, _ = sheets(long)[0]
    assert at == len(long.pages) - 1
    assert all(item.hidden for item in page.items if isinstance(item, Line) and item.node is not None)


def test_the_same_book_gives_the_same_bytes_and_another_name_is_seen() -> None:
    composer, book = Composer(), bound_book()
    once = render(composer.compose(book, STAFF))
    assert once == render(Composer().compose(book, STAFF))
    dues = replace(book.pictures["dues0"], name="Dues of June.pdf")
    renamed = composer.compose(replace(book, pictures={**book.pictures, "dues0": dues}), STAFF)
    assert "Dues of June" in [mark.title for mark in renamed.bookmarks]


def test_a_press_copy_has_no_trace_of_an_attachment_that_is_withheld() -> None:
    book = bound_book()
    first = replace(book.sections[0], audience="press")
    book = replace(book, sections=(first, *book.sections[1:]))
    press = replace(PROFILES["press"], mark_withheld=False)
    assert not shown(book, "press").pictures
    folios = COMPOSER.compose(book, press)
    assert not sheets(folios)
    with pikepdf.open(BytesIO(render(folios))) as pdf:
        for one in pdf.objects:
            raw = one.read_bytes() if isinstance(one, pikepdf.Stream) else repr(one).encode()
            assert b"Harbour" not in raw
            assert b"/Image" not in raw
    assert "Harbour dues 2025" not in [mark.title for mark in folios.bookmarks]


def test_words_no_font_has_are_no_reason_to_worry_anybody() -> None:
    folios = COMPOSER.compose(attached(made(((A4, "Annex \u2603", 0),))), STAFF)
    assert folios.missing == ()


def test_a_file_that_cannot_be_read_any_more_leaves_white_pages_not_a_broken_book() -> None:
    book = attached(made(SHEETS[:1]))
    broken = replace(book.pictures["x0"], data=b"%PDF-1.7 nothing")
    folios = COMPOSER.compose(replace(book, pictures={"x0": broken}), STAFF)
    with pikepdf.open(BytesIO(render(folios))) as pdf:
        assert len(pdf.pages) == len(folios.pages)


def test_preflight_tells_of_an_attachment_without_a_file_and_of_a_pdf_shown_in_part() -> None:
    found = {(one.code, one.section_key) for one in check(bound_book(), STAFF)}
    assert ("attachment-none", "c5") in found
    assert ("pdf-first-page", "c6") in found
    assert not {code for code, key in found if key in ("b", "c1", "c2", "c3", "c4")} - {"marking-missing"}
    empty = Book("b", "B", sections=(Section("s", "S", "attachment"),))
    (told,) = [one for one in check(empty, STAFF) if one.section_key == "s"]
    assert "no file attached" in told.message


def test_a_text_section_shows_the_first_page_as_a_figure() -> None:
    book = bound_book()
    section = replace(book.sections[2].children[5], reference="A")
    folios = COMPOSER.compose(replace(book, sections=(section,)), STAFF)
    ((_, _, image),) = sheets(folios)
    assert image.number == 0
    assert image.width > 150
    assert cast("Node", image.node).alt == "The dues"


def test_a_watermark_shows_through_the_pages_of_the_file() -> None:
    book = attached(made(((A4, "Nothing else", 0),)))
    plain, marked = (COMPOSER.compose(book, replace(STAFF, watermark=word)) for word in ("", "ONLY FOR ADA"))
    at = sheets(marked)[0][0]
    bright: list[bytes] = []
    for folios in (plain, marked):
        with pdfium.opened(render(folios)) as opened:
            image = sheets(folios)[0][2]
            drawn = opened.pixels(at, 1.0)
            # Below the last line of the text and above the number at the foot.
            left, low = round(image.x) + 20, round(drawn.height - image.y - 0.12 * image.height)
            box = (left, round(low - 0.28 * image.height), left + round(image.width) - 40, low)
            bright.append(drawn.crop(box).convert("L").tobytes())
    assert min(bright[0]) >= 250
    assert min(bright[1]) < 240
    assert b"/BM" not in render(plain)
