"""Pages of a PDF bound in as paths: only where nothing is lost, and nothing that was not to be seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from briefing import pdfium
from briefing.book.parts import Book, Section
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.pdf.export import render
from briefing.pdf.sheets import SCALE, alike, as_drawing
from tests.pdf.enclosed import A4, SHEETS, cropped, enclosure, made

STAFF = PROFILES["staff"]


def page(draw: Callable[[Any], None]) -> bytes:
    """Return a PDF of one page with some words and what ``draw`` adds."""
    out = BytesIO()
    canvas: Any = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(72, 700, "Nobody pays twice – for the well-known berth.")
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def letters(plain: bytes) -> int:
    return plain.count(b"<use ")


def seen(data: bytes) -> Image.Image:
    with pdfium.opened(data) as opened:
        return opened.pixels(0, SCALE)


@pytest.mark.parametrize("number", range(len(SHEETS)))
def test_pages_across_turned_large_and_small_are_paths(number: int) -> None:
    plain = as_drawing(made(), number)
    assert plain is not None
    assert letters(plain) > 500


def test_a_bound_file_of_words_has_no_pixels_and_is_small() -> None:
    data = made()
    section = Section("s", "The dues", "attachment", body="![](picture:x0)")
    book = Book("b", "Book", sections=(section,), pictures={"x0": enclosure("x0", data, "Dues.pdf")})
    done = render(Composer().compose(book, STAFF))
    with pikepdf.open(BytesIO(done)) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert not [one for one in streams if one.get("/Subtype") == "/Image"]
    assert len(done) < 200_000


@pytest.mark.parametrize(("words", "found"), [("a well-known harbour", True), ("a filing office", False)])
def test_words_of_our_own_books_are_found_where_their_fonts_tell_each_glyph(words: str, found: bool) -> None:
    """A ligature that a font gives no sign of its own cannot be asked for; its page stays pixels."""
    book = Book(
        "b", "Book", sections=(Section("s", "Harbours", body=f"It is {words}.\n\n| a | b |\n|---|---|\n| 1 | 2 |"),)
    )
    data = render(Composer().compose(book, STAFF))
    with pdfium.opened(data) as opened:
        last = len(opened) - 1
    assert (as_drawing(data, last) is not None) == found


def clear(canvas: Any) -> None:
    canvas.setFillAlpha(0.5)
    canvas.rect(72, 72, 99, 99, fill=1)


def photo(canvas: Any) -> None:
    tones: Any = Image.linear_gradient("L")
    canvas.drawImage(ImageReader(tones), 72, 72, 99, 99)


def shaded(canvas: Any) -> None:
    canvas.linearGradient(72, 72, 300, 300, ("red", "blue"))


def black_bar(canvas: Any) -> None:
    canvas.rect(100, 695, 60, 14, fill=1)


def outlined(canvas: Any) -> None:
    canvas.drawString(72, 500, "Only the edges", mode=1)


def noted(canvas: Any) -> None:
    canvas.acroForm.checkbox(name="agreed", x=72, y=300, checked=True)


@pytest.mark.parametrize("draw", [clear, photo, shaded, black_bar, outlined, noted])
def test_what_paths_cannot_say_or_should_not_tell_leaves_the_page_as_pixels(draw: Callable[[Any], None]) -> None:
    assert as_drawing(page(lambda _canvas: None), 0) is not None
    assert as_drawing(page(draw), 0) is None


def test_what_is_cut_off_a_page_is_not_among_its_paths() -> None:
    whole, part = made(SHEETS[:1]), cropped(made(SHEETS[:1]))
    full, cut = as_drawing(whole, 0), as_drawing(part, 0)
    assert full is not None
    assert cut is not None
    assert letters(cut) < letters(full)
    box = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', cut)
    assert box is not None
    for x, y in re.findall(rb'<use [^>]*x="(-?[\d.]+)" y="(-?[\d.]+)"', cut):
        assert -200 < float(x) < float(box[1]) + 200
        assert -200 < float(y) < float(box[2]) + 200


def test_what_is_cut_off_by_a_clip_is_not_among_its_paths_either() -> None:
    def clipped(canvas: Any) -> None:
        window = canvas.beginPath()
        window.rect(72, 200, 200, 50)
        canvas.clipPath(window, stroke=0)
        canvas.drawString(80, 220, "Shown")
        canvas.drawString(80, 400, "Zyqvault")

    plain, without = as_drawing(page(clipped), 0), as_drawing(page(lambda _canvas: None), 0)
    assert plain is not None
    assert without is not None
    assert letters(plain) == letters(without) + len("Shown")


def test_one_letter_or_line_more_or_less_is_noticed() -> None:
    def also(words: str, **_: Any) -> bytes:
        return page(lambda canvas: canvas.drawString(72, 500, words))

    assert alike(seen(also("The harbour")), seen(also("The harbour")))
    assert not alike(seen(also("The harbour")), seen(also("The harbeur")))
    assert not alike(seen(also("of 1 May")), seen(also("of 7 May")))
    assert not alike(seen(also("x")), seen(page(lambda canvas: canvas.line(72, 500, 90, 500))))
    assert not alike(seen(also("x")), seen(made(SHEETS[4:])))


def test_a_file_that_cannot_be_read_is_no_drawing() -> None:
    assert as_drawing(b"%PDF-1.7 nothing", 0) is None
    assert as_drawing(made(SHEETS[:1]), 7) is None
