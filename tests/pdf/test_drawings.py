"""Drawings in the finished PDF: paths and no pixels, looking as another renderer draws the file they came from."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any, cast

import pikepdf
import pytest
from hypothesis import given, settings

from briefing.book.parts import Book, Section
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.pdf.document import Document
from briefing.pdf.drawing import Undrawn, write_drawing
from briefing.pdf.export import render
from briefing.sources.drawing.reading import Drawing
from tests.drawn_by_chance import DRAWINGS
from tests.pdf.drawings import NAMES, apart, drawing, drawn_book, sample

STAFF = PROFILES["staff"]


def streams(data: bytes, kind: str) -> list[Any]:
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == kind]
        return [(dict(cast("Any", one).items()), one.read_bytes()) for one in found]


def rendered(book: Book, profile: Any = STAFF) -> bytes:
    return render(Composer().compose(book, profile))


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_looks_like_the_drawing(name: str, alone: bool) -> None:
    assert apart(sample(name).data, alone=alone) < 0.002


@settings(max_examples=15, deadline=None, derandomize=True)
@given(DRAWINGS)
def test_the_page_looks_like_any_drawing(svg: str) -> None:
    made = Drawing(svg.encode()).plain(1600, 300)
    assert made is not None
    assert apart(made) < 0.004


def test_a_page_is_told_from_another_drawing() -> None:
    """What the two tests above ask is not true of everything: a sixtieth of the width more is seen."""
    small, large = (
        drawing("a", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"><circle r="{r}"/></svg>'.encode())
        for r in (30, 31)
    )
    assert apart(small.data) == apart(large.data) == 0
    assert apart(small.data, page=large.data) > 0.005


def test_a_drawing_has_no_pixels_and_is_in_the_file_once() -> None:
    data = rendered(drawn_book())
    assert streams(data, "/Image") == []
    forms = [entries for entries, _ in streams(data, "/Form") if "/Matrix" in entries]
    assert len(forms) == len(NAMES)
    assert data == rendered(drawn_book())
    assert len(data) < 250_000


def test_a_drawing_is_a_figure_with_its_words_and_decoration_is_none() -> None:
    with pikepdf.open(BytesIO(rendered(drawn_book()))) as pdf:
        said = [
            str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert {f"A drawing: {name}" for name in NAMES if name != "fade"} <= set(said)
    assert "A drawing: fade" not in said


def test_on_a_copy_with_a_watermark_a_drawing_is_multiplied_as_a_whole() -> None:
    data = rendered(drawn_book(), replace(STAFF, watermark="Copy 3"))
    forms = [entries for entries, _ in streams(data, "/Form") if "/Matrix" in entries]
    assert all("/Group" in entries for entries in forms)


def test_names_in_a_drawing_and_drawings_withheld_are_nowhere_in_the_file() -> None:
    logo, shut = sample("logo", alt="A sign"), sample("chart", alt="Wexlorth exports")
    shown = Section("s", "Open", body="![](picture:logo0)", audience="press")
    hidden = Section("h", "Shut", body="![](picture:chart0)")
    book = Book("b", "Book", sections=(shown, hidden), pictures={"logo0": logo, "chart0": shut})
    data = rendered(book, PROFILES["press"])
    alone = Book("b", "Book", sections=(shown,), pictures={"logo0": logo})
    assert data == rendered(alone, PROFILES["press"])
    with pikepdf.open(BytesIO(data)) as pdf:
        for one in pdf.objects:
            said = one.unparse(resolved=True) + (one.read_bytes() if isinstance(one, pikepdf.Stream) else b"")
            assert not [word for word in (b"Zyqvault", b"Wexlorth", b"Quorjimp", b"Secret") if word in said]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<svg/>",
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="url(#x)" d="M0 0L1 1"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#00" d="M0 0L1 1"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g clip-path="url(#n)"/></svg>',
    ],
)
def test_a_drawing_that_was_damaged_in_the_library_leaves_its_place_empty(data: bytes) -> None:
    with pytest.raises(Undrawn):
        write_drawing(Document("en"), data, alone=False)
    broken = replace(sample("logo", alt="A sign"), data=data)
    shown = Section("s", "Open", body="Before.\n\n![](picture:logo0)\n\nAfter.")
    assert len(streams(rendered(Book("b", "Book", sections=(shown,), pictures={"logo0": broken})), "/Image")) == 1


def test_what_stands_in_a_library_cannot_speak_to_the_printer() -> None:
    """Path data is numbers and nothing else, whatever somebody wrote into the library's file."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        b'<path fill="#000000" d="M0 0 /Evil Do L9 9 (Evil) Tj Z"/></svg>'
    )
    document = Document("en")
    write_drawing(document, svg, alone=False)
    assert b"Evil" not in document.format()
