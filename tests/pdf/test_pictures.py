"""Pictures in the finished PDF: each once, no denser than print needs, told to those who cannot see them."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

import pikepdf

from briefing.book.checks import check
from briefing.book.parts import Book, Picture, Section
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.page import Image, Page
from briefing.pdf.export import render
from tests.pdf.books import full_book, picture
from tests.pdf.reading import reading

STAFF = PROFILES["staff"]
COMPOSER = Composer()


def book_of(body: str, *pictures: Picture, logo: str = "") -> Book:
    section = Section("s", "Section", reference="A", body=body)
    return Book("b", "Book", sections=(section,), pictures={one.key: one for one in pictures}, logo=logo)


def images(data: bytes) -> list[Any]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [dict(cast("Any", one).items()) for one in pdf.objects if _is_image(one)]


def _is_image(one: Any) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"


def boxes(page: Page) -> list[Image]:
    return [item for item in page.items if isinstance(item, Image)]


def test_a_picture_stands_once_in_the_file_however_often_it_is_shown() -> None:
    one = picture("one0", "JPEG", "RGB", (600, 300), alt="Tones")
    data = render(COMPOSER.compose(book_of("![](picture:one0)\n\nx\n\n![](picture:one0)", one, logo="one0"), STAFF))
    assert len(images(data)) == 1
    assert data == render(
        Composer().compose(book_of("![](picture:one0)\n\nx\n\n![](picture:one0)", one, logo="one0"), STAFF)
    )


def test_a_jpeg_goes_in_as_it_is_and_a_huge_one_no_denser_than_print_needs() -> None:
    small, huge = picture("small0", "JPEG", "RGB", (600, 300)), picture("huge0", "JPEG", "L", (6000, 600))
    folios = COMPOSER.compose(book_of("![a](picture:small0)\n\n![b](picture:huge0)", small, huge), STAFF)
    data = render(folios)
    assert small.data in data
    assert huge.data not in data
    (shown,) = [box for page in folios.pages for box in boxes(page) if box.key == "huge0"]
    wide = max(int(one["/Width"]) for one in images(data))
    assert wide <= shown.width / 72 * 300 + 1


def test_alpha_is_a_soft_mask() -> None:
    data = render(COMPOSER.compose(book_of("![a](picture:clear0)", picture("clear0", "PNG", "RGBA", (80, 40))), STAFF))
    found = images(data)
    assert sorted(str(one["/ColorSpace"]) for one in found) == ["/DeviceGray", "/DeviceRGB"]
    assert sum("/SMask" in one for one in found) == 1


def test_the_pixels_come_out_as_they_went_in() -> None:
    one = picture("tones0", "PNG", "L", (64, 64))
    with pikepdf.open(BytesIO(render(COMPOSER.compose(book_of("![a](picture:tones0)", one), STAFF)))) as pdf:
        (stream,) = [found for found in pdf.objects if _is_image(found)]
        from PIL import Image as Pillow

        assert (
            pikepdf.PdfImage(cast("Any", stream)).as_pil_image().tobytes() == Pillow.open(BytesIO(one.data)).tobytes()
        )


def test_a_figure_is_told_with_its_place_and_keeps_its_caption() -> None:
    told = picture("told0", "JPEG", "RGB", (1200, 900), caption="Tones from dark to light", credit="Photo: Ada")
    filling = "\n\n".join(["Some words that fill the page line by line until little room is left. " * 6] * 9)
    folios = COMPOSER.compose(book_of(f"{filling}\n\n![A slope of tones](picture:told0)\n\nEnd.", told), STAFF)
    with reading(render(folios)) as reader:
        (at,) = [number for number, page in enumerate(folios.pages) if boxes(page)]
        assert "Tones from dark to light Photo: Ada" in reader.text(at).replace("\n", " ")
        figures = [
            one for one in reader.pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        (figure,) = figures
        assert str(figure.Alt) == "A slope of tones"
        (shown,) = boxes(folios.pages[at])
        edges = [float(edge) for edge in cast("Any", figure).A.BBox]
        assert [round(edge, 1) for edge in edges] == [
            round(edge, 1) for edge in (shown.x, shown.y, shown.x + shown.width, shown.y + shown.height)
        ]


def test_pictures_of_any_shape_stay_inside_the_text_area() -> None:
    shapes = [
        picture(f"p{at}", "PNG", "L", size) for at, size in enumerate([(1, 1), (1, 3000), (5000, 2), (900, 4000)])
    ]
    body = "\n\n".join(f"![x](picture:{one.key})" for one in shapes)
    for name in ("staff", "large"):
        for paper in ("A4", "A5"):
            from dataclasses import replace

            profile = replace(PROFILES[name], paper=paper)
            for page in COMPOSER.compose(book_of(f"- a list\n\n{body}", *shapes), profile).pages:
                for box in boxes(page):
                    assert 30 < box.x <= box.x + box.width < page.width - 30
                    assert 30 < box.y <= box.y + box.height < page.height - 30


def test_preflight_names_what_is_missing_and_what_says_nothing() -> None:
    mute = picture("mute0", "PNG", "L", (200, 200))
    book = book_of("![](picture:mute0)\n\n![A port](picture:gone0)", mute)
    found = {one.code: one for one in check(book, STAFF)}
    assert found["picture-missing"].severity == "stop"
    assert "A port" in found["picture-missing"].message
    assert found["picture-alt"].severity == "warn"
    told = check(book_of("![Tones](picture:mute0)", mute), STAFF)
    assert not [one for one in told if one.code.startswith("picture")]


def test_a_press_copy_holds_no_picture_of_a_section_that_is_withheld() -> None:
    from briefing.book.disclose import shown

    assert "ornament0" not in shown(full_book(sections=()), "press").pictures
